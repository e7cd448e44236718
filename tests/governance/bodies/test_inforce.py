"""Which rules hold on a day, and until when a meeting is called by them."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.bodies.inforce import WITHOUT_RULES, call_by, in_force, is_late
from governance.bodies.workdays import holidays_of, is_workday
from governance.models import ProcedureRules

OLD = ProcedureRules(notice_days=10, valid_to=date(2018, 1, 31))
NEW = ProcedureRules(notice_days=14, valid_from=date(2018, 2, 1))


# The first day of each year reads its calendar, which may take long on a busy machine.
CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", autouse=True)
def _calendar():
    """Read in before Hypothesis takes the time of what it tries."""
    holidays_of(2018)


@pytest.mark.parametrize(
    ("rules", "day", "held"),
    [
        ([OLD, NEW], date(2018, 1, 31), OLD),
        ([OLD, NEW], date(2018, 2, 1), NEW),
        ([NEW], date(2018, 1, 31), WITHOUT_RULES),
        ([], date(2018, 2, 1), WITHOUT_RULES),
    ],
)
def test_the_rules_of_the_day(rules, day, held):
    assert in_force(rules, day) is held


def test_without_rules_the_days_are_those_of_a_new_row():
    assert (WITHOUT_RULES.notice_days, WITHOUT_RULES.paper_days, WITHOUT_RULES.case_days) == (7, 7, 15)


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (date(2018, 3, 15), date(2018, 3, 8)),
        (date(2018, 4, 5), date(2018, 3, 28)),  # a week before is Maundy Thursday
        (date(2018, 3, 17), date(2018, 3, 9)),  # a week before is a Saturday
    ],
)
def test_the_last_working_day_for_the_call(meeting, last):
    assert call_by(meeting, WITHOUT_RULES) == last


@pytest.mark.parametrize(
    ("on", "late"), [(date(2018, 3, 10), False), (date(2018, 3, 11), True), (date(2018, 3, 18), True)]
)
def test_the_notice_counts_calendar_days(on, late):
    assert is_late(date(2018, 3, 17), WITHOUT_RULES, on) is late


@CALMLY
@given(st.dates(date(2000, 2, 10), date(2060, 12, 31)), st.integers(0, 60))
def test_no_deadline_falls_on_a_day_off_or_too_late(meeting, notice_days):
    rules = ProcedureRules(notice_days=notice_days)
    last = call_by(meeting, rules)
    assert is_workday(last)
    assert not is_late(meeting, rules, last)
    assert is_late(meeting, rules, meeting - timedelta(days=notice_days - 1))
