"""Norwegian working days, against calendars anyone can look up."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.bodies.workdays import (
    easter_week,
    holiday,
    holidays_of,
    is_workday,
    workday_on_or_before,
    workdays_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


# The first day of each year reads its calendar, which may take long on a busy machine.
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", autouse=True)
def _calendar():
    """Read in before Hypothesis takes the time of what it tries."""
    holidays_of(2018)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2018, 3, 29), "Skjærtorsdag"),
        (date(2018, 4, 2), "Andre påskedag"),
        (date(2017, 5, 17), "Grunnlovsdag"),
        (date(2018, 5, 10), "Kristi himmelfartsdag"),
        (date(2018, 5, 21), "Andre pinsedag"),
        (date(2018, 3, 28), ""),
        (date(2018, 12, 24), ""),  # half a day at work, and no public holiday
    ],
)
def test_public_holidays(day, name):
    assert holiday(day) == name


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2018, 3, 8), True), (date(2018, 3, 10), False), (date(2018, 3, 11), False), (date(2018, 5, 1), False)],
)
def test_workdays(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2018, 3, 8), date(2018, 3, 8)),
        (date(2018, 3, 11), date(2018, 3, 9)),
        (date(2018, 4, 2), date(2018, 3, 28)),  # over all of Easter
    ],
)
def test_the_last_workday(day, found):
    assert workday_on_or_before(day) == found


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        (date(2018, 3, 8), 0, date(2018, 3, 8)),
        (date(2018, 3, 8), 1, date(2018, 3, 7)),
        (date(2018, 3, 8), 5, date(2018, 3, 1)),
        (date(2018, 4, 5), 5, date(2018, 3, 26)),  # Easter takes three of the days before
        (date(2018, 5, 18), 2, date(2018, 5, 15)),
    ],
)
def test_so_many_workdays_before(day, number, found):
    assert workdays_before(day, number) == found


@pytest.mark.parametrize(
    ("year", "week"), [(2017, (date(2017, 4, 10), date(2017, 4, 17))), (2018, (date(2018, 3, 26), date(2018, 4, 2)))]
)
def test_the_week_of_easter(year, week):
    assert easter_week(year) == week


@CALMLY
@given(DAYS, st.integers(0, 40))
def test_exactly_so_many_workdays_lie_between(day, number):
    first = workdays_before(day, number)
    between = [first + timedelta(days=each) for each in range((day - first).days)]
    assert sum(map(is_workday, between)) == number
    assert number == 0 or is_workday(first)
