"""What a typed deadline means, and when work is late. No Django: form, importer, page and report all ask here.

`parse_deadline` reads, `describe` says it back, `hint` says what to write instead, `due_occurrences` and `is_overdue`
judge. What is said is said in the language of the page (actionplan/wording.py). Rules: docs/deadlines.md.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from actionplan.deadline_grammar import MONTHS, normalise
from actionplan.deadline_hints import quarter_text
from actionplan.deadline_reading import (
    Deadline,
    DeadlineKind,
    Quarter,
    hint,
    parse_deadline,
    quarter_end,
    quarter_of,
    quarter_start,
    recurring_ends,
)
from actionplan.deadline_weeks import Week, move_week, said_weeks, week_text, weeks_of
from actionplan.wording import gettext as _
from actionplan.wording import gettext_noop

__all__ = [
    "Deadline",
    "DeadlineKind",
    "Quarter",
    "describe",
    "due_occurrences",
    "from_json",
    "hint",
    "is_before",
    "is_overdue",
    "occurrence_ends",
    "parse_deadline",
    "quarter_end",
    "quarter_of",
    "quarter_start",
    "shift",
    "sort_key",
    "timeline_cells",
    "to_json",
    "total_occurrences",
]

MOVABLE = (
    DeadlineKind.QUARTERS, DeadlineKind.RANGE, DeadlineKind.DATE, DeadlineKind.MONTH, DeadlineKind.WEEK,
)  # fmt: skip
_RECURRING_LABELS = {
    12: gettext_noop("Hver måned"),
    4: gettext_noop("Hvert kvartal"),
    3: gettext_noop("Hvert tertial"),
    2: gettext_noop("Hvert halvår"),
    1: gettext_noop("Én gang i året"),
}


def describe(deadline: Deadline) -> str:
    """Say in the language of the page how the deadline was read, e.g. '1. og 3. kvartal 2016'.

    Dated readings in Bokmål and Nynorsk can be typed again; of the English ones not all, the months for example.
    """
    match deadline.kind:
        case DeadlineKind.NONE:
            return _("Ingen frist")
        case DeadlineKind.CONTINUOUS:
            return _("Løpende gjennom året")
        case DeadlineKind.RECURRING:
            return _(_RECURRING_LABELS[deadline.per_year])
        case DeadlineKind.UNKNOWN:
            return _("Ikke forstått")
        case DeadlineKind.QUARTERS:
            years = sorted({year for year, _number in deadline.quarters})
            return _and([_quarters_of_year(deadline.quarters, year) for year in years])
        case DeadlineKind.RANGE:
            return _describe_range(deadline)
        case DeadlineKind.WEEK:
            return said_weeks(*_weeks(deadline))
        case DeadlineKind.MONTH:
            return f"{_(MONTHS[deadline.start.month - 1])} {deadline.start.year}"
    return _day(deadline.end)


def _quarters_of_year(quarters: Iterable[Quarter], year: int) -> str:
    numbers = [_("{quarter}.").format(quarter=number) for of_year, number in quarters if of_year == year]
    return _("{quarters} kvartal {year}").format(quarters=_and(numbers), year=year)


def _describe_range(deadline: Deadline) -> str:
    (first_year, first), (last_year, last) = deadline.quarters[0], deadline.quarters[-1]
    if weeks := _weeks(deadline):
        return said_weeks(*weeks)
    if not _whole_quarters(deadline):
        return f"{_day(deadline.start)} – {_day(deadline.end)}"
    if first_year == last_year and first != last:
        return _("{first}.–{last}. kvartal {year}").format(first=first, last=last, year=first_year)
    ends = dict.fromkeys((deadline.quarters[0], deadline.quarters[-1]))  # the same quarter is said once
    return " – ".join(_quarters_of_year([quarter], quarter[0]) for quarter in ends)


def _weeks(deadline: Deadline) -> tuple[Week, Week] | None:
    return weeks_of(deadline.text, deadline.start, deadline.end)


def _whole_quarters(deadline: Deadline) -> bool:
    return (deadline.start, deadline.end) == (quarter_start(deadline.quarters[0]), quarter_end(deadline.quarters[-1]))


def _and(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("{listed} og {last}").format(listed=", ".join(parts[:-1]), last=parts[-1])


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def shift(deadline: Deadline, quarters: int, plan_year: int | None = None) -> Deadline:
    """Move a dated deadline by whole quarters (negative = earlier), with a new text; other kinds come back unchanged.

    `plan_year` is the plan it will stand in: quarters of that year are written without the year. A day that the new
    month lacks becomes the last day of that month. A quarter is thirteen weeks, and a year the same week.
    """
    if deadline.kind not in MOVABLE:
        return deadline
    if not 1000 <= min(deadline.start.year + quarters // 4, deadline.end.year + quarters // 4) <= 9000:
        return deadline
    if weeks := _weeks(deadline):
        first, last = (move_week(week, quarters) for week in weeks)
        return parse_deadline(week_text(first, last, plan_year, like=deadline.text), first[0])
    moved = [_move_quarter(quarter, quarters) for quarter in deadline.quarters]
    start, end = _move_day(deadline.start, quarters), _move_day(deadline.end, quarters)
    if deadline.kind is DeadlineKind.MONTH:
        text = f"{MONTHS[start.month - 1]} {start.year}"
    elif deadline.kind is DeadlineKind.DATE:
        text = _day(end)
    elif deadline.kind is DeadlineKind.RANGE and not _whole_quarters(deadline):
        text = f"{_day(start)} – {_day(end)}"
    else:
        text = _quarters_text(moved, deadline.kind, plan_year)
    # Two-digit years are read as the nearest to the year given here: the middle suits both ends.
    return parse_deadline(text, (moved[0][0] + moved[-1][0]) // 2)


def _move_quarter(quarter: Quarter, by: int) -> Quarter:
    number = quarter[0] * 4 + quarter[1] - 1 + by
    return number // 4, number % 4 + 1


def _move_day(day: date, quarters: int) -> date:
    month = day.year * 12 + day.month - 1 + 3 * quarters
    last = monthrange(month // 12, month % 12 + 1)[1]
    return date(month // 12, month % 12 + 1, min(day.day, last))


def _quarters_text(quarters: list[Quarter], kind: DeadlineKind, plan_year: int | None) -> str:
    same_year = {year for year, _ in quarters} == {plan_year}
    written = [f"Q{number}" if same_year else quarter_text(year, number) for year, number in quarters]
    if kind is DeadlineKind.QUARTERS:
        return " + ".join(written)
    return f"{written[0]} – {written[-1]}"


def sort_key(deadline: Deadline) -> tuple[int, date, date, str]:
    """Order deadlines for a list: dated by last day, then recurring, continuous, not understood and none."""
    groups = {DeadlineKind.RECURRING: 1, DeadlineKind.CONTINUOUS: 2, DeadlineKind.UNKNOWN: 3, DeadlineKind.NONE: 4}
    group = groups.get(deadline.kind, 0)
    return group, deadline.end or date.max, deadline.start or date.max, normalise(deadline.text)


def timeline_cells(deadline: Deadline, year: int) -> tuple[bool, bool, bool, bool]:
    """Say for each quarter of `year` whether the deadline touches it (recurring: an occurrence falls due in it)."""
    first, second, third, fourth = ((year, number) in deadline.quarters for number in (1, 2, 3, 4))
    return first, second, third, fourth


def occurrence_ends(deadline: Deadline, plan_year: int) -> list[date]:
    """The last day of each delivery the deadline asks for, in their order; none for continuous and not understood."""
    match deadline.kind:
        case DeadlineKind.QUARTERS:
            return [quarter_end(quarter) for quarter in deadline.quarters]
        case DeadlineKind.RECURRING:
            return recurring_ends(deadline.per_year, plan_year)
        case DeadlineKind.RANGE | DeadlineKind.DATE | DeadlineKind.MONTH | DeadlineKind.WEEK:
            return [deadline.end]
    return []


def total_occurrences(deadline: Deadline, plan_year: int) -> int:
    """Count the deliveries the deadline asks for; 0 for continuous, none and not understood, 1 for a range."""
    return len(occurrence_ends(deadline, plan_year))


def due_occurrences(deadline: Deadline, on: date, plan_year: int) -> int:
    """Count the deliveries that should exist when the day `on` ends. A range counts once, on its last day."""
    return sum(end <= on for end in occurrence_ends(deadline, plan_year))


def is_overdue(deadline: Deadline, delivered: int, on: date, plan_year: int) -> bool:
    """Say whether deliveries are missing on `on`; the last day itself is not late, a continuous deadline never is.

    For a report, which looks back on a whole day, ask `actionplan.delivery.is_late`.
    """
    return delivered < sum(end < on for end in occurrence_ends(deadline, plan_year))


def is_before(deadline: Deadline, year: int) -> bool:
    """Say whether a dated deadline is over before the year begins: what it names belongs to an earlier plan."""
    return deadline.end is not None and deadline.end < date(year, 1, 1)


def next_due(deadline: Deadline, delivered: int, on: date, plan_year: int) -> date | None:
    """The first last day on or after `on` of a delivery that is still missing; None when none is."""
    ends = sorted(occurrence_ends(deadline, plan_year))[delivered:]
    return next((end for end in ends if end >= on), None)


def to_json(deadline: Deadline) -> dict[str, Any]:
    """Return the deadline as plain JSON values; dates as 'YYYY-MM-DD'."""
    return {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "quarters": [list(quarter) for quarter in deadline.quarters],
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "per_year": deadline.per_year,
        # Said anew in the language of each reader. The key stays, so that readings stored with it are no change.
        "hint": "",
    }


def from_json(stored: dict[str, Any]) -> Deadline:
    """Rebuild a deadline from `to_json`; raises KeyError or ValueError when `stored` is something else."""
    return Deadline(
        text=stored["text"],
        kind=DeadlineKind(stored["kind"]),
        quarters=tuple((year, number) for year, number in stored["quarters"]),
        start=date.fromisoformat(stored["start"]) if stored["start"] else None,
        end=date.fromisoformat(stored["end"]) if stored["end"] else None,
        per_year=stored["per_year"],
    )
