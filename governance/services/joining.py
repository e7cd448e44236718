"""Members from the reference list: one act makes the organisations that are missing and their memberships."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.choices import OrganisationKind
from governance.lifespans import Lifespan
from governance.models import Cooperation, County, Membership, Organisation
from governance.services import organisations


@dataclass(frozen=True)
class Joined:
    """What came of it: organisations that are members now, and those that were already."""

    new: tuple[Organisation, ...]
    already: tuple[Organisation, ...]


def join_from_reference(
    actor, *, cooperation: Cooperation, municipalities: list[Lifespan], counties: list[County], first_day=None, at=None
) -> Joined:
    """Make municipalities and county councils members of a cooperation from `first_day`, each once: who is a member
    in that time already stays as she is, so that the same form sent twice changes nothing.

    A municipality that began later is a member from then, and one that ended is a member until then. Raises
    ValidationError for one that had ended before `first_day`.
    """
    new, already = [], []
    with history.recording(actor, "membership.join", cooperation, at=at):
        # Held first, so that two windows with the same members come one after the other.
        history.take(cooperation, weak=True)
        wanted = [_of_municipality(actor, one, first_day) for one in municipalities]
        wanted += [(_of_county(actor, county), first_day, None) for county in counties]
        for organisation, first, last in wanted:
            if _is_member(cooperation, organisation, first, last):
                already.append(organisation)
                continue
            period = {"valid_from": first, "valid_to": last}
            organisations.add_membership(actor, cooperation=cooperation, organisation=organisation, **period)
            new.append(organisation)
    return Joined(tuple(new), tuple(already))


def _is_member(cooperation, organisation, first, last) -> bool:
    rows = Membership.objects.present().filter(cooperation=cooperation, organisation=organisation)
    return rows.overlapping(first, last).exists()


def _of_municipality(actor, one: Lifespan, first_day: date | None) -> tuple[Organisation, date | None, date | None]:
    if first_day and one.last and one.last < first_day:
        sentence = _("{name} fantes ikke lenger denne dagen. Velg en tidligere dag, eller ta bort kommunen.")
        raise ValidationError({"first_day": sentence.format(name=one.row)})
    first = max(filter(None, (first_day, one.first)), default=None)
    known = Organisation.objects.filter(alliance=actor.alliance, municipality__in=one.keys).order_by("removed_at")
    row = known.first()
    if row is None:
        values = {"kind": OrganisationKind.MUNICIPALITY, "municipality": one.row, "short_name": one.row.name}
        row = _create(actor, f"{one.row.name} kommune", one.row.county.name, values)
    return _back(actor, row), first, one.last


def _of_county(actor, county: County) -> Organisation:
    name = f"{county.name} fylkeskommune"
    known = Organisation.objects.filter(alliance=actor.alliance, kind=OrganisationKind.COUNTY)
    row = known.filter(county=county).first() or known.filter(name=name).first()
    if row is None:
        values = {"kind": OrganisationKind.COUNTY, "county": county, "short_name": county.name}
        row = _create(actor, name, county.number, values)
    return _back(actor, row)


def _create(actor, name: str, mark: str, values: dict) -> Organisation:
    """A few municipalities share their name; the second in an alliance gets its county behind it. A row of that name
    that somebody typed without choosing a municipality is the one meant."""
    namesake = Organisation.objects.filter(alliance=actor.alliance, name=name).first()
    if namesake is None:
        return organisations.create_organisation(actor, name=name, **values)
    if namesake.municipality_id is None and namesake.county_id is None:
        back = _back(actor, namesake)
        return organisations.change_organisation(actor, back, **values)
    return organisations.create_organisation(actor, name=f"{name} ({mark})", **values)


def _back(actor, row: Organisation) -> Organisation:
    return organisations.restore_organisation(actor, row) if row.removed_at else row
