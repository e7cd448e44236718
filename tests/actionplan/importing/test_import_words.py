"""What the imports say is said in the language of the page: no sentence is built past the catalogue."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from actionplan.importing import UnreadableFile, read_plan, summary
from governance.importing.people import read_people
from governance.importing.tables import rows_of

ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "actionplan/importing").glob("*.py"), *(ROOT / "governance/importing").glob("*.py")])
PLAN = """Rådmannsgruppen
Møtedato 20.02.2016
Innsatsområde: Samferdsel
Fokusområder:
- Jernbane
**Buss** og bane, møte 31.02.2016, i perioden 2018 - 2016
Tiltak\tAktiviteter\tFrist 2016
Bedre tog\tSkrive høring\tsnarest råd
\t\t
Bedre tog\tBe om møte. Departementet svarte. Brevet er sendt\t
\t\tQ3
Tomt tiltak\t\t
Rapportering
Tertialrapporter er viktige.
"""
GIVING = ("UnreadableFile", "Problem", "warning", "wrong", "gap")
SAME_IN_NYNORSK = ("linje ", "rad ", "Skriv datoen som ")
PEOPLE = "Fornavn;Etternavn;E-post;Plass;Fra;Til\nKari;;kari;kanskje;33.1.2018;\nOla;Nord;;;2.1.2018;1.1.2018\n"


def said(language: str) -> list[str]:
    """Place and sentence of all that is odd in a plan and in a list of people."""
    with translation.override(language):
        problems = read_plan(PLAN.encode(), "plan.txt", 2016, ["Jernbanen"]).problems
        problems = [*problems, *read_people(rows_of(PEOPLE)).problems]
        return [part for each in problems for part in (each.place, each.message) if part]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_remark_is_in_the_language_of_the_page(language):
    source, translated = said("nb"), said(language)
    assert len(source) == len(translated) > 25
    alike = {one for one, other in zip(source, translated, strict=True) if one == other}
    assert {each for each in alike if language == "en" or not each.startswith(SAME_IN_NYNORSK)} == set()


@pytest.mark.parametrize(
    ("name", "data", "language", "start"),
    [
        ("plan.txt", b"", "en", "The file is empty. Upload the file as Word"),
        ("plan.txt", b"", "nn", "Fila er tom. Last opp fila som Word"),
        ("plan.docx", b"%PDF-1.7", "en", "The file is named .docx, but is a PDF. "),
        ("plan.docx", b"%PDF-1.7", "nn", "Fila heiter .docx, men er ein PDF. "),
        ("plan.xlsx", b"hei", "en", "The file is named .xlsx, but is not a real Excel workbook. "),
        ("plan.xlsx", b"hei", "nn", "Fila heiter .xlsx, men er ikkje eit Excel-ark. "),
    ],
)
def test_a_refused_file_is_refused_in_the_language_of_the_page(name, data, language, start):
    with translation.override(language), pytest.raises(UnreadableFile) as refused:
        read_plan(data, name, 2016)
    assert refused.value.reason.startswith(start)


@pytest.mark.parametrize(("language", "size"), [("nb", "1,5 MB"), ("nn", "1,5 MB"), ("en", "1.5 MB")])
def test_sizes_are_written_as_the_reader_writes_them(language, size):
    with translation.override(language), pytest.raises(UnreadableFile, match=size):
        read_plan(b"a" * 3 * 512 * 1024, "plan.txt", 2016, max_bytes=1024 * 1024)


def test_dates_are_written_as_the_reader_writes_them():
    paper = PLAN.replace("31.02.2016", "15.02.2017")
    with translation.override("en"):
        problems = read_plan(paper.encode(), "plan.txt", 2016).problems
    found = next(each.message for each in problems if each.code == "date_year")
    assert found.startswith("The date “15.02.2017” is one year after the paper, which is from 20 Feb 2016. ")


def test_what_a_program_reads_is_the_same_in_every_language():
    """The sentences differ; codes, rows, counts and the reading itself must not."""

    def bare(language):
        with translation.override(language):
            found = summary(read_plan(PLAN.encode(), "plan.txt", 2016))
        for kind in ("errors", "warnings"):
            found[kind] = [{k: v for k, v in each.items() if k not in ("message", "place")} for each in found[kind]]
        return found

    assert bare("nb") == bare("nn") == bare("en")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_sentence_is_built_past_the_catalogue(path):
    assert untold(ast.parse(path.read_text())) == []


def test_a_sentence_past_the_catalogue_is_seen():
    for line in ('UnreadableFile("Filen er tom.")', 'message = f"Filen har {n} rader."', 'wrong("Skriv navnet.")'):
        assert untold(ast.parse(line)) != []
    assert (
        untold(ast.parse('raise UnreadableFile(_("Filen er tom. {w}").format(w=_(WANTED)))\ncode = "two_items"')) == []
    )


def untold(tree) -> list[str]:
    """Literals with words in them given to a reader as they are: by the refusing calls, or as `message` or `place`."""
    given = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_message(node.targets[0])]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "UnreadableFile",
            "Problem",
            "warning",
            "wrong",
        ):
            given += node.args
    return [ast.unparse(each) for each in given if _has_words(each)]


def _is_message(target) -> bool:
    return isinstance(target, ast.Name) and target.id in ("message", "place")


def _has_words(node) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_has_words(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip()
