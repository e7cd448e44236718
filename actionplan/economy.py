"""Sums of a plan's money. Pure functions over rows; no Django, no database. All amounts are kroner.

Of each line and kind the newest amount counts: an amount is what stood on its status date, not an addition to the last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

KINDS = ("planned", "revised", "actual", "forecast")
OUTCOMES = ("actual", "forecast")  # what a budget is held against, the surest first
WHOLE, TENTH = Decimal(1), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a funding line: `kind` as in EntryKind, `status_date` None for the amount of the decision."""

    line: object
    kind: str
    amount: Decimal
    status_date: date | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums by kind; None where no line has such an amount, which is not the same as nought."""

    planned: Decimal | None = None
    revised: Decimal | None = None
    actual: Decimal | None = None
    forecast: Decimal | None = None

    def __bool__(self):
        return any(getattr(self, kind) is not None for kind in KINDS)

    @property
    def current(self) -> Decimal | None:
        """The budget that holds: the revised one where there is one, else the planned."""
        return self.planned if self.revised is None else self.revised


@dataclass(frozen=True, slots=True)
class Deviation:
    """Outcome minus the budget that holds, in kroner; `percent` of that budget with one decimal, None of a budget of
    nought. `outcome` is the kind that was compared: actual or forecast."""

    amount: Decimal
    percent: Decimal | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What one member pays. `inhabitants` and `amount` are None for a member without a population."""

    member: str
    inhabitants: int | None
    amount: Decimal | None


def line_totals(amounts: Iterable[Amount]) -> dict[object, Totals]:
    """Line -> its newest amount of each kind. Amounts without a date are the oldest."""
    newest: dict[tuple[object, str], Amount] = {}
    for each in amounts:
        held = newest.get((each.line, each.kind))
        if held is None or (each.status_date or date.min) >= (held.status_date or date.min):
            newest[each.line, each.kind] = each
    found: dict[object, dict[str, Decimal]] = {}
    for (line, kind), each in newest.items():
        found.setdefault(line, {})[kind] = each.amount
    return {line: Totals(**kinds) for line, kinds in found.items()}


def add_up(totals: Iterable[Totals]) -> Totals:
    """The sum of lines, kind by kind. A line that was not revised counts as planned in the revised sum, which thus is
    the whole budget that holds; where no line was revised there is none."""
    rows = list(totals)
    sums = {kind: _sum(getattr(row, kind) for row in rows) for kind in KINDS}
    if sums["revised"] is not None:
        sums["revised"] = _sum(row.current for row in rows)
    return Totals(**sums)


def deviation(totals: Iterable[Totals], *outcomes: str) -> Deviation | None:
    """How far lines are from their budget, by the first of the `outcomes` that every budgeted line has.

    None where no kind is whole: a whole budget held against half an outcome would show a saving that nobody has made.
    """
    rows = list(totals)
    budgeted = [row for row in rows if row.current is not None]
    whole = (kind for kind in outcomes if budgeted and all(getattr(row, kind) is not None for row in budgeted))
    if (kind := next(whole, None)) is None:
        return None
    budget = sum((row.current for row in budgeted), Decimal(0))
    amount = _sum(getattr(row, kind) for row in rows) - budget
    return Deviation(amount, (amount * 100 / budget).quantize(TENTH, ROUND_HALF_UP) if budget else None, kind)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    present = [amount for amount in amounts if amount is not None]
    return sum(present, Decimal(0)) if present else None


def fees(inhabitants: Mapping[str, int | None], rate: Decimal) -> list[Fee]:
    """What each member pays at `rate` kroner per inhabitant, rounded half up to whole kroner member by member."""
    return [Fee(name, number, _fee(number, rate)) for name, number in inhabitants.items()]


def _fee(number: int | None, rate: Decimal) -> Decimal | None:
    return None if number is None else (rate * number).quantize(WHOLE, ROUND_HALF_UP)


def fee_total(table: Iterable[Fee]) -> Decimal:
    """The sum of the rounded fees."""
    return sum((fee.amount for fee in table if fee.amount is not None), Decimal(0))
