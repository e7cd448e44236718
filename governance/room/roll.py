"""The roll of a meeting: who sits in each seat while each case is treated, and who else is in the room.

A stay lasts from one case until another, by their places on the agenda. Nobody has two seats at once, and no seat two
people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf

from governance.bodies.convened import Place, places_of
from governance.choices import SEATED, Answer
from governance.models import AgendaItem, Attendance, ProcedureRules
from governance.room.quorum import Quorum, needed_of

HALF = Decimal("0.5")  # the share of both acts, where the body has no rules on the day


def begins(row: Attendance) -> float:
    """The place on the agenda that a stay begins at; 0 is the opening."""
    return row.first_item.position if row.first_item else 0


def ends(row: Attendance) -> float:
    """The place on the agenda that a stay ends before."""
    return row.until_item.position if row.until_item else inf


def covers(row: Attendance, item: AgendaItem | None) -> bool:
    """Whether somebody is in the room while a case is treated; None is the opening."""
    return begins(row) <= (item.position if item else 0) < ends(row)


def meet(one: Attendance, other: Attendance) -> bool:
    """Whether two stays have a moment in common."""
    return begins(one) < ends(other) and begins(other) < ends(one)


@dataclass
class Line:
    """One seat at one meeting: who was called to it, and who has sat there, in the order of the agenda."""

    place: Place
    stays: list[Attendance] = field(default_factory=list)

    @property
    def expected(self):
        """Who comes to the seat, by what has been answered: the substitute who is summoned, or the holder."""
        if self.place.summons is not None:
            return self.place.summons.person
        return None if self.place.is_open else self.place.holder

    @property
    def is_excused(self) -> bool:
        """The holder said that she does not come. A substitute is never missing from a seat she has not taken."""
        own = self.place.own
        return own is not None and own.answer == Answer.ABSENT and not self._holder_came

    @property
    def is_missing(self) -> bool:
        """The holder did not come, and had not said so."""
        return self.place.holder is not None and not self._holder_came and not self.is_excused

    @property
    def _holder_came(self) -> bool:
        return any(self.place.holder and row.person_id == self.place.holder.pk for row in self.stays)

    def sitter(self, item: AgendaItem | None = None) -> Attendance | None:
        """Who sits there while a case is treated."""
        return next((row for row in self.stays if covers(row, item)), None)


@dataclass
class Roll:
    """All seats of a meeting, who is there without one, and the share of the seats that must take part."""

    lines: list[Line]
    others: list[Attendance]
    items: list[AgendaItem]
    share: Decimal = HALF

    def quorum(self, item: AgendaItem | None = None) -> Quorum:
        """Whether enough seats with a vote are taken while a case is treated; None is the opening."""
        voting = [line for line in self.lines if line.place.seat.may_vote]
        present = sum(line.sitter(item) is not None for line in voting)
        return Quorum(len(voting), present, needed_of(len(voting), self.share))

    def changes(self) -> list[tuple[AgendaItem | None, Quorum]]:
        """The opening, and each case before which the number of those who take part became another."""
        told: list[tuple[AgendaItem | None, Quorum]] = []
        for item in (None, *self.items):
            quorum = self.quorum(item)
            if not told or told[-1][1] != quorum:
                told.append((item, quorum))
        return told


def roll_of(meeting) -> Roll:
    """The roll of a meeting. Six queries, whatever the number of seats and cases."""
    seated, others = defaultdict(list), []
    for row in stays_of(meeting):
        (seated[row.seat_id] if row.capacity in SEATED else others).append(row)
    lines = [Line(place, seated[place.seat.pk]) for place in places_of(meeting)]
    return Roll(lines, others, cases_of(meeting), share_on(meeting))


def cases_of(meeting) -> list[AgendaItem]:
    """The cases of a meeting in the order of its agenda, each with the body that numbers it."""
    items = list(meeting.items.present().select_related("case").in_order())
    for item in items:
        item.body = meeting.body
    return items


def stays_of(meeting) -> list[Attendance]:
    """All stays of a meeting in the order in which they begin."""
    rows = Attendance.objects.of(meeting.alliance_id).filter(meeting=meeting.pk)
    rows = list(rows.select_related("person", "seat", "first_item__case", "until_item__case"))
    for item in (each for row in rows for each in (row.first_item, row.until_item) if each):
        item.body = meeting.body
    return sorted(rows, key=begins)


def share_on(meeting) -> Decimal:
    """The share of the seats that must take part, by the rules of the body on the day of the meeting."""
    rules = ProcedureRules.objects.of(meeting.alliance_id).filter(body=meeting.body_id).on(meeting.day).first()
    return rules.quorum_share if rules else HALF


def clash(row: Attendance, others: Iterable[Attendance]) -> Attendance | None:
    """Another stay of the same person or in the same seat at the same time."""
    for other in others:
        is_same = row.person_id is not None and row.person_id == other.person_id
        is_there = row.seat_id is not None and row.seat_id == other.seat_id
        if other.pk != row.pk and (is_same or is_there) and meet(row, other):
            return other
    return None
