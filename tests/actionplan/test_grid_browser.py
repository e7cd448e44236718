"""The plan as a table in a real browser: written in by keyboard alone, saved cell by cell, undone, two at once."""

import json

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.bin import remove_row
from tests.actionplan.gridcast import deaf
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"


@pytest.fixture
def rows(section, plan, secretary, sign_in):
    made = fill(section, 4)
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


def cell(page, row, name):
    return page.locator(f"#rad-{row.pk} [data-felt={name}]")


def saved(page):
    expect(page.locator("#grid-state")).to_have_text("Alt er lagret.")


def stored(row, name):
    return getattr(Activity.objects.get(pk=row.pk), name)


def test_cells_are_written_with_the_keyboard_alone(grid, rows, asker, lier):
    page = grid()
    cell(page, rows[0], "title").focus()
    page.keyboard.type("Ny tittel")
    page.keyboard.press("Tab")
    page.keyboard.type("Q2 + Q4")
    page.get_by_text("2. og 4. kvartal 2016").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("ask")
    page.locator(".vr-choices li[aria-selected=true]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("lie")
    page.locator(".vr-choices li[aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("ask")
    page.locator(".vr-choices li[aria-selected=true]").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(cell(page, rows[0], "mode")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    # Enter goes to where the Tabs began, one row down.
    expect(cell(page, rows[1], "title")).to_be_focused()
    saved(page)
    assert (stored(rows[0], "title"), stored(rows[0], "deadline_text")) == ("Ny tittel", "Q2 + Q4")
    assert (stored(rows[0], "responsible"), stored(rows[0], "mode")) == (asker, "coordinated")
    partners = Activity.objects.get(pk=rows[0].pk).partners.present()
    assert {each.organisation for each in partners} == {asker, lier}


def test_arrows_escape_and_what_is_wrong(grid, rows):
    page = grid()
    cell(page, rows[0], "title").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(cell(page, rows[1], "deadline_text")).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("borte")
    page.keyboard.press("Escape")
    expect(cell(page, rows[1], "deadline_text")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Delete")
    page.get_by_text("Cellen kan ikke være tom.").wait_for()
    expect(page.locator("#grid-state")).to_have_text("Celler som må rettes: 1.")
    page.once("dialog", lambda dialog: dialog.accept())
    page = grid()  # what must be put right is kept when the page is loaded anew
    page.get_by_text("Cellen kan ikke være tom.").wait_for()
    cell(page, rows[1], "title").focus()
    page.keyboard.type("Rettet")
    page.keyboard.press("Enter")
    saved(page)
    assert (stored(rows[1], "title"), stored(rows[1], "deadline_text")) == ("Rettet", rows[1].deadline_text)


def test_undo_and_redo_outlive_the_page(grid, rows):
    page = grid()
    for text in ("Første", "Andre"):
        cell(page, rows[0], "note").focus()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    saved(page)
    page = grid()
    cell(page, rows[2], "title").focus()
    page.keyboard.press("Control+z")
    expect(cell(page, rows[0], "note")).to_have_text("Første")
    page.keyboard.press("Control+z")
    saved(page)
    assert stored(rows[0], "note") == ""
    page.get_by_role("button", name="Gjør om").click()
    expect(cell(page, rows[0], "note")).to_have_text("Første")
    saved(page)
    assert stored(rows[0], "note") == "Første"


def test_two_write_in_one_cell_and_both_texts_stand_there(page, grid, rows, secretary):
    deaf(page)
    grid()
    change_activity(secretary, Activity.objects.get(pk=rows[0].pk), note="Hennes", deadline_text="Q4")
    cell(page, rows[0], "note").focus()
    page.keyboard.type("Min")
    page.keyboard.press("Enter")
    page.get_by_text("En annen skrev: «Hennes»").wait_for()
    expect(cell(page, rows[0], "deadline_text")).to_contain_text("Q4")
    page.get_by_role("button", name="Bruk min").click()
    saved(page)
    assert stored(rows[0], "note") == "Min"


def test_what_a_cell_asks_is_answered_with_the_keyboard(page, grid, rows, secretary):
    deaf(page)
    grid()
    wrong = cell(page, rows[0], "title")
    wrong.focus()
    page.keyboard.press("Delete")
    page.get_by_text("Cellen kan ikke være tom.").wait_for()
    page.keyboard.press("Escape")
    expect(wrong.locator(".vr-cell")).to_have_text(rows[0].title)
    expect(wrong).to_be_focused()
    saved(page)
    cell(page, rows[1], "responsible").focus()
    page.keyboard.type("Ingen")
    page.keyboard.press("Enter")
    page.get_by_text("Vi finner ingen som heter «Ingen».").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Behold det som sto der")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, rows[1], "responsible").locator(".vr-cell")).to_have_text("")
    saved(page)
    change_activity(secretary, Activity.objects.get(pk=rows[2].pk), note="Hennes")
    cell(page, rows[2], "note").focus()
    page.keyboard.type("Min")
    page.keyboard.press("Enter")
    page.get_by_text("En annen skrev: «Hennes»").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(cell(page, rows[2], "note")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(cell(page, rows[2], "note").locator(".vr-cell")).to_have_text("Hennes")
    saved(page)
    grid()  # nothing is kept that was let go
    saved(page)
    assert [stored(row, "note") for row in rows[:3]] == ["", "", "Hennes"]


def test_a_cell_that_kept_its_words_stands_upon_what_it_showed(page, grid, rows, secretary):
    deaf(page)
    grid()
    cell(page, rows[1], "title").focus()
    page.keyboard.press("Delete")
    page.get_by_text("Cellen kan ikke være tom.").wait_for()
    change_activity(secretary, Activity.objects.get(pk=rows[1].pk), title="Hennes")
    cell(page, rows[1], "note").focus()
    page.keyboard.type("Ved siden av")  # its answer brings the row as it is now
    page.keyboard.press("Enter")
    expect(page.locator("#grid-state")).to_have_text("Celler som må rettes: 1.")
    cell(page, rows[1], "title").focus()
    page.keyboard.type("Min")
    page.keyboard.press("Enter")
    page.get_by_text("En annen skrev: «Hennes»").wait_for()
    assert stored(rows[1], "title") == "Hennes"


def test_five_activities_with_deadlines_are_added_from_the_keyboard(grid, rows, section):
    page = grid()
    page.locator("tr[data-new] [data-felt=title]").last.focus()
    for number in range(5):
        page.keyboard.type(f"Ny {number}")
        page.keyboard.press("Tab")
        page.keyboard.type(f"Q{number % 4 + 1}")
        page.keyboard.press("Enter")
    saved(page)
    made = Activity.objects.filter(section=section, title__startswith="Ny ").order_by("position")
    assert [(each.title, each.deadline_text) for each in made] == [(f"Ny {n}", f"Q{n % 4 + 1}") for n in range(5)]
    assert {each.measure_id for each in made} == {rows[-1].measure_id}
    # Another measure's empty row stands where it stood.
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator("tr", has_text="Ny 4")).to_have_count(0)
    assert made.filter(removed_at=None).count() == 4
    page.get_by_role("button", name="Gjør om").click()
    page.locator("tr", has_text="Ny 4").wait_for()


def put_on_clipboard(page, text):
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/plain", text)
            const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})
            document.activeElement.dispatchEvent(event)
        }""",
        text,
    )


def test_rows_from_a_spreadsheet_are_looked_over_and_undone_in_one_step(grid, rows, section, axe):
    page = grid()
    cell(page, rows[2], "title").focus()
    put_on_clipboard(page, "Limt inn\tQ2\nOg denne\tQ3\nEn ny\tUkjent frist\tUkjent Person")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Rader som endres: 2. Nye rader: 1.").wait_for()
    dialog.get_by_text("Vi finner ingen som heter «Ukjent Person»").wait_for()
    axe()
    dialog.get_by_role("button", name="Lim inn", exact=True).press("Enter")
    page.locator("#grid[data-ready] tr", has_text="En ny").wait_for()
    assert [stored(row, "title") for row in rows[2:]] == ["Limt inn", "Og denne"]
    page.locator("#grid[data-ready]").wait_for()
    cell(page, rows[0], "title").focus()
    page.keyboard.press("Control+z")
    page.locator("tr", has_text="En ny").wait_for(state="detached")
    assert stored(rows[2], "title") == "Aktivitet 3"


def test_what_is_too_much_to_paste_is_said(grid, rows):
    page = grid()
    cell(page, rows[0], "title").focus()
    put_on_clipboard(page, "x\n" * 501)
    page.get_by_text("Du limte inn 501 rader.").wait_for()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_row_written_without_network_is_made_once_it_is_back(grid, rows, section):
    page = grid()
    page.context.set_offline(True)
    page.locator("tr[data-new] [data-felt=title]").last.focus()
    page.keyboard.type("Uten nett")
    page.keyboard.press("Tab")
    page.keyboard.type("Q3")
    page.keyboard.press("Enter")
    page.get_by_text("Vi får ikke kontakt med tjeneren.").wait_for()
    page.context.set_offline(False)
    page.once("dialog", lambda dialog: dialog.accept())
    grid()
    saved(page)
    assert [each.deadline_text for each in Activity.objects.filter(section=section, title="Uten nett")] == ["Q3"]


def test_a_lost_network_loses_no_word(grid, rows, page):
    page = grid()
    page.context.set_offline(True)
    cell(page, rows[0], "note").focus()
    page.keyboard.type("Skrevet uten nett")
    page.keyboard.press("Enter")
    page.get_by_text("Vi får ikke kontakt med tjeneren. Det du har skrevet").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert stored(rows[0], "note") == "Skrevet uten nett"


def kept(page, row, text):
    """As if the note of the row had waited when the page was left."""
    said = {"value": text, "text": text}
    job = {"address": f"/vestregionen/handlingsplan/2016/rediger/aktivitet/{row.pk}/", "felt": "note", "now": said}
    job |= {"start": {"value": "", "text": ""}, "base": str(row.version)}
    keep = """job => {
        const { owner } = document.getElementById("grid").dataset;
        sessionStorage.setItem(`vr-grid:${owner}:${location.pathname}`, job);
    }"""
    page.evaluate(keep, json.dumps([job]))


def test_what_waits_for_a_row_that_comes_a_moment_later_is_stored(grid, rows, section, secretary):
    page = grid()
    # The page is drawn, and then the row is made: what was sent before she left was still on its way.
    drawn = page.request.get(GRID)
    made = create_activity(secretary, section=section, title="Laget imens")
    kept(page, made, "Skrevet uten nett")
    page.route(f"**{GRID}", lambda route: route.fulfill(response=drawn))
    said = """new MutationObserver(() => window.said.push(document.getElementById("grid-state")?.textContent))
        .observe(document, { childList: true, subtree: true })"""
    page.add_init_script(f"window.said = []; {said}")
    grid()
    expect(cell(page, made, "note")).to_have_text("Skrevet uten nett")
    saved(page)
    assert stored(made, "note") == "Skrevet uten nett"
    states = [each for each in page.evaluate("window.said") if each]
    assert states[0] == "Lagrer …"
    assert states.index("Alt er lagret.") > states.index("Lagrer …")
    expect(page.locator("#notices")).to_have_text("")


def test_words_for_a_row_that_is_gone_stand_there_until_the_page_is_left(grid, rows, secretary):
    page = grid()
    remove_row(secretary, Activity.objects.get(pk=rows[1].pk))
    kept(page, rows[1], "Ord uten rad")
    grid()
    page.get_by_text("så dette ble ikke lagret: «Ord uten rad»").wait_for()
    cell(page, rows[0], "note").focus()
    page.keyboard.type("Noe annet")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_text("så dette ble ikke lagret: «Ord uten rad»").wait_for()


def test_logged_out_says_so_and_stores_when_she_is_back(grid, rows):
    page = grid()
    (session,) = [each for each in page.context.cookies() if each["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    cell(page, rows[0], "note").focus()
    page.keyboard.type("Skrevet utlogget")
    page.keyboard.press("Enter")
    expect(page.locator("#grid-state")).to_contain_text("Du er logget ut. Det du har skrevet, står her")
    page.get_by_role("link", name="Logg inn i et nytt vindu").wait_for()
    page.context.add_cookies([session])
    saved(page)
    assert stored(rows[0], "note") == "Skrevet utlogget"
    page.problems.clear()  # the answers that she is logged out


WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><table style='border:0'><tr>
<td><p class=MsoNormal style="margin:0">Samordne innspill</p><p class=MsoListParagraph><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>til planen</p></td><td rowspan=2>Q1</td></tr>
<tr><td>Delta &quot;aktivt&quot;</td></tr></table></body></html>"""


def pasted(page, text, html=""):
    paste = """([text, html]) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        if (html) data.setData("text/html", html);
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(event);
    }"""
    page.evaluate(paste, [text, html])
    page.get_by_role("dialog").wait_for()


def test_cells_of_several_lines_and_merged_ones_from_word_land_where_they_should(grid, rows):
    page = grid()
    cell(page, rows[0], "title").focus()
    pasted(page, 'Samordne innspill\n·   til planen\tQ1\nDelta "aktivt"\t', WORD)
    page.get_by_role("button", name="Lim inn").click()
    expect(page.locator("#grid-state")).to_have_text("Rader som er lagret: 2.")
    assert [(stored(row, "title"), stored(row, "deadline_text")) for row in rows[:3]] == [
        ("Samordne innspill\ntil planen", "Q1"),
        ('Delta "aktivt"', "Q1"),
        (rows[2].title, rows[2].deadline_text),
    ]


def test_rows_pasted_on_a_measure_become_its_activities(grid, rows, section, measure):
    page = grid()
    cell(page, measure, "title").focus()
    pasted(page, "En\tQ1\nTo\tQ2")
    page.get_by_role("button", name="Lim inn").click()
    expect(page.locator("#grid-state")).to_have_text("Rader som er lagret: 2.")
    made = Activity.objects.filter(measure=measure).order_by("position").values_list("title", "deadline_text")
    assert list(made) == [("En", "Q1"), ("To", "Q2")]
    measure.refresh_from_db()
    assert measure.title == "Delta i planprosesser"


def test_a_second_touch_opens_the_cell(grid, rows, page, new_context, live_server):
    grid()
    touched = new_context(has_touch=True).new_page()
    touched.context.add_cookies(page.context.cookies())
    touched.goto(f"{live_server.url}{GRID}")
    touched.locator("#grid[data-ready]").wait_for()
    title = cell(touched, rows[0], "title")
    title.tap()
    expect(title).to_be_focused()
    expect(title.locator(".vr-cell-editor")).to_have_count(0)
    title.tap()
    title.locator(".vr-cell-editor").fill("Skrevet på telefon")
    touched.keyboard.press("Enter")
    saved(touched)
    assert stored(rows[0], "title") == "Skrevet på telefon"


def test_a_way_of_working_is_found_by_what_is_typed(grid, rows):
    page = grid()
    cell(page, rows[0], "mode").focus()
    page.keyboard.type("inn")
    expect(page.locator(".vr-choices li[aria-selected=true]")).to_have_text("Innspill til myndigheter")
    page.keyboard.press("Enter")
    expect(cell(page, rows[1], "mode")).to_be_focused()
    page.keyboard.type("Møte")
    page.keyboard.press("Enter")
    page.get_by_text("«Møte» er ingen arbeidsform.").wait_for()
    expect(page.locator("#grid-state")).to_have_text("Celler som må rettes: 1.")
    assert [stored(row, "mode") for row in rows[:2]] == ["input", "own"]


def test_a_click_beside_the_field_keeps_its_cell_open(grid, rows):
    page = grid()
    cell(page, rows[0], "note").dblclick()
    field = cell(page, rows[0], "note").locator(".vr-cell-editor")
    expect(field).to_be_focused()
    page.keyboard.type("Først")
    change = "e => e.parentNode.querySelector('[data-felt=title] .vr-cell').append('\\nen\\nto\\ntre\\nfire')"
    cell(page, rows[0], "note").evaluate(change)  # so that there is room below the field
    box, inner = cell(page, rows[0], "note").bounding_box(), field.bounding_box()
    below = box["y"] + box["height"] - 4
    assert below > inner["y"] + inner["height"]
    page.mouse.click(box["x"] + box["width"] / 2, below)
    expect(field).to_be_focused()
    page.keyboard.type(", og mer")
    page.keyboard.press("Enter")
    saved(page)
    assert stored(rows[0], "note") == "Først, og mer"


def test_the_heads_of_the_columns_stand_below_the_bar(grid, rows):
    page = grid()
    bar, head = page.locator("#grid-bar"), page.locator("#grid thead th").first
    page.set_viewport_size({"width": 1440, "height": 400})

    def below():
        page.locator(f"#rad-{rows[3].pk}").evaluate("e => e.scrollIntoView()")
        box = bar.bounding_box()
        assert box["y"] == 0  # it has been scrolled down
        return head.bounding_box()["y"] - box["height"]

    assert abs(below()) < 1
    before = bar.bounding_box()["height"]
    page.locator("#live-who").evaluate("e => (e.textContent = 'Her nå: Anna Admin')")
    page.wait_for_function("was => document.getElementById('grid-bar').offsetHeight > was", arg=before)
    assert abs(below()) < 1


BEHIND = """cell => {
  const box = cell.getBoundingClientRect(), bar = document.getElementById("grid-bar").getBoundingClientRect();
  const head = document.querySelector("#grid thead th").getBoundingClientRect();
  const stands = getComputedStyle(document.querySelector("#grid thead th")).position === "sticky";
  const bulk = document.getElementById("grid-bulk"), low = bulk.hidden ? innerHeight : bulk.getBoundingClientRect().top;
  return [box.top - (stands ? head.bottom : bar.bottom), low - box.bottom, scrollY];
}"""


@pytest.mark.parametrize("width", [1440, 1024])
@pytest.mark.parametrize("chosen", [False, True])
def test_no_cell_that_the_arrows_reach_is_behind_what_stands_still(grid, rows, section, width, chosen):
    more = fill(section, 30)
    page = grid()
    page.set_viewport_size({"width": width, "height": 700})
    cell(page, more[0], "title").focus()
    if chosen:
        page.keyboard.press("Shift+Space")
        page.locator("#grid-bulk").wait_for()
    seen = []
    for key in ["ArrowDown"] * 24 + ["ArrowUp"] * 24:
        page.keyboard.press(key)
        above, below, scrolled = page.locator("[data-felt]:focus").evaluate(BEHIND)
        seen.append(scrolled)
        assert above > -1, (key, len(seen), above)
        assert below > -1, (key, len(seen), below)
    assert max(seen) > seen[-1] + 200  # it has been scrolled down, and up again


CELLS = "#grid thead th, #grid tbody tr[data-address] > [data-felt]"
SPLIT = """cells => [...document.querySelectorAll(cells)].flatMap(cell => {
  const style = getComputedStyle(cell), found = [];
  const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const word of node.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map(rect => Math.round(rect.top)));
      if (tops.size > 1) found.push([word[0], Math.round(room)]);
    }
  }
  return found;
})"""


@pytest.mark.parametrize("width", [1440, 1366, 1280, 1024])
def test_the_words_of_a_cell_are_whole(grid, rows, width):
    page = grid()
    page.set_viewport_size({"width": width, "height": 900})
    for name, words in {
        "deadline_text": "Kvartalsvis Fortløpende",
        "responsible": "Rådmannsgruppen Styringsgruppen",
        "partners": "Rådmannsgruppen Fylkeskommunen",
        "steered_by": "Rådmannsgruppen Styringsgruppen",
        "note": "Rådmannsgruppen vurderer" if width != 1280 else "Vurderes senere",
    }.items():
        cell(page, rows[0], name).locator(".vr-cell").evaluate("(e, words) => (e.textContent = words)", words)
    assert page.evaluate(SPLIT, CELLS) == []


def test_the_table_is_open_to_all(grid, rows, axe, resize, no_sideways_scroll):
    page = grid()
    axe()
    cell(page, rows[0], "responsible").focus()
    page.keyboard.type("a")
    axe()
    page.keyboard.press("Escape")
    for size in ("laptop", "tablet", "phone"):
        resize(size)
        no_sideways_scroll()
