"""My page: the status a person has to give, what she answers for, and the deadlines that come, in few questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan import asks
from actionplan.deadlines import next_due, parse_deadline
from actionplan.services import activities, plans, status
from governance.services import alliances
from tests.actionplan.plancast import fill, in_state
from tests.cast import act_as

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/"
ASKED = "Meld status for «"


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
    assert ASKED in page
    assert "2.\u00a0tertial 2016" in page
    assert "1 mangler status" in page
    assert "1 forsinket" in page
    assert f'href="/vestregionen/handlingsplan/2016/status/t2/#del-{section.pk}"' in page


def test_what_was_delivered_is_not_late(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t1", status="on_track")
    page = page_of(client_of(secretary))
    assert "1 mangler status" in page
    assert "1 forsinket" not in page


def test_who_has_status_to_report_is_not_told_that_nothing_waits(proposed, client_of, lead, reader):
    assert ["Ingenting venter" in page_of(client_of(each)) for each in (lead, reader)] == [False, True]


def test_nothing_is_left_when_all_is_reported(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t2", status="done")
    assert ASKED not in page_of(client_of(secretary))


def test_a_stopped_activity_that_was_due_is_late(proposed, secretary, client_of, activity):
    status.report_status(secretary, activity, period="t2", status="stopped", cause="A", corrective_action="B")
    page = page_of(client_of(secretary))
    assert "1 forsinket" in page
    assert "mangler status" not in page


def test_who_leads_a_section_sees_hers_and_the_rest_see_nothing(proposed, client_of, lead, bystander, reader):
    assert [ASKED in page_of(client_of(each)) for each in (lead, bystander, reader)] == [True, False, False]


def test_a_draft_and_another_year_ask_for_nothing(proposed, secretary, admin, client_of):
    alliances.set_demo_day(admin, day=date(2017, 5, 10))
    assert ASKED not in page_of(client_of(secretary))
    alliances.set_demo_day(admin, day=date(2016, 5, 10))
    plans.take_back_plan(secretary, proposed)
    assert ASKED not in page_of(client_of(secretary))


def test_a_contact_is_asked_for_what_her_municipality_answers_for(
    proposed, secretary, activity, contact_lier, reader, client_of, lier
):
    activities.change_activity(secretary, activity, responsible_organisation=lier)
    page = page_of(client_of(contact_lier))
    assert "Lever: " in page
    assert "Lier kommune" in page
    assert "Lever: " not in page_of(client_of(reader))
    status.report_status(secretary, activity, period="t1", status="done")
    assert "Lever: " not in page_of(client_of(contact_lier))


def test_a_person_is_asked_for_what_she_answers_for_herself(proposed, secretary, activity, reader):
    activities.change_activity(secretary, activity, responsible_person=reader.person)
    assert [ask.late for ask in asks.to_deliver(act_as(reader.person))] == [True]


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2016, 2, 29), False), (date(2016, 3, 1), True), (date(2016, 3, 31), True), (date(2016, 4, 1), False)],
)
def test_a_deadline_is_told_of_thirty_days_ahead(proposed, secretary, admin, activity, lead, day, told):
    activities.change_activity(secretary, activity, deadline_text="Q1")
    alliances.set_demo_day(admin, day=day)
    found = asks.deadlines_soon(act_as(lead.person))
    assert [ask.due for ask in found] == ([date(2016, 3, 31)] if told else [])


@pytest.mark.parametrize(
    ("text", "delivered", "on", "due"),
    [
        ("Q1", 0, date(2016, 1, 1), date(2016, 3, 31)),
        ("Q1", 0, date(2016, 3, 31), date(2016, 3, 31)),
        ("Q1", 0, date(2016, 4, 1), None),
        ("Q1", 1, date(2016, 1, 1), None),
        ("Q1, Q3", 0, date(2016, 5, 1), date(2016, 9, 30)),
        ("Q1, Q3", 1, date(2016, 1, 1), date(2016, 9, 30)),
        ("Løpende", 0, date(2016, 1, 1), None),
        ("", 0, date(2016, 1, 1), None),
    ],
)
def test_the_next_day_something_is_due(text, delivered, on, due):
    assert next_due(parse_deadline(text, 2016), delivered, on, 2016) == due


def test_many_deadlines_of_a_day_are_one_line(proposed, secretary, admin, section):
    for each in fill(section, 5):
        activities.change_activity(secretary, each, deadline_text="31.12.2016")
    alliances.set_demo_day(admin, day=date(2016, 12, 10))
    found = asks.deadlines_soon(act_as(secretary.person))
    assert [(ask.sentence, ask.due) for ask in found] == [("5 aktiviteter har frist", date(2016, 12, 31))]


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
