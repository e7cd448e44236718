"""A file in the page: what it holds, its versions, and nothing that runs, swells or belongs to others."""

import errno
import io
import re
import zipfile
from html import unescape

import pytest
from django.core.files.base import ContentFile

from governance.filing import previews
from governance.models import AttachmentVersion, Opening, StoredFile
from governance.services import files
from tests.governance.casefile import pdf, url

WORD_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def word_file(*paragraphs, extra=None) -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Notat om areal", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Kommune", "Asker"
    out = io.BytesIO()
    document.save(out)
    if extra:
        with zipfile.ZipFile(out, "a") as archive:
            for name, content in extra.items():
                archive.writestr(name, content)
    return out.getvalue()


def excel_file(rows=3) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Budsjett"
    book.active.append(["Post", "Beløp", "=1+1"])
    for number in range(rows):
        book.active.append([f"Post {number}", 1000.5, None])
    book.create_sheet("Regnskap").append(["Sum", 42])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def attach(actor, item, name, data, **values):
    return files.add_attachment(actor, item, upload=ContentFile(data, name=name), **values)


def newest(attachment) -> StoredFile:
    return AttachmentVersion.objects.filter(attachment=attachment).latest("number").file


def test_a_pdf_stands_in_the_viewer_with_the_worker_allowed(client_of, secretary, item):
    page = client_of(secretary).get(url("file_view", attach(secretary, item, "notat.pdf", pdf().read()).pk))
    assert b'id="pdf-view"' in page.content
    policy = page["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "unsafe" not in policy
    other = client_of(secretary).get(url("case_list"))["Content-Security-Policy"]
    assert "worker-src" not in other


def test_a_word_file_is_shown_as_text_that_has_been_cleaned(client_of, secretary, item):
    data = word_file("Alt er bra <script>alert(1)</script>")
    answer = client_of(secretary).get(url("file_view", attach(secretary, item, "notat.docx", data).pk))
    page = words(answer)
    assert "Notat om areal" in page
    assert "Asker" in page
    assert "Utseendet kan være annerledes" in page
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(("level", "tag"), [(0, "h2"), (1, "h2"), (2, "h3"), (3, "h4"), (6, "h4")])
def test_headings_of_a_word_file_stand_below_the_heading_of_the_page(level, tag, secretary, item):
    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_heading("Hvorfor saken kommer nå", level)
    document.save(out)
    preview = previews.make(newest(attach(secretary, item, "notat.docx", out.getvalue())))
    assert preview.html == f"<{tag}>Hvorfor saken kommer nå</{tag}>"


def test_a_spreadsheet_is_shown_as_tables_with_its_sheets(client_of, secretary, item):
    attachment = attach(secretary, item, "budsjett.xlsx", excel_file())
    page = words(client_of(secretary).get(url("file_view", attachment.pk)))
    assert "Post 2" in page
    assert "1000,5" in page
    assert "=1+1" not in page  # values only
    assert "Regnskap" in page
    assert "Sum 42" in words(client_of(secretary).get(url("file_view", attachment.pk), {"ark": "2"}))
    for wrong in ("0", "99", "tull", "-1"):
        assert client_of(secretary).get(url("file_view", attachment.pk), {"ark": wrong}).status_code == 200


def test_a_long_sheet_is_cut_and_says_so(secretary, item):
    attachment = attach(secretary, item, "lang.xlsx", excel_file(900))
    (sheet, _other) = previews.make(newest(attachment)).sheets
    assert len(sheet.rows) == previews.MAX_ROWS
    assert sheet.is_cut


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("liste.csv", "Navn;Sted\nÅse;Lier\n".encode(), "Åse Lier"),
        ("gammel.csv", "Navn;Sted\nÅse;Lier\n".encode("cp1252"), "Åse Lier"),
        ("notat.txt", "Første linje\nÆ Ø Å".encode(), "Æ Ø Å"),
    ],
)
def test_text_and_lists_are_shown(client_of, secretary, item, name, data, text):
    assert text in words(client_of(secretary).get(url("file_view", attach(secretary, item, name, data).pk)))


def test_a_preview_is_made_once_for_the_same_bytes(secretary, item, monkeypatch):
    stored = newest(attach(secretary, item, "notat.docx", word_file("En gang")))
    made = previews.make(stored)
    assert previews.ready(stored) == made
    monkeypatch.setattr(previews, "MADE_BY", previews.MADE_BY + 1)
    assert previews.ready(stored) is None


def test_a_full_disk_costs_nobody_the_page_and_leaves_no_half_preview(client_of, secretary, item, monkeypatch):
    attachment = attach(secretary, item, "notat.docx", word_file("Vises likevel"))
    folder = previews._place(newest(attachment)).parent

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(previews.Path, "replace", full)
        assert "Vises likevel" in words(client_of(secretary).get(url("file_view", attachment.pk)))
        assert list(folder.iterdir()) == []
    client_of(secretary).get(url("file_view", attachment.pk))
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "extra",
    [
        {"word/evil.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        {"word/huge.xml": "<a>" + "x" * (25 << 20) + "</a>"},
        {"word/broken.xml": "<a"},
    ],
    ids=["definitions", "swells", "broken"],
)
def test_a_file_that_would_harm_is_only_downloaded(secretary, item, extra):
    stored = newest(attach(secretary, item, "notat.docx", word_file("x")))
    place = previews.files.path_of(stored)
    place.write_bytes(word_file("x", extra=extra))
    assert previews.make(stored).trouble


def test_a_large_file_is_made_ready_by_a_job(
    client_of, secretary, item, monkeypatch, django_capture_on_commit_callbacks
):
    attachment = attach(secretary, item, "stor.docx", word_file("En stor fil"))
    monkeypatch.setitem(previews.SLOW_FROM, "docx", 10)
    client = client_of(secretary)
    assert "tar litt tid" in words(client.get(url("file_view", attachment.pk)))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url("file_view_order", attachment.pk, 1))
    assert "/jobber/" in answer["Location"]
    assert "En stor fil" in words(client.get(url("file_view", attachment.pk)))
    assert client.post(url("file_view_order", attachment.pk, 1))["Location"].endswith("/vis/")  # ready: no more work


def test_old_versions_stay_and_are_opened(client_of, secretary, item):
    attachment = attach(secretary, item, "notat.txt", b"Den gamle teksten")
    files.add_version(secretary, attachment, upload=ContentFile(b"Den nye teksten", name="notat.txt"))
    client = client_of(secretary)
    assert "Den nye teksten" in words(client.get(url("file_view", attachment.pk)))
    old = words(client.get(url("file_version_view", attachment.pk, 1)))
    assert "Den gamle teksten" in old
    assert "ikke er den nyeste" in old
    assert client.get(url("file_version_view", attachment.pk, 9)).status_code == 404


def test_what_is_of_no_kind_that_is_shown_is_offered_for_download(client_of, secretary, item, monkeypatch):
    attachment = attach(secretary, item, "notat.pdf", pdf().read())
    monkeypatch.setattr("governance.views.previews.way_of", lambda stored: "")
    assert "Last den ned" in words(client_of(secretary).get(url("file_view", attachment.pk)))


@pytest.mark.parametrize("role", ["reader", "contact_lier", "outsider", None])
def test_only_who_may_read_the_file_sees_it(request, client_of, secretary, attachment, role):
    client = client_of(request.getfixturevalue(role) if role else None)
    assert client.get(url("file_view", attachment.pk)).status_code == (404 if role else 302)
    assert client.post(url("file_view_order", attachment.pk, 1)).status_code in (404, 401)


def test_wrong_method(client_of, secretary, attachment):
    assert client_of(secretary).post(url("file_view", attachment.pk)).status_code == 405
    assert client_of(secretary).get(url("file_view_order", attachment.pk, 1)).status_code == 405


# ---- Who opened ----


@pytest.fixture
def secret(secretary, secret_item, meeting):
    from governance.services import meetings

    meetings.call_meeting(secretary, meeting)
    return secret_item.attachments.get()


def item_address(item):
    return url("item_detail", item.case.year, item.case.sequence, item.body.slug)


def test_opening_what_is_exempt_leaves_one_line_in_ten_minutes(client_of, secretary, mayor_asker, secret):
    client = client_of(mayor_asker)
    for _turn in range(3):
        assert "Det blir ført" in words(client.get(url("file_view", secret.pk)))
        client.get(url("file", secret.pk)).getvalue()
        client.get(item_address(secret.item))
    assert sorted(Opening.objects.values_list("by_name", "kind", "number")) == [
        ("Olav Ordfører", "attachment", 1),
        ("Olav Ordfører", "paper", 1),
    ]


def test_a_later_opening_is_a_line_of_its_own(mayor_asker, secret, monkeypatch):
    from datetime import timedelta

    from governance import clock
    from governance.story import openings

    assert openings.note(mayor_asker, secret, number=1)
    assert not openings.note(mayor_asker, secret, number=1)
    assert openings.note(mayor_asker, secret, number=2)
    now = clock.now()
    monkeypatch.setattr("governance.story.openings.clock.now", lambda: now + timedelta(minutes=11))
    assert openings.note(mayor_asker, secret, number=1)


def test_the_secretariat_sees_who_opened_and_nobody_else_does(client_of, secretary, mayor_asker, secret):
    client_of(mayor_asker).get(url("file_view", secret.pk))
    assert "Åpnet av" in words(client_of(secretary).get(item_address(secret.item)))
    assert "Åpnet av" not in words(client_of(mayor_asker).get(item_address(secret.item)))


def test_what_is_public_and_whoever_sees_only_the_neutral_title_leave_no_line(client_of, secretary, reader, called):
    client_of(secretary).get(item_address(called))
    assert not Opening.objects.exists()


def test_a_reader_is_not_kept_out_when_the_line_cannot_be_written(client_of, mayor_asker, secret, monkeypatch):
    from django.db import OperationalError

    def full(*_args, **_more):
        raise OperationalError("database is read-only")

    monkeypatch.setattr("governance.story.openings.Opening.objects.bulk_create", full)
    assert client_of(mayor_asker).get(url("file_view", secret.pk)).status_code == 200
    assert not Opening.objects.exists()


def test_lines_are_forgotten_after_the_days_they_are_kept(mayor_asker, secret, settings):
    from governance.story import openings

    assert settings.OPENINGS_KEPT_DAYS == 730
    openings.note(mayor_asker, secret, number=1)
    assert openings.forget_old() == 0
    settings.OPENINGS_KEPT_DAYS = -1
    assert openings.forget_old() == 1
    assert not Opening.objects.exists()
