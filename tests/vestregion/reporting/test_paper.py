"""The finished PDFs, made from the golden contents: valid, complete, and closed to everything but our own files."""

import json
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from tests.vestregion.reporting.test_golden import FOLDER, VERSIONS
from vestregion.reporting.facts.money import MoneyRow
from vestregion.reporting.printing import KINDS, is_draft, pdf_arguments, print_html
from vestregion.templatetags.printing import amount

SOFT = {"\u00ad": "", "\u00a0": " ", "\ufffe": "", "\r\n": " ", "\n": " "}


@cache
def content(kind: str) -> dict:
    return json.loads(Path(FOLDER / f"{kind}-{VERSIONS[kind]}.json").read_text(encoding="utf-8"))["content"]


def printed(kind: str, changed: dict):
    from vestregion.reporting.pdf import render_pdf

    return render_pdf(print_html(kind, changed, schema_version=VERSIONS[kind]), **pdf_arguments(kind, changed))


@cache
def made(kind: str):
    return printed(kind, content(kind))


def text_of(data: bytes) -> str:
    """All text of a PDF with hyphens at line ends taken out."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    for old, new in SOFT.items():
        text = text.replace(old, new)
    return text


@pytest.mark.verapdf
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_pdf_ua_and_pdf_a(kind):
    from tests.verapdf import validate

    assert validate(made(kind).data) == []


def test_the_same_content_gives_the_same_bytes():
    assert printed("casepaper", content("casepaper")).data == made("casepaper").data


def amounts_in(value):
    """Every amount of a money row, wherever it stands."""
    if isinstance(value, dict):
        if set(value) == set(MoneyRow.__dataclass_fields__):
            yield from (value[name] for name in ("planned", "revised", "actual", "forecast"))
        for item in value.values():
            yield from amounts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from amounts_in(item)


def test_the_report_names_every_area_section_activity_and_amount():
    text = text_of(made("report").data)
    report = content("report")
    assert "1 av 5 forfalte aktiviteter er levert" in text
    assert "Ingen rapporteringslinje for årsrapport" in text
    assert "ENDELIG" in text
    for area in report["areas"]:
        assert area["title"] in text
        for section in area["sections"]:
            assert section["title"] in text
            for row in section["activities"]:
                assert row["title"] in text
                assert f"{row['status']['symbol']} {row['status']['word']}" in text
    wanted = {amount(value).replace("\u00a0", " ") for value in amounts_in(report) if value is not None}
    assert wanted == {"350 000", "400 000", "320 000", "600 000", "624 000", "950 000", "1 000 000", "944 000"}
    assert [each for each in wanted if each not in text] == []


def test_the_plan_prints_deadlines_as_typed():
    text = text_of(made("plan").data)
    rows = [row for area in content("plan")["areas"] for section in area["sections"] for row in section["rows"]]
    assert [row["deadline"] for row in rows if row["deadline"] not in text] == []
    assert "Kommunehelsesamarbeidet" in text
    assert "Årsrapport: ingen rapporteringslinje" in text
    assert "75,5 %" in text


def test_the_paper_says_where_and_when():
    text = text_of(made("casepaper").data)
    for part in ("Sak 43/2015", "Styringsgruppen", "10. desember 2015", "Planen vedtas", "sak 46/2015"):
        assert part in text
    assert "Personsak" not in text
    assert "Unntatt offentlighet, offl. § 13" in text


def test_the_convocation_says_when_where_what_and_who():
    text = text_of(made("convocation").data)
    for part in ("28.–29. september 2017", "Sundvolden", "Transport 2.0", "Sak unntatt offentlighet", "Olav Ordfører"):
        assert part in text
    assert "Kari Moe" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_reaches_nothing_and_is_printed(kind):
    assert made(kind).refused == ()  # pictures and styles are gone before the renderer sees them
    text = text_of(made(kind).data)
    assert "root:" not in text
    assert "Kárášjohka" in text
    assert b"/EmbeddedFile" not in made(kind).data


@pytest.mark.parametrize("value", ["lang " * 10_000, "x" * 50_000, "<div>" * 10_000, "مرحبا " * 2_000, "😀" * 3_000])
def test_a_status_text_of_any_length_and_letters_is_printed(value):
    changed = json.loads(json.dumps(content("report")))
    changed["areas"][0]["sections"][0]["activities"][0]["text"] = value
    assert printed("report", changed).pages >= made("report").pages


@pytest.mark.parametrize(
    ("kind", "values", "draft"),
    [
        ("report", {}, False),
        ("report", {"document": {"version": 1, "state": "draft", "made_on": "2018-03-08"}}, True),
        ("plan", {"is_adopted": True}, False),
        ("plan", {"is_adopted": False}, True),
        ("casepaper", {"is_sent": True}, False),
        ("casepaper", {"is_sent": False}, True),
        ("convocation", {"is_sent": True}, False),
        ("convocation", {"is_sent": False}, True),
    ],
)
def test_what_is_not_final_is_marked(kind, values, draft):
    assert is_draft(kind, {**content(kind), **values}) is draft


def test_an_empty_report_is_a_report():
    empty = {**content("report"), "areas": [], "by_deadline": []}
    empty["counts"] = {**empty["counts"], "activities": 0}
    assert "Planen har ingen aktiviteter" in text_of(printed("report", empty).data)
