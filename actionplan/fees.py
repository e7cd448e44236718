"""The fee per inhabitant of funding lines: from memberships and populations, two queries for any number of lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actionplan.choices import FundingBasis
from actionplan.economy import Fee, fee_total, fees
from actionplan.models import FundingLine
from governance.composed import composed
from governance.models import Membership, Population


@dataclass(frozen=True, slots=True)
class FeeBasis:
    """What a fee is reckoned from: whose members on which day, by the population of that year, how many kroner each."""

    line: object
    cooperation: object
    on: date
    rate: Decimal


def basis_of(line: FundingLine) -> FeeBasis | None:
    """The basis of a line's fee, when the line says all it takes."""
    complete = line.rate is not None and line.population_on and line.participants_id
    if line.basis != FundingBasis.PER_INHABITANT or not complete:
        return None
    return FeeBasis(line.pk, line.participants_id, line.population_on, line.rate)


def fee_tables(bases: Iterable[FeeBasis]) -> dict[object, list[Fee]]:
    """Line -> its fee table, members in Norwegian order.

    Those pay who are members on the day of the population; it is that of 1 January of the day's year (docs/data.md).
    """
    wanted = list(bases)
    if not wanted:
        return {}
    members = payers({basis.cooperation for basis in wanted})
    people = populations(members, {basis.on.year for basis in wanted})
    return {basis.line: _table(basis, members, people) for basis in wanted}


def _table(basis: FeeBasis, members: list[dict], people: dict) -> list[Fee]:
    inhabitants = {
        row["organisation__name"]: people.get((row["organisation__municipality_id"], basis.on.year))
        for row in members
        if row["cooperation_id"] == basis.cooperation and pays_on(row, basis.on)
    }
    return fees(inhabitants, basis.rate)


def fee_totals(bases: Iterable[FeeBasis]) -> dict[object, Decimal]:
    """Line -> the sum of its fee table."""
    return {line: fee_total(table) for line, table in fee_tables(bases).items()}


PAYER = ("cooperation_id", "organisation_id", "organisation__name", "organisation__municipality_id")


def payers(cooperations: set, *more: str) -> list[dict]:
    """The members of some cooperations with their periods, whoever asks, in Norwegian order."""
    return _payers(list(cooperations), more=more)


@composed()
def _payers(cooperations, *, more: tuple[str, ...]):
    rows = Membership.objects.present().filter(cooperation__in=cooperations, organisation__removed_at__isnull=True)
    return rows.order_by("organisation__name", "pk").values(*PAYER, "valid_from", "valid_to", *more)


def pays_on(row: dict, day: date) -> bool:
    return (row["valid_from"] or date.min) <= day <= (row["valid_to"] or date.max)


def populations(members: list[dict], years: set[int]) -> dict:
    """(municipality, year) -> its inhabitants on 1 January."""
    keys = {row["organisation__municipality_id"] for row in members} - {None}
    return {(key, year): number for key, year, number in _populations(list(keys), list(years))}


@composed()
def _populations(municipalities, in_years):
    rows = Population.objects.filter(municipality__in=municipalities, year__in=in_years)
    return rows.values_list("municipality_id", "year", "inhabitants")
