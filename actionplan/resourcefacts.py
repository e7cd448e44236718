"""The resources of a plan's sections as plain data: money with sums, posts, reporting lines, partners."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.choices import FundingBasis, ReportKind
from actionplan.economy import Amount, Totals, add_up, line_totals
from actionplan.fees import basis_of, fee_totals
from actionplan.models import FundingEntry, FundingLine, ReportingLine, SectionPartner, SectionPosition


@dataclass(slots=True)
class MoneyFacts:
    """One source of money with its amounts. `is_reckoned`: the planned amount is the fee reckoned from populations."""

    row: FundingLine
    totals: Totals
    entries: list[FundingEntry] = field(default_factory=list)
    is_reckoned: bool = False


@dataclass(slots=True)
class ResourceFacts:
    """What one section has to work with, and who it reports to."""

    money: list[MoneyFacts] = field(default_factory=list)
    posts: list[SectionPosition] = field(default_factory=list)
    lines: dict[str, list[ReportingLine]] = field(default_factory=dict)
    partners: list[SectionPartner] = field(default_factory=list)

    @property
    def totals(self) -> Totals:
        return add_up(each.totals for each in self.money)


def resources_of(plan, actor, section_ids: Iterable[UUID]) -> dict[UUID, ResourceFacts]:
    """Section -> its resources, in the same few queries for any number of sections."""
    found = {key: ResourceFacts() for key in section_ids}
    mine = {"section__in": found}
    for row in _rows(SectionPosition, actor, mine, "order", "position", "position__holder"):
        found[row.section_id].posts.append(row)
    for row in _rows(ReportingLine, actor, mine, "position", "body", "organisation"):
        found[row.section_id].lines.setdefault(row.kind, []).append(row)
    for row in _rows(SectionPartner, actor, mine, "organisation__name", "organisation"):
        found[row.section_id].partners.append(row)
    for money in _money(plan, actor, mine):
        found[money.row.section_id].money.append(money)
    return found


def report_lines(resources: ResourceFacts) -> list[tuple[str, list[ReportingLine]]]:
    """(kind of report, its receivers in order), both kinds, empty where nobody gets that report."""
    return [(str(kind.label), resources.lines.get(kind.value, [])) for kind in ReportKind]


def _rows(model, actor, keep: dict, order: str, *related: str):
    return model.objects.visible_to(actor).filter(**keep).select_related(*related).order_by(order, "pk")


def _money(plan, actor, mine: dict) -> list[MoneyFacts]:
    lines = list(_rows(FundingLine, actor, mine, "position", "payer", "participants"))
    entries = list(_rows(FundingEntry, actor, {"line__in": [line.pk for line in lines]}, "status_date"))
    totals = line_totals(Amount(e.line_id, e.kind, e.amount, e.status_date) for e in entries)
    per_head = [basis_of(line, plan.year) for line in lines if line.basis == FundingBasis.PER_INHABITANT]
    reckoned = fee_totals(basis for basis in per_head if basis is not None)
    found = []
    for line in lines:
        held = totals.get(line.pk, Totals())
        use_fee = held.planned is None and line.pk in reckoned
        if use_fee:
            held = Totals(reckoned[line.pk], held.revised, held.actual, held.forecast)
        own = [entry for entry in entries if entry.line_id == line.pk]
        found.append(MoneyFacts(line, held, own, use_fee))
    return found
