"""What happened to a plan: told to those who read it, from the day it was no longer a draft; values come back."""

import re
from html import unescape

import pytest
from django.urls import reverse

from actionplan.models import Activity, Measure, PlanSection
from actionplan.services import activities, plans
from actionplan.services import bin as plan_bin
from governance.models import Event
from governance.services.puttingback import kind_of, put_back, undo_change
from governance.story.stories import word_of
from tests.actionplan.plancast import in_state


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def story(row) -> str:
    return reverse("governance:story", args=["vestregionen", word_of(type(row)), row.pk])


def test_a_changed_deadline_is_told_in_a_sentence(client_of, secretary, activity):
    activities.change_activity(secretary, activity, deadline_text="Q4")
    sentence = "Sara Sekretær endret fristen fra Q1 + Q3 til Q4"
    for row in (activity, activity.measure, activity.section, activity.section.plan):
        assert sentence in words(client_of(secretary).get(story(row)))


@pytest.mark.parametrize("role", ["reader", "mayor_asker", "contact_lier"])
def test_drafts_are_not_told_to_readers(request, client_of, secretary, activity, role):
    activities.change_activity(secretary, activity, title="Et hemmelig utkast")
    activities.change_activity(secretary, activity, title="Slik ble det foreslått")
    client = client_of(request.getfixturevalue(role))
    assert client.get(story(activity)).status_code == 404
    in_state(activity.section.plan, "proposed")
    activities.change_activity(secretary, activity, title="Etter forslaget")
    page = words(client.get(story(activity)))
    assert "Etter forslaget" in page
    assert "hemmelig utkast" not in page
    assert "Sett tilbake" not in page


def test_a_deadline_comes_back_with_its_reading(secretary, activity):
    activities.change_activity(secretary, activity, deadline_text="Q4")
    put_back(secretary, kind_of("aktivitet"), activity, version=1, name="deadline_text")
    stored = Activity.objects.get(pk=activity.pk)
    assert stored.deadline_text == "Q1 + Q3"
    assert stored.deadline_end.month == 9


def test_an_adopted_plan_is_set_back_with_the_reason_that_it_asks_for(secretary, activity):
    in_state(activity.section.plan, "adopted")
    activities.change_activity(secretary, activity, title="Ny", reason="Rettet")
    put_back(secretary, kind_of("aktivitet"), activity, version=1, name="title")
    assert Activity.objects.get(pk=activity.pk).title == "Samordne innspill"


def test_a_removed_section_comes_back_whole(secretary, activity, measure, section):
    plan_bin.remove_row(secretary, section, reason="feil")
    undo_change(secretary, Event.objects.get(act="plansection.remove"))
    for model, row in ((PlanSection, section), (Measure, measure), (Activity, activity)):
        assert model.objects.get(pk=row.pk).removed_at is None


def test_adopting_a_plan_is_not_undone(secretary, plan):
    from governance.history import Refused

    plans.adopt_plan(secretary, plan, adopted_on=secretary.on, reason="Vedtatt på papir")
    with pytest.raises(Refused):
        undo_change(secretary, Event.objects.get(act="plan.adopt"))


def test_the_bin_of_the_alliance_holds_rows_of_plans(client_of, secretary, measure, activity, lead, reader):
    plan_bin.remove_row(secretary, measure, reason="feil")
    address = reverse("governance:bin", args=["vestregionen"])
    page = words(client_of(secretary).get(address))
    assert "Delta i planprosesser" in page
    assert "Samordne innspill" not in page  # it went with the measure, and comes with it
    assert "Sara Sekretær" in page
    assert client_of(reader).get(address).status_code == 403
