"""The year wheel: the meetings of a body in a year, and of the body that prepares its cases, found by rules.

A meeting falls on the body's weekday, on a working day, and never in the week before Easter, between Christmas and
Epiphany, or in a week that is kept free. They are spread evenly over the days that are left. The body that prepares the
cases meets some days before, where it can on its own weekday (docs/domain.md: one to three weeks). Pure functions.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from governance.bodies.workdays import easter_week, is_workday

DAY = timedelta(days=1)
MOST = 24  # meetings in a year
EARLIEST, LATEST = 7, 21  # days before the meeting that is prepared
APART = 14  # days between a meeting that is there and the next that is laid


@dataclass(frozen=True)
class Rhythm:
    """How often and when a body meets. `weekday` counts from Monday, 0; `free_weeks` are numbers of ISO 8601."""

    year: int
    number: int
    weekday: int
    free_weeks: frozenset[int] = frozenset()
    taken: frozenset[date] = frozenset()  # meetings that are there already


def days_of(rhythm: Rhythm) -> list[date]:
    """The days of the meetings in order; fewer than wanted where the year has not so many."""
    open_days = [
        day for day in _weekdays(rhythm) if is_open(day, rhythm.free_weeks) and not _is_near(day, rhythm.taken)
    ]
    number = min(rhythm.number, len(open_days))
    return [open_days[len(open_days) * (2 * each + 1) // (2 * number)] for each in range(number)]


def _weekdays(rhythm: Rhythm) -> Iterator[date]:
    first = date(rhythm.year, 1, 1)
    day = first + (rhythm.weekday - first.weekday()) % 7 * DAY
    while day.year == rhythm.year:
        yield day
        day += 7 * DAY


def _is_near(day: date, taken: Collection[date]) -> bool:
    return any(abs((day - each).days) < APART for each in taken)


def is_open(day: date, free_weeks: Collection[int] = ()) -> bool:
    """Whether a meeting may be laid to the day by itself; who plans may choose another all the same."""
    first, last = easter_week(day.year)
    at_christmas = (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 6)
    in_free_week = day.isocalendar().week in free_weeks
    return is_workday(day) and not at_christmas and not first <= day <= last and not in_free_week


def prepared_on(
    meeting: date, days_before: int, weekday: int, free_weeks: Collection[int] = (), taken: Collection[date] = ()
) -> date | None:
    """When the body that prepares the cases meets: nearest to `days_before`, on its weekday where one lies one to three
    weeks before the meeting; else on another open day there. Not on a day that is taken, and near one only where there
    is no other. None where every such day is taken out."""
    wanted = meeting - days_before * DAY
    nearest = min(EARLIEST, days_before), max(LATEST, days_before)
    around = [meeting - number * DAY for number in range(nearest[0], nearest[1] + 1)]
    found = [day for day in around if is_open(day, free_weeks) and day not in taken]
    found.sort(key=lambda day: (_is_near(day, taken), day.weekday() != weekday, abs(day - wanted), day))
    return found[0] if found else None


def read_weeks(text: str) -> frozenset[int]:
    """Weeks as people write them: "8, 27-32 og 40". Raises ValueError with the part that is no week."""
    found = set()
    for part in text.replace("–", "-").replace(" og ", ",").replace(";", ",").split(","):
        words = part.lower().removeprefix(" ").strip().removeprefix("uke").strip()
        if not words:
            continue
        first, _, last = (word.strip() for word in words.partition("-"))
        last = last or first
        if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last) <= 53):
            raise ValueError(part.strip())
        found.update(range(int(first), int(last) + 1))
    return frozenset(found)


def usual_weekday(days: Collection[date]) -> int | None:
    """The weekday that most of the days fall on, the later in the week where two are as usual; None of no days."""
    counted = [day.weekday() for day in days]
    return max(set(counted), key=lambda each: (counted.count(each), each)) if counted else None
