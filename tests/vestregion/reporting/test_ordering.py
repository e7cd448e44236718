"""Acts that order a PDF: which, for whom, once, with the act or not at all; and who then fetches it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplan.services import plans
from governance import announcements, clock, jobs
from governance.access import system_actor
from governance.choices import Role
from governance.documents import Rendered, content_of, existing_file, file_of, freeze, rendering
from governance.models import Case, CasePaper, FrozenDocument, Job
from governance.services import agenda, cases, files, meetings, papers, reopening, resolutions
from tests.cast import make_person, with_role
from tests.governance.casefile import PDF, write_paper
from vestregion.reporting import addresses, making, ordering
from vestregion.reporting.errors import RenderTooLarge
from vestregion.reporting.facts import casepaper

DAY = date(2015, 12, 3)


@pytest.fixture(autouse=True)
def quick_print(monkeypatch):
    def print_quickly(document):
        return Rendered(b"%PDF-1.7 " + document.sha256.encode(), "application/pdf", 1)

    monkeypatch.setattr(rendering, "_renderers", dict.fromkeys(rendering._renderers, print_quickly))


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """`run(act, ...)`: do the act, and then the work that it ordered."""

    def do(act, *args, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **values)

    return do


def ordered(*kinds: str) -> list[tuple[str, str]]:
    """(kind, id of the row) of every order, the oldest first; of these kinds, else of all but convocations."""
    jobs = Job.objects.filter(kind=ordering.JOB).order_by("heartbeat_at")
    found = [tuple(job.arguments[name] for name in ("kind", "pk")) for job in jobs]
    return [each for each in found if (each[0] in kinds if kinds else each[0] != "convocation")]


def job_of(kind: str) -> Job:
    """The one job that prints a row of the kind."""
    return Job.objects.get(kind=ordering.JOB, arguments__kind=kind)


def status(client, url) -> int:
    """The status of an answer; a file is read to its end, which closes it."""
    answer = client.get(url)
    return answer.status_code if not answer.getvalue().startswith(b"%PDF") else "pdf"


# ---- Convocations ----


def test_the_call_orders_the_convocation_and_who_is_called_finds_it(
    run, client_of, secretary, mayor_asker, reader, item, meeting
):
    url = addresses.convocation_pdf(meeting)
    assert [status(client_of(who), url) for who in (mayor_asker, reader)] == [404, 404]  # not called yet
    run(meetings.call_meeting, secretary, meeting)
    assert ordered("convocation") == [("convocation", str(meeting.pk))]
    assert status(client_of(mayor_asker), url) == "pdf"
    assert f'href="{url}"' in client_of(mayor_asker).get(f"/vestregionen/moter/{meeting.pk}/").text
    run(meetings.publish_meeting, secretary, meeting)
    assert [status(client_of(who), url) for who in (reader, None)] == ["pdf", 302]  # names are for those inside


def test_a_moved_meeting_is_printed_anew_and_another_field_is_not(
    run, client_of, secretary, mayor_asker, item, meeting
):
    run(meetings.call_meeting, secretary, meeting)
    meeting.refresh_from_db()
    run(meetings.change_meeting, secretary, meeting, place="Sundvolden")
    assert len(ordered("convocation")) == 2
    assert status(client_of(mayor_asker), addresses.convocation_pdf(meeting)) == "pdf"
    run(meetings.change_meeting, secretary, meeting, published_at=None)
    assert len(ordered("convocation")) == 2


def test_a_case_that_comes_late_is_on_the_next_print(
    run, client_of, secretary, mayor_asker, item, meeting, cooperation
):
    run(meetings.call_meeting, secretary, meeting)
    meeting.refresh_from_db()
    late = run(cases.create_case, secretary, cooperation=cooperation, title="Kom sent")
    stop = run(agenda.add_item, secretary, case=late, body=meeting.body, meeting=meeting)
    assert len(ordered("convocation")) == 2
    assert status(client_of(mayor_asker), addresses.convocation_pdf(meeting)) == "pdf"
    content = content_of(FrozenDocument.objects.filter(kind="convocation").latest("number"))
    assert content["changes"] == ["02/2018 Kom sent: Ny sak, ettersendt."]
    write_paper(secretary, stop)
    run(papers.send_paper, secretary, papers.latest_paper(stop))
    assert len(ordered("convocation")) == 3


def test_a_reopened_agenda_is_printed_as_it_went_out_until_the_new_one_is_sent(
    run, client_of, secretary, mayor_asker, item, meeting, cooperation
):
    run(meetings.call_meeting, secretary, meeting)
    meeting.refresh_from_db()
    reopening.reopen_agenda(secretary, meeting, reason="En sak haster")
    late = cases.create_case(secretary, cooperation=cooperation, title="Kom sent")
    agenda.add_item(secretary, case=late, body=meeting.body, meeting=meeting)
    assert len(ordered("convocation")) == 1
    assert status(client_of(mayor_asker), addresses.convocation_pdf(meeting)) == "pdf"  # the one that went out stands
    run(reopening.send_agenda, secretary, meeting)
    assert len(ordered("convocation")) == 2
    content = content_of(FrozenDocument.objects.filter(kind="convocation").latest("number"))
    assert [each["title"] for each in content["items"]] == ["Handlingsplan 2018", "Kom sent"]
    assert (content["version"], content["why"]) == (2, "En sak haster")


# ---- Papers ----


def test_the_call_orders_the_paper_and_its_readers_find_it(run, client_of, secretary, mayor_asker, item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    paper = papers.latest_sent(item)
    job = job_of("casepaper")
    assert (job.state, job.asked_by, job.title) == ("done", None, "PDF av 01/2018 Handlingsplan 2018 (v1)")
    assert job.arguments == {"kind": "casepaper", "pk": str(paper.pk)}
    document = FrozenDocument.objects.get(kind="casepaper")
    assert (document.subject, document.state) == (f"paper:{paper.pk}", "final")
    assert existing_file(document, "pdf")
    assert job.result_url == addresses.paper_pdf(paper)
    assert [status(client_of(actor), job.result_url) for actor in (mayor_asker, None)] == ["pdf", 404]


@pytest.mark.parametrize(("texts", "found"), [({}, "pdf"), ({"alternatives": "<p>Vente.</p>"}, 200)])
def test_a_pdf_from_before_the_paper_had_more_parts_is_still_fetched(client, secretary, item, meeting, texts, found):
    """Visitors cannot order one, so what was printed once and says the same stays theirs."""
    written = {"recommendation": "<ul><li>Ett</li><li>To</li></ul>"} | texts
    papers.edit_paper(secretary, papers.latest_paper(item), **written)
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    paper = CasePaper.objects.select_related("item__case", "item__meeting", "item__body").get(item=item)
    facts = casepaper.collect_paper(paper).content()
    later = ("alternatives", "economic_consequences", "municipal_consequences")
    first = {name: value for name, value in facts.items() if name not in later}
    first["recommendation"] = paper.recommendation
    frozen = freeze(
        system_actor(paper.alliance),
        **making._paper_document(paper) | {"content": first, "schema_version": 1},
    )
    file_of(frozen, "pdf")
    assert status(client, addresses.paper_pdf(paper)) == found
    assert FrozenDocument.objects.filter(kind="casepaper").count() == 1


def test_the_same_facts_are_not_printed_again(run, client, secretary, item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    run(meetings.unpublish_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    assert len(ordered()) == FrozenDocument.objects.filter(kind="casepaper").count() == 1
    assert status(client, addresses.paper_pdf(papers.latest_sent(item))) == "pdf"


def test_nobody_orders_what_still_waits_to_be_printed(secretary, admin, item, meeting):
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(admin, meeting)
    assert ordered() == [("casepaper", str(papers.latest_sent(item).pk))]


def test_a_new_version_is_ordered_when_it_is_sent(run, client_of, secretary, mayor_asker, item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    first = papers.latest_sent(item)
    second = run(papers.new_version, secretary, item, change_note="Nye tall")
    run(papers.edit_paper, secretary, second, exposition="<p>Nye tall</p>")
    assert len(ordered()) == 1
    run(papers.send_paper, secretary, second)
    assert ordered() == [("casepaper", str(first.pk)), ("casepaper", str(second.pk))]
    client = client_of(mayor_asker)
    assert [status(client, addresses.paper_pdf(paper)) for paper in (first, second)] == ["pdf", "pdf"]


def test_an_attachment_is_printed_on_the_paper_when_it_is_sent(run, client, secretary, item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    item.refresh_from_db()
    attachment = run(files.add_attachment, secretary, item, upload=ContentFile(PDF, name="notat.pdf"))
    assert len(ordered()) == 1
    run(papers.send_attachment, secretary, attachment)
    assert len(ordered()) == 2
    run(meetings.publish_meeting, secretary, meeting)
    assert len(ordered()) == 2
    assert status(client, addresses.paper_pdf(papers.latest_sent(item))) == "pdf"


def test_publishing_the_first_stop_prints_the_next_one_anew(run, client, secretary, item, meeting, executives):
    """The paper of the next stop tells what the first one resolved once that is open to everyone."""
    before = meetings.create_meeting(secretary, body=executives, day=date(2018, 3, 10))
    first = agenda.add_item(secretary, case=item.case, body=executives, role="prepares", meeting=before)
    write_paper(secretary, first)
    run(meetings.call_meeting, secretary, before, reason="Hastesak")
    first.refresh_from_db()
    resolved = {"result": "adopted", "points": ["Tiltres."], "is_meant": True, "at": clock.oslo(before.day)}
    resolutions.register_resolution(secretary, first, **resolved)
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    url = addresses.paper_pdf(papers.latest_sent(item))
    assert status(client, url) == "pdf"
    run(meetings.publish_meeting, secretary, before)
    assert "Tiltres." in FrozenDocument.objects.newest().first().content
    assert [status(client, each) for each in (url, addresses.paper_pdf(papers.latest_sent(first)))] == ["pdf", "pdf"]


def test_a_paper_that_nobody_has_written_is_not_printed(secretary, case, steering_group, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    meetings.publish_meeting(secretary, meeting)
    assert papers.latest_sent(item) is None
    assert ordered() == []


def test_an_exempt_paper_is_printed_for_a_reader_who_asks_alone(run, client, secretary, secret_item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    assert ordered() == []
    paper = papers.latest_sent(secret_item)
    ordering.print_row(Job(alliance=paper.alliance, arguments={"kind": "casepaper", "pk": str(paper.pk)}), Silent())
    assert status(client, addresses.paper_pdf(paper)) == 404


class Silent:
    def say(self, step, percent):
        """A job that is not stored has nobody to tell."""


def test_a_paper_that_becomes_exempt_is_closed_to_visitors(run, client_of, secretary, mayor_asker, item, meeting):
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    url = addresses.paper_pdf(papers.latest_sent(item))
    assert status(client_of(None), url) == "pdf"
    cases.change_case(
        secretary, Case.objects.get(), access="exempt", legal_basis="offl. § 13", public_title="Personalsak"
    )
    document = FrozenDocument.objects.get(kind="casepaper")
    assert status(client_of(None), url) == 404
    assert status(client_of(None), f"/vestregionen/rapporter/fil/{document.pk}/") == 404
    assert client_of(mayor_asker).get(url)["Location"] == f"{url}lag/"
    run(meetings.unpublish_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    assert len(ordered()) == 1


def test_an_exempt_case_that_is_opened_in_a_published_meeting_orders_its_paper(
    run, client_of, secretary, mayor_asker, secret_item, meeting
):
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    run(cases.change_case, secretary, secret_item.case, summary="Rettet")
    assert ordered() == []
    run(cases.change_case, secretary, secret_item.case, access="public", legal_basis="")
    paper = papers.latest_sent(secret_item)
    assert ordered() == [("casepaper", str(paper.pk))]
    assert status(client_of(None), addresses.paper_pdf(paper)) == "pdf"
    run(cases.change_case, secretary, secret_item.case, access="exempt", legal_basis="offl. § 13")
    assert [status(client_of(actor), addresses.paper_pdf(paper)) for actor in (None, mayor_asker)] == [404, 302]
    run(cases.change_case, secretary, secret_item.case, access="public", legal_basis="")
    assert status(client_of(None), addresses.paper_pdf(paper)) == "pdf"


def test_an_exempt_case_that_is_opened_before_its_meeting_is_published_orders_nothing(
    run, secretary, secret_item, meeting
):
    run(meetings.call_meeting, secretary, meeting)
    run(cases.change_case, secretary, secret_item.case, access="public", legal_basis="")
    assert ordered() == []


def test_the_pdf_of_an_exempt_paper_is_kept_in_no_cache(client_of, secretary, mayor_asker, secret_item, meeting):
    meetings.call_meeting(secretary, meeting)
    paper = papers.latest_sent(secret_item)
    ordering.print_row(Job(alliance=paper.alliance, arguments={"kind": "casepaper", "pk": str(paper.pk)}), Silent())
    answer = client_of(mayor_asker).get(addresses.paper_pdf(paper))
    assert answer.getvalue().startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"


def test_an_attachment_that_becomes_exempt_closes_the_pdf_that_names_it(run, client, secretary, item, meeting):
    attachment = files.add_attachment(secretary, item, upload=ContentFile(PDF, name="notat.pdf"), title="Et notat")
    run(meetings.call_meeting, secretary, meeting)
    run(meetings.publish_meeting, secretary, meeting)
    url = addresses.paper_pdf(papers.latest_sent(item))
    assert status(client, url) == "pdf"
    run(files.change_attachment, secretary, attachment, access="exempt", legal_basis="offl. § 23")
    assert status(client, url) == 200  # the page that says it is not made


def test_the_past_orders_nothing(secretary, item, meeting):
    meetings.call_meeting(secretary, meeting, at=clock.oslo(date(2018, 3, 1)))
    assert ordered() == []


def test_an_act_that_is_taken_back_orders_nothing(secretary, item, meeting):
    with transaction.atomic():
        meetings.call_meeting(secretary, meeting)
        assert len(ordered()) == 1
        transaction.set_rollback(True)
    assert ordered() == []


def test_what_cannot_be_printed_stops_no_meeting(run, secretary, item, meeting, monkeypatch):
    from vestregion.reporting.facts import casepaper

    monkeypatch.setattr(casepaper, "_attachments", lambda item: 1 / 0)
    run(meetings.call_meeting, secretary, meeting)
    meeting.refresh_from_db()
    assert meeting.state == "called"
    job = job_of("casepaper")
    assert (job.state, "«Handlingsplan 2018»" in job.failure) == ("failed", True)


def test_a_renderer_that_gives_up_says_why(run, secretary, item, meeting, monkeypatch):
    def too_large(document):
        raise RenderTooLarge

    monkeypatch.setattr(rendering, "_renderers", dict.fromkeys(rendering._renderers, too_large))
    run(meetings.call_meeting, secretary, meeting)
    assert "for stort til å bli en PDF" in job_of("casepaper").failure


# ---- Plans ----


@pytest.fixture
def plan(secretary, cooperation):
    return plans.create_plan(secretary, cooperation=cooperation, year=2016, title="Handlingsplan 2016")


def test_adoption_orders_the_plan_and_publication_finds_it_made(run, client_of, secretary, reader, plan):
    run(plans.propose_plan, secretary, plan)
    assert ordered() == []
    run(plans.adopt_plan, secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
    assert ordered() == [("plan", str(plan.pk))]
    url = addresses.plan_pdf(plan)
    assert url == Job.objects.get().result_url == "/vestregionen/handlingsplan/2016/pdf/"
    assert [status(client_of(actor), url) for actor in (reader, None)] == ["pdf", 404]
    run(plans.publish_plan, secretary, plan)
    assert len(ordered()) == 1
    assert status(client_of(None), url) == "pdf"


def test_a_correction_orders_nothing_until_the_next_act(run, client, secretary, plan):
    run(plans.adopt_plan, secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
    run(plans.publish_plan, secretary, plan)
    run(plans.change_plan, secretary, plan, title="Handlingsplan for 2016", reason="Skrivefeil")
    assert len(ordered()) == 1
    assert client.get(addresses.plan_pdf(plan)).status_code == 200  # the page that says it is not made
    run(plans.close_plan, secretary, plan)
    assert len(ordered()) == 2
    assert status(client, addresses.plan_pdf(plan)) == "pdf"


def test_a_plan_that_is_published_before_it_is_adopted_is_printed_twice(run, client, secretary, plan):
    run(plans.propose_plan, secretary, plan)
    run(plans.publish_plan, secretary, plan)
    run(plans.adopt_plan, secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
    assert [row.state for row in FrozenDocument.objects.order_by("number")] == ["draft", "final"]
    assert status(client, addresses.plan_pdf(plan)) == "pdf"


def test_the_plan_of_another_cooperation_has_its_own_address(run, alliance, khs):
    editor = with_role(make_person(alliance, "khs@test.example", "Kari", "Khs"), Role.SECRETARIAT, khs)
    plan = plans.create_plan(editor, cooperation=khs, year=2017, title="Plan for KHS")
    run(plans.adopt_plan, editor, plan, adopted_on=DAY, reason="Vedtatt på papir")
    assert Job.objects.get().result_url == "/vestregionen/khs/handlingsplan/2017/pdf/"


def test_a_refused_act_orders_nothing(secretary, plan):
    plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
    with pytest.raises(PermissionDenied, match="Planen er allerede vedtatt"):
        plans.adopt_plan(secretary, plan, adopted_on=DAY, reason="Vedtatt på papir")
    assert len(ordered()) == 1


def test_what_is_removed_before_it_is_printed_fails_with_a_sentence(run, secretary, plan):
    plans.propose_plan(secretary, plan)
    plans.publish_plan(secretary, plan)
    plans.take_back_plan(secretary, plan)
    plans.remove_plan(secretary, plan)
    jobs.run_job.call(str(Job.objects.get().pk))
    assert "slettet" in Job.objects.get().failure


# ---- What it costs the one who acts ----


def agenda_of(secretary, cooperation, body, day, count):
    """A meeting with so many written papers."""
    meeting = meetings.create_meeting(secretary, body=body, day=day)
    for number in range(count):
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
        write_paper(secretary, agenda.add_item(secretary, case=case, body=body, meeting=meeting))
    return meeting


def queries_of(act, *args) -> int:
    with CaptureQueriesContext(connection) as taken:
        act(*args)
    return len(taken)


@pytest.mark.parametrize("count", [1, 20])
def test_whoever_calls_a_meeting_waits_for_no_facts(secretary, cooperation, steering_group, monkeypatch, count):
    """Beside the act itself the paper is found, the alliance held, the same job looked for, and the job written."""
    first, second = (agenda_of(secretary, cooperation, steering_group, date(2018, 3, day), count) for day in (15, 16))
    with_orders = queries_of(meetings.call_meeting, secretary, first)
    assert len(ordered()) == count
    monkeypatch.setattr(announcements.paper_sent, "_followers", [])
    alone = queries_of(meetings.call_meeting, secretary, second)
    assert with_orders - alone <= 5 * count + 5
