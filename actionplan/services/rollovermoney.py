"""The money of a plan on its way to the next year: what is expected again is proposed, what came once is listed."""

from collections.abc import Mapping
from uuid import UUID

from actionplan.choices import NOT_YET_MONEY, Certainty, EntryKind, EntryOrigin, FundingSource
from actionplan.fates import a_year_later
from actionplan.models import CostEntry, CostLine, FundingEntry, FundingLine
from governance import history

ONCE = (FundingSource.GRANT, FundingSource.EQUITY)  # what was given, or set aside before, for this year
SETTLED = (Certainty.SET_ASIDE, Certainty.FIXED, Certainty.GRANTED)
FUNDING = ("title", "source", "basis", "rate", "participants", "payer", "restriction", "position")
COST = ("kind", "title", "position")


def comes_once(line: FundingLine) -> bool:
    """Whether a source of money is not expected again without being asked for anew."""
    return line.source in ONCE or line.certainty in NOT_YET_MONEY


def carry_money(homes: Mapping[UUID, object]) -> tuple[int, list[FundingLine]]:
    """Copy sources and costs with their planned amounts into new sections (`homes`: old section -> new one). Returns
    how many were carried, and those that were not."""
    lines = FundingLine.objects.present().filter(section__in=list(homes)).select_related("participants", "payer")
    lines = list(lines.order_by("section", "position"))
    kept = [line for line in lines if not comes_once(line)]
    funding = {line.pk: _funding(line, homes[line.section_id]) for line in kept}
    costs = {
        line.pk: CostLine(section=homes[line.section_id], **{name: getattr(line, name) for name in COST})
        for line in CostLine.objects.present().filter(section__in=list(homes)).order_by("section", "position")
    }
    history.save_many(funding.values(), unasked=True)
    history.save_many(_planned(FundingEntry, funding), unasked=True)
    history.save_many(costs.values(), unasked=True)
    history.save_many(_planned(CostEntry, costs), unasked=True)
    return len(funding) + len(costs), [line for line in lines if comes_once(line)]


def _funding(line: FundingLine, section) -> FundingLine:
    certainty = Certainty.PROPOSED if line.certainty in SETTLED else line.certainty
    return FundingLine(
        section=section,
        certainty=certainty,
        population_on=a_year_later(line.population_on),
        **{name: getattr(line, name) for name in FUNDING},
    )


def _planned(model, lines: dict) -> list:
    """The newest planned amount of each line, without a date: it is nobody's decision yet."""
    rows = model.objects.present().filter(line__in=list(lines), kind=EntryKind.PLANNED)
    newest = {}
    for row in sorted(rows.order_by(), key=lambda row: (row.status_date is not None, str(row.status_date))):
        newest[row.line_id] = row
    origin = EntryOrigin.ESTIMATE
    return [
        model(line=lines[key], kind=EntryKind.PLANNED, amount=row.amount, origin=origin) for key, row in newest.items()
    ]
