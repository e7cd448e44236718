"""Reads about members: who is in a cooperation on a day, how many live there, who joined and who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from governance.choices import OrganisationKind
from governance.models import Membership, Organisation, Population


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
    """Members of a cooperation on `day`, in Norwegian order. Two queries, whatever the number of members."""
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
    """(inhabitants, year) by municipality: 1 January of `year`, or the last count before it."""
    wanted = [pk for pk in municipalities if pk is not None]
    counts = Population.objects.filter(municipality__in=wanted, year__lte=year).order_by("year")
    return {count.municipality_id: (count.inhabitants, count.year) for count in counts}


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
