"""Whose turn it is to lead next: the members go round the table, each for as long as the turns there have been."""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from governance.models import ChairRotation, GoverningBody, Organisation, Seat

YEAR = 12  # months of a turn where the table has no whole turn to measure


@dataclass(frozen=True)
class Turn:
    """One proposed turn to lead."""

    organisation: Organisation
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Proposal:
    """The next turns of a body. `last` is the turn they follow, `order` the members in the order of the table;
    `open_ended` says that the last turn has no last day, so nothing can follow it yet."""

    last: ChairRotation | None
    order: tuple[Organisation, ...]
    turns: tuple[Turn, ...]
    open_ended: bool = False

    @property
    def seen(self) -> str:
        """Tells a proposal from another made after somebody changed the turns or the table."""
        last = f"{self.last.pk}.{self.last.version}" if self.last else "-"
        first = (
            f"{self.turns[0].organisation.pk}.{self.turns[0].valid_from}.{self.turns[0].valid_to}"
            if self.turns
            else "-"
        )
        table = ".".join(str(each.pk) for each in self.order)
        return sha256(f"{last}/{first}/{table}".encode()).hexdigest()


def proposal(actor, body: GoverningBody, *, count: int = 0) -> Proposal | None:
    """The `count` next turns (0: one round of the table). None for a body whose lead does not rotate. Two queries."""
    chairs = list(ChairRotation.objects.visible_to(actor).filter(body=body).select_related("organisation"))
    if not chairs:
        return None
    last = max(chairs, key=lambda chair: (chair.valid_to or date.max, chair.valid_from or date.min))
    if last.valid_to is None:
        return Proposal(last, (), (), open_ended=True)
    order = _table(actor, body, last.valid_to + timedelta(days=1))
    months = usual_length(chairs)
    turns = round_the_table(order, last.organisation, last.valid_to + timedelta(days=1), months, count or len(order))
    return Proposal(last, order, turns)


def _table(actor, body: GoverningBody, day: date) -> tuple[Organisation, ...]:
    """The members that have a voting seat on the day, in the order of their seats."""
    seats = Seat.objects.visible_to(actor).filter(body=body, may_vote=True, on_behalf_of__isnull=False).on(day)
    found = {seat.on_behalf_of_id: seat.on_behalf_of for seat in seats.select_related("on_behalf_of")}
    return tuple(found.values())


def usual_length(chairs: Sequence) -> int:
    """How many months a turn lasts: the commonest length of the whole turns, of two as common the latest."""
    whole = [chair for chair in chairs if chair.valid_from and chair.valid_to]
    whole.sort(key=lambda chair: chair.valid_from, reverse=True)
    lengths = Counter(months for chair in whole if (months := _months(chair.valid_from, chair.valid_to)))
    return lengths.most_common(1)[0][0] if lengths else YEAR


def _months(first: date, last: date) -> int:
    after = last + timedelta(days=1)
    return (after.year - first.year) * 12 + after.month - first.month + round((after.day - first.day) / 30)


def round_the_table(order, last: Organisation, first_day: date, months: int, count: int) -> tuple[Turn, ...]:
    """`count` turns from `first_day`, beginning with the member after `last` in the order. One who has left the table
    is followed by the one who would have come next by name."""
    if not order:
        return ()
    start = _place_after(order, last)
    turns, day = [], first_day
    for step in range(count):
        after = _later(day, months)
        turns.append(Turn(order[(start + step) % len(order)], day, after - timedelta(days=1)))
        day = after
    return tuple(turns)


def _place_after(order, last: Organisation) -> int:
    keys = [each.pk for each in order]
    if last.pk in keys:
        return keys.index(last.pk) + 1
    return next((place for place, each in enumerate(order) if each.name > last.name), 0)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
