"""Delivered and late at the three status dates, and that a status page and a report never disagree on it."""

import pytest

from actionplan.deadlines import parse_deadline
from actionplan.delivery import delivered_of, is_deviation, is_late
from actionplan.models import ActionPlan
from actionplan.periods import Period
from actionplan.statusfacts import status_rows
from governance.access import system_actor
from vestregion.reporting.facts.report import collect_report

# typed deadline, status ('' = not reported), typed number -> (delivered, late) at 30.4, 31.8 and 31.12
TABLE = [
    ("Q1", "", None, [(0, True), (0, True), (0, True)]),
    ("Q1", "on_track", None, [(0, True), (0, True), (0, True)]),
    ("Q1", "on_track", 1, [(1, False), (1, False), (1, False)]),
    ("Q1", "done", 0, [(1, False), (1, False), (1, False)]),
    ("Q1", "stopped", None, [(0, True), (0, True), (0, True)]),
    ("Q1", "stopped", 1, [(1, False), (1, False), (1, False)]),
    ("Q4", "", None, [(0, False), (0, False), (0, True)]),  # the whole of 31.12 is looked back on
    ("Q4", "not_started", None, [(0, False), (0, False), (0, True)]),
    ("Q4", "on_track", 1, [(1, False), (1, False), (1, False)]),
    ("Q1 + Q3", "on_track", None, [(1, False), (1, False), (0, True)]),
    ("Q1 + Q3", "on_track", 1, [(1, False), (1, False), (1, True)]),
    ("Q1 + Q3", "delayed", None, [(0, True), (0, True), (0, True)]),
    ("Q1 + Q3", "done", None, [(2, False), (2, False), (2, False)]),
    ("Q1 - Q4", "on_track", None, [(0, False), (0, False), (0, True)]),
    ("Månedlig", "on_track", None, [(4, False), (8, False), (0, True)]),
    ("Månedlig", "on_track", 4, [(4, False), (4, True), (4, True)]),
    ("Q1-15 - Q4-17", "", None, [(0, False), (0, False), (0, False)]),
    ("Løpende", "", None, [(0, False), (0, False), (0, False)]),
    ("Løpende", "stopped", None, [(0, False), (0, False), (0, False)]),
    ("", "delayed", None, [(0, False), (0, False), (0, False)]),
    ("når det passer", "delayed", None, [(0, False), (0, False), (0, False)]),
]


@pytest.mark.parametrize(("text", "status", "typed", "expected"), TABLE)
def test_delivered_and_late(text, status, typed, expected):
    asked = (status, typed, parse_deadline(text, 2016))
    assert [(delivered_of(*asked, p, 2016), is_late(*asked, p, 2016)) for p in Period] == expected


@pytest.mark.parametrize(
    ("status", "in_time", "late"),
    [
        ("", False, False),
        ("not_started", False, True),
        ("on_track", False, True),
        ("done", False, True),
        ("delayed", True, True),
        ("stopped", True, True),
    ],
)
def test_what_a_deviation_is(status, in_time, late):
    assert (is_deviation(status, late=False), is_deviation(status, late=True)) == (in_time, late)


def test_status_page_and_report_agree_on_the_whole_demo(demo_data):
    seen = set()
    for plan in ActionPlan.objects.present().select_related("alliance", "cooperation"):
        for period in Period:
            reported = [
                (activity.title, activity.delivery.late, activity.delivery.expected, activity.cause)
                for area in collect_report(plan, period).areas
                for section in area.sections
                for activity in section.activities
            ]
            blocks = status_rows(plan, system_actor(plan.alliance), period).values()
            shown = [
                (row.title, row.is_late, row.expected.label, row.now.cause if row.now else "")
                for rows in blocks
                for row in rows
            ]
            assert sorted(shown) == sorted(reported)
            seen |= {late for _title, late, *_rest in shown}
    assert seen == {True, False}
