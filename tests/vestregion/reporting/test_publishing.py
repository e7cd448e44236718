"""Reports that everyone may read: published, shown at the same address, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.periods import Period
from actionplan.services import plans
from governance.choices import DocumentState
from governance.history import Refused
from governance.services import alliances
from vestregion.reporting import making, publishing

LIST, DETAIL = "/vestregionen/rapporter/", "/vestregionen/rapporter/2016/aar/"


@pytest.fixture
def report(secretary, plan):
    return making.make_report(secretary, plan, Period.AAR, state=DocumentState.FINAL)


@pytest.fixture
def published(secretary, plan, report):
    plans.publish_plan(secretary, plan)
    return publishing.publish_report(secretary, report)


def test_a_published_report_is_open_at_the_same_addresses(client, client_of, outsider, published):
    for each in (client, client_of(outsider)):
        assert "Versjon 1" in each.get(DETAIL).text
        assert each.get(LIST).status_code == 200
    assert client.get("/vestregionen/rapporter/2016/t1/").status_code == 302


def test_until_then_it_is_as_unknown(client, client_of, outsider, report, secretary, plan):
    plans.publish_plan(secretary, plan)
    for address in (LIST, DETAIL):
        assert client.get(address).status_code == 302
        assert client_of(outsider).get(address).status_code == 404


def test_a_draft_and_a_report_of_a_closed_plan_are_refused(secretary, plan, report):
    with pytest.raises(Refused, match="Publiser handlingsplanen først"):
        publishing.publish_report(secretary, report)
    plans.publish_plan(secretary, plan)
    draft = making.make_report(secretary, plan, Period.T1)
    with pytest.raises(PermissionDenied, match="endelig"):
        publishing.publish_report(secretary, draft)


def test_readers_do_not_publish(reader, client_of, published):
    with pytest.raises(PermissionDenied):
        publishing.unpublish_report(reader, published)
    assert client_of(reader).get(f"{LIST}fil/{published.pk}/publiser/").status_code == 403


def test_the_pages_of_the_act(client, client_of, secretary, plan, report):
    plans.publish_plan(secretary, plan)
    desk = client_of(secretary)
    page = desk.get(f"{LIST}fil/{report.pk}/publiser/").text
    assert "Dette kan alle lese" in page
    assert report.title in page
    assert desk.post(f"{LIST}fil/{report.pk}/publiser/")["Location"] == DETAIL
    assert f"{LIST}fil/{report.pk}/avpubliser/" in desk.get(DETAIL).text
    desk.post(f"{LIST}fil/{report.pk}/avpubliser/", {"reason": "Feil tall"})
    answer = client.get(DETAIL)
    assert answer.status_code == 410
    assert "Årsrapport" not in answer.text


def test_the_front_page_names_it(client, admin, published):
    alliances.open_pages(admin)
    page = client.get("/vestregionen/").text
    assert f'href="{DETAIL}"' in page
    assert "/vestregionen/handlingsplan/2016/" in page


def test_the_page_of_the_plan_tells_before_it_opens(client_of, secretary, plan):
    page = client_of(secretary).get("/vestregionen/handlingsplan/2016/handling/publiser/").text
    assert "Dette kan alle lese" in page
    assert "De publiseres hver for seg" in page


def test_a_plan_that_is_taken_back_says_so(client, secretary, plan):
    assert client.get("/vestregionen/handlingsplan/2016/").status_code == 302
    plans.publish_plan(secretary, plan)
    plans.unpublish_plan(secretary, plan)
    answer = client.get("/vestregionen/handlingsplan/2016/")
    assert answer.status_code == 410
    assert plan.title not in answer.text
