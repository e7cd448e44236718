"""A small case file for tests of cases and meetings: one case on the agenda of the steering group's next meeting."""

from datetime import date, time

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from governance import clock
from governance.services import agenda, cases, files, meetings, papers

HELD = clock.oslo(date(2018, 3, 15), time(14))  # after the steering group's meeting
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def url(name, *args, alliance="vestregionen"):
    return reverse(f"governance:{name}", args=[alliance, *args])


def case_args(case):
    return (case.year, case.sequence)


def item_url(item):
    turn = [item.turn] if item.turn > 1 else []
    return url("item_detail", item.case.year, item.case.sequence, item.body.slug, *turn)


def pdf(name="notat.pdf"):
    return ContentFile(PDF, name=name)


def write_paper(actor, item, exposition="<p>Utredning</p>", recommendation="<p>Forslag</p>"):
    paper = papers.latest_paper(item)
    return papers.edit_paper(actor, paper, exposition=exposition, recommendation=recommendation)


def fetch(client, address):
    """The response to a GET and the bytes of its body; reading to the end closes the file behind it."""
    response = client.get(address)
    return response, response.getvalue()


@pytest.fixture
def case(secretary, cooperation):
    return cases.create_case(
        secretary, cooperation=cooperation, title="Handlingsplan 2018", summary="Den årlige planen"
    )


@pytest.fixture
def meeting(secretary, steering_group):
    return meetings.create_meeting(
        secretary, body=steering_group, day=date(2018, 3, 15), starts_at=time(10), place="Asker"
    )


@pytest.fixture
def item(secretary, case, steering_group, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    write_paper(secretary, item)
    return item


@pytest.fixture
def attachment(secretary, item):
    return files.add_attachment(secretary, item, upload=pdf(), title="Notat")


def move_demo_day(actor, day):
    """Let the alliance of the actor stand on another day."""
    type(actor.alliance).objects.filter(pk=actor.alliance.pk).update(demo_day=day)
    actor.alliance.demo_day = day


@pytest.fixture
def called(secretary, item, meeting):
    """The item on the day of the meeting, which has been called: numbered, its paper sent."""
    meetings.call_meeting(secretary, meeting)
    move_demo_day(secretary, meeting.day)
    meeting.refresh_from_db()
    item.refresh_from_db()
    return item


@pytest.fixture
def secret_item(secretary, cooperation, steering_group, meeting):
    """An exempt case on the same agenda, with a paper and an attachment."""
    case = cases.create_case(
        secretary,
        cooperation=cooperation,
        title="Oppsigelse av Tormod",
        summary="Hemmelig sammendrag",
        access="exempt",
        legal_basis="offl. § 13",
        public_title="Personalsak",
    )
    item = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    write_paper(secretary, item, "<p>Hemmelig utredning</p>", "<p>Hemmelig forslag</p>")
    files.add_attachment(secretary, item, upload=pdf("hemmelig.pdf"), title="Hemmelig vedlegg")
    return item
