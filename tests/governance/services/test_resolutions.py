"""A resolution that two people correct, and a result that is corrected to or from "postponed"."""

import pytest
from django.urls import reverse

from governance import history
from governance.choices import ItemState, ResolutionResult
from governance.models import AgendaItem
from governance.services import agenda, cases, meetings, resolutions
from tests.governance.casefile import url


@pytest.fixture
def resolution(secretary, called):
    return resolutions.register_resolution(secretary, called, result="adopted", points=["Punkt A", "Punkt B"])


def fresh(row):
    return type(row).objects.get(pk=row.pk)


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
    agenda.send_on(secretary, called, body=executives)
    with pytest.raises(history.Refused, match="sendt videre"):
        resolutions.change_resolution(secretary, resolution, result=ResolutionResult.POSTPONED)
    assert fresh(resolution).result == "adopted"


def test_a_postponement_by_mistake_is_corrected(client_of, secretary, called):
    resolution = resolutions.register_resolution(secretary, called, result=ResolutionResult.POSTPONED)
    sent = {"result": "adopted", "kind": "own", "decided_on": "2018-03-15", "points": "Likevel"}
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
