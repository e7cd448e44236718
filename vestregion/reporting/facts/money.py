"""The economy of a plan as rows of a table: planned, revised, actual, forecast, deviation. Amounts are kroner."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actionplan import economy
from actionplan.choices import NOT_YET_MONEY
from actionplan.fees import basis_of, fee_totals
from actionplan.periods import Period


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One row: a funding line, a section, an area or the total. None is "no such amount", which is not nought.

    `deviation` is outcome minus the budget that holds, `percent` of that budget with one decimal. The outcome is the
    actual amount in the annual report and the forecast in a four-monthly one, since the year is not over.
    """

    level: str
    label: str
    planned: Decimal | None
    revised: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    deviation: Decimal | None
    percent: Decimal | None


def amounts_of(rows, on: date | None = None) -> dict:
    """Funding line -> its amounts as they stood on `on` (None: the newest). A fee per inhabitant is reckoned where no
    planned amount is given."""
    known = [
        economy.Amount(entry.line_id, entry.kind, entry.amount, entry.status_date)
        for entry in rows.entries
        if on is None or entry.status_date is None or entry.status_date <= on
    ]
    planned = {amount.line for amount in known if amount.kind == "planned"}
    lines = [line for section in rows.sections for line in section.lines]
    bases = [basis for line in lines if line.pk not in planned and (basis := basis_of(line))]
    known += [economy.Amount(line, "planned", total) for line, total in fee_totals(bases).items()]
    return economy.line_totals(known)


def money_row(level: str, label: str, totals: list, period: Period | None) -> MoneyRow:
    """The row that adds up some lines. The deviation is given only when every budgeted line has an outcome:
    comparing a whole budget with half an outcome would show a saving that nobody has made."""
    total = economy.add_up(totals)
    found = None
    if period is not None:
        found = economy.deviation(totals, "actual" if period is Period.AAR else "forecast")
    return MoneyRow(
        level=level,
        label=label,
        planned=total.planned,
        revised=total.revised,
        actual=total.actual,
        forecast=total.forecast,
        deviation=found.amount if found else None,
        percent=found.percent if found else None,
    )


def totals_of(parts, amounts: dict) -> list:
    """What the lines of some sections have; what is only sought is not money one has, and stands in no sum."""
    lines = [line for part in parts for line in part.lines if line.certainty not in NOT_YET_MONEY]
    return [amounts[line.pk] for line in lines if line.pk in amounts]
