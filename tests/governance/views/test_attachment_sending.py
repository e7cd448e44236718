"""An attachment waits with the draft of the paper: who sees which version of it, and when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from governance import history
from governance.models import Attachment
from governance.services import agenda, cases, files, meetings, papers
from tests.governance.casefile import PDF, fetch, item_url, pdf, url, write_paper

NEWER = PDF + b"%%EOF\n"
WRONG = PDF + b"% feil\n%%EOF\n"


@pytest.fixture
def late(secretary, cooperation, steering_group, meeting, called):
    """A case sent to a meeting that has been called: its paper is a draft."""
    case = cases.create_case(secretary, cooperation=cooperation, title="Ettersendt sak")
    return agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


@pytest.fixture
def mayor(client_of, mayor_asker):
    return client_of(mayor_asker)


def newer(content=NEWER):
    return ContentFile(content, name="nyere.pdf")


def sees(client, attachment) -> bool:
    text = client.get(item_url(attachment.item)).content.decode()
    code = fetch(client, url("file", attachment.pk))[0].status_code
    assert (attachment.title in text) == (code == 200)
    return code == 200


def test_an_attachment_waits_with_the_draft(desk, mayor, secretary, late):
    attachment = files.add_attachment(secretary, late, upload=pdf(), title="Tilbudet")
    assert not sees(mayor, attachment)
    assert sees(desk, attachment)
    page = desk.get(item_url(late)).content.decode()
    assert "Ikke sendt ut" in page
    assert "Medlemmene ser vedlegget når saksframlegget er sendt" in page
    assert "Medlemmene ser vedlegget når saksframlegget er sendt" in (
        desk.get(url("item_attachment_create", late.pk)).content.decode()
    )
    write_paper(secretary, late)
    papers.send_paper(secretary, papers.latest_paper(late))
    assert sees(mayor, attachment)
    assert "Ikke sendt ut" not in desk.get(item_url(late)).content.decode()


def test_the_call_sends_the_attachments_with_the_paper(mayor, attachment, called):
    assert sees(mayor, attachment)


def test_a_newer_file_waits_for_the_next_version_of_the_paper(desk, mayor, secretary, attachment, called):
    files.add_version(secretary, attachment, upload=newer())
    assert fetch(mayor, url("file", attachment.pk))[1] == PDF
    assert fetch(desk, url("file", attachment.pk))[1] == NEWER
    assert mayor.get(url("file_version", attachment.pk, 2)).status_code == 404
    papers.send_paper(secretary, papers.new_version(secretary, called, change_note="Nytt notat"))
    assert fetch(mayor, url("file", attachment.pk))[1] == NEWER
    assert fetch(mayor, url("file_version", attachment.pk, 1))[1] == PDF


def test_a_newer_file_is_sent_by_itself(desk, mayor, secretary, attachment, called):
    files.add_version(secretary, attachment, upload=newer())
    send = url("item_attachment_send", attachment.pk)
    assert send in desk.get(item_url(called)).content.decode()
    assert mayor.post(send).status_code == 403
    assert desk.get(send).status_code == 200
    assert desk.post(send).url == item_url(called)
    assert fetch(mayor, url("file", attachment.pk))[1] == NEWER
    assert send not in desk.get(item_url(called)).content.decode()
    again = desk.post(send)
    assert again.status_code == 422
    assert "alt sendt" in again.content.decode()


def test_a_file_that_was_replaced_before_sending_is_never_seen(mayor, desk, secretary, late):
    attachment = files.add_attachment(secretary, late, upload=newer(WRONG))
    files.add_version(secretary, attachment, upload=newer())
    write_paper(secretary, late)
    papers.send_paper(secretary, papers.latest_paper(late))
    assert fetch(mayor, url("file", attachment.pk))[1] == NEWER
    assert mayor.get(url("file_version", attachment.pk, 1)).status_code == 404
    assert fetch(desk, url("file_version", attachment.pk, 1))[1] == WRONG


def test_before_the_call_nothing_is_sent_by_itself(secretary, attachment):
    with pytest.raises(PermissionDenied, match="når møtet innkalles"):
        papers.send_attachment(secretary, attachment)


def test_a_wrong_file_that_nobody_saw_is_removed_and_brought_back(desk, secretary, late):
    attachment = files.add_attachment(secretary, late, upload=pdf(), title="Feil fil")
    remove, restore = (url(f"item_attachment_{act}", attachment.pk) for act in ("remove", "restore"))
    assert remove in desk.get(item_url(late)).content.decode()
    assert desk.post(remove).status_code == 302
    page = desk.get(item_url(late)).content.decode()
    assert remove not in page
    assert restore in page
    assert desk.post(restore).status_code == 302
    attachment.refresh_from_db()
    assert (attachment.removed_at, attachment.sent_at) == (None, None)


def test_a_file_that_was_sent_stays(secretary, attachment, called):
    stale = Attachment.objects.get(pk=attachment.pk)
    with pytest.raises(PermissionDenied, match="sendt ut"):
        files.remove_attachment(secretary, stale)


def test_a_published_attachment_is_closed_while_a_newer_file_waits(client_of, mayor, secretary, attachment, called):
    """The older file may be the one that was exempt."""
    meetings.publish_meeting(secretary, called.meeting)
    public = client_of(None)
    assert fetch(public, url("file", attachment.pk))[1] == PDF
    files.add_version(secretary, attachment, upload=newer())
    assert public.get(url("file", attachment.pk)).status_code == 302
    assert "Notat" not in public.get(item_url(called)).content.decode()
    assert fetch(mayor, url("file", attachment.pk))[1] == PDF
    papers.send_attachment(secretary, attachment)
    assert fetch(public, url("file", attachment.pk))[1] == NEWER


def test_what_follows_the_case_waits_for_the_next_paper(mayor, secretary, attachment, called, steering_group):
    following = agenda.send_on(secretary, called, body=steering_group, reason="Til neste møte")
    copy = following.attachments.get()
    assert copy.sent_at is None
    day = date(2018, 5, 31)
    agenda.list_item(secretary, following, meeting=meetings.create_meeting(secretary, body=steering_group, day=day))
    meetings.call_meeting(secretary, following.meeting)
    assert sees(mayor, copy)


def test_the_printed_paper_names_what_was_sent(secretary, attachment, called):
    from vestregion.reporting.facts.casepaper import collect_paper

    files.add_attachment(secretary, called, upload=pdf(), title="Uferdig")
    paper = papers.latest_sent(called)
    assert [each.title for each in collect_paper(paper).attachments] == ["Notat"]
    draft = papers.new_version(secretary, called, change_note="Nytt")
    assert [each.title for each in collect_paper(draft).attachments] == ["Notat", "Uferdig"]


def test_sending_twice_is_refused(secretary, attachment, called):
    with pytest.raises(history.Refused):
        papers.send_attachment(secretary, attachment)


def test_nothing_more_is_sent_of_a_withdrawn_treatment(desk, secretary, attachment, called):
    files.add_version(secretary, attachment, upload=newer())
    paper = papers.new_version(secretary, called, change_note="Nytt notat")
    agenda.withdraw_item(secretary, called)
    page = desk.get(item_url(called)).content.decode()
    assert url("item_attachment_send", attachment.pk) not in page
    assert url("item_paper_send", called.pk) not in page
    with pytest.raises(PermissionDenied, match="trukket"):
        papers.send_attachment(secretary, attachment)
    with pytest.raises(history.Refused, match="trukket"):
        papers.send_paper(secretary, paper)


def test_what_is_removed_from_a_withdrawn_treatment_comes_back(desk, secretary, late):
    attachment = files.add_attachment(secretary, late, upload=pdf())
    agenda.withdraw_item(secretary, late)
    files.remove_attachment(secretary, attachment)
    restore = url("item_attachment_restore", attachment.pk)
    assert restore in desk.get(item_url(late)).content.decode()
    assert desk.post(restore).status_code == 302
