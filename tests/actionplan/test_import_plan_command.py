"""`manage.py import_plan`: what it prints, what it stores, and how it says no."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from actionplan.models import ActionPlan, PlanSection
from tests.actionplan.test_imports import FIXTURE


def run(*arguments, file=FIXTURE):
    out = StringIO()
    call_command("import_plan", str(file), "--alliance", "vestregionen", "--year", "2016", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def standing(bodies):
    return bodies


def test_the_plan_is_printed_row_by_row_and_stored():
    printed = run()
    assert "9 deler, 38 tiltak (48 på alle nivåer), 86 aktiviteter, 72 med frist skrevet på 16 måter" in printed
    assert "linje 38: Delta i arbeidsgrupper i Osloregionen | Q3 (3. kvartal 2016)" in printed
    assert "! Raden ser ut til å holde to punkter" in printed
    assert "organisasjon: Norsk Helsenett" in printed
    assert printed.endswith("Lagret: Handlingsplan 2016.\n")
    assert PlanSection.objects.filter(plan__year=2016).count() == 9


def test_json_is_one_object_with_the_agreed_keys():
    found = json.loads(run("--json", "--dry-run"))
    titles = [section["title"] for section in found["sections"]]
    assert (len(titles), found["measures"], found["activities"], found["with_deadline"]) == (9, 38, 86, 72)
    assert len(found["deadline_spellings"]) == 16
    assert {"amounts", "positions", "reporting_lines"} <= set(found["sections"][0])
    assert {"row", "message", "code"} <= set(found["warnings"][0])
    assert found["stored"] is False
    assert not ActionPlan.objects.exists()


def test_json_that_stores_says_so():
    assert json.loads(run("--json"))["stored"] is True


def test_a_second_import_is_refused():
    run()
    with pytest.raises(CommandError, match="finnes allerede"):
        run()


def test_a_cooperation_of_its_own_gets_the_plan():
    run("--cooperation", "khs")
    assert ActionPlan.objects.get().cooperation.slug == "khs"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--cooperation", "ukjent"], "Fant ikke samarbeidet «ukjent». Vestregionen har: "),
        (["--alliance", "ukjent"], "Fant ingen allianse"),
        (["--year", "16"], "mellom 1990 og 2100"),
    ],
)
def test_a_wrong_name_is_explained(arguments, reason):
    with pytest.raises(CommandError, match=reason):
        run(*arguments)


def test_a_file_that_is_gone_or_no_plan_is_explained(tmp_path):
    with pytest.raises(CommandError, match="Kan ikke lese filen"):
        run(file=tmp_path / "borte.docx")
    picture = tmp_path / "plan.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(CommandError):
        run(file=picture)
    letter = tmp_path / "brev.txt"
    letter.write_text("Kjære alle sammen\n\nTakk for sist.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Fant ingen tabell"):
        run(file=letter)
    assert not ActionPlan.objects.exists()
