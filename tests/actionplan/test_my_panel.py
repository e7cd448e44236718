"""My page: what a person has to report, for which sections, and in how many questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.services import activities, plans, status
from governance.services import alliances
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/"


@pytest.fixture
def proposed(plan, activity, admin):
    """The plan, open for reporting, on 10 May 2016: the second four months are next, and the first quarter is over."""
    in_state(plan, "proposed")
    activity.refresh_from_db()
    alliances.set_demo_day(admin, day=date(2016, 5, 10))
    return plan


def page_of(client) -> str:
    return client.get(PAGE).content.decode()


def test_the_secretariat_sees_what_lacks_status_and_what_is_late(proposed, secretary, client_of, section):
    page = page_of(client_of(secretary))
    assert "Status å melde" in page
    assert "2. tertial 2016" in page
    assert "1 mangler status" in page
    assert "1 forsinket" in page
    assert f'href="/vestregionen/handlingsplan/2016/status/t2/#del-{section.pk}"' in page


def test_what_was_delivered_is_not_late(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t1", status="on_track")
    page = page_of(client_of(secretary))
    assert "1 mangler status" in page
    assert "forsinket" not in page


def test_who_has_status_to_report_is_not_told_that_nothing_waits(proposed, client_of, lead, reader):
    assert ["Ingenting venter" in page_of(client_of(each)) for each in (lead, reader)] == [False, True]


def test_nothing_is_left_when_all_is_reported(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t2", status="done")
    assert "Status å melde" not in page_of(client_of(secretary))


def test_a_stopped_activity_that_was_due_is_late(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t2", status="stopped", cause="A", corrective_action="B")
    page = page_of(client_of(secretary))
    assert "1 forsinket" in page
    assert "mangler status" not in page


def test_who_leads_a_section_sees_hers_and_the_rest_see_nothing(proposed, client_of, lead, bystander, reader):
    assert ["Status å melde" in page_of(client_of(each)) for each in (lead, bystander, reader)] == [True, False, False]


def test_a_draft_and_another_year_ask_for_nothing(proposed, secretary, admin, client_of):
    alliances.set_demo_day(admin, day=date(2017, 5, 10))
    assert "Status å melde" not in page_of(client_of(secretary))
    alliances.set_demo_day(admin, day=date(2016, 5, 10))
    plans.take_back_plan(secretary, proposed)
    assert "Status å melde" not in page_of(client_of(secretary))


def test_as_many_questions_for_thirty_activities_as_for_one(proposed, secretary, client_of, section):
    client = client_of(secretary)
    page_of(client)
    with CaptureQueriesContext(connection) as few:
        page_of(client)
    for each in fill(section, 30):
        if each.title.endswith("0"):
            activities.change_activity(secretary, each, deadline_text="Q1")
    with CaptureQueriesContext(connection) as many:
        assert "31 mangler status" in page_of(client)
    assert len(many) == len(few)
