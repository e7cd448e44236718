"""The PDF viewer in a real browser: pages, text, search, zoom, keyboard, and plain words for what cannot be shown."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from governance.filing import files as stored_files
from governance.services import files
from tests.governance.casefile import url

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def document(*texts: str, password: str = "") -> bytes:
    """A PDF with a page for each text."""
    import pikepdf

    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Object.parse(FONT))
    for text in texts:
        pdf.add_blank_page(page_size=(595, 842))
        page = pdf.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 24 Tf 60 740 Td (" + text.encode("cp1252") + b") Tj ET")
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else None
    pdf.save(out, encryption=locked)
    return out.getvalue()


@pytest.fixture
def show(page, sign_in, secretary, item):
    """`show(bytes)` opens the file in the viewer."""

    def opened(data: bytes) -> None:
        sign_in(secretary.user)
        attachment = files.add_attachment(secretary, item, upload=ContentFile(document("x"), name="plan.pdf"))
        stored_files.path_of(attachment.versions.get().file).write_bytes(data)
        page.goto(url("file_view", attachment.pk))

    return opened


def test_a_document_is_read_from_the_first_page_to_the_last(page, show, axe, resize, no_sideways_scroll):
    show(document(*(f"Side nummer {number} om arealbruk" for number in range(1, 31))))
    expect(page.get_by_role("status").filter(has_text="Antall sider: 30")).to_be_visible()
    first = page.get_by_role("region", name="Side 1 av 30")
    expect(first.get_by_text("Side nummer 1 om arealbruk")).to_be_attached()  # as text, for screen readers too
    expect(page.locator("canvas")).not_to_have_count(30)  # only what is near is drawn
    axe()
    page.get_by_label("Side", exact=True).fill("20")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Side nummer 20 om arealbruk")).to_be_attached()
    page.get_by_role("button", name="Neste side").click()
    expect(page.get_by_label("Side", exact=True)).to_have_value("21")
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_label("Side", exact=True)).to_have_value("20")
    for size in ("phone", "desktop"):
        resize(size)
        no_sideways_scroll()
        axe()


def test_zoom_and_fit(page, show):
    show(document("Et kart"))
    canvas = page.locator("canvas").first
    expect(canvas).to_be_visible()
    fitted = canvas.bounding_box()["width"]
    page.get_by_role("button", name="Mindre").click()
    expect(page.locator("#pdf-zoom")).not_to_be_empty()
    page.wait_for_function(f"document.querySelector('canvas')?.getBoundingClientRect().width < {fitted - 1}")
    page.get_by_role("button", name="Tilpass bredden").click()
    page.wait_for_function(f"document.querySelector('canvas')?.getBoundingClientRect().width >= {fitted - 1}")


def test_words_are_found_and_shown(page, show):
    show(document("Om Asker", "Ingenting her", "Mer om asker", "Slutt"))
    page.get_by_label("Søk i dokumentet", exact=True).fill("ASKER")
    page.keyboard.press("Enter")
    expect(page.locator("#pdf-state")).to_have_text("Treff 1 av 2, på side 1.")
    page.keyboard.press("Enter")
    expect(page.locator("#pdf-state")).to_have_text("Treff 2 av 2, på side 3.")
    expect(page.locator(".vr-pdf__hit").filter(has_text=re.compile("Mer om asker"))).to_be_attached()
    page.get_by_label("Søk i dokumentet", exact=True).fill("Narvik")
    page.keyboard.press("Enter")
    expect(page.locator("#pdf-state")).to_have_text("Ordene står ikke i dokumentet.")


@pytest.mark.parametrize(
    ("data", "words"),
    [(document("Hemmelig", password="x"), "beskyttet med passord"), (b"%PDF-1.4\ntull\n%%EOF\n", "skadet")],
    ids=["password", "broken"],
)
def test_what_cannot_be_shown_is_offered_for_download(page, show, axe, data, words):
    show(data)
    expect(page.locator("#pdf-failed")).to_contain_text(words)
    expect(page.get_by_role("link", name="Last ned filen")).to_be_visible()
    axe()
