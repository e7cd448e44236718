"""The workbook of a plan in the programs that open it: through LibreOffice and back, and its pages in Chromium."""

import os
import shutil
import subprocess

import openpyxl
import pytest

from actionplan.models import Activity
from actionplan.services.activities import change_activity
from actionplan.services.measures import create_measure
from actionplan.services.workbook import undo_workbook, write_workbook
from actionplan.workbook.writes import writes_of
from governance.models import Event
from tests.actionplan.plancast import fill
from tests.actionplan.workbooks import Sheet, fetched, landed, saved

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LONG = "Gi uttalelse om " + "kommuneplaner" * 9
PAGE = "/vestregionen/handlingsplan/2016/rediger/excel/"


@pytest.fixture
def rows(section):
    return fill(section, 4)


def through_office(data: bytes, folder, kind: str = "xlsx") -> bytes:
    """The workbook as LibreOffice writes it when it is opened and saved as `kind`, and as .xlsx again."""
    name = folder / "plan.xlsx"
    name.write_bytes(data)
    for step in dict.fromkeys((kind, "xlsx")):
        out = folder / step
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", step]
        home = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        subprocess.run(
            [*command, "--outdir", str(out), str(name)], env=home, check=True, capture_output=True, timeout=120
        )
        name = out / f"plan.{step}"
    return name.read_bytes()


@pytest.mark.django_db
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (apt install libreoffice-calc)")
class TestLibreOffice:
    @pytest.mark.parametrize("kind", ["xlsx", "ods"])
    def test_opened_and_saved_there_it_changes_nothing(self, plan, secretary, section, rows, tmp_path, kind):
        create_measure(secretary, section=section, title="=1+1 er ingen formel")
        change_activity(secretary, rows[0], note="To linjer:\n– «æøå» 100 %", deadline_text="1.3")
        found = landed(secretary, plan, through_office(fetched(plan, secretary), tmp_path, kind))
        assert (found.problems, found.shown, found.missing) == ([], [], [])
        assert found.is_nothing

    def test_what_was_changed_is_stored_and_taken_back(self, plan, secretary, section, rows, asker, tmp_path):
        sheet = Sheet(through_office(fetched(plan, secretary), tmp_path))
        sheet.put(sheet.activity("Aktivitet 1"), "Frist", "Q2 + Q4")
        sheet.put(sheet.activity("Aktivitet 2"), "Ansvarlig", asker.name)
        sheet.insert(sheet.activity("Aktivitet 3"), Aktivitet="Ny fra regneark", Frist="Q3")
        found = landed(secretary, plan, through_office(sheet.bytes(), tmp_path))
        assert found.problems == []
        change = write_workbook(secretary, plan=plan, writes=writes_of(found))
        first, second = (Activity.objects.get(pk=row.pk) for row in rows[:2])
        assert (first.deadline_text, second.responsible) == ("Q2 + Q4", asker)
        made = Activity.objects.get(title="Ny fra regneark")
        assert made.position == Activity.objects.get(pk=rows[2].pk).position + 1
        undo_workbook(secretary, plan=plan, event=Event.objects.get(pk=change))
        assert Activity.objects.get(pk=rows[0].pk).deadline_text == rows[0].deadline_text
        assert not Activity.objects.present().filter(pk=made.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_the_workbook_are_open_to_all(
    page, sign_in, axe, resize, no_sideways_scroll, plan, secretary, rows, settings, tmp_path
):
    """What is looked over: a change, a clash, a wrong cell, a new row, a row that moved and one that is gone."""
    settings.FILES_ROOT = tmp_path / "files"
    sheet = Sheet(fetched(plan, secretary))
    change_activity(secretary, Activity.objects.get(pk=rows[0].pk), note="Hennes")
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Min " + "lange " * 30 + "x" * 120)
    sheet.put(sheet.activity("Aktivitet 2"), "Frist", "når det passer")
    sheet.put(sheet.activity("Aktivitet 2"), "Merknad", "Går godt")
    sheet.insert(sheet.activity("Aktivitet 3"), Aktivitet="Ny fra regneark", Frist="Q3")
    sheet.sheet.delete_rows(sheet.activity("Aktivitet 4"))
    workbook = {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": sheet.bytes()}
    sign_in(secretary.user)
    page.goto(PAGE)
    for size in ("desktop", "phone"):
        resize(size)
        axe()
        no_sideways_scroll()
    page.locator("input[type=file]").set_input_files([workbook])
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.get_by_text("En annen har skrevet «Hennes» her siden du hentet arbeidsboken.").first.wait_for()
    for size in ("phone", "desktop"):
        resize(size)
        axe()
        no_sideways_scroll()
    page.get_by_label("La det som er galt, stå slik det er i planen").check()
    page.get_by_role("button", name="Lagre endringene").click()
    page.get_by_role("button", name="Angre").wait_for()
    axe()
    notes = [Activity.objects.get(pk=row.pk).note for row in rows[:2]]
    assert notes == ["Hennes", "Går godt"]
    assert Activity.objects.present().filter(title="Aktivitet 4").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("bodies")
def test_the_preview_of_a_plan_from_excel_is_open_to_all(
    page, sign_in, axe, resize, no_sideways_scroll, secretary, settings, tmp_path
):
    settings.FILES_ROOT = tmp_path / "files"
    book = openpyxl.Workbook()
    for line in (
        ("Innsatsområde", "Del", "Tiltak", "Aktivitet", "Frist 2016"),
        ("Regional utvikling", "Arealbruk", "Delta i planer", "Samordne innspill", "Q1"),
        (
            "Regional utvikling",
            "Arealbruk",
            "Delta i planer",
            LONG,
            "når det passer",
        ),
    ):
        book.active.append(line)
    workbook = {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": saved(book)}
    sign_in(secretary.user)
    page.goto("/vestregionen/handlingsplan/import/")
    page.locator("input[type=file]").set_input_files([workbook])
    page.locator("[name=year]").fill("2016")
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.get_by_text("Samordne innspill").first.wait_for()
    for size in ("desktop", "phone"):
        resize(size)
        axe()
        no_sideways_scroll()
