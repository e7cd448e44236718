"""Weeks as a deadline: ISO weeks from Monday to Sunday, how they are written, said and moved. No Django."""

import re
from datetime import date

from actionplan.deadline_grammar import MONTHS, WEEK_WORD, normalise
from actionplan.wording import gettext as _

Week = tuple[int, int]  # (year of the ISO week, 1-53)

_SAYS_WEEKS = re.compile(rf"\b({WEEK_WORD}) ?[0-9]", re.IGNORECASE)
_DAY = r"[0-9]{1,2}\. [a-z]+(?: [0-9]{4})?"
_WITH_DAYS = re.compile(rf"({WEEK_WORD} [^,]*), ({_DAY} - {_DAY})")
WEEKS_IN_A_QUARTER, WEEKS_IN_A_YEAR = 13, 52


def weeks_of(text: str, start: date, end: date) -> tuple[Week, Week] | None:
    """The first and last week of a deadline that is written in weeks and is whole weeks; None for any other."""
    if start.isoweekday() != 1 or end.isoweekday() != 7 or not _SAYS_WEEKS.search(normalise(text)):
        return None
    return tuple(start.isocalendar()[:2]), tuple(end.isocalendar()[:2])


def week_text(first: Week, last: Week, plan_year: int | None = None, *, like: str = "") -> str:
    """Write weeks so that they can be typed again: 'uke 22 2018', 'uke 22–24 2018', 'uke 51 2018 – uke 2 2019'.

    Those of `plan_year` are written without the year; `like` is a text that has the word to write ("Veke 22").
    """
    written = _SAYS_WEEKS.search(like)
    word = written[1] if written else "uke"
    if first[0] != last[0]:
        return f"{word} {first[1]} {first[0]} – {word.casefold()} {last[1]} {last[0]}"
    year = "" if first[0] == plan_year else f" {first[0]}"
    return f"{word} {_numbers(first, last)}{year}"


def said_weeks(first: Week, last: Week) -> str:
    """The same in the language of the page, with the days: 'uke 22 2018, 28. mai – 3. juni'."""
    one = _("uke {week} {year}")
    if first[0] == last[0]:
        said = one.format(week=_numbers(first, last), year=first[0])
    else:
        said = " – ".join(one.format(week=week, year=year) for year, week in (first, last))
    return f"{said}, {_days(first, last, _('{day}. {month}'), _)}"


def without_days(plain: str) -> tuple[str, str]:
    """A normalised text as the weeks alone, and the days that a reading says beside them."""
    found = _WITH_DAYS.fullmatch(plain)
    return (found[1], found[2]) if found else (plain, "")


def are_days(days: str, weeks: tuple[Week, Week] | None) -> bool:
    """Whether the days that stand beside weeks are those of the weeks."""
    return weeks is not None and days == normalise(_days(*weeks, "{day}. {month}", str))


def move_week(week: Week, quarters: int) -> Week:
    """A week moved by whole quarters of thirteen weeks: four are the same week of the next year. Week 53 is as 52."""
    year, number = week
    moved = year * WEEKS_IN_A_YEAR + min(number, WEEKS_IN_A_YEAR) - 1 + WEEKS_IN_A_QUARTER * quarters
    return moved // WEEKS_IN_A_YEAR, moved % WEEKS_IN_A_YEAR + 1


def _numbers(first: Week, last: Week) -> str:
    return str(first[1]) if first == last else f"{first[1]}–{last[1]}"


def _days(first: Week, last: Week, form: str, word) -> str:
    """Monday of the first week and Sunday of the last; with their years where one is not that of both weeks."""
    ends = date.fromisocalendar(*first, 1), date.fromisocalendar(*last, 7)
    is_plain = {day.year for day in ends} == {first[0]} == {last[0]}
    said = [form.format(day=day.day, month=word(MONTHS[day.month - 1])) for day in ends]
    return " – ".join(said if is_plain else [f"{each} {day.year}" for each, day in zip(said, ends, strict=True)])
