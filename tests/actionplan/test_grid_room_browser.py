"""Room in the table: what is above it leaves rows in view; on a narrow page heads, names and menus stay in sight."""

import pytest
from playwright.sync_api import expect

from actionplan.services.activities import change_activity
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_grid_browser import SPLIT, cell, put_on_clipboard

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"
LONG = ("Utvikle påvirkningsaktiviteter for kollektivknutepunkter", "Påvirkningsaktiviteter")


@pytest.fixture
def rows(section, secretary, sign_in):
    made = fill(section, 30)
    for row, title in zip(made, LONG, strict=False):
        change_activity(secretary, row, title=title)
    sign_in(secretary.user)
    return made


@pytest.fixture
def shown(page, rows):
    def opened(width, height=900):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(GRID)
        page.locator("#grid[data-ready]").wait_for()
        return page

    return opened


IN_VIEW = """() => [...document.querySelectorAll("#grid tr[data-address][data-place]")]
    .filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"""


def test_an_adopted_plan_has_six_rows_in_view(shown, plan, axe):
    in_state(plan, "adopted")
    page = shown(1440)
    assert page.evaluate(IN_VIEW) >= 6
    reason, decision = (page.locator(f"#{each}").bounding_box() for each in ("plan-reason", "plan-amends"))
    assert decision["x"] > reason["x"] + reason["width"]
    axe()
    expect(page.get_by_text("Flytt med piltastene")).to_be_hidden()
    page.get_by_role("button", name="Slik bruker du tabellen").click()
    expect(page.get_by_text("Flytt med piltastene")).to_be_visible()
    axe()


def test_a_draft_has_no_empty_room_above_it(shown):
    page = shown(1440)
    head, bar, table = (page.locator(each).bounding_box() for each in (".vr-head", "#grid-bar", "#grid"))
    assert bar["y"] - (head["y"] + head["height"]) < 16
    assert table["y"] - (bar["y"] + bar["height"]) < 16


@pytest.mark.parametrize("width", [1024, 768, 390])
def test_heads_names_and_menus_stay_in_sight_however_the_table_is_drawn(shown, rows, width, axe, no_sideways_scroll):
    page = shown(width)
    heads = page.locator("#grid-heads")
    expect(heads).to_be_hidden()
    page.locator(f"#rad-{rows[12].pk}").evaluate("row => row.scrollIntoView({ block: 'center' })")
    expect(heads).to_be_visible()
    frame = page.locator(".vr-workshop-frame")
    for drawn in (0, 200, 5000):
        frame.evaluate("(e, drawn) => (e.scrollLeft = drawn)", drawn)
        expect(page.locator(f"#rad-{rows[12].pk} [data-menu]")).to_be_in_viewport(ratio=1)
        at = frame.evaluate("e => e.scrollLeft")
        page.wait_for_function("at => document.getElementById('grid-heads').scrollLeft === at", arg=at)
        apart = page.evaluate(
            """key => {
                const left = part => part.getBoundingClientRect().left;
                const cells = [...document.getElementById(`rad-${key}`).cells];
                const heads = [...document.getElementById("grid-heads").children];
                return cells.slice(1, -1).map((cell, place) => Math.abs(left(cell) - left(heads[place + 1])));
            }""",
            str(rows[12].pk),
        )
        assert max(apart) <= 2
    no_sideways_scroll()
    axe()
    page.evaluate("scrollTo(0, 0)")
    expect(heads).to_be_hidden()
    page.locator(f"#rad-{rows[12].pk} [data-menu]").click()
    expect(page.get_by_role("button", name="Dupliser")).to_be_visible()


@pytest.mark.parametrize("width", [1024, 390])
def test_no_cell_that_the_arrows_reach_is_behind_the_name_or_the_menu(shown, rows, width):
    page = shown(width)
    cell(page, rows[12], "title").focus()
    for key in ["ArrowRight"] * 6 + ["ArrowLeft"] * 5:
        page.keyboard.press(key)
        at = page.locator("[data-felt]:focus")
        left, right = at.evaluate(
            """cell => {
                const side = (part, which) => part.getBoundingClientRect()[which];
                const row = cell.parentNode, name = row.querySelector("[data-felt=title]"), menu = row.lastElementChild;
                return [side(cell, "left") - side(name, "right"), side(menu, "left") - side(cell, "right")];
            }"""
        )
        assert left > -1, (key, left)
        assert right > -1 or width == 390, (key, right)  # on a phone the widest cells have more than the room between


@pytest.mark.parametrize("width", [1440, 1024, 768, 390])
def test_long_words_of_a_name_are_whole(shown, rows, width):
    page = shown(width)
    assert page.evaluate(SPLIT, "#grid tbody tr[data-address] > [data-felt=title]") == []


def test_the_preview_of_a_paste_has_room_for_its_words(shown, rows, no_sideways_scroll):
    page = shown(1440)
    cell(page, rows[28], "title").focus()
    words = ["Utvikle felles kollektivknutepunkter i regionen", "Q2", "Asker", "Asker"]
    wrong, own = [*words, "Noe helt annet", "Rådmannsgruppen", "Merknad"], [*words, "Egen aktivitet", "", ""]
    put_on_clipboard(page, "\n".join("\t".join(each) for each in (wrong, own, own)))
    dialog = page.locator("#grid-paste")
    dialog.get_by_text("«Noe helt annet» er ingen arbeidsform.").wait_for()
    for width in (1440, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SPLIT, "#grid-paste th, #grid-paste td") == []
        no_sideways_scroll()
    page.set_viewport_size({"width": 1440, "height": 900})
    named = dialog.locator("thead th").all()[1:]
    wide = {head.inner_text(): head.bounding_box()["width"] for head in named}
    assert wide["Aktivitet"] >= 250
    assert wide["Arbeidsform"] >= 150  # what is wrong is read there
    assert wide["Aktivitet"] == max(wide.values()), wide
    mode = list(wide).index("Arbeidsform")
    for row in (1, 2):
        expect(dialog.locator("tbody tr").nth(row).locator("td").nth(mode)).to_have_text("Egen aktivitet")
