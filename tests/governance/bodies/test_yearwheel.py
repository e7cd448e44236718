"""A year of meetings found by rules."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.bodies.workdays import easter_week, holidays_of, is_workday
from governance.bodies.yearwheel import (
    Rhythm,
    days_of,
    is_open,
    prepared_on,
    read_weeks,
    usual_weekday,
)

MONDAY, THURSDAY = 0, 3
SCHOOL = frozenset({8, *range(27, 33), 40})  # the weeks without school in Akershus


# The first day of each year reads its calendar, which may take long on a busy machine.
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", autouse=True)
def _calendar():
    """Read in before Hypothesis takes the time of what it tries."""
    holidays_of(2018)


def test_four_thursdays_of_2018_are_spread_over_the_year():
    days = days_of(Rhythm(2018, 4, THURSDAY, SCHOOL))
    assert days == [date(2018, 2, 8), date(2018, 5, 3), date(2018, 9, 6), date(2018, 11, 22)]


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2018, 3, 8), True),
        (date(2018, 3, 28), False),  # the Wednesday before Maundy Thursday
        (date(2018, 4, 3), True),
        (date(2018, 5, 17), False),
        (date(2018, 5, 18), True),
        (date(2018, 12, 21), True),
        (date(2018, 12, 27), False),
        (date(2019, 1, 4), False),
        (date(2019, 1, 7), True),
        (date(2018, 3, 10), False),  # a Saturday
    ],
)
def test_days_that_a_meeting_may_be_laid_to(day, is_one):
    assert is_open(day) is is_one


@CALMLY
@given(st.integers(2000, 2060), st.integers(1, 24), st.integers(0, 4), st.frozensets(st.integers(1, 53), max_size=12))
def test_the_days_keep_every_rule(year, number, weekday, free_weeks):
    days = days_of(Rhythm(year, number, weekday, free_weeks))
    assert days == sorted(set(days))
    assert len(days) == number  # twelve weeks, Easter and Christmas leave more than 24 of each weekday
    first, last = easter_week(year)
    for day in days:
        assert (day.year, day.weekday()) == (year, weekday)
        assert is_workday(day)
        assert not first <= day <= last
        assert day.isocalendar().week not in free_weeks


def test_a_year_without_so_many_days_gives_what_it_has():
    assert days_of(Rhythm(2018, 4, THURSDAY, frozenset(range(1, 53)) - {10})) == [date(2018, 3, 8)]
    assert days_of(Rhythm(2018, 4, THURSDAY, frozenset(range(1, 54)))) == []


@pytest.mark.parametrize(
    ("meeting", "days_before", "weekday", "prepared"),
    [
        (date(2017, 9, 28), 14, THURSDAY, date(2017, 9, 14)),  # 24/2017 in both bodies
        (date(2018, 6, 14), 14, THURSDAY, date(2018, 5, 31)),
        (date(2018, 3, 15), 21, THURSDAY, date(2018, 2, 22)),
        (date(2018, 3, 15), 14, MONDAY, date(2018, 2, 26)),  # seventeen days before is nearer than ten
        (date(2018, 5, 31), 14, THURSDAY, date(2018, 5, 24)),  # not on 17 May
        (date(2018, 4, 12), 14, THURSDAY, date(2018, 3, 22)),  # over Easter: of two as near, the one with more time
    ],
)
def test_the_chief_executives_meet_before(meeting, days_before, weekday, prepared):
    assert prepared_on(meeting, days_before, weekday) == prepared


@CALMLY
@given(st.dates(date(2000, 2, 10), date(2060, 12, 31)), st.integers(7, 28), st.integers(0, 4))
def test_they_meet_on_an_open_day_before(meeting, days_before, weekday):
    day = prepared_on(meeting, days_before, weekday)
    assert day is None or (is_open(day) and 7 <= (meeting - day).days <= 28)


def test_nobody_prepares_where_every_day_is_free():
    assert prepared_on(date(2018, 9, 27), 14, THURSDAY, frozenset({36, 37, 38})) is None


def test_a_day_that_is_taken_is_left_and_one_near_it_is_the_last_choice():
    meeting, taken = date(2018, 9, 27), {date(2018, 9, 13)}
    assert prepared_on(meeting, 14, THURSDAY, (), taken) == date(2018, 9, 6)
    assert prepared_on(meeting, 14, THURSDAY, (), {date(2018, 9, 13), date(2018, 9, 6), date(2018, 9, 20)}) is not None


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("", set()),
        ("8", {8}),
        ("8, 27-32, 40", {8, *range(27, 33), 40}),
        ("uke 8 og 27–28", {8, 27, 28}),
        ("8;40", {8, 40}),
    ],
)
def test_weeks_as_people_write_them(text, weeks):
    assert read_weeks(text) == weeks


@pytest.mark.parametrize(("text", "part"), [("8, 54", "54"), ("påske", "påske"), ("10-8", "10-8"), ("0", "0")])
def test_what_is_no_week_is_named(text, part):
    with pytest.raises(ValueError, match=part):
        read_weeks(text)


@pytest.mark.parametrize(
    ("days", "weekday"),
    [
        ([], None),
        ([date(2018, 3, 8)], THURSDAY),
        ([date(2018, 3, 5), date(2018, 3, 8), date(2018, 3, 15)], THURSDAY),
        ([date(2018, 3, 5), date(2018, 3, 8)], THURSDAY),
    ],
)
def test_the_usual_weekday(days, weekday):
    assert usual_weekday(days) == weekday


def test_a_year_of_pairs_like_that_of_the_region():
    """Four meetings, each prepared two weeks before, all of them Thursdays in weeks with school."""
    days = days_of(Rhythm(2019, 4, THURSDAY, SCHOOL))
    pairs = [(prepared_on(day, 14, THURSDAY, SCHOOL), day) for day in days]
    assert pairs == [
        (date(2019, 1, 31), date(2019, 2, 14)),
        (date(2019, 4, 25), date(2019, 5, 9)),
        (date(2019, 8, 22), date(2019, 9, 5)),
        (date(2019, 11, 7), date(2019, 11, 21)),
    ]
