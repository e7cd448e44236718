"""What each deadline lets a reader expect at the three status dates: the whole table of docs/deadlines.md."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.deadlines import parse_deadline, total_occurrences
from actionplan.periods import Expectation, Period, State, expectation

T1, T2, AAR = Period
FINISHED = ("finished", None, "Skal være ferdig", "done")
NOT_STARTED = ("not_started", None, "Ikke startet", "not_started")
UNDER_WAY = ("under_way", None, "I arbeid", "on_track")
ACTIVE = ("active", None, "Løpende", "on_track")


def in_last_quarter(days, occurrences=None):
    return "under_way", occurrences, f"I arbeid, frist om {days} dager", "on_track"


def part(due, total):
    return "part_delivered", due, f"{due} av {total} kvartaler skal være levert", "on_track"


def times(due, total, preset="on_track"):
    return "occurrences", due, f"{due} av {total} ganger", preset


SET_FINISHED = ("finished", 2, "Skal være ferdig", "done")

TABLE_2016 = [
    # typed, expected 30.4, 31.8, 31.12
    ("Q1", FINISHED, FINISHED, FINISHED),
    ("Q2", in_last_quarter(61), FINISHED, FINISHED),
    ("Q3", NOT_STARTED, in_last_quarter(30), FINISHED),
    ("Q4", NOT_STARTED, NOT_STARTED, FINISHED),
    ("Q1 + Q2", part(1, 2), SET_FINISHED, SET_FINISHED),
    ("Q1 + Q3", part(1, 2), part(1, 2), SET_FINISHED),
    ("Q2 + Q3", in_last_quarter(61, 0), part(1, 2), SET_FINISHED),
    ("Q1 - Q3", UNDER_WAY, in_last_quarter(30), FINISHED),
    ("Q1 – Q4", UNDER_WAY, UNDER_WAY, FINISHED),
    ("Q1- 16 Q4-16", UNDER_WAY, UNDER_WAY, FINISHED),
    ("Q1-15 - Q4-17", UNDER_WAY, UNDER_WAY, UNDER_WAY),
    ("Q1-15 Q4-17", UNDER_WAY, UNDER_WAY, UNDER_WAY),
    ("Løpende", ACTIVE, ACTIVE, ("active_summarised", None, "Løpende, oppsummeres for året", "on_track")),
    ("Kvartalsvis", times(1, 4), times(2, 4), times(4, 4, "done")),
    ("kvartalsvis", times(1, 4), times(2, 4), times(4, 4, "done")),
    ("Månedlig", times(4, 12), times(8, 12), times(12, 12, "done")),
    ("Halvårlig", times(0, 2), times(1, 2), times(2, 2, "done")),
    ("Tertialvis", times(1, 3), times(2, 3), times(3, 3, "done")),
    ("Årlig", *[("occurrences", 0, "0 av 1 gang", "on_track")] * 2, ("occurrences", 1, "1 av 1 gang", "done")),
    ("15.3", FINISHED, FINISHED, FINISHED),
    ("1.5", ("under_way", None, "I arbeid, frist om 1 dag", "on_track"), FINISHED, FINISHED),
    ("juni", in_last_quarter(61), FINISHED, FINISHED),
    ("uke 22", in_last_quarter(36), FINISHED, FINISHED),
    ("uke 22–24", NOT_STARTED, FINISHED, FINISHED),
    ("16.5 – 30.5", NOT_STARTED, FINISHED, FINISHED),
    ("", *[("none", None, "Ingen frist", "")] * 3),
    ("snart", *[("unknown", None, "Fristen er ikke forstått", "")] * 3),
]


@pytest.mark.parametrize(("text", "t1", "t2", "aar"), TABLE_2016, ids=[row[0] or "empty" for row in TABLE_2016])
def test_quarters_against_status_dates(text, t1, t2, aar):
    deadline = parse_deadline(text, 2016)
    for period, (state, occurrences, label, preset) in zip(Period, (t1, t2, aar), strict=True):
        assert expectation(deadline, period, 2016) == Expectation(State(state), occurrences, label, preset)


@pytest.mark.parametrize(
    ("plan_year", "states"),
    [
        (2014, ["not_started", "not_started", "not_started"]),
        (2015, ["under_way", "under_way", "under_way"]),
        (2017, ["under_way", "under_way", "finished"]),
        (2018, ["finished", "finished", "finished"]),
    ],
)
def test_range_over_years_is_finished_only_in_its_last_year(plan_year, states):
    deadline = parse_deadline("Q1-15 - Q4-17", plan_year)
    assert [expectation(deadline, period, plan_year).state.value for period in Period] == states


def test_deadline_moved_into_next_year_is_not_started():
    assert expectation(parse_deadline("Q1-17", 2016), AAR, 2016).state is State.NOT_STARTED


def test_periods():
    assert [period.value for period in Period] == ["t1", "t2", "aar"]
    assert [period.label for period in Period] == ["1. tertial", "2. tertial", "Året"]
    assert [period.previous for period in Period] == [None, T1, T2]
    assert [period.status_date(2016) for period in Period] == [date(2016, 4, 30), date(2016, 8, 31), date(2016, 12, 31)]
    assert [period.starts(2016) for period in Period] == [date(2016, 1, 1), date(2016, 5, 1), date(2016, 1, 1)]


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2016, 1, 1), T1),
        (date(2016, 4, 30), T1),
        (date(2016, 5, 1), T2),
        (date(2016, 8, 31), T2),
        (date(2016, 9, 1), AAR),
        (date(2016, 12, 31), AAR),
    ],
)
def test_period_of_a_day(day, period):
    assert Period.for_date(day) is period


@given(st.text(max_size=40), st.sampled_from(list(Period)), st.integers(1950, 2100))
def test_any_text_has_an_expectation(text, period, year):
    deadline = parse_deadline(text, year)
    expected = expectation(deadline, period, year)
    assert expected.label
    assert expected.preset in {"", "not_started", "on_track", "done"}
    assert (expected.preset == "") is (expected.state in {State.NONE, State.UNKNOWN})
    assert (expected.occurrences or 0) <= total_occurrences(deadline, year)
