"""What is changed in this year's plan after it was taken on: told in the draft, taken over or left, asked once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.choices import Fate
from actionplan.latechanges import late_changes
from actionplan.models import Activity, Position
from actionplan.services.activities import change_activity
from actionplan.services.fates import choose_fate
from actionplan.services.latechanges import settle_late_change
from actionplan.services.status import report_status
from governance.access import system_actor
from governance.history import Refused
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_rollover import activities_of, roll
from tests.cast import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(plan, section, activity):
    in_state(plan, "adopted")
    return roll(plan).plan


def change(activity, **values):
    return change_activity(system_actor(activity.alliance), activity, reason="Ny kunnskap", **values)


def settle(draft, activity, take, actor=None, version=None):
    actor = actor or system_actor(draft.alliance)
    activity.refresh_from_db()
    return settle_late_change(actor, draft, activity.pk, version=version or activity.version, take=take)


def test_what_is_changed_later_is_told_with_both_texts(draft, activity):
    assert late_changes(draft) == []
    change(activity, title="Samordne flere innspill", deadline_text="Q2")
    (found,) = late_changes(draft)
    told = {(said.before, said.now) for said in found.said}
    assert told == {("Samordne innspill", "Samordne flere innspill"), ("Q1 + Q3", "Q2")}
    assert found.rows == activities_of(draft)


def test_a_status_and_a_new_place_are_no_change(draft, section, activity):
    report_status(system_actor(draft.alliance), activity, period="t1", status="on_track")
    change(activity, measure=None)
    assert late_changes(draft) == []


def test_taken_over_the_draft_says_the_same_and_is_not_asked_again(draft, activity):
    post = make(draft.alliance, Position(cooperation=draft.cooperation, title="Rådgiver"))
    change(activity, title="Samordne flere innspill", responsible_position=post)
    assert settle(draft, activity, take=True) == 1
    (row,) = activities_of(draft)
    assert (row.title, row.responsible_position, row.deadline_text) == ("Samordne flere innspill", post, "Q1 + Q3")
    assert late_changes(draft) == []


def test_left_as_it_is_it_is_asked_again_only_after_the_next_change(draft, activity):
    change(activity, note="En merknad")
    settle(draft, activity, take=False)
    assert activities_of(draft)[0].note == ""
    assert late_changes(draft) == []
    change(activity, note="En annen")
    assert [said.before for said in late_changes(draft)[0].said] == ["En merknad"]


def test_the_texts_of_rows_that_split_it_are_their_own(plan, section, activity):
    choose_fate(system_actor(plan.alliance), activity, fate=Fate.SPLIT, title="En\nTo")
    draft = roll(plan).plan
    change(activity, title="Noe annet", steered_by="KS")
    assert settle(draft, activity, take=True) == 2
    assert [(row.title, row.steered_by) for row in activities_of(draft)] == [("En", "KS"), ("To", "KS")]


def test_a_change_after_it_was_looked_at_is_not_passed_over(draft, activity):
    change(activity, note="Først")
    seen = activity.version
    change(activity, note="Så")
    with pytest.raises(Refused):
        settle(draft, activity, take=True, version=seen)
    assert activities_of(draft)[0].note == ""


def test_only_who_works_with_the_draft_settles_and_only_until_it_is_adopted(draft, activity, lead, reader, bystander):
    change(activity, note="Merk")
    for actor in (reader, bystander):
        with pytest.raises(PermissionDenied):
            settle(draft, activity, take=True, actor=actor)
    in_state(draft, "adopted")
    with pytest.raises(ValidationError):  # a reason is asked for
        settle(draft, activity, take=True)
    assert Activity.objects.get(section__plan=draft).note == ""


def test_the_draft_leads_to_the_page_where_it_is_settled(client_of, secretary, draft, activity):
    where = {"alliance": "vestregionen", "year": 2017}
    page, edit = (reverse(f"actionplan:{name}", kwargs=where) for name in ("plan_late_changes", "plan_edit"))
    client = client_of(secretary)
    assert page not in client.get(edit).content.decode()
    change(activity, title="Samordne flere innspill")
    assert page in client.get(edit).content.decode()
    assert "Samordne flere innspill" in client.get(page).content.decode()
    data = {"rad": activity.pk, "versjon": activity.version, "valg": "ta"}
    assert client.post(page, data).status_code == 302
    assert activities_of(draft)[0].title == "Samordne flere innspill"
    assert client.post(page, data).status_code == 409
    assert client.post(page, {"rad": "x", "versjon": "1"}).status_code == 422


def test_many_changes_cost_as_many_questions_as_one(plan, section):
    rows = fill(section, 20)
    draft = roll(plan).plan
    change(rows[0], note="Ny")
    with CaptureQueriesContext(connection) as few:
        assert len(late_changes(draft)) == 1
    for row in rows[1:]:
        change(row, note="Ny")
    with CaptureQueriesContext(connection) as many:
        assert len(late_changes(draft)) == 20
    assert len(many) == len(few)
