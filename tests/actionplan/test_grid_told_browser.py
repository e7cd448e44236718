"""What could not be done in the table is said where she looks, and goes when something is done."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from actionplan.services.activities import change_activity
from governance.models import Organisation
from tests.actionplan.plancast import fill, in_state
from tests.cast import make

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"


@pytest.fixture
def rows(section, plan, secretary, sign_in):
    made = fill(section, 60)
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


def paste(page, text):
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def refused(page):
    return page.locator("#grid-refused")


def test_too_much_pasted_low_in_the_plan_is_refused_in_sight(grid, rows):
    low = cell(grid, rows[-1])
    low.focus()
    grid.keyboard.press("Control+z")
    paste(grid, "\n".join(f"Rad {number}" for number in range(600)))
    expect(refused(grid)).to_contain_text("500")
    expect(refused(grid)).to_be_in_viewport(ratio=1)
    assert refused(grid).get_attribute("role") == "alert"
    # No green word stands beside it, and none of it is said twice.
    expect(grid.locator("#grid-state")).to_have_text("")
    expect(grid.locator("#notices")).to_have_text("")
    grid.keyboard.type("Noe annet")
    grid.keyboard.press("Enter")
    expect(grid.locator("#grid-state")).to_have_text("Alt er lagret.")
    expect(refused(grid)).to_have_text("")


def test_what_the_bar_refuses_stands_in_the_bar_until_it_is_done(grid, rows):
    cell(grid, rows[-1]).focus()
    grid.keyboard.press("Shift+Space")
    told = grid.locator("#bulk-refused")
    for act, text in (("emneord", ""), ("ansvarlig", "Ukjent Navn")):
        grid.locator("#bulk-act").select_option(act)
        expect(told).to_have_text("")
        grid.locator(f"#grid-bulk input[name={act}]").fill(text)
        grid.locator("#bulk-do").click()
        expect(told).not_to_have_text("")
        expect(told).to_be_in_viewport(ratio=1)
        expect(refused(grid)).to_have_text("")
    grid.locator("#bulk-act").select_option("frist")
    grid.locator("#grid-bulk").get_by_label("Frist", exact=True).fill("Q3")
    grid.locator("#bulk-do").click()
    expect(grid.locator("#grid-state")).to_have_text("1 rad er endret.")
    expect(told).to_have_text("")


@pytest.mark.parametrize("answer", ["none", "502"])
def test_a_paste_that_the_server_does_not_answer_is_told_in_its_dialog(grid, rows, answer):
    cell(grid, rows[-1]).focus()
    paste(grid, "En\tQ1\nTo\tQ2")
    save = grid.locator("[data-paste-save]")
    save.wait_for()
    lost = (
        (lambda route: route.abort()) if answer == "none" else (lambda route: route.fulfill(status=502, body="<html>"))
    )
    grid.route("**/lim-inn/", lost)
    save.click()
    told = grid.locator("#grid-paste [role=alert]")
    expect(told).to_contain_text("Prøv igjen" if answer == "502" else "Vi får ikke kontakt")
    expect(told).to_be_in_viewport(ratio=1)
    expect(refused(grid)).to_have_text("")
    grid.unroute("**/lim-inn/")
    save.click()
    expect(grid.locator("#grid-paste")).to_be_hidden()
    expect(refused(grid)).to_have_text("")
    assert Activity.objects.filter(title="To").count() == 1
    grid.problems.clear()  # the browser logs the 502


def test_an_undo_that_is_refused_is_told_as_a_refusal(grid, rows, admin):
    grid.locator("#bulk-act").wait_for(state="attached")
    cell(grid, rows[-1]).focus()
    grid.keyboard.press("Shift+Space")
    grid.locator("#bulk-act").select_option("frist")
    grid.locator("#grid-bulk").get_by_label("Frist", exact=True).fill("Q3")
    grid.locator("#bulk-do").click()
    expect(grid.locator("#grid-state")).to_have_text("1 rad er endret.")
    change_activity(admin, Activity.objects.get(pk=rows[-1].pk), deadline_text="Q4")
    cell(grid, rows[-1], "note").focus()
    grid.keyboard.press("Control+z")
    expect(refused(grid)).not_to_have_text("")
    expect(grid.locator("#grid-state")).to_have_text("")
    grid.keyboard.press("Alt+ArrowUp")
    expect(refused(grid)).to_have_text("")


@pytest.mark.parametrize("lost", ["all", "token"])
def test_a_page_that_expired_keeps_the_words_and_saves_them_with_a_new_token(grid, rows, lost):
    kept = grid.context.cookies()
    grid.context.clear_cookies() if lost == "all" else grid.context.clear_cookies(name="csrftoken")
    note = cell(grid, rows[0], "note")
    note.focus()
    grid.keyboard.type("Skrevet for lenge siden")
    grid.keyboard.press("Enter")
    if lost == "all":
        expect(refused(grid).get_by_role("link", name="Logg inn i et nytt vindu")).to_be_in_viewport(ratio=1)
        expect(grid.locator("#grid-state")).to_contain_text("Du er logget ut.")
        expect(note.locator(".vr-cell")).to_have_text("Skrevet for lenge siden")
        expect(grid.get_by_role("button", name="Behold det som sto der")).to_have_count(0)
        grid.context.add_cookies([each for each in kept if each["name"] == "sessionid"])
        grid.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # she comes back from the other window
    expect(grid.locator("#grid-state")).to_have_text("Alt er lagret.")
    assert Activity.objects.get(pk=rows[0].pk).note == "Skrevet for lenge siden"
    grid.problems.clear()  # the browser logs the answers that were refused


def test_a_name_that_nobody_has_leads_to_where_it_is_added(grid, rows, admin):
    who = cell(grid, rows[0], "responsible")
    who.focus()
    grid.keyboard.type("NAV")
    grid.keyboard.press("Enter")
    told = who.locator(".vr-cell-told")
    expect(told).to_contain_text("Vi finner ingen som heter «NAV». Velg i listen, eller legg til navnet først.")
    places = ["/medlemmer/", "/personer/", "/handlingsplan/stillinger/"]
    ways = told.get_by_role("link")
    assert ways.evaluate_all("ways => ways.map(way => new URL(way.href).pathname)") == [
        f"/vestregionen{p}" for p in places
    ]
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Tab")
    grid.keyboard.press("Tab")  # past the button that lets it go
    expect(ways.first).to_be_focused()
    with grid.context.expect_page() as opened:
        grid.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    make(rows[0].alliance, Organisation(name="NAV"))
    opened.value.close()
    # What was added is found by who comes back.
    grid.keyboard.press("Escape")
    grid.keyboard.press("F2")
    grid.keyboard.press("ControlOrMeta+a")
    grid.keyboard.type("na")
    grid.locator(".vr-choices li[aria-selected=true]", has_text="NAV").wait_for()
    grid.keyboard.press("Enter")
    expect(grid.locator("#grid-state")).to_have_text("Alt er lagret.")
    assert Activity.objects.get(pk=rows[0].pk).responsible.name == "NAV"


def test_the_bar_and_the_paste_lead_to_the_registers_too(grid, rows):
    cell(grid, rows[0]).focus()
    grid.keyboard.press("Shift+Space")
    grid.locator("#bulk-act").select_option("ansvarlig")
    grid.locator("#bulk-who").fill("NAV")
    grid.locator("#bulk-do").click()
    expect(grid.locator("#bulk-refused").get_by_role("link")).to_have_count(3)
    cell(grid, rows[0], "responsible").focus()
    paste(grid, "NAV\tAsker")
    dialog = grid.locator("#grid-paste")
    said = "Vi finner ingen som heter «NAV». Rett navnet, eller legg det til i registeret først."
    expect(dialog.locator(".vr-pasted__problem").first).to_have_text(said)
    expect(dialog.get_by_role("link", name="Personer")).to_be_visible()


def test_who_is_logged_out_finds_the_way_in_where_she_writes(grid, rows):
    cell(grid, rows[-1], "note").focus()
    grid.context.clear_cookies(name="sessionid")
    grid.keyboard.type("Skrevet utlogget")
    grid.keyboard.press("Enter")
    way = refused(grid).get_by_role("link", name="Logg inn i et nytt vindu")
    expect(way).to_be_in_viewport(ratio=1)
    expect(grid.locator("#grid-state")).to_contain_text("Du er logget ut.")
    grid.problems.clear()  # the browser logs the 401
