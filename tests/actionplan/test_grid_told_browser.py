"""What could not be done in the table is said where she looks, and goes when something is done."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from actionplan.services.activities import change_activity
from tests.actionplan.plancast import fill, in_state

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


def test_who_is_logged_out_finds_the_way_in_where_she_writes(grid, rows):
    cell(grid, rows[-1], "note").focus()
    grid.context.clear_cookies(name="sessionid")
    grid.keyboard.type("Skrevet utlogget")
    grid.keyboard.press("Enter")
    way = refused(grid).get_by_role("link", name="Logg inn i et nytt vindu")
    expect(way).to_be_in_viewport(ratio=1)
    expect(grid.locator("#grid-state")).to_contain_text("Du er logget ut.")
    grid.problems.clear()  # the browser logs the 401
