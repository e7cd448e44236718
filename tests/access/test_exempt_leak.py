"""A visitor walks every page, feed and file that is open, and meets no word of what is exempt."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client

from governance import clock
from governance.models import Attachment, Case, CasePaper, Cooperation, GoverningBody, Meeting, Person
from governance.services import agenda, cases, files, meetings, papers, people, programme, resolutions
from tests.access.crawl import Crawl, fetch
from tests.access.land import PDF
from tests.access.roles import ANONYMOUS, LOGINS
from tests.access.samples import address
from tests.access.table import TABLE

MARK = "Hemmelighetskremmer"
FEEDS = ("/", "/robots.txt", "/sitemap.xml", "/vestregionen/", "/vestregionen/moter/kalender.ics")


@pytest.fixture(scope="module")
def marked(land, django_db_blocker):
    """A published meeting with an exempt case that bears the mark in everything that can be written, and an exempt
    attachment of an open case."""
    from django.core.files.base import ContentFile

    with django_db_blocker.unblock():
        actor, meeting = land.actor, land.of(Meeting).get(pk=land.samples["meeting"]["meeting"])
        told = {"extent": "part", "withheld": f"{MARK} del", "disclosure": "kept", "disclosure_note": f"{MARK} grunn"}
        case = cases.create_case(
            actor,
            cooperation=land.main,
            title=f"{MARK} tittel",
            summary=f"{MARK} sammendrag",
            access="exempt",
            legal_basis="offl. § 13",
            public_title="Nøytral sak",
            **told,
        )
        item = agenda.add_item(actor, case=case, body=land.body, meeting=meeting)
        text = f"<p>{MARK}</p>"
        papers.edit_paper(actor, papers.latest_paper(item), exposition=text, recommendation=text)
        files.add_attachment(actor, item, upload=ContentFile(PDF, name=f"{MARK}.pdf"), title=f"{MARK} vedlegg")
        papers.send_paper(actor, papers.latest_paper(item))
        day = clock.oslo(meeting.day)
        resolutions.register_resolution(actor, item, result="adopted", points=[f"{MARK} punkt"], is_meant=True, at=day)
        opened = meeting.items.present().filter(case__access="public").first()
        exempt = {"access": "exempt", "legal_basis": "offl. § 23"} | told
        made = files.add_attachment(actor, opened, upload=ContentFile(PDF, name=f"{MARK}.pdf"), title=MARK, **exempt)
        papers.send_attachment(actor, made)
        told = {"title": "Den lukkede delen", "place": "Rom 4", "speaker": f"{MARK} navn"}
        programme.add_entry(actor, meeting, starts_at=time(13), item=item, **told)
        assert meeting.published_at
        return item


def test_no_open_page_bears_the_mark(demo_data, land, marked):
    client = Client()
    readable = [address(land, line) for line in TABLE if line.get and ANONYMOUS in line.get]
    own = f"/vestregionen/saker/{marked.case.year}-{marked.case.sequence}/"
    crawl = Crawl(client, "/vestregionen/").run([*FEEDS, own, f"{own}{marked.body.slug}/", *readable])
    seen = " ".join(page.text for page in crawl.pages)
    assert [page.url for page in crawl.pages if MARK in page.text or MARK in str(page.headers)] == []
    assert "Nøytral sak" in seen
    assert "Den lukkede delen" in seen
    assert "Saken er delvis unntatt offentlighet" in seen
    assert "offl. § 13: opplysninger som er underlagt taushetsplikt" in seen
    assert len(crawl.pages) > 40


def test_the_secretary_sees_it_so_the_mark_is_there(demo_data, land, clients, marked):
    page = fetch(clients("secretary"), f"/vestregionen/saker/{marked.case.year}-{marked.case.sequence}/")
    assert MARK in page.text


@pytest.mark.parametrize("act", ["sett-pa", "ta-av", "flytt"])
def test_no_act_on_her_own_agenda_names_the_case_of_another_body(demo_data, land, clients, marked, act):
    """The secretary of another cooperation is refused by name where a case is gone from her agenda: a published case of
    others is none of it."""
    cooperation = land.of(Cooperation).get(slug="khs")
    body = land.of(GoverningBody).filter(cooperation=cooperation).first()
    hers = land.of(Person).get(user__email=LOGINS["coordinator_khs"])
    people.give_role(land.actor, person=hers, role="secretariat", cooperation=cooperation)
    meeting = meetings.create_meeting(land.actor, body=body, day=land.actor.on + timedelta(days=30))
    client = clients("coordinator_khs")
    agenda_url = f"/vestregionen/moter/{meeting.pk}/saksliste/"
    assert client.get(agenda_url).status_code == 200
    answer = client.post(f"{agenda_url}{act}/", {"item": marked.pk, "position": 1}, headers={"HX-Request": "true"})
    assert (answer.status_code, MARK in answer.text) == (404, False)
    assert MARK not in client.get(agenda_url).text


def test_no_exempt_row_is_a_visitors(demo_data, land, marked):
    from governance.access import load_actor

    visitor = load_actor(land.alliance, None)
    assert not CasePaper.objects.visible_to(visitor).filter(item=marked).exists()
    assert not Attachment.objects.visible_to(visitor).filter(title__contains=MARK).exists()
    assert not Case.objects.readable_by(visitor).filter(pk=marked.case_id).exists()


def test_every_link_of_an_open_page_leads_a_visitor_somewhere(demo_data, land, marked):
    """No menu, list or text sends her to the login, but for the way in itself."""
    crawl = Crawl(Client(), "/vestregionen/").run(["/vestregionen/"])
    closed = [p.url for p in crawl.pages if p.status >= 400 or "/konto/login/" in p.headers.get("Location", "")]
    assert closed == []
    assert not re.search(r"/personer/[0-9a-f]", " ".join(page.text for page in crawl.pages))
