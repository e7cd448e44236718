"""Who is asked to a meeting, what each has said, and which substitute is next: seat by seat.

Substitutes are summoned in their numbered order (forvaltningsloven § 8; kommuneloven 1992 § 16, 2018 § 7-10).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.choices import Answer, AppointmentKind
from governance.models import Appointment, MeetingAnswer, Person, Seat

LAST = 10_000  # who has no number comes after those who have


@dataclass
class Place:
    """One seat at one meeting. `answers` are in the order in which the substitutes were summoned."""

    seat: Seat
    holder: Person | None = None
    answers: list[MeetingAnswer] = field(default_factory=list)
    substitutes: list[Appointment] = field(default_factory=list)  # in their order
    free: list[Appointment] = field(default_factory=list)  # those of them who can still be summoned

    @property
    def own(self) -> MeetingAnswer | None:
        """What the holder has said."""
        mine = (each for each in self.answers if self.holder and each.person_id == self.holder.pk)
        return next((each for each in mine if each.answer), None)

    @property
    def summons(self) -> MeetingAnswer | None:
        """The summons that holds."""
        return next((each for each in self.answers if each.stands), None)

    @property
    def declined(self) -> list[MeetingAnswer]:
        """Substitutes who were summoned and do not come either."""
        said_no = (each for each in self.answers if each.summoned_at and each.answer == Answer.ABSENT)
        return [each for each in said_no if each.withdrawn_at is None]

    @property
    def is_open(self) -> bool:
        """Nobody sits there: the holder does not come, or there is none."""
        return self.holder is None or (self.own is not None and self.own.answer == Answer.ABSENT)

    @property
    def lacks(self) -> bool:
        """A substitute is wanted, and none is summoned."""
        return self.is_open and self.summons is None

    @property
    def is_doubly_filled(self) -> bool:
        """The holder comes after all, and her substitute is still summoned."""
        return not self.is_open and self.summons is not None

    @property
    def next(self) -> Appointment | None:
        return self.free[0] if self.free else None

    def asked(self) -> Iterator[tuple[Person, MeetingAnswer | None]]:
        """Who is asked to sit there: the holder, and the substitutes that were summoned and not called back."""
        if self.holder is not None:
            yield self.holder, self.own
        for each in self.answers:
            if each.summoned_at and each.withdrawn_at is None and each.person_id != getattr(self.holder, "pk", None):
                yield each.person, each


@dataclass(frozen=True)
class Convened:
    """All the places of a meeting, and how many come."""

    places: list[Place]

    @property
    def coming(self) -> int:
        """Holders and substitutes who have said that they come."""
        return self._count(Answer.COMING)

    @property
    def absent(self) -> int:
        return self._count(Answer.ABSENT)

    @property
    def silent(self) -> int:
        return self._count("")

    def _count(self, said: str) -> int:
        answers = [getattr(answer, "answer", "") for place in self.places for _who, answer in place.asked()]
        return answers.count(said)


def places_of(meeting) -> list[Place]:
    """Every seat of the body on the day of the meeting. Three queries, whatever the number of seats."""
    seats = Seat.objects.of(meeting.alliance_id).filter(body=meeting.body_id).on(meeting.day)
    places = {seat.pk: Place(seat) for seat in seats.select_related("on_behalf_of", "body__cooperation")}
    held = Appointment.objects.of(meeting.alliance_id).filter(seat__in=list(places)).on(meeting.day)
    held = [each for each in held.select_related("person__user") if _is_here(each.person, meeting.day)]
    answers = defaultdict(list)
    rows = MeetingAnswer.objects.of(meeting.alliance_id).filter(meeting=meeting.pk)
    for row in rows.select_related("person__user").order_by("summoned_at", "pk"):
        answers[row.seat_id].append(row)
    for each in held:
        if each.kind == AppointmentKind.MEMBER:
            places[each.seat_id].holder = each.person
    taken = {place.holder.pk for place in places.values() if place.holder} | _taken(answers)
    for each in sorted(held, key=lambda row: row.substitute_order or LAST):
        if each.kind == AppointmentKind.SUBSTITUTE:
            places[each.seat_id].substitutes.append(each)
            if each.person_id not in taken:
                places[each.seat_id].free.append(each)
    for key, place in places.items():
        place.answers = answers[key]
    return list(places.values())


def _taken(answers: dict) -> set:
    """Who is summoned already, for whichever seat, or has said no."""
    return {row.person_id for rows in answers.values() for row in rows if row.summoned_at and row.withdrawn_at is None}


def _is_here(person: Person, day) -> bool:
    return person.removed_at is None and person.is_active_on(day)


def asked_to(meeting) -> dict:
    """Person id -> (person, her answers or None for each seat she is asked for) of the meeting."""
    found: dict = {}
    for place in places_of(meeting):
        for person, answer in place.asked():
            found.setdefault(person.pk, (person, []))[1].append((place, answer))
    return found


def unanswered(meeting) -> list[Person]:
    """Who is asked and has said nothing yet."""
    return [
        person
        for person, asked in asked_to(meeting).values()
        if any(answer is None or not answer.answer for _place, answer in asked)
    ]
