"""What a register of grant applications tells: sums by year and state, and what is to be done by when.

Pure functions over rows; an amount nobody knows is in no sum, and a sum of nothing known is None.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from actionplan.choices import UNSENT, ApplicationState

SOON = timedelta(days=60)
ASKED = (ApplicationState.SENT, ApplicationState.GRANTED, ApplicationState.REFUSED)


@dataclass(frozen=True, slots=True)
class StateSum:
    """How many applications have a state, and their amounts: what was granted of the granted, else what was sought."""

    state: str
    number: int
    amount: Decimal | None

    @property
    def label(self) -> str:
        return str(ApplicationState(self.state).label)


@dataclass(frozen=True, slots=True)
class YearSum:
    """The applications of a year: in each state, sought in all of those that were sent, and granted."""

    year: int
    states: tuple[StateSum, ...]
    sought: Decimal | None
    granted: Decimal | None


@dataclass(frozen=True, slots=True)
class Due:
    """Something to do with an application by a day: send it, or report."""

    row: Any
    day: date
    is_report: bool
    is_late: bool


def sums_of(rows: Iterable) -> list[YearSum]:
    """A line for each year, the newest first."""
    years: dict[int, list] = defaultdict(list)
    for row in rows:
        years[row.year].append(row)
    return [_year(year, years[year]) for year in sorted(years, reverse=True)]


def _year(year: int, rows: list) -> YearSum:
    states = tuple(_state(state, [row for row in rows if row.state == state]) for state in ApplicationState)
    sought = add(row.amount_sought for row in rows if row.state in ASKED)
    granted = add(row.amount_granted for row in rows if row.state == ApplicationState.GRANTED)
    return YearSum(year, states, sought, granted)


def _state(state: ApplicationState, rows: list) -> StateSum:
    granted = state == ApplicationState.GRANTED
    return StateSum(state, len(rows), add(row.amount_granted if granted else row.amount_sought for row in rows))


def add(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def due_of(rows: Iterable, on: date, within: timedelta = SOON) -> list[Due]:
    """What is to be done within the time, and what should have been, the first day first."""
    found = []
    for row in rows:
        day, is_report = waits_for(row)
        if day is not None and day <= on + within:
            found.append(Due(row, day, is_report, day < on))
    return sorted(found, key=lambda due: (due.day, due.row.title))


def waits_for(row) -> tuple[date | None, bool]:
    """The next day that matters to an application, and whether it is that of the report."""
    if row.state in UNSENT:
        return row.deadline, False
    if row.state == ApplicationState.GRANTED and row.reported_on is None:
        return row.report_by, True
    return None, False
