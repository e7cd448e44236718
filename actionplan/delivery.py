"""Delivered at a status date, late, a deviation: the one rule of form, status page and report (docs/deadlines.md).

Pure: takes what a row says, asks no database.
"""

from collections.abc import Mapping

from actionplan.choices import DEVIATIONS, Status
from actionplan.deadlines import Deadline, due_occurrences, from_json, parse_deadline, total_occurrences
from actionplan.periods import Period

OF_DEVIATIONS = ("cause", "corrective_action", "new_deadline_text")  # what only a deviation has


def deadline_of(activity, plan_year: int) -> Deadline:
    """The reading of the deadline that is stored beside its text; read anew where a row has none."""
    if activity.deadline:
        return from_json(activity.deadline)
    return parse_deadline(activity.deadline_text, plan_year)


def due_at(deadline: Deadline, period: Period, plan_year: int) -> int:
    """Deliveries that should exist when the status date of `period` ends."""
    return due_occurrences(deadline, period.status_date(plan_year), plan_year)


def delivered_of(status: str, typed: int | None, deadline: Deadline, period: Period, plan_year: int) -> int:
    """Deliveries that exist at the status date. `status` '': not reported; `typed`: the number someone wrote.

    Done means everything, and not reported nothing. Otherwise the number that was typed counts; without one, on track
    means what was due so far, unless all of it was due: work on track past its last deadline has not been delivered.
    """
    total = total_occurrences(deadline, plan_year)
    if status == Status.DONE:
        return total
    if not status:
        return 0
    if typed is not None:
        return typed
    due = due_at(deadline, period, plan_year)
    return due if status == Status.ON_TRACK and due < total else 0


def delivered_last(said: Mapping[str, tuple[str, int | None]], deadline: Deadline, plan_year: int) -> int:
    """Deliveries by the newest of what was reported: period -> (status, number that was typed). 0 where nothing was."""
    newest = next((period for period in reversed(Period) if period in said), None)
    return delivered_of(*said[newest], deadline, newest, plan_year) if newest is not None else 0


def is_late(status: str, typed: int | None, deadline: Deadline, period: Period, plan_year: int) -> bool:
    """Say whether deliveries are missing when the status date of `period` ends, whatever the reason."""
    delivered = delivered_of(status, typed, deadline, period, plan_year)
    return delivered < due_at(deadline, period, plan_year)


def is_deviation(status: str, *, late: bool) -> bool:
    """Say whether a reported status is a deviation: delayed, stopped, or late at the status date.

    `status` '': not reported. That tells nothing, and is listed among what is missing.
    """
    return bool(status) and (late or status in DEVIATIONS)
