"""Documents as PDF: what is in them, what they may reach, and that they pass PDF/UA-1 and PDF/A."""

import io
import socket
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest

from tests.vestregion.reporting import sample
from vestregion.reporting import pdf
from vestregion.reporting.errors import MissingAsset, RenderTooLarge
from vestregion.reporting.pdf import Attachment, render_pdf
from vestregion.reporting.theme import theme_css

KNOWN = {"title": "Årsrapport 2016 – Čáhcesuolu", "author": "Prøveregionen", "created": sample.FROZEN}


def page_of(body: str, **arguments):
    """A small document with this body."""
    return render_pdf(f"<html><body><h1>Prøve</h1>{body}</body></html>", **KNOWN, **arguments)


def text_of(data: bytes) -> list[str]:
    """Text of each page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def report():
    return render_pdf(sample.report(), **KNOWN, description="Status for 2016", keywords=["årsrapport", "2016"])


def test_report_has_running_head_page_numbers_and_contents(report):
    pages = text_of(report.data)
    assert len(pages) == report.pages >= 12
    assert "Side 3 av" in pages[2]
    assert "Prøveregionen" in pages[2]
    assert "Versjon 2 · Vedtatt · Status per 31.12.2016" in pages[2]
    assert "Side 1 av" not in pages[0]
    contents = next(number for number, text in enumerate(pages, 1) if "Navn og tegn" in text and number > 2)
    assert str(contents) in pages[1].split("Navn og tegn")[1]


def test_report_carries_bookmarks_metadata_and_language(report):
    with pikepdf.open(io.BytesIO(report.data)) as document:
        assert document.Root.Lang == "nb"
        assert document.docinfo["/Title"] == KNOWN["title"]
        assert document.docinfo["/CreationDate"] == "D:20170131120000Z"
        with document.open_metadata() as about:
            assert about["dc:title"] == KNOWN["title"]
            assert about["dc:creator"] == ["Prøveregionen"]
            assert about["pdfaid:part"] == "2"
            assert about["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        assert titles[:3] == ["Innhold", "Sammendrag", "Økonomi"]


def test_heads_of_a_long_table_are_printed_on_each_page(report):
    assert sum("Ansvarlig" in text for text in text_of(report.data)) >= 3


def test_same_content_and_time_give_the_same_bytes():
    assert page_of("<p>x</p>").data == page_of("<p>x</p>").data


def test_draft_is_marked_on_every_page_and_final_on_none(report):
    draft = render_pdf(sample.report(4, 1), **KNOWN, draft=True)
    assert all("utkast" in text.lower() for text in text_of(draft.data))
    assert not any("utkast" in text.lower() for text in text_of(report.data))


def test_nothing_outside_our_static_files_is_reached(tmp_path, monkeypatch, expect_error_log):
    expect_error_log("weasyprint")
    secret = tmp_path / "secret.txt"
    secret.write_text("HEMMELIG")

    def refuse(*_arguments):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    addresses = [secret.as_uri(), "http://127.0.0.1:1/x.png", "https://example.org/x.png", "data:image/png;base64,AA=="]
    body = "".join(
        f'<img alt="x" src="{url}"><link rel="stylesheet" href="{url}"><style>@import url("{url}");'
        f'p {{ background: url("{url}") }} @font-face {{ font-family: F; src: url("{url}") }}</style>'
        f'<svg><title>x</title><image href="{url}" width="9" height="9"/><use href="{url}#a"/></svg>'
        f'<object data="{url}">x</object><embed src="{url}"><p style="font-family: F">x</p>'
        f'<link rel="attachment" href="{url}"><a rel="attachment" href="{url}">fil</a>'
        for url in addresses
    )
    rendered = page_of(body)
    assert set(addresses) <= set(rendered.refused)
    assert b"HEMMELIG" not in rendered.data
    with pikepdf.open(io.BytesIO(rendered.data)) as document:
        assert not document.attachments


def test_a_base_address_does_not_move_our_files(expect_error_log):
    expect_error_log("weasyprint", "Failed to load image")
    rendered = page_of('<base href="https://example.org/"><img alt="x" src="/static/vestregion/print/draft.svg">')
    assert rendered.refused == ("https://example.org/static/vestregion/print/draft.svg",)


def test_a_missing_picture_or_stylesheet_of_ours_is_an_error(monkeypatch, expect_error_log):
    expect_error_log("weasyprint", "Failed to load image")
    with pytest.raises(MissingAsset, match=r"vestregion/borte\.svg"):
        page_of('<img alt="x" src="/static/vestregion/borte.svg">')
    monkeypatch.setitem(pdf.STYLESHEETS, "report", ("vestregion/print/borte.css",))
    with pytest.raises(MissingAsset, match=r"borte\.css"):
        page_of("x")


def test_a_missing_font_of_ours_is_an_error(monkeypatch):
    css = '@font-face { font-family: F; src: url("/static/vendor/inter/print/Borte.ttf") } p { font-family: F }'
    with pytest.raises(MissingAsset, match=r"Borte\.ttf"):
        page_of("<p>x</p>", theme_css=css)


def test_too_much_html_is_refused_before_work_begins(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_HTML_CHARACTERS", 10)
    with pytest.raises(RenderTooLarge):
        page_of("x" * 11)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/saker/1/", "https://region.example/saker/1/"),
        ("https://lovdata.no/x", "https://lovdata.no/x"),
        ("mailto:post@region.example", "mailto:post@region.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_links_are_whole_or_gone(href, target):
    rendered = page_of(f'<p><a href="{href}">les <b>mer</b></a></p>', site_url="https://region.example/")
    with pikepdf.open(io.BytesIO(rendered.data)) as document:
        annotations = document.pages[0].get("/Annots", [])
        assert [str(item.A.URI) for item in annotations] == ([target] if target else [])
    assert "les mer" in text_of(rendered.data)[0]


def test_what_no_font_has_is_printed_as_a_box_and_told():
    rendered = page_of("<p>Rakett \U0001f680, privat \ue000, Šuoššjávri</p>")
    assert rendered.unprintable == "\U0001f680"
    assert "Rakett □, privat □, Šuoššjávri" in text_of(rendered.data)[0]


def test_a_footnote_is_folded_at_the_foot_of_its_page():
    rendered = page_of('<p>a<span class="footnote">Fotnote som går\n  over to linjer</span></p>')
    assert "1. Fotnote som går over to linjer" in text_of(rendered.data)[0]


def test_starting_up_does_not_load_the_renderer():
    code = "import sys, vestregion.reporting.pdf, vestregion.reporting.isolation; print('weasyprint' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.verapdf
def test_report_passes_ua_and_archive(report, verapdf):
    assert verapdf(report.data) == []


@pytest.mark.verapdf
def test_draft_plan_in_a_light_colour_with_attachment_passes(verapdf):
    figures = Attachment("tall.csv", b"omr\xc3\xa5de;kroner\n1;350000\n", "Tallene bak rapporten")
    colours = theme_css("#f2c230", "#7a2048")
    rendered = render_pdf(sample.PLAN, **KNOWN, kind="plan", draft=True, theme_css=colours, attachments=[figures])
    assert verapdf(rendered.data, ("PDFUA-1", "PDFA-3A")) == []
    with pikepdf.open(io.BytesIO(rendered.data)) as document:
        attached = document.attachments["tall.csv"]
        assert attached.get_file().read_bytes() == figures.data
        assert attached.obj.AFRelationship == "/Data"


@pytest.mark.verapdf
def test_case_paper_passes(verapdf):
    rendered = render_pdf(sample.CASE_PAPER, **KNOWN, kind="casepaper", draft=True)
    assert verapdf(rendered.data) == []


@pytest.mark.verapdf
@pytest.mark.parametrize(
    "characters", ["\U0001f680\U0001f1f3", "\ue000", "مرحبا", "漢字", "\u200b\u00ad\ufeff", "\x07"]
)
def test_no_character_breaks_the_rules(characters, verapdf):
    assert verapdf(page_of(f"<p>x {characters} y</p>").data) == []
