"""What a year's activity is likely to become in the next year's plan, and how its deadline is written there.

Pure: takes what a row says, asks no database. Rules: docs/plans.md.
"""

from datetime import date

from actionplan.choices import DEVIATIONS, ActivityMode, Fate, Status
from actionplan.deadline_shifting import shift_text
from actionplan.deadlines import Deadline, DeadlineKind, is_before, parse_deadline, total_occurrences

GOES_ON = (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING)
YEAR = 4  # quarters


def preset_of(status: str, delivered: int, deadline: Deadline, year: int, mode: str = ActivityMode.OWN) -> Fate:
    """The fate that status and deadline speak for. `status` '': never reported.

    What recurs is done for the year when all of it is delivered, and begins anew; the rest that is done, is done.
    """
    if status == Status.STOPPED:
        return Fate.DROPPED
    if deadline.kind is DeadlineKind.RECURRING:
        return Fate.CONTINUES
    if status == Status.DONE or _all_is_delivered(status, delivered, deadline, year, mode):
        return Fate.DONE
    return Fate.CONTINUES


def _all_is_delivered(status: str, delivered: int, deadline: Deadline, year: int, mode: str) -> bool:
    total = total_occurrences(deadline, year)
    asked = mode != ActivityMode.QUESTION and status and status not in DEVIATIONS
    return bool(asked and total and delivered >= total)


def next_deadline(text: str, year: int, *, is_behind: bool = False, promised: str = "") -> str:
    """The deadline of an activity that goes on, as text of the plan of the year after `year`.

    It stands as it was: «Q1» is relative to the plan it stands in, and a year that is written stays. One that was not
    kept is to be set anew, and empty, unless `promised` was reported with the delay.
    """
    if promised.strip():
        return promised.strip()
    deadline = parse_deadline(text, year)
    if not is_behind or deadline.kind in GOES_ON or _reaches(deadline, year + 1):
        return text
    return ""


def moved_deadline(text: str, year: int) -> str:
    """The same deadline a year later, where its own year is written and over; else empty. It is only offered."""
    deadline = parse_deadline(text, year)
    if deadline.end is None or _reaches(deadline, year + 1) or _follows_the_plan(deadline, text, year):
        return ""
    moved = shift_text(text, YEAR, year)
    return moved if moved != text and _reaches(parse_deadline(moved, year + 1), year + 1) else ""


def a_year_later(day: date | None) -> date | None:
    """The same day of the next year; the day of a leap year becomes the last of February."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _reaches(deadline: Deadline, year: int) -> bool:
    return deadline.end is not None and not is_before(deadline, year)


def _follows_the_plan(deadline: Deadline, text: str, year: int) -> bool:
    """Whether the text names no year of its own, and so means another day in another plan."""
    other = parse_deadline(text, year + 1)
    return deadline.end is not None and (other.start, other.end) != (deadline.start, deadline.end)
