"""A cell that is opened keeps its words, the caret at their end or where she pressed; a chosen cell is typed over."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"
SELECTED = "() => [document.activeElement.selectionStart, document.activeElement.selectionEnd]"


@pytest.fixture
def rows(section, plan, secretary, sign_in):
    made = fill(section, 4)
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


@pytest.fixture
def grid(page, rows):
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    return page


def cell(page, row, name="title"):
    return page.locator(f"#rad-{row.pk} [data-felt={name}]")


def saved(page, row, text):
    expect(page.locator("#grid-state")).to_have_text("Alt er lagret.")
    assert Activity.objects.get(pk=row.pk).title == text


@pytest.mark.parametrize("key", ["Enter", "F2"])
def test_enter_and_f2_open_at_the_end_of_the_words(grid, rows, key):
    cell(grid, rows[0]).focus()
    grid.keyboard.press(key)
    grid.keyboard.type(" mobil")
    grid.keyboard.press("Enter")
    expect(cell(grid, rows[0])).to_contain_text("Aktivitet 1 mobil")
    saved(grid, rows[0], "Aktivitet 1 mobil")


def test_typing_on_a_chosen_cell_takes_the_place_of_its_words(grid, rows):
    cell(grid, rows[0]).focus()
    grid.keyboard.type("Ny")
    grid.keyboard.press("Enter")
    saved(grid, rows[0], "Ny")


def test_a_double_click_opens_where_it_was_made(grid, rows):
    words = cell(grid, rows[0]).locator(".vr-cell").bounding_box()
    grid.mouse.dblclick(words["x"] + 1, words["y"] + words["height"] / 2)
    assert grid.evaluate(SELECTED) == [0, 0]
    grid.keyboard.type("Vår ")
    grid.keyboard.press("Enter")
    saved(grid, rows[0], "Vår Aktivitet 1")
    whole = cell(grid, rows[1]).bounding_box()
    grid.mouse.dblclick(whole["x"] + whole["width"] - 3, whole["y"] + whole["height"] - 3)
    grid.keyboard.type(" slutt")
    grid.keyboard.press("Enter")
    saved(grid, rows[1], "Aktivitet 2 slutt")


def test_a_second_tap_on_a_phone_takes_nothing_away(rows, page, new_context, live_server):
    touched = new_context(has_touch=True).new_page()
    touched.set_viewport_size({"width": 390, "height": 844})
    touched.context.add_cookies(page.context.cookies())
    touched.goto(f"{live_server.url}{GRID}")
    touched.locator("#grid[data-ready]").wait_for()
    first = cell(touched, rows[0])
    first.tap()
    expect(first).to_be_focused()
    box = first.bounding_box()
    touched.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4)
    touched.locator(".vr-cell-editor").wait_for()
    touched.keyboard.type(" mobil")
    touched.keyboard.press("Enter")
    saved(touched, rows[0], "Aktivitet 1 mobil")


@pytest.mark.parametrize("name", ["deadline_text", "note"])
def test_what_is_put_into_the_empty_row_beside_its_first_cell_says_why_not(grid, rows, name):
    grid.context.grant_permissions(["clipboard-read", "clipboard-write"])
    empty = grid.locator(f"#grid tr[data-new] [data-felt={name}]").first
    told = grid.locator("#grid-refused")
    for text in ("Q2", "Q2\tAsker\nQ3\tLier"):
        grid.evaluate("text => navigator.clipboard.writeText(text)", text)
        empty.focus()
        grid.keyboard.press("Control+v")
        expect(told).to_have_text(
            "Skriv eller lim inn hva aktiviteten er, i den første cellen på raden. Da kan resten fylles ut."
        )
        expect(told).to_be_in_viewport(ratio=1)
        grid.keyboard.press("Control+Home")
        grid.keyboard.type("x")
        grid.keyboard.press("Escape")
    for press in ("Enter", "q", "F2"):
        grid.evaluate("() => document.getElementById('grid-refused').replaceChildren()")
        empty.focus()
        grid.keyboard.press(press)
        expect(told).to_contain_text("i den første cellen")
    grid.locator("#grid tr[data-new] [data-felt=title]").first.focus()
    grid.keyboard.type("Den første")
    grid.keyboard.press("Enter")
    expect(grid.locator("#grid-state")).to_have_text("Alt er lagret.")
    expect(told).to_have_text("")


def test_on_a_phone_the_name_of_the_row_and_of_the_cell_is_seen(grid, rows):
    grid.set_viewport_size({"width": 390, "height": 844})
    last = cell(grid, rows[0], "note")
    last.focus()
    name = cell(grid, rows[0]).locator(".vr-cell")
    expect(name).to_be_in_viewport(ratio=1)
    expect(last).to_be_in_viewport(ratio=0.9)
    expect(grid.locator("#grid-where")).to_have_text("Merknad: Aktivitet 1")
    expect(grid.locator("#grid-where")).to_be_in_viewport(ratio=1)
    grid.keyboard.press("End")
    for _step in range(5):
        at = """() => {
            const cell = document.activeElement, box = cell.getBoundingClientRect();
            const on = document.elementFromPoint(box.left + 4, box.top + 8);
            return cell.contains(on) ? "" : `${cell.dataset.felt} at ${box.left} is behind ${on.outerHTML}`;
        }"""
        assert grid.evaluate(at) == ""
        grid.keyboard.press("ArrowLeft")
    grid.set_viewport_size({"width": 1440, "height": 900})
    expect(grid.locator("#grid-where")).to_be_hidden()


def test_while_a_deadline_is_typed_only_its_own_reading_stands_there(grid, rows):
    deadline = cell(grid, rows[0], "deadline_text")
    expect(deadline).to_contain_text("1. kvartal 2016")
    deadline.focus()
    grid.keyboard.press("F2")
    expect(deadline.get_by_text("1. kvartal 2016")).to_be_visible()
    grid.keyboard.press("Control+a")
    grid.keyboard.type("Q3")
    expect(deadline.get_by_text("3. kvartal 2016")).to_be_visible()
    expect(deadline.get_by_text("1. kvartal 2016")).to_be_hidden()
    grid.keyboard.press("Escape")
    expect(deadline.get_by_text("1. kvartal 2016")).to_be_visible()


def test_a_reading_that_comes_late_does_not_take_the_place_of_the_last(grid, rows):
    held, deadline = [], cell(grid, rows[0], "deadline_text")
    grid.route(lambda url: "tekst=Q2" in url, lambda route: held.append(route))
    deadline.focus()
    with grid.expect_request(lambda request: "tekst=Q2" in request.url):
        grid.keyboard.type("Q2")
    grid.keyboard.press("Backspace")
    grid.keyboard.type("3")
    expect(deadline.locator(".vr-cell-reading")).to_contain_text("3. kvartal 2016")
    with grid.expect_response(lambda answer: "tekst=Q2" in answer.url) as late:
        held[0].continue_()
    assert "2. kvartal 2016" in late.value.text()
    grid.wait_for_timeout(100)
    expect(deadline.locator(".vr-cell-reading")).to_contain_text("3. kvartal 2016")


def test_what_is_not_understood_stands_on_a_line_of_its_own_before_it_is_pasted(grid, rows):
    cell(grid, rows[0], "deadline_text").focus()
    grid.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "når som helst\\nQ3");
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }"""
    )
    words = grid.locator(".vr-pasted ins", has_text="når som helst")
    whole = grid.locator(".vr-pasted td", has_text="når som helst")
    note = whole.locator(".vr-row__warning")
    expect(note).to_contain_text("Fristen er ikke forstått")
    assert note.bounding_box()["y"] >= words.bounding_box()["y"] + words.bounding_box()["height"] - 3
    assert "helst Fristen" in " ".join(whole.text_content().split())
    grid.keyboard.press("Escape")
