"""Working days in Norway: every day but Saturdays, Sundays and public holidays (helligdagsfredloven § 2, 1 and 17 May).
Pure functions."""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
SATURDAY = 5
BOKMAL, ENGLISH = "no", "en_US"  # as the calendars of the holidays library name them; it has no Nynorsk


@cache
def holidays_of(year: int, language: str = BOKMAL) -> dict[date, str]:
    """The public holidays of a year with their names."""
    from holidays import country_holidays  # half a second, and few pages count days

    return dict(country_holidays("NO", language=language, years=year))


def holiday(day: date, language: str = BOKMAL) -> str:
    """What the public holiday is called; empty on every other day."""
    return holidays_of(day.year, language).get(day, "")


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and not holiday(day)


def workday_on_or_before(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_workday(day):
        day -= DAY
    return day


def workdays_before(day: date, number: int) -> date:
    """The day with `number` working days from it, itself counted, until the day before `day`."""
    while number > 0:
        day -= DAY
        number -= is_workday(day)
    return day


def easter_week(year: int) -> tuple[date, date]:
    """From the Monday before Maundy Thursday to Easter Monday."""
    maundy_thursday = min(day for day, name in holidays_of(year).items() if name == "Skjærtorsdag")
    return maundy_thursday - 3 * DAY, maundy_thursday + 4 * DAY
