"""A resolution that two people correct, a result that is corrected to or from "postponed", and one taken back."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from governance import clock, history
from governance.choices import ItemState, ResolutionResult
from governance.models import AgendaItem, Event, Resolution, ResolutionPoint
from governance.services import agenda, cases, meetings, resolutions
from tests.governance.casefile import item_url, move_demo_day, url


@pytest.fixture
def resolution(secretary, called):
    return resolutions.register_resolution(
        secretary, called, result="adopted", points=["Punkt A", "Punkt B"], is_meant=True
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("today", "decided_on", "says"),
    [
        ("2018-03-16", "1800-01-01", "fra 1900 til 2200"),
        ("2018-03-16", "1900-01-01", "Velg møtets egen dato"),
        ("2018-03-16", "2018-01-01", "15.03.2018–16.03.2018"),
        ("2018-03-16", "2030-01-01", "Velg møtets egen dato"),
        ("2018-03-15", "2018-03-15", ""),
        ("2018-03-16", "2018-03-16", ""),
        ("2018-03-15", "2018-03-16", "ikke kommet ennå"),
        ("2018-03-08", "2018-03-15", "ikke kommet ennå"),
    ],
)
def test_a_resolution_is_made_on_a_day_of_the_meeting_that_has_come(
    client_of, secretary, called, today, decided_on, says
):
    meetings.change_meeting(secretary, called.meeting, last_day=date(2018, 3, 16))
    move_demo_day(secretary, date.fromisoformat(today))
    sent = {"result": "adopted", "kind": "own", "decided_on": decided_on, "points": "Forslag"}
    answer = client_of(secretary).post(url("item_resolution", called.pk), sent)
    assert answer.status_code == (422 if says else 302)
    if says:
        assert says in answer.context["form"].errors["decided_on"][0]


def test_a_corrected_day_follows_the_same_rule_and_an_old_one_stays(secretary, resolution):
    with pytest.raises(ValidationError, match="Velg møtets egen dato"):
        resolutions.change_resolution(secretary, resolution, decided_on=date(2018, 3, 14))
    Resolution.objects.filter(pk=resolution.pk).update(decided_on=date(2018, 1, 1))
    resolutions.change_resolution(secretary, fresh(resolution), remark="Enstemmig")


def test_the_past_is_entered_on_its_own_day(secretary, called):
    move_demo_day(secretary, date(2018, 3, 8))
    resolutions.register_resolution(secretary, called, result="adopted", at=clock.oslo(date(2018, 3, 15)))


def test_points_alone_give_a_new_version(secretary, resolution):
    start = resolution.version
    resolutions.change_resolution(secretary, resolution, points=["Punkt A", "Nytt"])
    assert fresh(resolution).version == start + 1
    resolutions.change_resolution(secretary, resolution, points=["Punkt A", "Nytt"])
    assert fresh(resolution).version == start + 1


def test_a_stale_remark_leaves_the_others_points(secretary, admin, resolution):
    start, stale = resolution.version, fresh(resolution)
    resolutions.change_resolution(admin, resolution, points=["Endret av en", "Punkt B"], base_version=start)
    resolutions.change_resolution(
        secretary, stale, points=["Punkt A", "Punkt B"], remark="Enstemmig", base_version=start
    )
    assert resolutions.point_texts(stale) == ["Endret av en", "Punkt B"]
    assert fresh(resolution).remark == "Enstemmig"


def test_stale_points_beside_a_new_remark_are_written(secretary, admin, resolution):
    start, stale = resolution.version, fresh(resolution)
    resolutions.change_resolution(admin, resolution, remark="Enstemmig", base_version=start)
    resolutions.change_resolution(secretary, stale, points=["Bare ett"], base_version=start)
    assert resolutions.point_texts(stale) == ["Bare ett"]


def test_two_who_change_the_points_clash(client_of, secretary, admin, resolution):
    start = resolution.version
    for text in ("AAA", "BBB"):  # the second admin save makes the base older than one step
        resolutions.change_resolution(admin, fresh(resolution), points=[text])
    sent = {"result": "adopted", "kind": "own", "decided_on": "2018-03-15", "points": "CCC", "base_version": start}
    response = client_of(secretary).post(url("item_resolution", resolution.item.pk), sent)
    assert response.status_code == 409
    text = response.content.decode()
    assert "BBB" in text
    assert "CCC" in text
    assert resolutions.point_texts(resolution) == ["BBB"]


def test_a_result_corrected_to_postponed_lets_the_case_wait(secretary, called, resolution):
    resolutions.change_resolution(secretary, resolution, result=ResolutionResult.POSTPONED)
    assert fresh(called).state == ItemState.POSTPONED
    assert called.next_items.get().state == ItemState.WAITING


def test_a_case_that_went_on_is_not_postponed_behind_its_back(secretary, called, resolution, executives):
    following = agenda.send_on(secretary, called, body=executives)
    with pytest.raises(history.Refused, match="sendt videre"):
        resolutions.change_resolution(secretary, resolution, result=ResolutionResult.POSTPONED)
    assert fresh(resolution).result == "adopted"
    agenda.withdraw_item(secretary, following)  # which is what the refusal says to do
    resolutions.change_resolution(secretary, resolution, result=ResolutionResult.POSTPONED)


def test_a_postponement_by_mistake_is_corrected(client_of, secretary, called):
    resolution = resolutions.register_resolution(secretary, called, result=ResolutionResult.POSTPONED)
    sent = {"result": "adopted", "kind": "own", "decided_on": "2018-03-15", "points": "Forslag"}
    address = reverse("governance:item_resolution", args=["vestregionen", called.pk])
    assert client_of(secretary).post(address, sent | {"base_version": resolution.version}).status_code == 302
    assert fresh(called).state == ItemState.TREATED
    assert not AgendaItem.objects.present().filter(previous=called).exists()
    cases.close_case(secretary, called.case)


def test_a_postponement_that_was_acted_upon_stands(secretary, called, steering_group):
    resolution = resolutions.register_resolution(secretary, called, result=ResolutionResult.POSTPONED)
    later = meetings.create_meeting(secretary, body=steering_group, day=called.meeting.day.replace(month=6))
    agenda.list_item(secretary, called.next_items.get(), meeting=later)
    with pytest.raises(history.Refused, match="nye sakslisten"):
        resolutions.change_resolution(secretary, resolution, result="adopted")
    resolutions.change_resolution(secretary, resolution, remark="Frafall")
    assert fresh(resolution).remark == "Frafall"


def test_what_was_postponed_without_a_resolution_gets_none(secretary, called):
    agenda.postpone_item(secretary, called)
    with pytest.raises(history.Refused, match="på nytt"):
        resolutions.register_resolution(secretary, called, result="adopted")


def test_a_resolution_on_the_wrong_treatment_is_taken_back_and_brought_back(secretary, called, resolution):
    resolutions.remove_resolution(secretary, resolution, reason="Feil sak")
    assert fresh(called).state == ItemState.NUMBERED
    assert fresh(called).number == "01/2018"
    assert not Resolution.objects.visible_to(secretary).exists()
    assert not ResolutionPoint.objects.visible_to(secretary).exists()
    resolutions.restore_resolution(secretary, fresh(resolution))
    assert fresh(called).state == ItemState.TREATED
    assert resolutions.point_texts(resolution) == ["Punkt A", "Punkt B"]
    assert ResolutionPoint.objects.visible_to(secretary).count() == 2
    acts = Event.objects.filter(object_id=str(called.pk)).values_list("act", flat=True)
    assert {"resolution.remove", "resolution.restore"} <= set(acts)


def test_what_was_postponed_by_mistake_waits_no_longer_and_then_again(secretary, called):
    resolution = resolutions.register_resolution(secretary, called, result=ResolutionResult.POSTPONED)
    resolutions.remove_resolution(secretary, resolution)
    assert fresh(called).state == ItemState.NUMBERED
    assert not called.next_items.present().exists()
    resolutions.restore_resolution(secretary, fresh(resolution))
    assert fresh(called).state == ItemState.POSTPONED
    assert called.next_items.present().get().state == ItemState.WAITING


def test_another_resolution_in_its_place_keeps_the_first_in_the_bin(secretary, called, resolution):
    resolutions.remove_resolution(secretary, resolution)
    resolutions.register_resolution(secretary, called, result="rejected")
    with pytest.raises(PermissionDenied, match="etter at vedtaket ble slettet"):
        resolutions.restore_resolution(secretary, fresh(resolution))


def test_a_case_that_went_on_keeps_its_resolution_until_it_is_taken_back_there(
    secretary, called, resolution, executives
):
    following = agenda.send_on(secretary, called, body=executives)
    with pytest.raises(history.Refused, match="alt sendt videre"):
        resolutions.remove_resolution(secretary, resolution)
    agenda.withdraw_item(secretary, following)
    resolutions.remove_resolution(secretary, resolution)


def test_a_closed_case_keeps_its_resolution(secretary, called, resolution):
    stale = Resolution.objects.select_related("item__case").get(pk=resolution.pk)
    cases.close_case(secretary, called.case)
    with pytest.raises(PermissionDenied, match="Åpne den igjen"):
        resolutions.remove_resolution(secretary, stale)


def test_a_resolution_that_a_plan_was_adopted_by_stays(secretary, cooperation, resolution):
    from actionplan.models import ActionPlan
    from tests.cast import make

    make(cooperation.alliance, ActionPlan(cooperation=cooperation, year=2018, title="Plan", resolution=resolution))
    with pytest.raises(history.Refused, match="viser til dette vedtaket"):
        resolutions.remove_resolution(secretary, resolution)
    assert fresh(resolution).removed_at is None


@pytest.mark.parametrize("role", ["mayor_asker", "coordinator", "reader", "outsider"])
def test_others_than_the_secretariat_take_no_resolution_back(role, request, secretary, resolution):
    actor = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        resolutions.remove_resolution(actor, resolution)
    resolutions.remove_resolution(secretary, resolution)
    with pytest.raises(PermissionDenied):
        resolutions.restore_resolution(actor, resolution)


def test_a_resolution_is_taken_back_on_the_page_of_its_treatment(
    client_of, secretary, called, resolution, mayor_asker, outsider
):
    desk, member, page = client_of(secretary), client_of(mayor_asker), item_url(called)
    remove = url("item_resolution_remove", called.pk)
    back = url("item_resolution_restore", called.pk, resolution.pk)
    assert f'href="{remove}"' in desk.get(page).text
    assert f'href="{remove}"' not in member.get(page).text
    assert member.post(remove).status_code == 403
    assert client_of(outsider).post(remove).status_code == 404
    assert desk.get(remove).status_code == 200
    assert desk.get(back).status_code == 404
    shown = desk.post(remove, {"reason": "Feil sak"}, follow=True).text
    assert "Vedtak: Vedtatt som foreslått, 15.03.2018" in shown
    assert f'action="{back}"' in shown
    assert "Papirkurv" not in member.get(page).text
    assert desk.post(remove).status_code == 404
    assert member.post(back).status_code == 404
    assert desk.post(url("item_resolution_restore", called.pk, uuid.uuid4())).status_code == 404
    assert desk.delete(back).status_code == 405
    assert "Vedtaket er hentet tilbake." in desk.post(back, follow=True).text
    assert "Punkt A" in member.get(page).text
