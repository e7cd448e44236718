"""Every page in a real browser on the real server with the demo in it: fits, is accessible, titled, quiet, Norwegian.

One page per address of the table of access (tests/access/table.py), as the secretary who may open nearly all, and as
the mayor who reads. Each page is loaded once and only resized.
"""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.access.roles import LOGINS
from tests.browser import AXE, SIZES, _note_console, _note_response, violations
from tests.demoland import ROOT, run_on, serving
from vestregion.demo import PASSWORD

CHUNKS = 4
WIDTHS = SIZES | {
    "reflow": (320, 640),  # 400 % of the usual laptop, which WCAG 1.4.10 asks for
    "enlarged": (640, 400),  # 200 % of it
    **{str(width): (width, 800) for width in (1280, 1366, 1536)},  # the usual laptops, where columns are many
}
NO_PAGES = {  # answers that are a file, a fragment or a line of text
    "governance:file",
    "governance:file_version",
    "reporting:plan_pdf",
    *("reporting:fee_run_pdf", "reporting:fee_claim_pdf", "actionplan:fee_run_excel"),
    "actionplan:gathering_excel",
    "reporting:plan_word",
    "reporting:adopted_pdf",
    "reporting:paper_pdf",
    "reporting:convocation_pdf",
    "reporting:document_file",
    "actionplan:deadline_reading",
    *("actionplan:grid_choices", "actionplan:link_choices", "actionplan:plan_news"),
    *("actionplan:plan_excel", "actionplan:plan_workbook_file"),
    "health",
    "set_language",
    *("governance:meeting_mails", "governance:meeting_agenda_news", "governance:governing_file"),
    *("robots", "sitemap", "governance:logo", "governance:person_import_template"),
    *("governance:meeting_calendar", "governance:body_calendar", "governance:own_calendar"),
    *("governance:person_card", "governance:body_cards"),
}
ENGLISH = re.compile(
    r"\b(Save|Cancel|Delete|Edit|Search|required|Choose|This field|Log in|Log out|Submit|Add|Remove|Change|Please"
    r"|Select|Unknown|None|True|False|Yes|Optional|Upload|Currently|Clear|Next|Previous|Home)\b"
)
PAGE_FACTS = """() => ({
    title: document.title.split('–')[0].trim(), lang: document.documentElement.lang,
    h1: [...document.querySelectorAll('h1')].filter(h => h.innerText.trim()).length,
    text: document.body.innerText})"""
TOO_WIDE = """() => {
    const over = document.documentElement.scrollWidth - window.innerWidth
    const cuts = e => getComputedStyle(e).overflowX !== 'visible'
    const clipped = e => e !== document.body && (cuts(e) || clipped(e.parentElement))
    const out = e => e.getBoundingClientRect().right > window.innerWidth + 1 && !clipped(e.parentElement)
    const which = over > 0 ? [...document.body.querySelectorAll('*')].filter(out).slice(0, 3) : []
    const hides = e => e.scrollWidth > e.clientWidth + 1 && e.querySelector('.vr-table--stack')
    const hidden = [...document.querySelectorAll('.vr-table-wrap')].filter(hides)
    const tables = hidden.map(e => `a table hides ${e.scrollWidth - e.clientWidth} px: ${e.innerText.slice(0, 60)}`)
    return over > 0 ? [`${over} px`, ...which.map(e => e.outerHTML.slice(0, 120))] : tables}"""


@pytest.fixture(scope="session")
def walked_folder(demo_folder, made_once):
    """The demo with one of everything in it, and addresses.json: {role: [(name, address), ...]}."""

    def make(folder: Path) -> None:
        shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
        told = run_on(folder, "-m", "tests.access.addresses").splitlines()[-1]
        (folder / "addresses.json").write_text(told, encoding="utf-8")

    return made_once("walked", make)


@pytest.fixture(scope="module")
def addresses(walked_folder) -> dict:
    """What each role may read."""
    return json.loads((walked_folder / "addresses.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def server(walked_folder, tmp_path_factory):
    """The address of one real server for all pages: they are only read."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    shutil.copytree(walked_folder, folder)
    with serving(folder) as machine:
        yield machine.address


@pytest.fixture
def open_as(browser, server):
    """`open_as(role)`: a page in a session of its own, logged in through the login page; it notes its problems."""
    contexts = []

    def log_in(role: str):
        width, height = SIZES["desktop"]
        size = {"width": width, "height": height}
        context = browser.new_context(base_url=server, locale="nb-NO", viewport=size, reduced_motion="reduce")
        contexts.append(context)
        context.add_init_script(path=AXE)  # handed over once, and not again for each page
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(f"script error: {error}"))
        page.on("console", lambda message: _note_console(page.problems, message))
        page.on("response", lambda response: _note_response(page.problems, response))
        page.goto("/konto/login/")
        page.fill("input[name=login]", LOGINS[role])
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/vestregionen/")
        return page

    yield log_in
    for context in contexts:
        context.close()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_page_of_the_secretary(addresses, open_as, chunk):
    pages = one_of_each(addresses["secretary"])
    assert len(pages) > 90
    found = faults(open_as("secretary"), pages[chunk::CHUNKS])
    assert not found, "\n".join(found)


def test_every_page_that_a_mayor_reads(addresses, open_as):
    pages = one_of_each(addresses["mayor_asker"])
    assert len(pages) > 20
    found = faults(open_as("mayor_asker"), pages)
    assert not found, "\n".join(found)


def test_a_bad_page_is_seen(browser):
    """The checks themselves: each fault of a page made of faults is told."""
    page = browser.new_page()
    page.set_content(
        "<html lang=en><title>– Vestregion</title><h1></h1><img src=x><div style='width:3000px'>Save</div></html>"
    )
    told = "\n".join(words(page) + shape(page))
    table = "<table class=vr-table--stack><td style='min-width: 9000px'></table>"
    page.set_content(f"<div class=vr-table-wrap style='overflow: auto'>{table}</div>")
    told += "\n".join(page.evaluate(TOO_WIDE))
    page.close()
    for fault in (
        *("has no title", "has 0 h1", "is in en", "English: Save"),
        *("phone: too wide", "desktop: image-alt", "a table hides"),
    ):
        assert fault in told


def test_a_long_name_of_a_value_makes_room_for_itself(browser):
    """In the cards that tables become on a phone: no name lies over its value or the next, and no empty one shows."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    cells = (
        "<td class=vr-number data-label='Saker og aktiviteter'>4<td data-label=Kort>5"
        "<td class='vr-number vr-none' data-label=Ingen>–<td data-label=Tom></td>"
    )
    page.set_content(
        f"<div class=vr-table-wrap><table class='vr-table vr-table--stack'><tbody><tr>{cells}</table></div>"
    )
    page.add_style_tag(path=ROOT / "vestregion/static/vestregion/app.css")
    long, short, none, empty = (cell.bounding_box() for cell in page.locator("td").all())
    page.close()
    assert long["height"] > 1.3 * short["height"]
    assert long["y"] + long["height"] <= short["y"] + 1
    assert (none, empty) == (None, None)


def one_of_each(addresses) -> list[str]:
    """The first address of each name that is a page."""
    first = {}
    for name, address in addresses:
        if name not in NO_PAGES:
            first.setdefault(name, address)
    return list(first.values())


def faults(page, addresses: list[str]) -> list[str]:
    """Everything wrong with the pages, so that one run tells all."""
    found = []
    for address in addresses:
        page.problems.clear()
        answer = page.goto(address)
        wrong = [] if answer.status == 200 else [f"answers {answer.status}"]
        wrong += words(page) + shape(page) + page.problems
        found += [f"{address}: {fault}" for fault in wrong]
    return found


def words(page) -> list[str]:
    """Title, one heading, the language, and no word of English left by a library."""
    facts = page.evaluate(PAGE_FACTS)
    wrong = [] if facts["title"] else ["has no title"]
    wrong += [] if facts["h1"] == 1 else [f"has {facts['h1']} h1"]
    wrong += [] if facts["lang"] == "nb" else [f"is in {facts['lang']}"]
    return wrong + [f"English: {word}" for word in sorted(set(ENGLISH.findall(facts["text"])))]


def shape(page) -> list[str]:
    """No sideways scroll at any width, and no violation of accessibility at the widest and the narrowest."""
    wrong = []
    for size, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{size}: too wide: {part}" for part in page.evaluate(TOO_WIDE)]
        if size in ("desktop", "phone"):
            wrong += [f"{size}: {violation}" for violation in violations(page)]
    return wrong
