"""Take the pictures of the README anew: `.venv/bin/python -m docs.pictures.make`.

Serves a fresh copy of the demo in a temporary folder and photographs it as the people of the demo see it. Needs the
test tools (`./run test` installs them) and Chromium.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ |= {"DJANGO_SETTINGS_MODULE": "vestregion.settings", "VESTREGION_MODE": "demo", "DEBUG": "1"}
django.setup()

# The people and their password are Django's, which has to be set up first.
from tests.demoland import ROOT, DemoMachine, _environment  # noqa: E402
from tests.journeys.people import MAYOR_OF_ASKER, SECRETARY, TABLET, Visits, menu, open_plan  # noqa: E402

HERE = Path(__file__).resolve().parent
WIDE = (1440, 900)
COLOURS = 128
PAGE_WIDTH = 900  # pixels
REPORT_PAGE = 3  # the summary


def main() -> None:
    """Write every picture into this folder."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "demo"]
        subprocess.run(command, cwd=ROOT, env=_environment(Path(folder)), check=True)
        machine = DemoMachine(Path(folder))
        try:
            machine.start()
            take_all(machine)
        finally:
            machine.stop()


def take_all(machine: DemoMachine) -> None:
    """Visit the demo as three people."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        visits = Visits(browser, machine.address)
        as_secretary(visits)
        as_mayor(visits)
        report_page(machine.folder)
        visits.leave()
        browser.close()


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(path for path in map(shutil.which, names) if path)


def as_secretary(visits: Visits) -> None:
    page = visits.log_in(SECRETARY, WIDE)
    open_plan(page)
    save(page.screenshot(), "plan")
    page.get_by_role("link", name="Rediger", exact=True).click()
    section = page.get_by_role("region", name="Arealbruk, transport og knutepunktutvikling", exact=True)
    section.get_by_role("link", name="Endre Delta i arbeidsgrupper i Osloregionen").click()
    section.get_by_role("form").get_by_text("Leses som").wait_for()
    section.evaluate("element => element.scrollIntoView()")
    save(page.screenshot(), "edit")
    menu(page, "Saker")
    page.get_by_role("link", name="Handlingsplan 2016", exact=True).click()
    save(page.screenshot(), "case")
    menu(page, "Medlemmer")
    page.get_by_role("heading", name="Kommuner", exact=True).evaluate("heading => heading.scrollIntoView()")
    save(page.screenshot(), "members")


def as_mayor(visits: Visits) -> None:
    page = visits.log_in(MAYOR_OF_ASKER, TABLET)
    page.get_by_role("link", name="Les papirene til møtet").click()
    page.get_by_role("table", name="Saksliste").get_by_role("link").nth(2).click()
    page.get_by_text("3 av 3", exact=True).wait_for()
    save(page.screenshot(), "paper")


def report_page(folder: Path) -> None:
    """The summary of the annual report, drawn from its PDF."""
    target = folder / "report.pdf"
    command = ["manage.py", "render_document", "report", "--alliance", "vestregionen", "--year", "2016"]
    command += ["--period", "aar", "--output", str(target)]
    subprocess.run([sys.executable, *command], cwd=ROOT, env=_environment(folder), check=True)
    page = pypdfium2.PdfDocument(target)[REPORT_PAGE - 1]
    image = page.render(scale=PAGE_WIDTH / page.get_width()).to_pil()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    save(buffer.getvalue(), "report")


def save(png: bytes, name: str) -> None:
    """Few colours are enough for a screen, and make the file a third of its size."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
