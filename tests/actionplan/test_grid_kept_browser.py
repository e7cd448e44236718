"""What the tab keeps of the table. Where the browser keeps nothing, or has no room, it is written in all the same."""

import pytest
from playwright.sync_api import expect

from tests.actionplan.gridcast import cell, opened, saved, stored, write

pytestmark = pytest.mark.django_db(transaction=True)
OFF = """Object.defineProperty(window, "sessionStorage", {
    get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
})"""
ROOM = """(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
        const others = Object.keys(this).filter((each) => each !== name);
        const size = others.reduce((sum, each) => sum + this.getItem(each).length, value.length);
        if (this === sessionStorage && size > %d) throw new DOMException("Full.", "QuotaExceededError");
        real.call(this, name, value);
    };
})()"""
KEPT = """() => Object.fromEntries(Object.keys(sessionStorage).filter((name) => name.startsWith("vr-grid"))
    .map((name) => [name.split(":")[0], JSON.parse(sessionStorage.getItem(name))]))"""


def written(page, rows):
    """One note after the other."""
    opened(page)
    for number, row in enumerate(rows):
        write(page, row, f"Ord {number}")
        saved(page)


def notes(rows):
    return [stored(row, "note")[0] for row in rows]


@pytest.mark.parametrize("script", [OFF, ROOM % 0], ids=["off", "full"])
def test_where_nothing_is_kept_the_table_saves_and_undoes(page, grid_rows, script):
    page.add_init_script(script)
    opened(page)
    for number in range(2):
        write(page, grid_rows[number], f"Ord {number}")
    saved(page)
    assert notes(grid_rows[:2]) == ["Ord 0", "Ord 1"]
    page.keyboard.press("Control+z")
    expect(cell(page, grid_rows[1], "note").locator(".vr-cell")).to_have_text("")
    saved(page)
    assert notes(grid_rows[:2]) == ["Ord 0", ""]


def test_where_there_is_room_for_few_steps_the_last_are_kept(page, grid_rows):
    page.add_init_script(ROOM % 1000)
    written(page, grid_rows)
    steps = page.evaluate(KEPT)["vr-grid-steps"]["steps"]
    assert 0 < len(steps) < 6
    assert steps[-1]["after"]["text"] == "Ord 5"
    opened(page)
    page.keyboard.press("Control+z")
    expect(cell(page, grid_rows[5], "note").locator(".vr-cell")).to_have_text("")
    saved(page)
    assert notes(grid_rows) == [*(f"Ord {number}" for number in range(5)), ""]


def test_what_is_not_stored_yet_goes_before_what_can_be_undone(page, grid_rows):
    page.add_init_script(ROOM % 1000)
    written(page, grid_rows[:3])
    page.route("**/celle/", lambda route: route.abort())
    write(page, grid_rows[3], "Uten nett")
    expect(page.locator("#grid-state")).to_contain_text("Vi får ikke kontakt med tjeneren.")
    (waiting,) = page.evaluate(KEPT)["vr-grid"]
    assert waiting["now"]["text"] == "Uten nett"
    page.unroute("**/celle/")
    page.once("dialog", lambda dialog: dialog.accept())
    opened(page)
    saved(page)
    assert notes(grid_rows[3:4]) == ["Uten nett"]
    page.problems.clear()  # what did not come through
