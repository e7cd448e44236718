"""A Word document as a case paper: which part each piece becomes, what comes in clean, and what is told."""

import time

import pytest

from governance.importing.safety import UnreadableFile
from governance.importing.wordtext import MAX_BLOCKS, read_word
from governance.paperword import SENTENCES, left_out, pieces_of, put_otherwise, texts_for
from governance.richtext import clean_html
from tests.governance import wordmaker

LIMIT = 25 * 1024 * 1024


def read(data: bytes, name="sak.docx"):
    return read_word(data, name, LIMIT)


def texts(data: bytes) -> dict[str, str]:
    pieces = pieces_of(read(data))
    return texts_for(pieces, [piece.part for piece in pieces])


def test_a_plain_paper_finds_its_parts():
    assert texts(wordmaker.simple()) == {
        "exposition": "<h3>Bakgrunn</h3><p>Kommunene har bedt om <strong>en felles plan</strong>.</p>"
        "<ul><li><p>Klima</p></li><li><p>Areal</p></li></ul><h3>Medvirkning</h3><p>Planen har vært på høring.</p>",
        "economic_consequences": "<h3>Økonomiske og administrative konsekvenser</h3>"
        "<p>Planen koster 2 millioner kroner.</p>",
        "recommendation": "<ol><li><p>Planen vedtas.</p></li><li><p>Budsjettet følger planen.</p></li></ol>",
    }
    assert not read(wordmaker.simple()).counts


def test_bold_headings_and_typed_numbers_become_parts_and_points():
    assert texts(wordmaker.typed()) == {
        "exposition": "<p>Saken gjelder planen for 2018.</p>",
        "recommendation": "<ol><li><p>Planen vedtas.</p></li><li><p>Budsjettet følger planen.</p></li></ol>",
    }


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Saksutredning", "exposition"),
        ("1. Bakgrunn for saken", "exposition"),
        ("Vurdering", "exposition"),
        ("Saksopplysningar", "exposition"),
        ("Vurdering av alternativer", "alternatives"),
        ("Alternative løsninger", "alternatives"),
        ("Økonomi", "economic_consequences"),
        ("Økonomiske konsekvensar", "economic_consequences"),
        ("Kostnader og finansiering", "economic_consequences"),
        ("Konsekvenser for kommunene", "municipal_consequences"),
        ("Konsekvensar for medlemmene", "municipal_consequences"),
        ("Forslag til vedtak", "recommendation"),
        ("FORSLAG TIL VEDTAK:", "recommendation"),
        ("Framlegg til vedtak", "recommendation"),
        ("Innstilling", "recommendation"),
        ("Rådmannens forslag", "recommendation"),
        ("Sekretariatets innstilling til styringsgruppen", "recommendation"),
        ("Vedlegg", "exposition"),
    ],
)
def test_headings_are_understood(heading, part):
    xml = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>'
    pieces = pieces_of(read(wordmaker.of_body(f"{xml}<w:p><w:r><w:t>Tekst</w:t></w:r></w:p>")))
    assert [piece.part for piece in pieces] == [part]


def test_words_in_a_sentence_are_no_heading():
    line = "Utvalget har sett på forslag til vedtak i tre kommuner og mener at de er like"
    pieces = pieces_of(read(wordmaker.of_body(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")))
    assert [(piece.part, piece.heading) for piece in pieces] == [("exposition", "")]


def test_a_lesser_heading_stays_in_its_piece():
    def head(level, words):
        return f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    body = head(1, "Økonomi") + head(2, "Husleie") + "<w:p><w:r><w:t>Dyr</w:t></w:r></w:p>"
    assert texts(wordmaker.of_body(body)) == {
        "economic_consequences": "<h3>Økonomi</h3><h4>Husleie</h4><p>Dyr</p>",
    }


def test_the_user_may_place_a_piece_elsewhere_or_leave_it():
    pieces = pieces_of(read(wordmaker.simple()))
    assert [piece.heading for piece in pieces][1] == "Medvirkning"
    placed = texts_for(pieces, ["", "municipal_consequences", "", ""])
    assert placed == {"municipal_consequences": "<h3>Medvirkning</h3><p>Planen har vært på høring.</p>"}
    assert texts_for(pieces, [""] * 4) == {}


# ---- What is told ----


def test_a_troubled_paper_comes_in_clean_and_tells_all():
    found = read(wordmaker.troubled())
    expected = {"deleted": 1, "inserted": 1, "comments": 1, "images": 1, "nested": 1, "hidden": 1, "struck": 1}
    expected |= {"equations": 1, "boxes": 1, "objects": 1, "heads": 1, "title": 1}
    assert dict(found.counts) == expected
    placed = texts(wordmaker.troubled())
    exposition = placed["exposition"]
    assert "<p>Planen er ny og god.</p><p>Den gjelder fra nyttår.</p>" in exposition
    assert "<th><p>Kommune</p></th>" in exposition
    assert "<td><p>2018</p><p>100</p></td>" in exposition
    assert exposition.count("<table>") == 1
    assert "<p>Før boksen</p>" in exposition
    assert "<p>8. mars 2018</p>" in exposition
    for gone in ("gammel", "Bare for meg", "I en boks", "utkast", "Er dette riktig", "DATE", "img", "Handlingsplan"):
        assert gone not in exposition, gone
    assert placed["recommendation"] == "<ol><li><p>Planen vedtas.</p></li></ol>"
    assert clean_html(exposition) == exposition, "what is shown is what is stored"


def test_each_thing_is_told_with_its_count_and_words():
    found = read(wordmaker.troubled())
    said = {each.sentence: each.words for each in [*left_out(found), *put_otherwise(found)]}
    assert said["1 sporet sletting er utelatt: teksten står som om den er godtatt."] == ["gammel"]
    assert said["1 sporet innsetting er tatt med, som om den er godtatt."] == ["ny"]
    assert said["1 kommentar er utelatt."] == ["Er dette riktig?"]
    assert said["1 bilde er utelatt. Last det opp som vedlegg."] == []
    assert said["1 tekstboks er utelatt. Teksten i den må limes inn der den hører hjemme."] == ["I en boks"]
    assert len(said) == len(found.counts)


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("count", [1, 3])
def test_every_sentence_can_be_said(code, count):
    sentence = SENTENCES[code].format(n=count)
    assert "{" not in sentence
    assert "%" not in sentence


def test_footnotes_stand_in_brackets_where_they_belong():
    notes = (
        f'<?xml version="1.0"?><w:footnotes {wordmaker.W}><w:footnote w:id="2"><w:p><w:r><w:t>SSB 2018</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    body = '<w:p><w:r><w:t>Folketallet øker</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    data = wordmaker.with_part(wordmaker.of_body(body), "word/footnotes.xml", notes)
    assert texts(data) == {"exposition": "<p>Folketallet øker (SSB 2018)</p>"}
    assert read(data).counts == {"notes": 1}


def test_merged_cells_and_a_deleted_row():
    def cell(words, more=""):
        return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    def row(*cells, more=""):
        return f"<w:tr>{more}{''.join(cells)}</w:tr>"

    rows = [
        row(cell("Tall", '<w:gridSpan w:val="2"/>')),
        row(cell("Asker", '<w:vMerge w:val="restart"/>'), cell("1")),
        row(cell("", "<w:vMerge/>"), cell("2")),
        row(cell("Borte"), cell("3"), more=f"<w:trPr><w:del {wordmaker.BY}/></w:trPr>"),
    ]
    assert texts(wordmaker.of_body(f"<w:tbl>{''.join(rows)}</w:tbl>")) == {
        "exposition": '<table><tbody><tr><td colspan="2"><p>Tall</p></td></tr><tr><td rowspan="2"><p>Asker</p></td>'
        "<td><p>1</p></td></tr><tr><td><p>2</p></td></tr></tbody></table>",
    }


def test_a_list_goes_on_after_a_paragraph():
    def item(words, level=0):
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = item("En") + item("En a", 1) + item("To") + "<w:p><w:r><w:t>Mer</w:t></w:r></w:p>" + item("Tre")
    html = texts(wordmaker.of_body(body))["exposition"]
    assert html.startswith("<ol><li><p>En</p><")
    assert html.endswith('</ol><p>Mer</p><ol start="3"><li><p>Tre</p></li></ol>')


def test_links_lead_only_where_links_may():
    data = wordmaker.of_body(
        '<w:p><w:hyperlink r:id="rA" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:r><w:t>her</w:t></w:r></w:hyperlink><w:hyperlink r:id="rB" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:t>der</w:t></w:r>'
        "</w:hyperlink></w:p>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}" TargetMode="External"/>'
        for name, target in (("rA", "https://ssb.no/"), ("rB", "javascript:alert(1)"))
    )
    whole = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    html = texts(wordmaker.with_part(data, "word/_rels/document.xml.rels", whole))["exposition"]
    assert 'href="https://ssb.no/"' in html
    assert "javascript" not in html
    assert "der" in html


# ---- The gate ----


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (wordmaker.simple(), "sak.docm", "makroer"),
        (wordmaker.simple(), "sak.xlsx", "kan ikke leses"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sak.docx", "gamle Office-formatet"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "sak.docx", "passord"),
        (b"%PDF-1.4", "sak.docx", "PDF"),
        (b"", "sak.docx", "tom"),
        (wordmaker.with_part(wordmaker.simple(), "word/vbaProject.bin", "x"), "sak.docx", "makroer"),
        (wordmaker.with_part(wordmaker.simple(), "word/document.xml", "<w:document"), "sak.docx", "skadet"),
    ],
)
def test_what_is_no_word_document_is_refused_in_a_sentence(data, name, sentence):
    with pytest.raises(UnreadableFile) as refused:
        read(data, name)
    assert sentence in refused.value.reason
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        "<w:p/>" * 1_000_000,
        "<w:p><w:r><w:t>ord</w:t></w:r></w:p>" * (MAX_BLOCKS + 1),
        "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200,
    ],
)
def test_a_document_without_end_is_refused_soon(body):
    data = wordmaker.of_body(body)
    start = time.perf_counter()
    with pytest.raises(UnreadableFile):
        read(data)
    assert time.perf_counter() - start < 20


def test_a_long_paper_is_read_in_reasonable_time():
    line = "<w:p><w:r><w:t>Kommunene samarbeider om klima og areal i regionen. </w:t></w:r></w:p>"
    start = time.perf_counter()
    assert len(texts(wordmaker.of_body(line * 2_000))["exposition"]) > 100_000
    assert time.perf_counter() - start < 10
