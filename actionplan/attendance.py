"""How many gatherings there were and who came, counted: for the register, and for reports of every floor.

A head count goes before the ticks of the list. What is told of an organisation rests on the list alone. Names play no
part, so the figures stand when the names are erased.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from actionplan.choices import ON_THE_LIST, GatheringState, SignUpState
from actionplan.models import Gathering, SignUp
from governance.models import Cooperation, Membership


@dataclass(frozen=True, slots=True)
class Tally:
    """The list of one gathering in numbers. `ticked` are those who came, also without having signed up."""

    placed: int = 0
    waiting: int = 0
    ticked: int = 0

    @property
    def signed_up(self) -> int:
        return self.placed + self.waiting


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    name: str
    signed_up: int
    attended: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Of gatherings that were held: how many, who signed up, who came; of `uncounted` ones nobody knows.

    `members` has each member of the cooperation that somebody came from or signed up for; `others` are those of other
    organisations, or of none that is known.
    """

    held: int
    uncounted: int
    signed_up: int
    attended: int
    members: tuple[OfOrganisation, ...]
    others: OfOrganisation


@dataclass(frozen=True, slots=True)
class YearFigures:
    year: int
    held: int
    uncounted: int
    signed_up: int
    attended: int


NUMBERS = {
    "placed": Count("pk", filter=Q(state=SignUpState.PLACED)),
    "waiting": Count("pk", filter=Q(state=SignUpState.WAITING)),
    "ticked": Count("pk", filter=Q(attended=True)),
}


def attendance(cooperation: Cooperation, first: date, last: date) -> Attendance:
    """What a cooperation held from `first` to `last`, by the day each began. Four questions, whatever there was."""
    which = {"cooperation": cooperation, "state": GatheringState.HELD, "day__range": (first, last)}
    rows = list(Gathering.objects.of(cooperation.alliance_id).filter(**which))
    members = Membership.objects.of(cooperation.alliance_id).filter(cooperation=cooperation)
    return attendance_of(rows, members.overlapping(first, last))


def attendance_of(rows: Iterable[Gathering], members) -> Attendance:
    """The figures of those of the gatherings that were held, told of the `members` (a queryset of memberships)."""
    held = [row for row in rows if row.state == GatheringState.HELD]
    tallies = tallies_of(row.pk for row in held)
    signed, came = _by_organisation(row.pk for row in held)
    names = dict(members.order_by("organisation__name").values_list("organisation", "organisation__name"))
    own = [OfOrganisation(name, signed.get(key, 0), came.get(key, 0)) for key, name in names.items()]
    others = [sum(n for key, n in numbers.items() if key not in names) for numbers in (signed, came)]
    return Attendance(
        **_sums(held, tallies),
        members=tuple(each for each in own if each.signed_up or each.attended),
        others=OfOrganisation("", *others),
    )


def tallies_of(gatherings: Iterable[UUID]) -> dict[UUID, Tally]:
    """The list of each gathering in numbers, in one question."""
    rows = SignUp.objects.present().filter(gathering__in=list(gatherings)).order_by()
    return {
        row["gathering"]: Tally(row["placed"], row["waiting"], row["ticked"])
        for row in rows.values("gathering").annotate(**NUMBERS)
    }


def _by_organisation(gatherings: Iterable[UUID]) -> tuple[dict, dict]:
    """Organisation -> how many signed up, and how many came."""
    numbers = {"signed": Count("pk", filter=Q(state__in=ON_THE_LIST)), "came": NUMBERS["ticked"]}
    rows = SignUp.objects.present().filter(gathering__in=list(gatherings)).order_by()
    found = list(rows.values("organisation").annotate(**numbers))
    return (
        {row["organisation"]: row["signed"] for row in found},
        {row["organisation"]: row["came"] for row in found},
    )


def attended(row: Gathering, tally: Tally) -> int | None:
    """How many came: those who were counted, else those who were ticked; None where nothing was written down."""
    if row.head_count is not None:
        return row.head_count
    return tally.ticked if tally.signed_up or tally.ticked else None


def by_year(rows: Iterable[Gathering], tallies: dict[UUID, Tally]) -> list[YearFigures]:
    """What was held each year among the rows, the newest first."""
    years: dict[int, list[Gathering]] = defaultdict(list)
    for row in rows:
        if row.state == GatheringState.HELD:
            years[row.day.year].append(row)
    return [YearFigures(year, **_sums(years[year], tallies)) for year in sorted(years, reverse=True)]


def _sums(held: list[Gathering], tallies: dict[UUID, Tally]) -> dict[str, int]:
    came = [attended(row, tallies.get(row.pk, Tally())) for row in held]
    return {
        "held": len(held),
        "uncounted": came.count(None),
        "signed_up": sum(tallies.get(row.pk, Tally()).signed_up for row in held),
        "attended": sum(filter(None, came)),
    }
