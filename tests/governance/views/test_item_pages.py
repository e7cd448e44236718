"""Treatments: the reading page, the paper, attachments, resolutions, and the way on."""

from datetime import date

import pytest

from governance.choices import ItemState
from governance.models import AgendaItem, Attachment, CasePaper, Resolution
from governance.services import agenda, cases, files, meetings, papers, resolutions
from tests.governance.casefile import PDF, case_args, fetch, item_url, pdf, url


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def test_the_mayor_reads_the_paper(client_of, mayor_asker, attachment, called):
    response = client_of(mayor_asker).get(item_url(called))
    text = response.content.decode()
    assert response.status_code == 200
    for part in ("Sak 01/2018", "<p>Forslag</p>", "<p>Utredning</p>", "Notat"):
        assert part in text
    assert "1 av 1" not in text  # one case is no row to turn the pages of
    assert url("item_paper_edit", called.pk) not in text


def test_the_mayor_does_not_read_a_new_draft(client_of, secretary, mayor_asker, called):
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, draft, recommendation="<p>Uferdig</p>")
    client = client_of(mayor_asker)
    assert "Uferdig" not in client.get(item_url(called)).content.decode()
    assert client.get(item_url(called) + "?versjon=2").status_code == 404
    papers.send_paper(secretary, draft)
    assert "Uferdig" in client.get(item_url(called)).content.decode()
    assert "<p>Forslag</p>" in client.get(item_url(called) + "?versjon=1").content.decode()


def test_a_paper_is_called_a_draft_when_something_is_written_in_it(desk, secretary, item):
    papers.edit_paper(secretary, item.papers.get(), recommendation="", exposition="")
    assert "Dette er et utkast." not in desk.get(item_url(item)).content.decode()
    papers.edit_paper(secretary, item.papers.get(), exposition="<p>Begynt</p>")
    assert "Dette er et utkast." in desk.get(item_url(item)).content.decode()


@pytest.mark.parametrize("who", ["mayor_asker", "substitute", "reader", "contact_lier", "outsider"])
def test_nobody_reads_before_the_call(request, client_of, item, who):
    assert client_of(request.getfixturevalue(who)).get(item_url(item)).status_code == 404


@pytest.mark.parametrize("who", ["substitute", "reader", "contact_lier", "outsider"])
def test_only_the_body_reads_after_the_call(request, client_of, called, who):
    assert client_of(request.getfixturevalue(who)).get(item_url(called)).status_code == 404


def test_those_who_attend_read_too(client_of, chief_executive, called):
    assert client_of(chief_executive).get(item_url(called)).status_code == 200


def test_nobody_reads_what_was_withdrawn_before_the_call(client_of, secretary, mayor_asker, item, attachment, meeting):
    agenda.withdraw_item(secretary, item)
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    for client in (client_of(mayor_asker), client_of(None)):
        assert client.get(item_url(item)).status_code in (302, 404)
        assert client.get(url("file", attachment.pk)).status_code in (302, 404)


def test_cases_of_a_meeting_follow_each_other(
    client_of, secretary, cooperation, steering_group, mayor_asker, item, meeting
):
    other = cases.create_case(secretary, cooperation=cooperation, title="Den andre saken")
    agenda.add_item(secretary, case=other, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    text = client_of(mayor_asker).get(item_url(item)).content.decode()
    assert "Den andre saken" in text
    assert 'rel="next"' in text
    assert 'rel="prev"' not in text


def test_a_second_treatment_has_its_own_address(desk, secretary, called):
    following = agenda.postpone_item(secretary, called)
    assert item_url(following) == item_url(called) + "2/"
    assert desk.get(item_url(following)).status_code == 200
    assert desk.get(item_url(called) + "3/").status_code == 404


def test_a_case_is_sent_to_a_body(desk, case, steering_group, meeting):
    data = {"body": steering_group.pk, "role": "decides", "meeting": meeting.pk}
    response = desk.post(url("item_create", *case_args(case)), data)
    made = AgendaItem.objects.get()
    assert response.url == item_url(made)
    assert made.state == ItemState.LISTED


def test_the_meeting_must_be_the_bodys_own(desk, case, executives, meeting):
    response = desk.post(
        url("item_create", *case_args(case)), {"body": executives.pk, "role": "decides", "meeting": meeting.pk}
    )
    assert response.status_code == 422
    assert "et annet organ" in response.content.decode()


def test_the_paper_is_edited(desk, item):
    data = {"exposition": "<h2>A</h2><script>x</script>", "recommendation": "Ren tekst"}
    paper = item.papers.get()
    response = desk.post(url("item_paper_edit", item.pk), data | {"base_version": paper.version})
    paper.refresh_from_db()
    assert response.status_code == 302
    assert (paper.exposition, paper.recommendation) == ("<h2>A</h2>", "<p>Ren tekst</p>")


def test_the_editors_import_map_has_the_pages_nonce(desk, item):
    response = desk.get(url("item_paper_edit", item.pk))
    nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
    assert f'type="importmap" nonce="{nonce}"' in response.content.decode()


def test_a_stale_paper_gives_both_texts(desk, admin, item):
    paper = item.papers.get()
    start = paper.version
    papers.edit_paper(admin, paper, exposition="<p>Administratorens</p>")
    data = {"exposition": "<p>Sekretærens</p>", "recommendation": "<p>Forslag</p>", "base_version": start}
    response = desk.post(url("item_paper_edit", item.pk), data)
    assert response.status_code == 409
    assert "Administratorens" in response.content.decode()
    assert "Sekretærens" in response.content.decode()


def test_a_sent_paper_gets_a_new_version(desk, called):
    assert desk.get(url("item_paper_edit", called.pk)).status_code == 403
    assert desk.post(url("item_paper_version", called.pk), {"change_note": ""}).status_code == 422
    response = desk.post(url("item_paper_version", called.pk), {"change_note": "Nye tall"})
    assert response.url == url("item_paper_edit", called.pk)
    assert desk.post(url("item_paper_send", called.pk)).status_code == 302
    assert CasePaper.objects.filter(item=called, state="sent").count() == 2


def test_the_resolution_is_registered_and_corrected(desk, called):
    address = url("item_resolution", called.pk)
    data = {
        "result": "adopted",
        "kind": "own",
        "decided_on": "2018-03-15",
        "points": "1. Første\r\nlinje\r\n\r\n2. Andre",
        "asked": "adopted",
    }
    assert desk.post(address, data).status_code == 302
    resolution = Resolution.objects.get()
    assert list(resolution.points.values_list("text", flat=True)) == ["Første linje", "Andre"]
    assert "Første linje\n\nAndre" in desk.get(address).content.decode()
    data = {"result": "changed", "kind": "own", "decided_on": "2018-03-15", "points": "Bare ett"}
    assert desk.post(address, data | {"base_version": resolution.version}).status_code == 302
    assert [point.text for point in resolution.points.present()] == ["Bare ett"]
    assert desk.post(address, data | {"decided_on": "i går"}).status_code == 422


@pytest.mark.parametrize(
    ("name", "state"),
    [("item_postpone", ItemState.POSTPONED), ("item_withdraw", ItemState.WITHDRAWN)],
)
def test_acts_of_a_called_item(desk, called, name, state):
    assert desk.get(url(name, called.pk)).status_code == 200
    assert desk.post(url(name, called.pk), {"reason": "x"}).status_code == 302
    called.refresh_from_db()
    assert called.state == state
    assert desk.post(url(name, called.pk)).status_code == 403


def test_the_case_goes_on_to_the_next_body(desk, secretary, called, executives):
    resolutions.register_resolution(secretary, called, result="adopted")
    assert desk.get(url("item_send_on", called.pk)).status_code == 200
    response = desk.post(url("item_send_on", called.pk), {"body": executives.pk, "role": "hears"})
    following = called.next_items.get()
    assert response.url == item_url(following)
    assert following.body == executives


def test_a_waiting_item_is_listed_unlisted_and_removed(desk, secretary, case, steering_group, executives, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group)
    other = meetings.create_meeting(secretary, body=executives, day=date(2018, 4, 1))
    assert desk.post(url("item_list", item.pk), {"meeting": other.pk}).status_code == 422
    assert desk.post(url("item_list", item.pk), {"meeting": ""}).status_code == 422
    sent = {"meeting": meeting.pk, "base_version": item.version}
    assert desk.post(url("item_list", item.pk), sent).status_code == 302
    item.refresh_from_db()
    assert item.state == ItemState.LISTED
    assert desk.post(url("item_unlist", item.pk)).status_code == 302
    assert desk.post(url("item_remove", item.pk)).url == url("case_detail", *case_args(case))
    assert desk.get(item_url(item)).status_code == 404


# ---- Attachments ----


def upload(client, item, file, **data):
    return client.post(url("item_attachment_create", item.pk), {"upload": file, "access": "public", **data})


def test_an_attachment_is_uploaded_and_read(desk, item):
    assert upload(desk, item, pdf("../../Møte notat.pdf")).status_code == 302
    attachment = Attachment.objects.get()
    assert attachment.title == "Møte notat"
    response, content = fetch(desk, url("file", attachment.pk))
    assert content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert "no-store" not in response["Cache-Control"]


def test_a_pdf_may_be_shown_but_never_a_text(desk, secretary, item, attachment):
    from django.core.files.base import ContentFile

    text = files.add_attachment(secretary, item, upload=ContentFile(b"a;b", name="a.csv"))
    shown, _content = fetch(desk, url("file", attachment.pk) + "?vis=1")
    assert shown["Content-Disposition"].startswith("inline")
    loaded, _content = fetch(desk, url("file", text.pk) + "?vis=1")
    assert loaded["Content-Disposition"].startswith("attachment")


def test_an_unchanged_file_is_not_sent_twice(desk, attachment):
    tag = fetch(desk, url("file", attachment.pk))[0]["ETag"]
    assert desk.get(url("file", attachment.pk), headers={"if-none-match": tag}).status_code == 304


def test_a_file_is_only_read(desk, attachment):
    assert desk.post(url("file", attachment.pk)).status_code == 405


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"upload": pdf("a.exe")}, "kan ikke lastes opp"),
        ({"upload": ""}, "feltet"),
        ({"access": "exempt"}, "hjemmel"),
    ],
)
def test_a_refused_upload_says_why_and_keeps_the_title(desk, item, data, reason):
    sent = {"upload": pdf(), "access": "public", "title": "Min tittel"} | data
    response = desk.post(url("item_attachment_create", item.pk), sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert "Min tittel" in text
    assert not Attachment.objects.exists()


def test_an_upload_over_the_limit_is_refused(desk, item, settings):
    from django.core.files.base import ContentFile

    settings.UPLOAD_LIMIT_MB = 1
    response = upload(desk, item, ContentFile(PDF + b"x" * (3 << 20), name="stor.pdf"))
    assert response.status_code == 422
    assert "Grensen er 1 MB" in response.content.decode()


def test_versions_are_kept(desk, attachment):
    from django.core.files.base import ContentFile

    newer = ContentFile(PDF + b"%%EOF\n", name="nyere.pdf")
    sent = {"upload": newer, "base_version": attachment.version}
    assert desk.post(url("item_attachment_version", attachment.pk), sent).status_code == 302
    assert fetch(desk, url("file", attachment.pk))[1] == PDF + b"%%EOF\n"
    assert fetch(desk, url("file_version", attachment.pk, 1))[1] == PDF
    assert desk.get(url("file_version", attachment.pk, 3)).status_code == 404


def test_attachments_change_place_and_go(desk, secretary, item, attachment):
    second = files.add_attachment(secretary, item, upload=pdf(), title="To")
    assert desk.get(url("item_attachment_place", second.pk)).status_code == 405
    desk.post(url("item_attachment_place", second.pk), {"position": "1"})
    assert [each.title for each in item.attachments.all()] == ["To", "Notat"]
    desk.post(url("item_attachment_place", second.pk), {"position": "hest"})
    assert [each.title for each in item.attachments.all()] == ["Notat", "To"]
    assert desk.post(url("item_attachment_remove", second.pk)).status_code == 302
    assert desk.get(url("file", second.pk)).status_code == 404


def test_a_removed_attachment_is_brought_back(desk, secretary, item, attachment):
    files.remove_attachment(secretary, attachment)
    restore = url("item_attachment_restore", attachment.pk)
    assert restore in desk.get(item_url(item)).content.decode()
    assert desk.get(restore).status_code == 200
    assert desk.post(restore).url == item_url(item)
    assert fetch(desk, url("file", attachment.pk))[1] == PDF
    assert desk.post(restore).status_code == 404


def test_a_removed_treatment_is_brought_back_and_waits(client_of, desk, secretary, mayor_asker, item, meeting):
    agenda.remove_item(secretary, item)
    restore, page = url("item_restore", item.pk), url("case_detail", *case_args(item.case))
    meetings.call_meeting(secretary, meeting)
    assert client_of(mayor_asker).post(restore).status_code == 404
    assert restore in desk.get(page).content.decode()
    assert desk.get(restore).status_code == 200
    assert desk.post(restore).url == item_url(item)
    item.refresh_from_db()
    assert (item.state, item.meeting, item.removed_at) == (ItemState.WAITING, None, None)
    assert restore not in desk.get(page).content.decode()
    assert desk.post(restore).status_code == 404


def test_a_sent_attachment_stays(desk, attachment, called):
    response = desk.post(url("item_attachment_remove", attachment.pk))
    assert response.status_code == 403
    assert "sendt ut" in response.content.decode()


def test_the_same_bytes_lie_once(secretary, item):
    files.add_attachment(secretary, item, upload=pdf("a.pdf"))
    files.add_attachment(secretary, item, upload=pdf("b.pdf"))
    one, two = (each.versions.get().file for each in item.attachments.all())
    assert one == two


ITEM_ACTS = [
    "item_edit", "item_list", "item_unlist", "item_withdraw", "item_postpone", "item_send_on", "item_remove",
    "item_paper_version", "item_resolution", "item_attachment_create",
]  # fmt: skip
ATTACHMENT_ACTS = ["item_attachment_edit", "item_attachment_version", "item_attachment_remove"]


@pytest.mark.parametrize(("who", "code"), [("mayor_asker", 403), ("outsider", 404), ("reader", 404), (None, 302)])
def test_others_change_nothing(request, client_of, attachment, called, who, code):
    client = client_of(request.getfixturevalue(who) if who else None)
    before = (AgendaItem.objects.count(), CasePaper.objects.count(), called.version)
    for name in ITEM_ACTS:
        assert client.get(url(name, called.pk)).status_code == code, name
        assert client.post(url(name, called.pk), {}).status_code == (code if who else 401), name
    for name in ATTACHMENT_ACTS:
        assert client.get(url(name, attachment.pk)).status_code == code, name
    called.refresh_from_db()
    assert before == (AgendaItem.objects.count(), CasePaper.objects.count(), called.version)


@pytest.mark.parametrize("name", [*ITEM_ACTS, *ATTACHMENT_ACTS, "file"])
def test_unknown_ids_are_not_found(desk, cooperation, name):
    assert desk.get(url(name, "00000000-0000-4000-8000-000000000000")).status_code == 404


def test_ids_of_another_alliance_are_not_found(desk, outsider, other_alliance, case, called):
    from governance.models import Cooperation, GoverningBody
    from tests.cast import make

    theirs = Cooperation.objects.get(alliance=other_alliance)
    body = make(other_alliance, GoverningBody(cooperation=theirs, slug="regionrad", name="Regionråd", kind="council"))
    their_case = cases.create_case(outsider, cooperation=theirs, title="Deres")
    their_meeting = meetings.create_meeting(outsider, body=body, day=date(2018, 3, 20))
    their_item = agenda.add_item(outsider, case=their_case, body=body, meeting=their_meeting)
    their_file = files.add_attachment(outsider, their_item, upload=pdf())
    for name in ITEM_ACTS:
        assert desk.post(url(name, their_item.pk), {"reason": "x"}).status_code == 404, name
    for name in [*ATTACHMENT_ACTS, "item_attachment_place"]:
        assert desk.post(url(name, their_file.pk), {"position": 1}).status_code == 404, name
    assert desk.get(url("file", their_file.pk)).status_code == 404
    assert desk.get(url("meeting_detail", their_meeting.pk)).status_code == 404
    for data in (
        {"body": body.pk, "role": "decides"},
        {"body": called.body_id, "role": "decides", "meeting": their_meeting.pk},
    ):
        assert desk.post(url("item_create", *case_args(case)), data).status_code == 422
        assert desk.post(url("item_send_on", called.pk), data).status_code == 422


def test_the_page_asks_as_often_for_many_attachments_and_neighbours(
    desk, secretary, cooperation, steering_group, item, attachment, meeting, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    resolved = item_url(item)
    second = cases.create_case(secretary, cooperation=cooperation, title="Sak")
    agenda.add_item(secretary, case=second, body=steering_group, meeting=meeting)
    with CaptureQueriesContext(connection) as few:
        desk.get(resolved)
    for _ in range(29):
        files.add_attachment(secretary, item, upload=pdf())
        more = cases.create_case(secretary, cooperation=cooperation, title="Sak")
        agenda.add_item(secretary, case=more, body=steering_group, meeting=meeting)
    with django_assert_num_queries(len(few)):
        desk.get(resolved)


def test_a_resolution_is_shown_with_its_points(client_of, secretary, mayor_asker, called):
    resolutions.register_resolution(secretary, called, result="changed", points=["Det første", "Det andre"])
    text = client_of(mayor_asker).get(item_url(called)).content.decode()
    assert "Vedtatt med endringer" in text
    assert text.index("Det første") < text.index("Det andre")
