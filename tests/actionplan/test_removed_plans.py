"""A draft is removed from its page, and comes back from the page of a new plan."""

import html
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.models import ActionPlan
from actionplan.services import plans
from governance import history
from governance.choices import Role
from tests.actionplan.plancast import in_state
from tests.cast import make_person, with_role

pytestmark = pytest.mark.django_db

HOME = "/vestregionen/handlingsplan/"
PLAN = f"{HOME}2016/"


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def back(plan) -> str:
    return f"{HOME}fjernet/{plan.pk}/gjenopprett/"


def test_a_draft_goes_and_comes_with_its_rows(client_of, secretary, plan, activity):
    client = client_of(secretary)
    assert f"{PLAN}handling/fjern/" in text_of(client.get(PLAN))
    assert "Ny handlingsplan" in text_of(client.get(f"{PLAN}handling/fjern/"))
    assert client.post(f"{PLAN}handling/fjern/")["Location"] == f"{HOME}ny/"
    for page in (HOME, f"{HOME}ny/"):
        assert back(plan) in text_of(client.get(page))
    assert client.get(back(plan)).status_code == 200
    assert client.post(back(plan))["Location"] == PLAN
    assert "Samordne innspill" in text_of(client.get(PLAN))
    assert client.post(back(plan)).status_code == 404


@pytest.mark.parametrize("state", ["proposed", "adopted", "closed"])
def test_only_a_draft_has_the_button(client_of, secretary, plan, state):
    in_state(plan, state)
    assert "handling/fjern/" not in text_of(client_of(secretary).get(PLAN))
    assert client_of(secretary).post(f"{PLAN}handling/fjern/").status_code == 403


def test_every_plan_leads_editors_to_a_new_one(client_of, secretary, reader, plan):
    in_state(plan, "proposed")
    assert f'href="{HOME}ny/"' in text_of(client_of(secretary).get(PLAN))
    assert f'href="{HOME}ny/"' not in text_of(client_of(reader).get(PLAN))


def test_it_does_not_come_back_beside_another_of_the_year(client_of, secretary, cooperation, plan):
    plans.remove_plan(secretary, plan)
    stale = ActionPlan.objects.get(pk=plan.pk)
    plans.create_plan(secretary, cooperation=cooperation, year=2016, title="En annen")
    page = client_of(secretary).post(back(plan))
    assert page.status_code == 422
    assert "en annen handlingsplan for 2016" in text_of(page)
    with pytest.raises(history.Refused, match="2016"):
        plans.restore_plan(secretary, stale)


def test_who_may_bring_it_back(client_of, alliance, secretary, reader, coordinator, khs, cooperation, plan):
    plans.remove_plan(secretary, plan)
    own = with_role(make_person(alliance, "khs@test.example", "Kari", "Khs"), Role.SECRETARIAT, khs)
    for actor in (reader, coordinator, own):
        assert client_of(actor).get(back(plan)).status_code == 404
        with pytest.raises(PermissionDenied):
            plans.restore_plan(actor, ActionPlan.objects.get())
    theirs = plans.create_plan(own, cooperation=khs, year=2016, title="Plan for KHS")
    plans.remove_plan(own, theirs)
    page = text_of(client_of(own).get("/vestregionen/khs/handlingsplan/"))
    assert f"/vestregionen/khs/handlingsplan/fjernet/{theirs.pk}/gjenopprett/" in page
    assert "fjernet/" not in text_of(client_of(coordinator).get("/vestregionen/khs/handlingsplan/"))
    assert plans.restore_plan(own, theirs).removed_at is None


def test_not_in_a_cooperation_that_has_ended(secretary, khs):
    theirs = plans.create_plan(secretary, cooperation=khs, year=2016, title="Plan for KHS")
    plans.remove_plan(secretary, theirs)
    with history.recording(secretary, "test.end", khs):
        history.save(khs, {"valid_to": date(2017, 12, 31)})
    with pytest.raises(PermissionDenied, match="avsluttet"):
        plans.restore_plan(secretary, ActionPlan.objects.select_related("cooperation").get())
