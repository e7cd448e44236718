"""My page and the help are accessible and lead somewhere for everyone; every listed key does what it says."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser import SIZES
from tests.journeys.people import MAYOR_OF_ASKER, SECRETARY, open_plan_to_edit, seen

COORDINATOR = "koordinator.khs@vestregionen.example"
READER = "leser@vestregionen.example"
TITLE = "Delta i arbeidsgrupper i Osloregionen"


@pytest.mark.parametrize(
    ("login", "asked"),
    [
        (COORDINATOR, "Meld status for «Kommunehelsesamarbeidet»"),
        (MAYOR_OF_ASKER, "Les papirene til møtet i Styringsgruppen"),
        (READER, "Les handlingsplanen for 2018"),
    ],
)
def test_my_page_has_a_next_step_for_everyone(visit, login, asked):
    page = visit(login, SIZES["phone"])
    seen(page)
    page.get_by_role("main").get_by_role("link", name=asked).first.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Hei")
    expect(page.get_by_role("main").get_by_role("heading").first).to_be_visible()


def test_the_help_leads_to_the_words_it_uses(visit):
    page = visit(READER)
    page.goto("/vestregionen/hjelp/")
    seen(page)
    word = page.locator("main p a[href*='#ord-']").first
    target = word.get_attribute("href").partition("#")[2]
    word.click()
    expect(page.locator(f"#{target}")).to_be_in_viewport()


def test_every_listed_key_does_what_the_help_says(visit):
    page = visit(SECRETARY)
    page.goto("/vestregionen/hjelp/")
    listed = page.locator("section[aria-labelledby=taster] dl > div")
    names = [
        " | ".join(part.strip() for part in text.splitlines() if part.strip()) for text in listed.all_inner_texts()
    ]
    for prove in PROOFS.values():
        prove(page)
    assert len(names) == len(PROOFS), f"{os.linesep.join(names)}: prove each key here, by its key and its place"
    for key, place in PROOFS:
        assert any(name.startswith(key) and place in name for name in names), f"{key} ({place}) is not listed"


def _skip_link(page) -> None:
    page.goto("/vestregionen/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()


def _search(page) -> None:
    page.goto("/vestregionen/moter/")
    page.keyboard.press("/")
    box = page.locator(".vr-search input").first
    expect(box).to_be_focused()
    page.keyboard.type("3/2018")
    expect(box).to_have_value("3/2018")  # while something is typed, "/" is a letter


def _help(page) -> None:
    page.goto("/vestregionen/moter/")
    page.get_by_role("button", name="Hjelp til denne siden").press("Enter")
    expect(page.locator("#vr-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#vr-help")).to_be_hidden()


def _row_form(page) -> None:
    page.goto("/vestregionen/")
    open_plan_to_edit(page)
    change = page.get_by_role("link", name=f"Endre {TITLE}")
    change.press("Enter")
    expect(page.get_by_label("Aktivitet", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".vr-row--form")).to_have_count(0)
    expect(change).to_be_focused()


def _status_form(page) -> None:
    page.goto("/vestregionen/handlingsplan/2018/status/t1/")
    button = page.locator("[data-report]").first
    button.press("Enter")
    form = page.locator("[data-row] form")
    expect(form).to_be_visible()
    form.locator("input, select, textarea").locator("visible=true").first.focus()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def _pdf(page) -> None:
    page.goto("/vestregionen/sok/?q=samarbeidsgrunnlag")
    page.get_by_role("main").get_by_role("link", name="amarbeidsgrunnlag").first.click()
    if page.get_by_role("button", name="Neste side").count() == 0:
        page.locator("a[href$='/vis/']").filter(has_text="amarbeidsgrunnlag").first.click()
    number = page.get_by_label("Side", exact=True)
    expect(page.get_by_role("status").filter(has_text="Antall sider: 2")).to_be_visible()
    page.keyboard.press("Alt+PageDown")
    expect(number).to_have_value("2")


def _pdf_back(page) -> None:
    page.keyboard.press("Alt+PageUp")
    expect(page.get_by_label("Side", exact=True)).to_have_value("1")


def _cell(page, column: str, row: int = 0):
    return page.locator(f"tr[data-address]:not(.vr-workshop__measure) [data-felt={column}]").nth(row)


def _arrows(page) -> None:
    page.goto("/vestregionen/handlingsplan/2018/rediger/tabell/")
    page.locator("#grid[data-ready]").wait_for()
    page.locator("#plan-reason").fill("Prøver tastene")
    _cell(page, "title").focus()
    page.keyboard.press("ArrowRight")
    expect(_cell(page, "deadline_text")).to_be_focused()


def _open_cell(page) -> None:
    _cell(page, "note").focus()
    page.keyboard.press("F2")
    page.keyboard.type("Første")
    page.keyboard.press("Enter")
    expect(_cell(page, "note")).to_have_text("Første")
    expect(_cell(page, "note")).not_to_be_focused()
    _cell(page, "note").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".vr-cell-editor")).to_be_focused()


def _new_line(page) -> None:
    page.keyboard.press("End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Andre")
    expect(page.locator(".vr-cell-editor")).to_have_value("Første\nAndre")


def _leave_cell(page) -> None:
    page.keyboard.press("Escape")
    expect(_cell(page, "note")).to_have_text("Første")
    expect(_cell(page, "note")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#grid :focus")).to_have_count(0)


def _next_cell(page) -> None:
    _cell(page, "steered_by").focus()
    page.keyboard.type("En annen")
    page.keyboard.press("Tab")
    expect(_cell(page, "note")).to_be_focused()
    expect(_cell(page, "steered_by")).to_have_text("En annen")


def _empty_cell(page) -> None:
    page.keyboard.press("Delete")
    expect(_cell(page, "note")).to_have_text("")


def _undo(page) -> None:
    page.keyboard.press("Control+z")
    expect(_cell(page, "note")).to_have_text("Første")


def _redo(page) -> None:
    page.keyboard.press("Control+y")
    expect(_cell(page, "note")).to_have_text("")
    expect(page.locator("#grid-state[data-state=saved]")).to_be_visible()


def _choose(page) -> None:
    _cell(page, "title").focus()
    page.keyboard.press("Shift+Space")
    expect(page.locator("#bulk-count")).to_have_text("Valgte rader: 1")


def _choose_more(page) -> None:
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#bulk-count")).to_have_text("Valgte rader: 2")


def _to_the_bar(page) -> None:
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#bulk-act")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#grid-bulk")).to_be_hidden()


def _row_menu_key(page) -> None:
    _cell(page, "title").focus()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("button", name="Flytt til …")).to_be_visible()
    page.keyboard.press("Escape")
    expect(_cell(page, "title")).to_be_focused()


def _copy_row(page) -> None:
    rows = page.locator("#grid tr[data-place][data-address]")
    before = rows.count()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(rows).to_have_count(before + 1)
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(before)


def _move_row(page) -> None:
    _cell(page, "title").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#grid-state")).to_contain_text("Flyttet «")
    expect(_cell(page, "title")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator("#grid-state")).to_contain_text("Angret")


PROOFS = {
    ("Tab", "Alle sider"): _skip_link,
    ("/", "Alle sider"): _search,
    ("Esc", "Alle sider"): _help,
    ("Esc", "Rediger handlingsplanen"): _row_form,
    ("Esc", "Status"): _status_form,
    ("Piltaster", "Rediger i tabell"): _arrows,
    ("Enter, F2", "Rediger i tabell"): _open_cell,
    ("Shift + Enter", "Rediger i tabell"): _new_line,
    ("Esc", "Rediger i tabell"): _leave_cell,
    ("Tab", "Rediger i tabell"): _next_cell,
    ("Del", "Rediger i tabell"): _empty_cell,
    ("Ctrl + Z", "Rediger i tabell"): _undo,
    ("Ctrl + Y", "Rediger i tabell"): _redo,
    ("Shift + mellomrom", "Rediger i tabell"): _choose,
    ("Shift + pil", "Rediger i tabell"): _choose_more,
    ("Alt + Enter", "Rediger i tabell"): _to_the_bar,
    ("Shift + F10", "Rediger i tabell"): _row_menu_key,
    ("Alt + Shift + pil ned", "Rediger i tabell"): _copy_row,
    ("Alt + pil", "Rediger i tabell"): _move_row,
    ("Alt + Page Down", "Et vedlegg"): _pdf,
    ("Alt + Page Up", "Et vedlegg"): _pdf_back,
}
