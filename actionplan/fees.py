"""The fee per inhabitant of funding lines: from memberships and populations, two queries for any number of lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actionplan.choices import FundingBasis
from actionplan.economy import Fee, fee_total, fees
from actionplan.models import FundingLine
from governance.models import Membership, Population


@dataclass(frozen=True, slots=True)
class FeeBasis:
    """What a fee is reckoned from: whose members, in which plan year, which 1 January, how many kroner each."""

    line: object
    cooperation: object
    plan_year: int
    population_year: int
    rate: Decimal


def fee_table(line: FundingLine) -> list[Fee]:
    """What each member of the line's cooperation pays; empty where the line is not per inhabitant or lacks a basis."""
    basis = basis_of(line, line.section.plan.year)
    return fee_tables([basis]).get(line.pk, []) if basis else []


def basis_of(line: FundingLine, plan_year: int) -> FeeBasis | None:
    """The basis of a line's fee, when the line says all it takes."""
    complete = line.rate is not None and line.population_on and line.participants_id
    if line.basis != FundingBasis.PER_INHABITANT or not complete:
        return None
    return FeeBasis(line.pk, line.participants_id, plan_year, line.population_on.year, line.rate)


def fee_tables(bases: Iterable[FeeBasis]) -> dict[object, list[Fee]]:
    """Line -> its fee table, members in Norwegian order.

    A member of any part of the plan year pays; population is that of 1 January of the basis' year (docs/data.md).
    """
    wanted = list(bases)
    if not wanted:
        return {}
    members = _members(wanted)
    people = _populations(members, {basis.population_year for basis in wanted})
    tables = {}
    for basis in wanted:
        inhabitants = {
            row["organisation__name"]: people.get((row["organisation__municipality_id"], basis.population_year))
            for row in members
            if row["cooperation_id"] == basis.cooperation and _pays(row, basis.plan_year)
        }
        tables[basis.line] = fees(inhabitants, basis.rate)
    return tables


def fee_totals(bases: Iterable[FeeBasis]) -> dict[object, Decimal]:
    """Line -> the sum of its fee table."""
    return {line: fee_total(table) for line, table in fee_tables(bases).items()}


def _members(wanted: list[FeeBasis]) -> list[dict]:
    rows = Membership.objects.present().filter(cooperation__in={basis.cooperation for basis in wanted})
    names = ("cooperation_id", "organisation__name", "organisation__municipality_id", "valid_from", "valid_to")
    return list(rows.order_by("organisation__name").values(*names))


def _pays(row: dict, year: int) -> bool:
    first, last = row["valid_from"] or date.min, row["valid_to"] or date.max
    return first <= date(year, 12, 31) and last >= date(year, 1, 1)


def _populations(members: list[dict], years: set[int]) -> dict:
    keys = {row["organisation__municipality_id"] for row in members} - {None}
    rows = Population.objects.filter(municipality__in=keys, year__in=years)
    return {(key, year): number for key, year, number in rows.values_list("municipality_id", "year", "inhabitants")}
