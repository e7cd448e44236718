"""Several rows of the table in a real browser: chosen, changed, moved and copied by keys, mouse and menu."""

import re

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from actionplan.services.activities import change_activity
from actionplan.services.sections import create_section
from tests.actionplan.gridcast import deaf, hears
from tests.actionplan.plancast import fill, in_state
from tests.dragging import carry_below

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"


@pytest.fixture
def rows(section, plan, area, secretary, sign_in):
    made = fill(section, 12)
    create_section(secretary, plan=plan, area=area, title="En annen del")
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


@pytest.fixture
def grid(page, rows):
    def opened():
        page.goto(GRID)
        page.locator("#grid[data-ready]").wait_for()
        return page

    return opened


def cell(page, row, name="title"):
    return page.locator(f"#rad-{row.pk} [data-felt={name}]")


def said(page, text):
    expect(page.locator("#grid-state")).to_contain_text(text)


def stored(row):
    return Activity.objects.get(pk=row.pk)


def order(row):
    rows = Activity.objects.present().filter(section=row.section, measure=row.measure).order_by("position")
    return [each.title for each in rows]


def test_five_rows_from_the_keyboard_alone(grid, rows, asker, axe):
    page = grid()
    cell(page, rows[0]).focus()
    page.keyboard.press("Shift+Space")
    for _turn in range(5):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowUp")  # one too many
    expect(page.locator("#bulk-count")).to_have_text("Valgte rader: 5")
    axe()
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#bulk-act")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("ask")
    page.locator(".vr-bulk .vr-choices li[aria-selected=true]").wait_for()
    axe()
    page.keyboard.press("Enter")
    expect(page.locator("#bulk-who")).to_have_value(asker.name)
    page.keyboard.press("Enter")
    said(page, "5 rader er endret.")
    expect(cell(page, rows[4], "responsible")).to_contain_text(asker.name)
    page.locator("#bulk-act").focus()
    page.keyboard.type("Flytt fr")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.get_by_text("3 av 5 frister utsettes 2 kvartaler: Q1 → Q3").wait_for()
    page.keyboard.press("Enter")
    said(page, "3 av 5 frister er utsatt 2 kvartaler: Q1 → Q3")
    expect(cell(page, rows[0], "deadline_text")).to_contain_text("Q3")
    page.keyboard.press("Escape")
    expect(page.locator("#grid [data-felt]:focus")).to_have_count(1)
    page.keyboard.press("Control+z")
    said(page, "Angret alt i ett.")
    expect(cell(page, rows[0], "deadline_text")).to_contain_text("Q1")
    page.keyboard.press("Control+z")
    expect(cell(page, rows[4], "responsible")).to_have_text("")
    page.keyboard.press("Control+y")
    expect(cell(page, rows[4], "responsible")).to_contain_text(asker.name)
    assert {stored(row).responsible for row in rows[:5]} == {asker}
    assert stored(rows[5]).responsible is None
    page.keyboard.press("Escape")
    expect(page.locator("#grid-bulk")).to_be_hidden()


def test_boxes_ranges_and_a_whole_section(grid, rows, axe, resize, no_sideways_scroll):
    page = grid()
    box = page.get_by_role("checkbox", name="Velg Aktivitet 2")
    box.check()
    page.get_by_role("checkbox", name="Velg Aktivitet 4").click(modifiers=["Shift"])
    expect(page.locator("#bulk-count")).to_have_text("Valgte rader: 3")
    whole = page.get_by_role("checkbox", name="Velg alle i delen Arealbruk")
    whole.check()
    expect(page.locator("#bulk-count")).to_have_text("Valgte rader: 12")
    for size in ("laptop", "tablet", "phone"):
        resize(size)
        no_sideways_scroll()
        expect(page.locator("#bulk-do")).to_be_in_viewport()
    axe()
    page.locator("#bulk-act").select_option("fjern")
    page.get_by_role("button", name="Utfør").click()
    expect(page.locator("#grid tr[data-place][data-address]")).to_have_count(0)
    expect(page.locator("#grid-bulk")).to_be_hidden()
    page.get_by_role("button", name="Angre").click()
    expect(page.locator("#grid tr[data-place][data-address]")).to_have_count(12)


def test_what_another_changed_since_is_told_and_nothing_is_written(page, grid, rows, admin):
    deaf(page)
    grid()
    change_activity(admin, stored(rows[1]), deadline_text="Q4")
    for number in (1, 2):
        page.get_by_role("checkbox", name=f"Velg Aktivitet {number}", exact=True).check()
    page.locator("#bulk-act").select_option("frist")
    page.get_by_label("Frist", exact=True).fill("Q2")
    page.get_by_role("button", name="Utfør").click()
    page.get_by_text("En annen har endret «Aktivitet 2» i mellomtiden. Ingenting er lagret.").wait_for()
    assert [stored(row).deadline_text for row in rows[:2]] == ["Q1", "Q4"]
    hears(page)
    # Seen, and done all the same: nothing says any more that it was not.
    expect(cell(page, rows[1], "deadline_text").locator(".vr-cell")).to_have_text("Q4")
    page.get_by_role("button", name="Utfør").click()
    expect(page.locator("#bulk-refused")).to_have_text("")
    assert [stored(row).deadline_text for row in rows[:2]] == ["Q2", "Q2"]


def test_a_row_is_moved_past_the_edge_with_the_keyboard(grid, rows):
    page = grid()
    cell(page, rows[9]).focus()
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Flyttet «Aktivitet 10» til «Tiltak 2».")
    expect(cell(page, rows[9])).to_be_focused()
    for _turn in range(3):
        page.keyboard.press("Alt+ArrowDown")
    said(page, "til «En annen del»")
    expect(cell(page, rows[9])).to_be_focused()
    assert stored(rows[9]).section.title == "En annen del"
    for _turn in range(4):
        page.keyboard.press("Control+z")
        said(page, "Angret alt i ett.")
        page.locator("#grid-state").evaluate("line => line.textContent = ''")
    assert order(rows[0]) == [f"Aktivitet {n}" for n in range(1, 11)]
    said_keys = page.locator("#grid tr[data-place][data-address]").evaluate_all("rows => rows.map(row => row.id)")
    assert said_keys == [f"rad-{row.pk}" for row in rows]


def test_the_copy_is_written_on_at_once(grid, rows):
    page = grid()
    cell(page, rows[1], "note").focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    said(page, "Duplisert: «Aktivitet 2».")
    page.keyboard.type("Skrevet om")
    page.keyboard.press("Enter")
    said(page, "Alt er lagret.")
    assert order(rows[0])[:4] == ["Aktivitet 1", "Aktivitet 2", "Skrevet om", "Aktivitet 3"]
    page.keyboard.press("Control+z")
    said(page, "Alt er lagret.")
    page.keyboard.press("Control+z")
    said(page, "Angret alt i ett.")
    assert order(rows[0])[:3] == ["Aktivitet 1", "Aktivitet 2", "Aktivitet 3"]


def test_the_menu_of_a_row_moves_it_to_another_measure(grid, rows, axe):
    page = grid()
    page.get_by_role("button", name="Valg for Aktivitet 3").click()
    axe()
    page.get_by_role("button", name="Flytt til …").click()
    expect(page.locator("#bulk-place")).to_be_focused()
    page.locator("#bulk-place").select_option(label="Tiltak 2")
    page.get_by_role("button", name="Utfør").click()
    said(page, "Flyttet «Aktivitet 3» til «Tiltak 2».")
    expect(cell(page, rows[2])).to_be_focused()
    assert order(rows[10]) == ["Aktivitet 11", "Aktivitet 12", "Aktivitet 3"]


def test_a_measure_is_copied_and_removed_by_keys_and_menu(grid, rows):
    page = grid()
    page.locator(f"#rad-{rows[10].measure_id} [data-felt]").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Dupliser").press("Enter")
    expect(page.locator("#grid tr[data-parent]")).to_have_count(3)
    expect(page.locator("#grid tr[data-parent]").nth(2).locator("[data-felt]")).to_be_focused()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Fjern", exact=True).press("Enter")
    expect(page.locator("#grid tr[data-parent]")).to_have_count(2)
    expect(page.locator("#grid [data-felt]:focus")).to_have_count(1)


def drag(page, row, onto, handle=".vr-workshop__pick"):
    line = page.locator(f"#rad-{row.pk}")
    carry_below(page, line.locator(handle), line, onto)
    rows = page.locator("#grid tr[data-address]").evaluate_all("rows => rows.map(row => row.id.slice(4))")
    page.mouse.up()
    return list(dict.fromkeys(rows))  # as they stood when it was let go


def test_a_row_is_dragged_to_another_measure(grid, rows):
    page = grid()
    left = drag(page, rows[8], page.locator(f"#rad-{rows[10].pk}"))
    said(page, "Flyttet «Aktivitet 9» til «Tiltak 2».")
    assert stored(rows[8]).measure_id == rows[10].measure_id
    below = Activity.objects.present().filter(measure=rows[10].measure_id).order_by("position")
    assert [str(row.pk) for row in below] == left[left.index(str(rows[10].measure_id)) + 1 :]


def test_the_sign_at_the_end_of_a_row_drags_it_and_pressed_is_its_menu(grid, rows):
    page = grid()
    drag(page, rows[8], page.locator(f"#rad-{rows[10].pk}"), "[data-menu]")
    said(page, "Flyttet «Aktivitet 9» til «Tiltak 2».")
    assert stored(rows[8]).measure_id == rows[10].measure_id
    expect(page.locator("#grid-menu")).to_be_hidden()
    expect(page.locator("#grid-help")).to_contain_text("Dra en rad i tegnet ytterst til høyre")
    page.locator(f"#rad-{rows[8].pk} [data-menu]").click()
    expect(page.locator("#grid-menu [data-do=opp]")).to_contain_text("Alt + ↑")


def test_what_waits_is_stored_before_the_row_is_handled(grid, rows):
    page = grid()
    page.context.set_offline(True)
    cell(page, rows[0], "note").focus()
    page.keyboard.type("Uten nett")
    page.keyboard.press("Enter")
    page.get_by_text("Vi får ikke kontakt med tjeneren.").wait_for()
    page.get_by_role("checkbox", name="Velg Aktivitet 1", exact=True).check()
    page.locator("#bulk-act").select_option("fjern")
    page.get_by_role("button", name="Utfør").click()
    page.get_by_text("Vent til det du skrev i radene, er lagret.").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    said(page, "Alt er lagret.")
    assert (stored(rows[0]).note, stored(rows[0]).removed_at) == ("Uten nett", None)


def test_several_activities_are_written_in_a_box(grid, rows, axe, resize, no_sideways_scroll):
    page = grid()
    page.locator(f"#rad-{rows[10].measure_id} [data-felt]").focus()
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name="Legg til flere aktiviteter").press("Enter")
    box = page.get_by_label("Aktiviteter, én på hver linje")
    expect(box).to_be_focused()
    box.fill("Første\nAndre\tQ3\n\tbare en frist")
    page.get_by_role("button", name="Se over", exact=True).click()
    page.get_by_text("Nye rader: 2.").wait_for()
    axe()
    for size in ("tablet", "phone", "desktop"):
        resize(size)
        no_sideways_scroll()
    page.get_by_role("button", name="Legg til", exact=True).click()
    page.get_by_text("Nye rader: 0.").wait_for()  # the line that must be put right stands there
    expect(box).to_have_value("\tbare en frist")
    page.get_by_role("button", name="Avbryt").first.click()
    said(page, "Rader som er lagret: 2.")
    assert order(rows[10]) == ["Aktivitet 11", "Aktivitet 12", "Første", "Andre"]
    cell(page, rows[0]).focus()
    page.keyboard.press("Control+z")
    said(page, "Angret alt i ett.")
    assert order(rows[10]) == ["Aktivitet 11", "Aktivitet 12"]


def test_the_empty_row_offers_form_and_box(grid, rows):
    page = grid()
    page.get_by_role("button", name="Legg til aktiviteter").nth(1).click()
    expect(page.get_by_role("button", name="Fjern", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Ny aktivitet i skjema").click()
    expect(page).to_have_url(re.compile(rf"aktivitet/ny/.*tiltak={rows[10].measure_id}"))


def test_what_is_sent_again_because_no_answer_came_is_done_once(grid, rows):
    page = grid()
    page.route("**/samlet/", lambda route: (route.fetch(), route.abort()), times=1)
    cell(page, rows[0]).focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.get_by_text("Vi får ikke kontakt med tjeneren.").first.wait_for()
    page.keyboard.press("Alt+Shift+ArrowDown")
    said(page, "Dette ble lagret da du sendte det første gang.")
    assert order(rows[0])[:3] == ["Aktivitet 1", "Aktivitet 1", "Aktivitet 2"]
