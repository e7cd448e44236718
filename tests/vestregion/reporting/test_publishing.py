"""Reports that everyone may read: published, shown at the same address, and taken back."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.periods import Period
from actionplan.services import plans
from governance import history
from governance.access import system_actor
from governance.choices import DocumentState
from governance.filing import files
from governance.history import Refused
from governance.models import DocumentFile
from governance.services import alliances, meetings, papers
from tests.governance.casefile import fetch
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
        assert each.get(LIST).context["breadcrumb"][0][0] == "Forside"
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


@pytest.fixture
def printed(published):
    """The PDF of the published report, without the work of making one."""
    actor = system_actor(published.alliance)
    with history.recording(actor, "test.print", published):
        stored = files.store(published.alliance, b"%PDF-1.4", content_type="application/pdf")
        made = DocumentFile(document=published, format="pdf", file=stored, file_name="rapport.pdf")
        history.create(made)
    return f"{LIST}fil/{published.pk}/"


def status_of(client, address):
    return fetch(client, address)[0].status_code


def test_the_pdf_of_a_report_is_open_and_closed_with_it(client, client_of, outsider, secretary, published, printed):
    assert [status_of(each, printed) for each in (client, client_of(outsider))] == [200, 200]
    publishing.unpublish_report(secretary, published)
    for each in (client, client_of(outsider)):
        assert status_of(each, printed) == 410
    assert status_of(client_of(secretary), printed) == 200


def test_a_report_closes_when_the_plan_it_tells_of_is_taken_back(client, client_of, secretary, plan, printed):
    plans.unpublish_plan(secretary, plan)
    assert [status_of(client, each) for each in (printed, DETAIL)] == [410, 410]
    assert status_of(client_of(secretary), printed) == 200


def test_the_pdf_of_a_plan_says_that_it_is_taken_back(client, secretary, plan):
    address = "/vestregionen/handlingsplan/2016/pdf/"
    assert client.get(address).status_code == 404
    plans.publish_plan(secretary, plan)
    plans.unpublish_plan(secretary, plan)
    assert client.get(address).status_code == 410


def test_the_pdf_of_a_paper_says_that_it_is_taken_back(client, secretary, called, secret_item, meeting):
    paper, secret = (papers.latest_paper(each) for each in (called, secret_item))
    address, closed = (f"/vestregionen/saker/saksframlegg/{each.pk}/pdf/" for each in (paper, secret))
    assert client.get(address).status_code == 404
    meetings.publish_meeting(secretary, meeting)
    meetings.unpublish_meeting(secretary, meeting)
    assert [client.get(each).status_code for each in (address, closed)] == [410, 404]


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
