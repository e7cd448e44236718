"""What files say: read in a process of its own, found where they hang, and harmless when they are broken."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from governance.models import FileText, Job, Meeting
from governance.search import reading
from governance.search.finding import find
from governance.services import agenda, cases, files, meetings
from tests.cast import make

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 8)
WORD = next(kind for kind in reading.READ if "word" in kind)


def docx(*paragraphs) -> bytes:
    import docx as library

    document, stream = library.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def xlsx(*cells) -> bytes:
    import openpyxl

    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(cells))
    book.save(stream)
    return stream.getvalue()


def pdf(text: str) -> bytes:
    """The smallest PDF with one line of text in it."""
    page = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.fixture
def item(secretary, steering_group):
    meeting = make(steering_group.alliance, Meeting(body=steering_group, day=DAY + timedelta(days=30)))
    case = cases.create_case(secretary, cooperation=steering_group.cooperation, title="Ny bro")
    found = agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="kort frist")
    found.refresh_from_db()
    return found


def attach(secretary, item, name: str, data: bytes):
    attachment = files.add_attachment(secretary, item, upload=ContentFile(data, name=name), title="Vedlegg")
    stored = attachment.versions.get().file
    reading.read(Job.objects.get(kind=reading.KIND, arguments={"file": str(stored.pk)}), None)
    return attachment, FileText.objects.get(file=stored)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx("Første avsnitt.", "Her står ordet steinfyllingen i en setning.")),
        ("a.xlsx", xlsx("Post", "steinfylling", 12)),
        ("a.pdf", pdf("Her er steinfyllinger")),
        ("a.pdf", pdf("Her er stein-) Tj 0 -20 Td (fyllinger")),
        ("a.txt", "Litt om steinfyllingens æ, ø og å".encode()),
        ("a.csv", "post;sum\nsteinfylling;12\n".encode("cp1252")),
    ],
)
def test_words_in_a_file_lead_to_the_attachment(secretary, item, name, data):
    attachment, text = attach(secretary, item, name, data)
    hits = find(secretary, "steinfylling").hits
    assert text.state == "done", text.note
    assert [hit.url.partition("#")[2] for hit in hits] == [f"vedlegg-{attachment.pk}"]
    assert any(word.startswith("steinfylling") for word, is_word in hits[0].snippet if is_word)


def test_the_members_find_it_when_it_is_sent_and_others_never(secretary, mayor_asker, reader, item):
    from governance.services import papers

    attachment, _text = attach(secretary, item, "a.txt", b"steinfylling")
    assert [len(find(who, "steinfylling").hits) for who in (secretary, mayor_asker, reader)] == [1, 0, 0]
    papers.send_attachment(secretary, attachment)
    assert [len(find(who, "steinfylling").hits) for who in (secretary, mayor_asker, reader)] == [1, 1, 0]


def test_the_bin_takes_the_words_with_it(secretary, item):
    attachment, _text = attach(secretary, item, "a.txt", b"steinfylling")
    files.remove_attachment(secretary, attachment)
    assert find(secretary, "steinfylling").total == 0
    files.restore_attachment(secretary, attachment)
    assert find(secretary, "steinfylling").total == 1


def swelling() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", b"<w:document xmlns:w='w'><w:t>" + b"a" * (80 << 20) + b"</w:t></w:document>"
        )
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not an archive",
        docx("x")[:-60],
        b"<!DOCTYPE",
    ],
)
def test_a_broken_file_leaves_a_reason_and_breaks_nothing(secretary, item, monkeypatch, data):
    monkeypatch.setattr("governance.filing.uploads.check", lambda upload: WORD)
    _attachment, text = attach(secretary, item, "a.docx", data)
    assert (text.state, bool(text.note)) == ("failed", True)
    assert find(secretary, "a.docx").total == 1  # its name is found all the same


def test_why_a_file_was_not_read_is_one_plain_line(secretary, item, monkeypatch, caplog):
    monkeypatch.setattr("governance.filing.uploads.check", lambda upload: WORD)
    caplog.set_level("INFO", logger="governance.search.reading")
    attach(secretary, item, "a.docx", b"PK\x03\x04 not an archive")
    assert [record.getMessage() for record in caplog.records if record.name == "governance.search.reading"] == [
        "A file was not read as docx: BadZipFile"
    ]


def test_an_archive_that_swells_is_read_as_far_as_is_kept(secretary, item, monkeypatch):
    monkeypatch.setattr("governance.filing.uploads.check", lambda upload: WORD)
    _attachment, text = attach(secretary, item, "a.docx", swelling())
    assert text.state == "done"
    assert len(text.text) <= 400_000


def test_a_file_that_takes_too_long_is_given_up(secretary, item, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    monkeypatch.setattr(reading, "CPU_SECONDS", 1)
    _attachment, text = attach(secretary, item, "a.txt", b"steinfylling")
    assert (text.state, bool(text.note)) == ("failed", True)


def test_a_file_is_read_once_and_what_waits_is_ordered_again(secretary, item):
    attach(secretary, item, "a.txt", b"steinfylling")
    files.add_attachment(secretary, item, upload=ContentFile(b"steinfylling", name="b.txt"), title="Samme")
    assert Job.objects.filter(kind=reading.KIND).count() == 1
    assert find(secretary, "steinfylling").total == 2
    FileText.objects.update(state="waiting")
    Job.objects.all().update(state="done")
    assert reading.order_unread() == 1
