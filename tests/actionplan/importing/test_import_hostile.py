"""Files that are not what they say are refused with a plain reason, within two seconds and without filling memory."""

import io
import struct
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.importing import UnreadableFile, read_plan
from tests.actionplan.importing.make_files import FIXTURE, fixture_text, flat_excel_file, word_file

SECONDS = 2
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(data, **replaced):
    """The same Office file with some parts replaced or added; "__" in a name stands for "/" and "_dot_" for "."."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(parts | {name.replace("__", "/").replace("_dot_", "."): part for name, part in replaced.items()})


def small_word():
    return word_file("Tiltak\tAktiviteter\t2016\nKurs\tArrangere kurs\tQ1\n")


def small_excel():
    return flat_excel_file([["Tiltak", "Aktivitet", "Frist"], ["Kurs", "Arrangere", "Q1"]])


def false_size(data):
    """A file whose directory claims that every part is 10 bytes long."""
    changed_data = bytearray(data)
    at = changed_data.find(b"PK\x01\x02")
    while at != -1:
        changed_data[at + 24 : at + 28] = struct.pack("<I", 10)
        at = changed_data.find(b"PK\x01\x02", at + 4)
    return bytes(changed_data)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "' + b"y" * 1000 + b'"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>'
UTF16 = DOCTYPE.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def made_up_word(number):
    return "Abcdefgh" + "".join(chr(97 + number // 26**place % 26) for place in range(3))


def plan_or_reason(data, name):
    """The title of the plan or the reason of the refusal; any other exception fails the test."""
    try:
        return read_plan(data, name, 2016).title
    except UnreadableFile as refusal:
        return refusal.reason


def zip_bomb(word):
    return changed(word, word__document_dot_xml=BODY % (b" " * 60_000_000))


def hostile_files():
    """What it is, to its name, how it is made, and words of the refusal; made by the test that reads it."""
    word, excel = small_word(), small_excel()
    paragraphs = b"".join(b"<w:p><w:r><w:t>Linje %d om tiltak</w:t></w:r></w:p>" % n for n in range(60_000))
    many = {f"xl__a{n}_dot_xml": b" " * 1_900_000 for n in range(30)}
    parts = {f"word__m{n}": b"" for n in range(2500)}
    sections = b"".join(b"Del %d\nTiltak\tFrist\nKurs\tQ1\n" % n for n in range(400))
    deep = BODY % (b"<w:p>" * 5000 + b"</w:p>" * 5000)
    wide = BODY % (b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * 500 + b"</w:tr></w:tbl>")
    last_row = CELLS % b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 60_000))
    return {
        "empty": ("plan.docx", lambda: b"", "tom"),
        "unknown type": ("plan.odt", lambda: b"PK\x03\x04", "kan ikke leses"),
        "pdf": ("plan.docx", lambda: b"%PDF-1.7 ...", "en PDF"),
        "renamed picture": ("plan.xlsx", lambda: PNG, "et bilde"),
        "renamed zip": ("plan.docx", lambda: zipped({"bilder/a.txt": "a"}), "vanlig arkiv"),
        "zip as text": ("plan.tsv", lambda: zipped({"a.txt": "a"}), "pakket arkiv"),
        "text as word": ("plan.docx", lambda: b"Tiltak\tFrist", "ikke et Word-dokument"),
        "word as excel": ("plan.xlsx", lambda: word, "er et Word-dokument"),
        "excel as word": ("plan.docx", lambda: excel, "er et Excel-ark"),
        "web page": ("plan.txt", lambda: b"<!doctype html><table>", "nettside"),
        "binary": ("plan.txt", lambda: b"a\x00b\x01", "ikke ren tekst"),
        "password": ("plan.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "passord"),
        "old format": ("plan.docx", lambda: OLE, "gamle Office-formatet"),
        "macros by name": ("plan.docm", lambda: word, "makroer"),
        "macros inside": ("plan.docx", lambda: changed(word, word__vbaProject_dot_bin=b"x"), "makroer"),
        "truncated": ("plan.docx", lambda: word[: len(word) // 2], "skadet"),
        "damaged middle": ("plan.docx", lambda: word[:3000] + bytes(200) + word[3200:], "skadet"),
        "no body": ("plan.docx", lambda: changed(word, word__document_dot_xml=b"<a/>"), "skadet"),
        "broken xml": ("plan.docx", lambda: changed(word, word__document_dot_xml=BODY[:-5] % b""), "skadet"),
        "broken workbook": ("plan.xlsx", lambda: changed(excel, xl__workbook_dot_xml=b"<workbook/>"), "skadet"),
        "word entities": ("plan.docx", lambda: changed(word, word__document_dot_xml=DOCTYPE), "XML-definisjoner"),
        "utf-16 entities": ("plan.docx", lambda: changed(word, word__styles_dot_xml=UTF16), "XML-definisjoner"),
        "excel entities": ("plan.xlsx", lambda: changed(excel, xl__sharedStrings_dot_xml=DOCTYPE), "XML-definisjoner"),
        "zip bomb": ("plan.docx", lambda: zip_bomb(word), "pakkes ut"),
        "many small bombs": ("plan.xlsx", lambda: changed(excel, **many), "tekst og oppsett"),
        "bomb with false size": ("plan.docx", lambda: false_size(zip_bomb(word)), "skadet"),
        "many parts": ("plan.docx", lambda: changed(word, **parts), "uvanlig mange"),
        "deep xml": ("plan.docx", lambda: changed(word, word__document_dot_xml=deep), "skadet"),
        "endless document": ("plan.docx", lambda: changed(word, word__document_dot_xml=BODY % paragraphs), "for langt"),
        "endless sheet": ("plan.xlsx", lambda: changed(excel, xl__worksheets__sheet1_dot_xml=CELLS % rows), "rader"),
        "row a million": ("plan.xlsx", lambda: changed(excel, xl__worksheets__sheet1_dot_xml=last_row), "rader"),
        "wide table": ("plan.docx", lambda: changed(word, word__document_dot_xml=wide), "kolonner"),
        "endless text": ("plan.txt", lambda: b"Kurs\tQ1\n" * 30_000, "for mye"),
        "many sections": ("plan.txt", lambda: sections, "deler"),
    }  # fmt: skip


@pytest.mark.parametrize("case", hostile_files().items(), ids=lambda case: case[0])
def test_a_hostile_file_is_refused_with_the_reason_and_soon(case):
    name, make, words = case[1]
    data = make()
    started = time.process_time()
    with pytest.raises(UnreadableFile) as refusal:
        read_plan(data, name, 2016)
    assert time.process_time() - started < SECONDS
    assert words in refusal.value.reason
    assert refusal.value.reason.endswith(".")


def test_a_file_over_the_limit_is_refused_by_its_size():
    with pytest.raises(UnreadableFile, match="høyst 50 MB"):
        read_plan(bytes(50 * 1024 * 1024 + 1), "plan.docx", 2016)
    with pytest.raises(UnreadableFile, match="høyst 0,5 MB"):
        read_plan(bytes(600 * 1024), "plan.docx", 2016, max_bytes=512 * 1024)


@pytest.mark.parametrize(
    "text",
    [
        "a Er " * 190_000,
        " " * 100_000 + "x" + " " * 1_000_000 + "y",
        "\n".join(f"Fokusområde {n} Navnet{n}\n\nNavnex{n}\nTiltak\tFrist\nK\tQ1" for n in range(200)),
        "Innsatsområde: A\n" + " ".join(map(made_up_word, range(17_000))),
        "Organisering\n" + "Daglig leder i 20% stilling og " * 3_000,
        "Ressurser\n" + "kr 100 000 av " * 3_000,
        "Rapportering\n" + "Tertialrapport behandles av A og " * 3_000,
        "Ressurser\n" + "123 " * 240_000,
        "Ressurser\n" + ("kr 100 000 av " * 50 + "x. A\n") * 1_300,
        "Organisering\n" + ("Daglig leder i 20% stilling og " * 20 + "x. A\n") * 1_300,
        "Tiltak\tAktiviteter\t2016\n" + "a\tb Er c\tQ1\n" * 5_900,
    ],
    ids=range(11),
)  # fmt: skip
def test_hostile_text_takes_no_longer(text):
    started = time.process_time()
    assert plan_or_reason(text.encode(), "plan.txt")
    assert time.process_time() - started < SECONDS


def test_links_out_of_the_file_are_reported_and_not_followed():
    relation = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>'
        b'<Relationship Id="r2" Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/>'
        b"</Relationships>"
    )
    plan = read_plan(changed(small_word(), word___rels__settings_dot_xml_dot_rels=relation), "plan.docx", 2016)
    assert [each.text for each in plan.warnings if each.code == "external_link"] == ["file:///etc/passwd"]


def test_tracked_changes_keep_what_is_inserted_and_drop_what_is_deleted():
    change = (
        b"<w:p><w:ins><w:r><w:t>Visjon: Ny</w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText>Gammel</w:delText></w:r></w:del></w:p>"
    )
    plan = read_plan(changed(small_word(), word__document_dot_xml=BODY % change), "plan.docx", 2016)
    assert plan.vision == "Ny"
    assert "tracked_changes" in [each.code for each in plan.warnings]


WORDS = st.sampled_from(
    ["Innsatsområde: Helse", "Fokusområde 1 Kultur", "Organisering", "Ressurser", "Rapportering", "Tiltak\tFrist",
     "Tiltak\tAktiviteter\t2016", "\tKurs\tQ1", "Kurs\t\t", "\t\tQ9", "", "Visjon:", "Handlingsplan 2016",
     "kr 5 av 100 %", "**", "Seksjon\tTiltak", "Innsatsområde\tSeksjon\tTiltak\tFrist", "Helse\t\tKurs\tQ1", "\t",
     "- Kultur", "Innsatsområder:", "31.02.2016"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=40)), max_size=25))
def test_any_lines_give_a_plan_or_a_reason(lines):
    assert plan_or_reason("\n".join(lines).encode("utf-8", "replace"), "plan.txt")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.xlsx", "a.txt", "a", ".docx", "a.doc"]))
def test_any_bytes_give_a_plan_or_a_reason(data, name):
    for content in (data, b"PK\x03\x04" + data):
        assert plan_or_reason(content, name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(["docx", "xlsx"]))
def test_a_damaged_office_file_gives_a_plan_or_a_reason(data, kind):
    content = bytearray({"docx": SMALL_WORD, "xlsx": SMALL_EXCEL}[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert plan_or_reason(bytes(content), f"plan.{kind}")


SMALL_WORD, SMALL_EXCEL = small_word(), small_excel()


def test_damaged_xml_inside_a_whole_archive_gives_a_plan_or_a_reason():
    sheet = CELLS % b'<row r="x"><c r="??" t="s"><v>99</v></c><c t="q"><f>1+</f></c></row>'
    for content in (sheet, CELLS % b'<row r="-1"/>', CELLS % b'<row><c r="A1" s="99"><v>a</v></c></row>', b"<a/>"):
        assert plan_or_reason(changed(SMALL_EXCEL, xl__worksheets__sheet1_dot_xml=content), "plan.xlsx")


def test_nothing_of_the_fixture_is_lost():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016)
    cells = {cell for line in fixture_text().split("\n") if "\t" in line for cell in line.split("\t") if cell}
    kept = {a.title for a in plan.activities()} | {a.deadline_text for a in plan.activities()}
    kept |= {title for a in plan.activities() for title in a.measure_path}
    heads = {"Tiltak", "Aktiviteter", "2016", "2015", "Innsatsområde", "Strategi"}
    assert cells - kept - heads == set()
