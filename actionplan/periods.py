"""Reporting periods, and what each deadline lets a reader expect at a status date. No Django; table: docs/deadlines.md.

Quarters end 31.3, 30.6, 30.9 and 31.12, status dates are 30.4, 31.8 and 31.12: this file is the bridge.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.deadlines import (
    Deadline,
    DeadlineKind,
    due_occurrences,
    quarter_end,
    quarter_of,
    quarter_start,
    total_occurrences,
)
from actionplan.wording import gettext as _
from actionplan.wording import ngettext


class Period(StrEnum):
    """The two four-month reports and the annual one, which takes in the third four months."""

    T1 = "t1"
    T2 = "t2"
    AAR = "aar"

    @classmethod
    def for_date(cls, day: date) -> "Period":
        """Return the period whose status date comes next on or after `day`."""
        return next(period for period in cls if day <= period.status_date(day.year))

    def status_date(self, year: int) -> date:
        """Return the day whose end the report describes: 30.4, 31.8 or 31.12."""
        return date(year, *{"t1": (4, 30), "t2": (8, 31), "aar": (12, 31)}[self.value])

    def starts(self, year: int) -> date:
        """Return the first day reported on; the annual report covers the year from 1.1."""
        return date(year, 5 if self is Period.T2 else 1, 1)

    @property
    def label(self) -> str:
        """Name of the period in the language of the page."""
        match self:
            case Period.T1:
                return _("1. tertial")
            case Period.T2:
                return _("2. tertial")
        return _("Året")

    @property
    def previous(self) -> "Period | None":
        """Return the period before in the same year; None for the first."""
        return {"t1": None, "t2": Period.T1, "aar": Period.T2}[self.value]


class State(StrEnum):
    """What can be expected of an activity at a status date."""

    NOT_STARTED = "not_started"
    PART_DELIVERED = "part_delivered"
    UNDER_WAY = "under_way"
    FINISHED = "finished"
    ACTIVE = "active"
    ACTIVE_SUMMARISED = "active_summarised"
    OCCURRENCES = "occurrences"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected at a status date: `label` in the language of the page, `preset` the status code to start from.

    `preset` '' leaves the status blank.
    `occurrences`: deliveries that should exist, for recurring deadlines and sets of several quarters, else None.
    """

    state: State
    occurrences: int | None
    label: str
    preset: str


def expectation(deadline: Deadline, period: Period, plan_year: int) -> Expectation:
    """Derive what `deadline` promises at the status date of `period` in `plan_year`."""
    match deadline.kind:
        case DeadlineKind.NONE:
            return Expectation(State.NONE, None, _("Ingen frist"), "")
        case DeadlineKind.UNKNOWN:
            return Expectation(State.UNKNOWN, None, _("Fristen er ikke forstått"), "")
        case DeadlineKind.CONTINUOUS if period is Period.AAR:
            return Expectation(State.ACTIVE_SUMMARISED, None, _("Løpende, oppsummeres for året"), "on_track")
        case DeadlineKind.CONTINUOUS:
            return Expectation(State.ACTIVE, None, _("Løpende"), "on_track")
        case DeadlineKind.RECURRING:
            return _recurring(deadline, period.status_date(plan_year), plan_year)
    return _dated(deadline, period.status_date(plan_year), plan_year)


def _recurring(deadline: Deadline, on: date, plan_year: int) -> Expectation:
    due, total = due_occurrences(deadline, on, plan_year), total_occurrences(deadline, plan_year)
    label = ngettext("{due} av {total} gang", "{due} av {total} ganger", total).format(due=due, total=total)
    return Expectation(State.OCCURRENCES, due, label, "done" if due == total else "on_track")


def _dated(deadline: Deadline, on: date, plan_year: int) -> Expectation:
    due, total = due_occurrences(deadline, on, plan_year), total_occurrences(deadline, plan_year)
    counted = due if total > 1 else None
    if due == total:
        return Expectation(State.FINISHED, counted, _("Skal være ferdig"), "done")
    if due:
        label = _("{due} av {total} kvartaler skal være levert").format(due=due, total=total)
        return Expectation(State.PART_DELIVERED, due, label, "on_track")
    is_range = deadline.kind is DeadlineKind.RANGE
    if on < (deadline.start if is_range else quarter_start(deadline.quarters[0])):
        return Expectation(State.NOT_STARTED, counted, _("Ikke startet"), "not_started")
    return Expectation(State.UNDER_WAY, counted, _under_way_label(deadline, on), "on_track")


def _under_way_label(deadline: Deadline, on: date) -> str:
    # Days count down only in the last quarter; before that the number would say little.
    is_set = deadline.kind is DeadlineKind.QUARTERS
    end = quarter_end(deadline.quarters[0]) if is_set else deadline.end
    if quarter_of(end) != quarter_of(on):
        return _("I arbeid")
    days = (end - on).days
    return ngettext("I arbeid, frist om {days} dag", "I arbeid, frist om {days} dager", days).format(days=days)
