"""The pages of the reports: works, wrong method, stranger, reader, unknown, bad input."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import ActionPlan, Activity
from actionplan.periods import Period
from governance import clock, history
from governance.choices import DocumentState
from governance.documents import existing_file, file_of
from governance.filing import files
from governance.models import AgendaItem, Case, CasePaper, Event, FrozenDocument, Job
from tests.cast import make
from tests.vestregion.reporting.plans import PlanBuilder
from vestregion.reporting import making

LIST = "/vestregionen/rapporter/"
DETAIL = "/vestregionen/rapporter/2016/aar/"
MAKE, FREEZE = f"{DETAIL}lag/", f"{DETAIL}endelig/"
PLAN = "/vestregionen/handlingsplan/2016/pdf/"
PLAN_MAKE = f"{PLAN}lag/"


@pytest.fixture(autouse=True)
def quick_print(monkeypatch, request):
    """These tests are about pages, not paper: the renderer gives a few bytes at once."""
    from governance.documents import Rendered, rendering

    quick = {
        key: lambda document: Rendered(b"%PDF-1.7 " + document.sha256.encode(), "application/pdf", 3)
        for key in rendering._renderers
    }
    monkeypatch.setattr(rendering, "_renderers", quick)


def status(client, url) -> int:
    """The status of an answer; a file is read to its end, which closes it."""
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.fixture
def press(client_of, django_capture_on_commit_callbacks):
    """`press(actor, url, **data)`: post as the actor and let ordered work run."""

    def post(actor, url, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(actor).post(url, data)

    return post


@pytest.fixture
def final(plan, secretary):
    document = making.make_report(secretary, plan, Period.AAR, state=DocumentState.FINAL)
    file_of(document, "pdf")
    return document


# ---- the list ----


def test_the_list_shows_years_and_periods(client_of, secretary, plan, final):
    page = client_of(secretary).get(LIST).content.decode()
    assert "Handlingsplan 2016" in page
    assert f"/vestregionen/rapporter/fil/{final.pk}/" in page
    assert page.count("Lag PDF") == 3


def test_the_list_names_the_reports_in_the_language_of_the_page(client_of, secretary, plan, settings):
    client = client_of(secretary)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(LIST).content.decode()
    assert 'data-label="Second four months"' in page
    assert 'data-label="Annual report"' in page
    assert "Second four months 2016</h1>" in client.get("/vestregionen/rapporter/2016/t2/").content.decode()


def test_a_reader_sees_final_reports_and_no_buttons(client_of, reader, plan, final):
    page = client_of(reader).get(LIST).content.decode()
    assert f"/vestregionen/rapporter/fil/{final.pk}/" in page
    assert "Lag PDF" not in page
    assert page.count("Ikke ferdig") == 2


def test_an_empty_list_says_what_comes(client_of, secretary):
    assert "når samarbeidet har en handlingsplan" in client_of(secretary).get(LIST).content.decode()


def test_another_cooperation_has_its_own_list(client_of, secretary, plan, khs):
    PlanBuilder(khs, year=2017)
    client = client_of(secretary)
    assert "Handlingsplan 2017" not in client.get(LIST).content.decode()
    page = client.get("/vestregionen/khs/rapporter/").content.decode()
    assert "Handlingsplan 2017" in page
    assert "/vestregionen/khs/rapporter/2017/t1/" in page
    assert client.get("/vestregionen/khs/rapporter/2017/t1/").status_code == 200
    assert client.get("/vestregionen/finnes-ikke/rapporter/").status_code == 404


def test_the_main_cooperation_has_one_address(client_of, secretary, plan):
    client = client_of(secretary)
    for page in ("rapporter/", "rapporter/2016/aar/", "handlingsplan/2016/pdf/", "handlingsplan/2016/"):
        assert client.get(f"/vestregionen/vestregionen/{page}").status_code == 404


def test_the_list_asks_the_database_the_same_for_one_year_and_many(client_of, secretary, plan, final):
    client = client_of(secretary)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for year in range(2017, 2030):
        row = make(plan.alliance, ActionPlan(cooperation=plan.cooperation, year=year, title=f"Handlingsplan {year}"))
        making.make_report(secretary, row, Period.T1)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(one)


# ---- one report ----


def test_the_page_says_what_will_be_in_the_report(client_of, secretary, plan):
    page = client_of(secretary).get(DETAIL).content.decode()
    assert "1 av 5 forfalte aktiviteter er levert" in page
    assert "Kommunehelsesamarbeidet. Delen trykkes og merkes." in page
    assert "1 aktivitet mangler status" in page
    assert "Frys som endelig" in page


def test_a_reader_sees_the_final_version_and_its_checksum(client_of, reader, plan, final, secretary):
    make(plan.alliance, Activity(section=plan.sections.first(), title="Ny"))
    draft = making.make_report(secretary, plan, Period.AAR)
    page = client_of(reader).get(DETAIL).content.decode()
    assert final.sha256 in page
    assert draft.sha256 not in page
    assert "mangler status" not in page


def test_the_page_names_the_part_that_is_wrong(client_of, secretary, plan, monkeypatch):
    from vestregion.reporting.facts import report

    monkeypatch.setattr(report, "delivery_of", lambda *args: 1 / 0)
    assert "«Areal og transport»" in client_of(secretary).get(DETAIL).content.decode()


@pytest.mark.parametrize(
    "url",
    ["/vestregionen/rapporter/2015/aar/", "/vestregionen/rapporter/2016/t3/", "/vestregionen/rapporter/x/aar/"],
)
def test_unknown_years_and_periods(client_of, secretary, plan, url):
    assert client_of(secretary).get(url).status_code == 404


def test_a_draft_plan_is_unknown_to_readers(client_of, reader, cooperation):
    PlanBuilder(cooperation, state="draft")
    assert client_of(reader).get(DETAIL).status_code == 404
    assert client_of(reader).get(PLAN).status_code == 404


# ---- one click ----


def test_one_click_makes_the_pdf(press, client_of, admin, plan):
    answer = press(admin, MAKE)
    job = Job.objects.get()
    assert answer["Location"].startswith(f"/vestregionen/jobber/{job.pk}/?fra=")
    assert job.state == "done"
    got = client_of(admin).get(job.result_url)
    assert got.status_code == 200
    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert got["Content-Disposition"].startswith('inline; filename="arsrapport-2016-vestregionen-v1.pdf"')


def test_whoever_reads_english_orders_the_same_report(client_of, press, secretary, plan, settings):
    client = client_of(secretary)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.post(MAKE).status_code == 302
    document = FrozenDocument.objects.get()
    assert document.title == "Årsrapport 2016 Vestregionen"
    assert "Skal være ferdig" in document.content
    assert "Should be finished" not in document.content
    press(secretary, MAKE)  # in Bokmål: nothing differs, so no new version
    assert FrozenDocument.objects.get() == document


def test_a_second_click_says_that_nothing_has_changed(press, client_of, admin, plan):
    press(admin, MAKE)
    answer = press(admin, MAKE)
    assert answer["Location"] == DETAIL
    assert FrozenDocument.objects.count() == Job.objects.count() == 1


def test_freezing_asks_first_and_then_makes_it_final(press, client_of, secretary, plan):
    assert "endres aldri" in client_of(secretary).get(FREEZE).content.decode()
    press(secretary, FREEZE)
    assert FrozenDocument.objects.get().state == "final"


def test_a_changed_final_needs_a_reason(press, secretary, plan, final):
    make(plan.alliance, Activity(section=plan.sections.first(), title="Glemt"))
    refused = press(secretary, FREEZE)
    assert refused.status_code == 422
    assert "Skriv hvorfor" in refused.content.decode()
    press(secretary, FREEZE, reason="En aktivitet var glemt")
    assert FrozenDocument.objects.newest().first().version_reason == "En aktivitet var glemt"


@pytest.mark.parametrize("url", [MAKE, FREEZE])
@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("mayor_asker", 403), ("outsider", 404)])
def test_others_may_not_make(press, plan, request, url, who, status):
    assert press(request.getfixturevalue(who), url).status_code == status
    assert not FrozenDocument.objects.exists()


def test_pages_that_only_show_refuse_to_be_posted_to(client_of, secretary, plan, final):
    client = client_of(secretary)
    for url in (LIST, DETAIL, PLAN, making.file_url(final)):
        assert client.post(url).status_code == 405


@pytest.mark.parametrize("url", [LIST, DETAIL, MAKE, FREEZE, PLAN, PLAN_MAKE])
def test_strangers_find_nothing(client_of, outsider, plan, url):
    assert client_of(outsider).get(url).status_code == 404


@pytest.mark.parametrize("url", [LIST, DETAIL, MAKE, FREEZE, PLAN_MAKE])
def test_visitors_are_asked_to_log_in(client, plan, url):
    assert client.get(url).status_code == 302


# ---- files ----


def test_a_draft_is_for_those_who_make_it(client_of, plan, secretary, reader, outsider):
    draft = making.make_report(secretary, plan, Period.AAR)
    url = making.file_url(draft)
    assert status(client_of(secretary), url) == 404  # not printed yet
    file_of(draft, "pdf")
    assert [status(client_of(actor), url) for actor in (secretary, reader, outsider, None)] == [
        200,
        404,
        404,
        404,
    ]


def test_a_lost_file_is_logged(client_of, secretary, final, expect_error_log):
    expect_error_log("vestregion.reporting.views", "are gone")
    files.path_of(existing_file(final, "pdf").file).unlink()
    assert status(client_of(secretary), making.file_url(final)) == 404


def test_the_plan_is_printed_once_for_each_state_of_it(client_of, press, reader, plan):
    client = client_of(reader)
    assert client.get(PLAN)["Location"] == PLAN_MAKE
    assert "Lag PDF" in client.get(PLAN_MAKE).content.decode()
    assert not FrozenDocument.objects.exists()
    assert press(reader, PLAN_MAKE)["Location"].startswith("/vestregionen/jobber/")
    got = client.get(Job.objects.get().result_url)
    b"".join(got.streaming_content)
    assert got["Content-Type"] == "application/pdf"
    assert 'filename="handlingsplan-2016-vestregionen-v1.pdf"' in got["Content-Disposition"]
    assert press(reader, PLAN_MAKE)["Location"] == PLAN
    assert FrozenDocument.objects.count() == Job.objects.count() == 1
    assert Event.objects.filter(act__startswith="document.freeze", by_name="Vestregion").exists()


def test_a_visitor_never_starts_work(client, press, reader, plan):
    """A crawler follows every link of a published plan; only known readers order its PDF."""
    published = {"published_at": clock.now()}
    with history.recording(reader, "test.publish", plan):
        history.save(plan, published)
    answer = client.get(PLAN)
    assert answer.status_code == 200
    assert "Lag PDF" not in answer.content.decode()
    assert client.get(PLAN_MAKE).status_code == 302
    assert client.post(PLAN_MAKE).status_code == 401
    assert not FrozenDocument.objects.exists()
    assert not Job.objects.exists()
    press(reader, PLAN_MAKE)
    assert b"".join(client.get(PLAN).streaming_content).startswith(b"%PDF")


@pytest.fixture
def paper(alliance, cooperation, steering_group):
    case = make(alliance, Case(cooperation=cooperation, year=2018, sequence=3, title="Handlingsplan 2018"))
    item = make(alliance, AgendaItem(case=case, body=steering_group))
    return make(alliance, CasePaper(item=item, exposition="<p>Slik er saken.</p>", recommendation="<p>Vedtas.</p>"))


def test_a_case_paper_is_read_through_its_paper(client_of, press, secretary, reader, outsider, paper):
    url = f"/vestregionen/saker/saksframlegg/{paper.pk}/pdf/"
    client = client_of(secretary)
    assert client.get(url)["Location"] == f"{url}lag/"
    assert [press(actor, f"{url}lag/").status_code for actor in (reader, outsider)] == [404, 404]
    assert not FrozenDocument.objects.exists()
    assert press(secretary, f"{url}lag/").status_code == 302
    assert status(client, url) == 200
    document = FrozenDocument.objects.get()
    assert [client_of(actor).get(url).status_code for actor in (reader, outsider)] == [404, 404]
    assert client.get(making.file_url(document)).status_code == 404


# ---- the job's page ----


def test_the_page_of_a_job(client_of, secretary, reader, outsider, plan):
    document = making.make_report(secretary, plan, Period.AAR)
    job = making.order_pdf(secretary, document, "/ferdig/")
    url = f"/vestregionen/jobber/{job.pk}/"
    client = client_of(secretary)
    page = client.get(url).content.decode()
    assert "Venter på tur" in page
    assert 'data-hx-trigger="every 1s"' in page
    assert "<html" not in client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert [client_of(actor).get(url).status_code for actor in (reader, outsider)] == [404, 404]
    assert client.post(url).status_code == 405


def test_a_job_leads_back_to_the_page_where_it_was_ordered(client_of, press, secretary, plan, paper):
    item = paper.item
    item_page = f"/vestregionen/saker/2018-3/{item.body.slug}/?versjon={paper.number}"
    ordered = {
        MAKE: DETAIL,
        PLAN_MAKE: "/vestregionen/handlingsplan/2016/",
        f"/vestregionen/saker/saksframlegg/{paper.pk}/pdf/lag/": item_page,
    }
    for make_url, page in ordered.items():
        answer = press(secretary, make_url)
        assert f'href="{page}">Tilbake til siden du kom fra</a>' in client_of(secretary).get(answer["Location"]).text
    for make_url in (PLAN_MAKE, f"/vestregionen/saker/saksframlegg/{paper.pk}/pdf/lag/"):
        assert f'href="{ordered[make_url]}"' in client_of(secretary).get(make_url).text  # who wants no PDF after all


@pytest.mark.parametrize("elsewhere", ["", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "side/"])
def test_a_job_leads_nowhere_else(client_of, press, admin, plan, elsewhere):
    url = press(admin, MAKE)["Location"].partition("?")[0]
    page = client_of(admin).get(url, {"fra": elsewhere})
    assert page.status_code == 200
    assert "du kom fra" not in page.text


def test_work_without_a_document_offers_none(client_of, press, admin, plan):
    url = press(admin, MAKE)["Location"]
    Job.objects.update(result_url="")
    page = client_of(admin).get(url).text
    assert "Arbeidet er ferdig." in page
    assert "Åpne dokumentet" not in page


def test_a_finished_job_leads_to_its_result(client_of, press, admin, plan):
    url = press(admin, MAKE)["Location"]
    client = client_of(admin)
    assert "Åpne dokumentet" in client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"})
    assert "HX-Redirect" not in part
    assert f'href="{Job.objects.get().result_url}"' in part.content.decode()
    assert "data-hx-trigger" not in part.content.decode()


def test_a_failed_job_says_why(client_of, press, admin, plan, monkeypatch):
    from governance.documents import rendering
    from vestregion.reporting.errors import RenderTooLarge

    def too_large(document):
        raise RenderTooLarge

    monkeypatch.setattr(rendering, "_renderers", {("report", "pdf"): too_large})
    page = client_of(admin).get(press(admin, MAKE)["Location"]).content.decode()
    assert "for stort til å bli en PDF" in page
    assert "data-hx-trigger" not in page
