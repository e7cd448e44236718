"""Every import tells of a wrong file what came, and which kinds that import takes: never what another one takes."""

import io
import re
import zipfile

import pytest

from actionplan.importing import MAX_BYTES, UnreadableFile, read_plan
from actionplan.ledger import read_ledger
from actionplan.workbook.reading import read_workbook
from governance.forms.personimport import PeopleUploadForm
from governance.importing.people import read_people
from governance.importing.tables import PASTED, read_table
from tests.actionplan.importing.make_files import flat_excel_file, word_file

PLAN = "Last opp filen som Word (.docx), Excel (.xlsx) eller tabulatordelt tekst (.txt eller .tsv)."
ACCOUNTS = "Last opp filen som CSV (.csv), tekst (.txt eller .tsv) eller Excel (.xlsx)."
PERSONS = "Last opp listen som Excel (.xlsx) eller tabulatordelt tekst (.txt eller .tsv)."
WORKBOOK = "Last opp arbeidsboken du hentet her, lagret som Excel (.xlsx)."
IMPORTS = {
    "plan": (lambda data, name: read_plan(data, name, 2018), PLAN),
    "accounts": (read_ledger, ACCOUNTS),
    "persons": (lambda data, name: read_people(*read_table(data, name)), PERSONS),
    "workbook": (lambda data, name: read_workbook(data, name, MAX_BYTES), WORKBOOK),
}


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


PDF, OLD = b"%PDF-1.7\n%abc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)
WORD, EXCEL = word_file("Tiltak\tFrist\nKurs\tQ1\n"), flat_excel_file([["Konto", "Navn"], ["1", "2"]])
WRONG = {
    "a PDF as text": ("a.txt", PDF, "Filen heter .txt, men er en PDF."),
    "a PDF as csv": ("a.csv", PDF, "Filen heter .csv, men er en PDF."),
    "a PDF as Excel": ("a.xlsx", PDF, "Filen heter .xlsx, men er en PDF."),
    "a PDF": ("a.pdf", PDF, "Filtypen «.pdf» kan ikke leses."),
    "a picture as Excel": ("a.xlsx", PICTURE, "Filen heter .xlsx, men er et bilde (PNG)."),
    "an archive as Excel": (
        "a.xlsx", zipped("a.txt"), "Filen heter .xlsx, men er et vanlig arkiv (ZIP), ikke et Excel-ark."
    ),
    "an archive as text": ("a.txt", zipped("a.txt"), "Filen heter .txt, men er et pakket arkiv (ZIP)."),
    "an archive as csv": ("a.csv", zipped("a.txt"), "Filen heter .csv, men er et pakket arkiv (ZIP)."),
    "Word as Excel": ("a.xlsx", WORD, "Filen heter .xlsx, men er et Word-dokument."),
    "Word as text": ("a.txt", WORD, "Filen heter .txt, men er et Word-dokument."),
    "Excel as text": ("a.txt", EXCEL, "Filen heter .txt, men er et Excel-ark."),
    "Excel as csv": ("a.csv", EXCEL, "Filen heter .csv, men er et Excel-ark."),
    "Excel as Word": ("a.docx", EXCEL, "Filen heter .docx, men er et Excel-ark."),
    "text as Excel": ("a.xlsx", "Konto;Beløp\n1;2".encode(), "er ikke et Excel-ark. Innholdet er tekst."),
    "a web page as Excel": ("a.xlsx", b"<html><table>", "er ikke et Excel-ark. Innholdet er en nettside eller XML."),
    "bytes as Excel": ("a.xlsx", bytes(range(100)), "Filen heter .xlsx, men er ikke et Excel-ark."),
    "a web page as text": ("a.txt", b"<!doctype html>", "Filen er en nettside eller XML, ikke ren tekst."),
    "bytes as csv": ("a.csv", b"a\x00\x01b", "Filen er ikke ren tekst."),
    "the old format": ("a.xls", OLD, "Filtypen «.xls» kan ikke leses."),
    "the old format as Excel": ("a.xlsx", OLD, "Filen er i det gamle Office-formatet (.doc eller .xls)."),
    "macros": ("a.xlsm", EXCEL, "Filen kan inneholde makroer og leses derfor ikke."),
    "nothing": ("a.xlsx", b"  ", "Filen er tom."),
    "no ending": ("regnskap", b"x", "Filtypen «regnskap» kan ikke leses."),
}  # fmt: skip
TAKEN = {
    "plan": {".docx", ".xlsx", ".txt", ".tsv"},
    "accounts": {".csv", ".txt", ".tsv", ".xlsx"},
    "persons": {".xlsx", ".txt", ".tsv"},
    "workbook": {".xlsx"},
}


@pytest.mark.parametrize("which", IMPORTS)
@pytest.mark.parametrize("what", WRONG)
def test_what_came_and_what_this_import_takes(what, which):
    (name, data, told), (read, wanted) = WRONG[what], IMPORTS[which]
    with pytest.raises(UnreadableFile) as refusal:
        read(data, name)
    reason, ending = refusal.value.reason, f".{name.rpartition('.')[2]}"
    taken = ending in TAKEN[which]
    if taken or ending in (".xlsm", ".xlsx") or not data.strip():
        assert told in reason
    else:
        assert reason.startswith(f"Filtypen «{ending if '.' in name else name}» kan ikke leses.")
    right = {"Word-dokument": ".docx", "Excel-ark": ".xlsx"}.get(told.removesuffix(".").rpartition("men er et ")[2])
    if taken and right in TAKEN[which]:
        assert reason.endswith(f"Gi den endelsen {right}.")
    else:
        assert reason.endswith(wanted)
    assert set(re.findall(r"\.[a-z]{3,4}\b", reason.replace("(.doc eller .xls)", ""))) <= TAKEN[which] | {ending}


@pytest.mark.parametrize(
    ("which", "name"), [("plan", "a.csv"), ("accounts", "a.docx"), ("persons", "a.docx"), ("workbook", "a.txt")]
)
def test_a_good_file_of_a_kind_that_is_not_taken_here(which, name):
    read, wanted = IMPORTS[which]
    with pytest.raises(UnreadableFile) as refusal:
        read(WORD if name.endswith("docx") else b"Konto;Navn\n", name)
    assert refusal.value.reason == f"Filtypen «{name[1:]}» kan ikke leses. {wanted}"


@pytest.mark.parametrize("start", ["%PDF-1.4", "PK\x03\x04", "<html>", "MZ", "Rar!"])
def test_what_is_pasted_is_never_called_a_file(start):
    form = PeopleUploadForm({"cells": f"{start}\nKari\tNord"}, actor=None)
    assert not form.is_valid()
    assert form.errors["cells"] == [
        "Fant ingen overskrifter. Første rad må ha «Fornavn» og «Etternavn», eller «Navn». Bruk gjerne malen."
    ]
    above = PeopleUploadForm({"cells": f"{start}\nFornavn\tEtternavn\nKari\tNord"}, actor=None)
    assert above.is_valid(), above.errors
    lines = read_people(*read_table(above.data_read, above.file_name)).lines
    assert ([line.name for line in lines], above.file_name) == (["Kari Nord"], PASTED)


def test_a_sheet_that_is_too_long_is_told_without_kinds_of_files():
    rows = [["Konto", "Beløp"], *([str(n), "1"] for n in range(3100))]
    with pytest.raises(UnreadableFile, match=r"over 3000 rader\. Fjern tomme rader, eller del det opp\.$"):
        read_ledger(flat_excel_file(rows), "a.xlsx")
