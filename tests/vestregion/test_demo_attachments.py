"""The demo's own attachments: real files, marked as demo, small, and readable with a screen reader."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings
from docx import Document
from lxml import html

from governance.access import load_actor
from governance.models import Alliance, Attachment, AttachmentVersion, User

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo" / "attachments"
TEXTS = sorted(FOLDER.glob("*.html"))
PDFS = sorted(FOLDER.glob("*.pdf"))
LIMIT = 60_000  # bytes


def words_of(path: Path) -> str:
    """The words of a made file without blanks: lines and hyphens fall where they fall."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return squeezed("".join([paragraph.text for paragraph in document.paragraphs] + cells))
    with pypdfium2.PdfDocument(path) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\ufffe-]", "", text)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_each_file_says_what_its_text_says(text):
    """Whoever changes a text makes its file anew (fixtures/demo/attachments/make.py)."""
    made = next(path for path in (text.with_suffix(".pdf"), text.with_suffix(".docx")) if path.exists())
    assert made.stat().st_size < LIMIT
    said = words_of(made)
    for element in html.fragment_fromstring(text.read_text(encoding="utf-8"), create_parent=True).iter(
        "p", "h1", "h2", "li", "td", "th"
    ):
        assert squeezed(element.text_content()) in said
    assert "Demo:" in said


@pytest.mark.verapdf
@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_each_pdf_is_pdf_ua_and_pdf_a(path):
    from tests.verapdf import validate

    assert validate(path.read_bytes()) == []


def seen_by(login: str, number: str) -> list[tuple[str, str, list[str]]]:
    """(title, access, file names with the newest first) of the attachments to the treatment with the number."""
    alliance = Alliance.objects.get(slug="vestregionen")
    actor = load_actor(alliance, User.objects.get(email=f"{login}@vestregionen.example"))
    rows = Attachment.objects.visible_to(actor).select_related("item__body").order_by("position")
    versions = AttachmentVersion.objects.visible_to(actor).order_by("-number")
    return [
        (row.title, row.access, list(versions.filter(attachment=row).values_list("file_name", flat=True)))
        for row in rows
        if row.item.number == number
    ]


@pytest.mark.parametrize(
    ("login", "versions"),
    [
        ("ordforer.asker", ["framdriftsplan-mars-2018.pdf"]),
        ("sekretariat", ["framdriftsplan-mars-2018.pdf", "framdriftsplan-2017.pdf"]),
    ],
)
def test_the_mayor_reads_what_was_sent_for_march_and_the_secretariat_what_it_replaced(demo_data, login, versions):
    assert seen_by(login, "03/2018") == [
        ("Framdriftsplan", "public", versions),
        ("Felles saksframlegg som kommunene kan bruke", "public", ["felles-saksframlegg.docx"]),
    ]


def test_the_chief_executive_reads_what_his_group_was_sent_exempt_or_not(demo_data):
    ((title, _access, names),) = seen_by("radmann.barum", "24/2017")
    assert (title, len(names)) == ("Samarbeidsgrunnlag og prioriterte aktiviteter", 1)
    exempt = [("Arbeidsnotat: mulige eiere av Kunst rett vest", "exempt", ["arbeidsnotat-kunst-rett-vest.pdf"])]
    assert seen_by("radmann.barum", "37/2014") == exempt
    assert seen_by("ordforer.asker", "37/2014") == []


def test_attachments_follow_the_case_to_its_next_stop(demo_data):
    titles = Attachment.objects.filter(item__meeting__day="2018-05-31").order_by("position")
    assert [row.title for row in titles] == ["Framdriftsplan", "Felles saksframlegg som kommunene kan bruke"]
