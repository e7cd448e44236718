"""The tag tree: one element for one thing, however many pages it takes, and nothing outside."""

import io

import pikepdf
import pytest

from tests.pdftags import dangling_headers, elements, kinds, orphan_marks, tag_tree, unscoped_headings
from tests.vestregion.reporting import sample
from vestregion.reporting.pdf import render_pdf

KNOWN = {"title": "Prøve", "author": "Prøveregionen", "kind": "casepaper", "created": sample.FROZEN}
LONG = "ord " * 2500


def tags_of(body: str) -> tuple[bytes, list[str]]:
    """The document with this body, and its tags after Document and H1."""
    data = render_pdf(f"<html><body><h1>Prøve</h1>{body}</body></html>", **KNOWN).data
    return data, kinds(data)[2:]


@pytest.fixture(scope="module")
def report():
    return render_pdf(sample.report(), title="Prøve", author="Prøveregionen", created=sample.FROZEN).data


def test_a_table_over_many_pages_is_one_table(report):
    tags = kinds(report)
    assert tags.count("Table") == 3
    assert tags.count("THead") == 2
    assert tags.count("TR") == 3 + (1 + 3) + (1 + 96)
    assert unscoped_headings(report) == 0
    assert dangling_headers(report) == set()


def test_every_text_is_in_the_tree(report):
    assert orphan_marks(report) == []


def test_two_tables_with_equal_heads_stay_two():
    rows = "<tr><td>a</td></tr>" * 40
    table = f"<table><thead><tr><th>Hode</th></tr></thead><tbody>{rows}</tbody></table>"
    data, tags = tags_of(table + table)
    assert (tags.count("Table"), tags.count("THead"), tags.count("TR")) == (2, 2, 82)
    assert orphan_marks(data) == []


def test_a_row_split_by_a_page_break_is_one_row():
    data, tags = tags_of(f"<table><tbody><tr><th scope='row'>a</th><td>{LONG}</td></tr></tbody></table>")
    assert tags == ["Table", "TBody", "TR", "TH", "TD"]
    assert orphan_marks(data) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>{LONG}</p>", ["P"]),
        (f"<section><h2>a</h2><p>{LONG}</p><p>b</p></section>", ["Sect", "H2", "P", "P"]),
        (f"<ul><li>{LONG}</li><li>b</li></ul>", ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]),
        (f"<blockquote><p>{LONG}</p></blockquote>", ["BlockQuote", "P"]),
        (f"<p>{LONG}<strong>{LONG}</strong></p><p>b</p>", ["P", "P"]),
    ],
    ids=["paragraph", "section", "list", "quotation", "bold in a paragraph"],
)
def test_what_a_page_break_split_is_one(body, expected):
    data, tags = tags_of(body)
    assert tags == expected
    assert orphan_marks(data) == []


def test_scope_follows_the_cell():
    data, _tags = tags_of(
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th scope='row'>c</th><td>d</td></tr></table>"
    )
    with tag_tree(data) as (_pdf, root):
        assert [str(cell.A.Scope) for cell in elements(root) if cell.S == "/TH"] == ["/Column", "/Column", "/Row"]


def test_another_language_is_told_to_the_reader():
    data, _tags = tags_of('<p>Navn: <span lang="se">Čáhcesuolu</span></p>')
    with tag_tree(data) as (_pdf, root):
        assert [str(item.Lang) for item in elements(root) if "/Lang" in item] == ["se"]


def test_page_heads_and_feet_are_artifacts(report):
    with pikepdf.open(io.BytesIO(report)) as document:
        for page in list(document.pages)[1:]:
            kinds_of_mark = [
                str(operands[1].get("/Type", ""))
                for operands, operator in pikepdf.parse_content_stream(page, "BDC")
                if str(operator) == "BDC"
            ]
            assert kinds_of_mark.count("/Pagination") >= 4


@pytest.mark.verapdf
@pytest.mark.parametrize(
    "body",
    [
        sample.EDITOR_LIST,
        "<ul><li><div>a</div><p>b</p></li></ul>",
        "<ul><li><p>a</p><table><tr><td>x</td></tr></table></li></ul>",
        "<ul><li><blockquote><p>a</p></blockquote></li></ul>",
        "<ul><p>a</p><li>b</li></ul>",
        "<p>x</p><li>løst punkt</li>",
        "<h4>hopper over nivåer</h4><h2>tilbake</h2>",
        "<table><tr><td colspan=9>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        "<table><tr><td rowspan=9>a</td><td>x</td></tr><tr><td>b</td></tr></table>",
        "<table></table><ul></ul><p></p><dl><dt>a</dt><dd>b</dd></dl>",
        '<p><a href="https://region.example"><b>fet lenke</b></a> <a href="#borte">borte</a></p>',
        f"<ol><li><p>x</p><ul><li><p>{LONG}</p></li><li>c</li></ul></li><li>d</li></ol>",
        f'<p><a href="https://region.example">{LONG}</a></p>',
    ],
)
def test_odd_rich_text_still_passes(body, verapdf):
    data, _tags = tags_of(body)
    assert verapdf(data) == []
    assert orphan_marks(data) == []


@pytest.fixture
def spoil():
    """Change a finished file: spoil(data, lambda pdf: ...) gives the new bytes."""

    def change(data: bytes, how) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as document:
            how(document)
            written = io.BytesIO()
            document.save(written)
        return written.getvalue()

    return change


@pytest.mark.verapdf
def test_the_gate_catches_a_file_without_language_or_tags(verapdf, spoil):
    good, _tags = tags_of("<p>a</p>")
    without_lang = verapdf(spoil(good, lambda document: document.Root.__delitem__("/Lang")), ("PDFUA-1",))
    assert any("language" in line.lower() for line in without_lang)
    without_tags = spoil(good, lambda document: document.Root.__delitem__("/StructTreeRoot"))
    assert verapdf(without_tags, ("PDFUA-1",))
    assert verapdf(without_tags, ("PDFA-2A",))


def test_our_check_catches_a_missing_scope(spoil):
    good, _tags = tags_of("<table><tr><th>a</th></tr></table>")

    def drop_scope(document):
        for item in elements(document.Root.StructTreeRoot):
            if item.S == "/TH":
                del item.A["/Scope"]

    assert unscoped_headings(good) == 0
    assert unscoped_headings(spoil(good, drop_scope)) == 1


def test_our_check_catches_text_outside_the_tree(spoil):
    good, _tags = tags_of("<p>a</p>")

    def drop_last(document):
        kids = document.Root.StructTreeRoot.K[0].K
        del kids[len(kids) - 1]

    assert orphan_marks(good) == []
    assert orphan_marks(spoil(good, drop_last)) != []
