"""Dates in running text: finds them, and says which are impossible or a year off."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_NUMERIC = re.compile(r"(?<![\d.,/])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2}|\d{2})(?![\d.]*\d)")
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s+({'|'.join(MONTHS)})\s+((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-–—]\s?((?:19|20)\d{2})(?![\d-])")
NEAR = 60  # days within which a date counts as close to the paper's own date
FAR = 120  # days ahead of the paper from which a date next year is looked at


def dates_in(text: str) -> Iterator[tuple[str, date | None]]:
    """(as written, date) in order; None for a day that does not exist, such as 31.02.2016."""
    found = []
    for match in _NUMERIC.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        found.append((match.start(), match.group(), _date(day, month, year + 2000 if year < 100 else year)))
    for match in _NAMED.finditer(text):
        month = MONTHS.index(match.group(2).lower()) + 1
        found.append((match.start(), match.group(), _date(int(match.group(1)), month, int(match.group(3)))))
    for _, written, day in sorted(found, key=lambda each: each[0]):
        yield written, day


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_year_late(day: date, paper: date) -> bool:
    """Whether a date looks written with next year's number: far ahead of the paper, but close to it a year earlier."""
    if (day - paper).days <= FAR:
        return False
    earlier = _date(day.day, day.month, day.year - 1)
    return earlier is not None and abs((earlier - paper).days) <= NEAR


def reversed_years(text: str) -> list[str]:
    """Year ranges that end before they begin, as written ("2014 - 2013")."""
    return [match.group() for match in _YEARS.finditer(text) if int(match.group(2)) < int(match.group(1))]
