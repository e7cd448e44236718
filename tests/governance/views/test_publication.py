"""Publishing is an act: what opens and what stays closed is told before it, and what was taken back says so."""

from datetime import date

import pytest

from governance.models import Meeting
from governance.openness.publication import meeting_opening
from governance.services import files, meetings, papers, resolutions
from tests.governance.casefile import HELD, fetch, item_url, pdf, url


@pytest.fixture
def told(secretary, item, secret_item, meeting, attachment):
    """A called meeting with an open case, an exempt case, and attachments of each kind."""
    meetings.change_meeting(secretary, meeting, video_link="https://video.test.example/1")
    exempt = {"access": "exempt", "legal_basis": "offl. § 23"}
    files.add_attachment(secretary, item, upload=pdf("x.pdf"), title="Anbudet", **exempt)
    meetings.call_meeting(secretary, meeting)
    files.add_attachment(secretary, item, upload=pdf("ny.pdf"), title="Usendt notat")
    papers.new_version(secretary, item, change_note="Nye tall")
    return Meeting.objects.get(pk=meeting.pk)


def test_the_page_lists_what_opens_and_what_stays(client_of, secretary, told):
    found = meeting_opening(told)
    opens, stays = dict(found.opens), dict(found.stays)
    assert opens["01/2018 Handlingsplan 2018"] == "saksframlegg, versjon 1, vedlegg «Notat»"
    assert opens["02/2018 Personalsak"] == "Bare nummeret, denne tittelen og hjemmelen"
    assert stays["02/2018 Oppsigelse av Tormod"] == (
        "Unntatt offentlighet, offl. § 13: opplysninger som er underlagt taushetsplikt"
    )
    assert stays["Anbudet"] == "Unntatt offentlighet, offl. § 23: hensynet til forhandlingsposisjonen"
    assert stays["Usendt notat"] == "Vedlegget er ikke sendt ut"
    assert stays["01/2018 Handlingsplan 2018"] == "Utkast til saksframlegg, versjon 2"
    assert "Videolenken" in stays
    page = client_of(secretary).get(url("meeting_publish", told.pk)).text
    for what, about in (*found.opens, *found.stays):
        assert what in page
        assert about in page


def test_what_it_promises_is_what_a_visitor_gets(client, client_of, secretary, told):
    """Each open line is on the visitor's pages, none of the closed is; by the same words."""
    client_of(secretary).post(url("meeting_publish", told.pk))
    item = told.items.get(case__access="public")
    seen = client.get(url("meeting_detail", told.pk)).text + client.get(item_url(item)).text
    for word in ("Handlingsplan 2018", "Notat", "Personalsak"):
        assert word in seen
    for word in ("Tormod", "Anbudet", "Usendt notat", "video.test.example"):
        assert word not in seen


def test_the_page_of_an_exempt_case_shows_number_title_and_basis(client, secretary, told):
    meetings.publish_meeting(secretary, told)
    page = client.get(item_url(told.items.get(case__access="exempt"))).text
    for word in ("02/2018", "Personalsak", "unntatt offentlighet", "offl. § 13"):
        assert word in page
    for word in ("Tormod", "Hemmelig", "hemmelig.pdf"):
        assert word not in page


def test_the_resolutions_are_told_too(secretary, called, meeting):
    assert "vedtaket" not in dict(meeting_opening(meeting).opens)["01/2018 Handlingsplan 2018"]
    resolutions.register_resolution(secretary, called, result="adopted", at=HELD)
    assert "vedtaket" in dict(meeting_opening(meeting).opens)["01/2018 Handlingsplan 2018"]


def test_the_first_meeting_of_a_body_opens_the_page_of_the_body(secretary, called, meeting):
    assert "Styringsgruppen" in dict(meeting_opening(meeting).opens)
    other = meetings.create_meeting(secretary, body=meeting.body, day=date(2018, 5, 3))
    meetings.call_meeting(secretary, other)
    meetings.publish_meeting(secretary, other)
    assert "Styringsgruppen" not in dict(meeting_opening(meeting).opens)


def test_who_published_and_when_stands_on_the_page(client, secretary, told):
    meetings.publish_meeting(secretary, told)
    assert "Publisert 8.\u00a0mars\u00a02018 av Styringsgruppen" in client.get(url("meeting_detail", told.pk)).text


def test_what_is_taken_back_says_so_and_nothing_more(client, secretary, client_of, outsider, reader, told):
    item = told.items.get(case__access="public")
    addresses = [url("meeting_detail", told.pk), item_url(item)]
    assert [client.get(each).status_code for each in addresses] == [302, 302]  # never published: as unknown
    meetings.publish_meeting(secretary, told)
    meetings.unpublish_meeting(secretary, told)
    for each in (client, client_of(outsider)):
        for address in addresses:
            answer = each.get(address)
            assert answer.status_code == 410
            assert "trukket tilbake fra publisering" in answer.text
            assert answer["X-Robots-Tag"] == "noindex"
            for word in ("Handlingsplan 2018", "Styringsgruppen", "Asker", "15."):
                assert word not in answer.text
    meetings.publish_meeting(secretary, told)
    assert [client.get(each).status_code for each in addresses] == [200, 200]


def test_a_file_that_is_taken_back_says_so_too(client, secretary, told):
    """Only one that everyone could read: an exempt one has never been out."""
    item = told.items.get(case__access="public")
    exempt_case = told.items.get(case__access="exempt")
    note = item.attachments.get(title="Notat")
    never = [
        *item.attachments.exclude(pk=note.pk),  # exempt, and not sent
        *exempt_case.attachments.all(),
    ]
    open_ones = [url("file", note.pk), url("file_version", note.pk, 1), url("file_view", note.pk)]
    meetings.publish_meeting(secretary, told)
    assert [fetch(client, each)[0].status_code for each in open_ones] == [200, 200, 200]
    meetings.unpublish_meeting(secretary, told)
    for address in open_ones:
        answer = client.get(address)
        assert answer.status_code == 410
        assert "trukket tilbake fra publisering" in answer.text
    assert len(never) == 3
    assert {client.get(url("file", each.pk)).status_code for each in never} == {302}


def test_one_more_question_for_a_stranger_is_no_way_in(client, secretary, told):
    """An item that was never called says nothing, also in a meeting that was taken back."""
    meetings.publish_meeting(secretary, told)
    meetings.unpublish_meeting(secretary, told)
    assert client.get("/vestregionen/saker/2018-99/styringsgruppen/").status_code == 302


def test_opening_the_pages_tells_first(client_of, admin, secretary, alliance, cooperation):
    page = "/vestregionen/innstillinger/apne-sider/"
    assert client_of(secretary).get(page).status_code == 403
    desk = client_of(admin)
    text = desk.get(page).text
    assert "Dette kan alle lese" in text
    assert "Leverandører og andre" in text
    desk.post(page)
    alliance.refresh_from_db()
    assert alliance.is_open
    assert desk.get(page).status_code == 403
    desk.post("/vestregionen/innstillinger/lukk-sider/", {"reason": "Prøve"})
    alliance.refresh_from_db()
    assert not alliance.is_open
