"""Reads about members: who is in a cooperation on a day, how many live there, who joined and who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from governance.choices import OrganisationKind
from governance.models import Membership, Municipality, Organisation, Population


@dataclass(frozen=True)
class Member:
    """A membership that holds on the day, with the latest known population not younger than that day's year."""

    membership: Membership
    organisation: Organisation
    inhabitants: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Turn:
    """What changed in the membership on one day: those who came in and those who went out."""

    day: date
    joined: tuple[Organisation, ...]
    left: tuple[Organisation, ...]


def members_on(actor, cooperation, day: date) -> list[Member]:
    """Members of a cooperation on `day`, in Norwegian order. Two queries, whatever the number of members,
    and a few more where one is counted under an earlier number."""
    memberships = (
        Membership.objects.visible_to(actor)
        .filter(cooperation=cooperation, organisation__removed_at__isnull=True)
        .on(day)
        .select_related("organisation__municipality")
    )
    rows = list(memberships)
    known = _populations([row.organisation.municipality_id for row in rows], day.year)
    return [Member(row, row.organisation, *known.get(row.organisation.municipality_id, (None, None))) for row in rows]


def _populations(municipalities: Iterable[int | None], year: int) -> dict[int, tuple[int, int]]:
    """(inhabitants, year) by municipality: 1 January of `year`, or the last count before it, be it under the number
    that the same municipality had before."""
    wanted = {pk: pk for pk in municipalities if pk is not None}  # the number it is counted under -> the one asked for
    found = {}
    while wanted:
        counts = Population.objects.filter(municipality__in=wanted, year__lte=year).order_by("year")
        found |= {wanted[count.municipality_id]: (count.inhabitants, count.year) for count in counts}
        wanted = _before({number: asked for number, asked in wanted.items() if asked not in found})
    return found


def _before(wanted: dict[int, int]) -> dict[int, int]:
    """The earlier number of each that has just one; what was merged was counted as several, and has no sum here."""
    if not wanted:
        return {}
    earlier: dict[int, list[int]] = {}
    for row in Municipality.objects.filter(successor__in=wanted).values_list("successor", "pk"):
        earlier.setdefault(row[0], []).append(row[1])
    return {rows[0]: wanted[number] for number, rows in earlier.items() if len(rows) == 1}


def turns(actor, cooperation, until: date) -> list[Turn]:
    """Every day until `until` on which the membership changed, newest first. The last day inside is `valid_to`; one has
    left on the day after."""
    rows = Membership.objects.visible_to(actor).filter(cooperation=cooperation).select_related("organisation")
    changes = []
    for row in rows:
        if row.valid_from:
            changes.append((row.valid_from, True, row.organisation))
        if row.valid_to:
            changes.append((row.valid_to + timedelta(days=1), False, row.organisation))
    changes = sorted((c for c in changes if c[0] <= until), key=lambda change: change[0], reverse=True)
    return [_turn(day, list(group)) for day, group in groupby(changes, key=lambda change: change[0])]


def _turn(day, changes) -> Turn:
    came = tuple(organisation for _, joined, organisation in changes if joined)
    went = tuple(organisation for _, joined, organisation in changes if not joined)
    return Turn(day, came, went)


def by_kind(members: Iterable[Member]) -> tuple[list[Member], list[Member], list[Member]]:
    """Municipalities, county councils, others."""
    kinds = {OrganisationKind.MUNICIPALITY: 0, OrganisationKind.COUNTY: 1}
    groups = ([], [], [])
    for member in members:
        groups[kinds.get(member.organisation.kind, 2)].append(member)
    return groups
