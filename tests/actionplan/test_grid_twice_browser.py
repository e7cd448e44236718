"""What is pressed twice in the table is done once: the button of the bar, Enter in its field, keys, and undo."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"
ALREADY = "Dette er gjort."


@pytest.fixture
def rows(section, plan, secretary, sign_in):
    made = fill(section, 4)
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


@pytest.fixture
def grid(page, rows):
    """The table, with what has been sent as acts in `page.acts`."""
    page.acts = []

    def note(sent):
        if sent.url.endswith("/samlet/") and "se=1" not in sent.post_data:
            page.acts.append(sent.post_data)

    page.on("request", note)
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    return page


def choose(page, row, act):
    page.locator(f"#rad-{row.pk} input[name=rad]").check()
    page.locator("#bulk-act").select_option(act)


def deadline(row):
    return Activity.objects.get(pk=row.pk).deadline_text


def named(row):
    return Activity.objects.present().filter(title=row.title).count()


def said(page, text):
    expect(page.locator("#grid-state")).to_contain_text(text)


def slowly(page):
    """The answer to an act comes so late that a second press falls before it."""
    page.evaluate(
        """() => {
            const real = window.fetch;
            window.fetch = async (address, options) => {
                const answer = await real(address, options);
                if (String(address).endsWith("/samlet/") && !String(options?.body).includes("se=1")) {
                    document.getElementById("bulk-do").dataset.was = document.getElementById("bulk-do").ariaDisabled;
                    await new Promise((done) => setTimeout(done, 400));
                }
                return answer;
            };
        }"""
    )


@pytest.mark.parametrize("is_slow", [True, False])
def test_a_double_click_moves_the_deadline_once(grid, rows, is_slow):
    choose(grid, rows[0], "flytt-frist")
    grid.locator("#bulk-steps").fill("4")
    grid.get_by_text("1 av 1 frist utsettes 4 kvartaler").wait_for()
    if is_slow:
        slowly(grid)
    grid.locator("#bulk-do").dblclick()
    said(grid, "utsatt 4 kvartaler")
    if is_slow:
        expect(grid.locator("#bulk-do")).to_have_attribute("data-was", "true")
    grid.wait_for_timeout(250)
    grid.locator("#bulk-do").click()
    expect(grid.locator("#bulk-told")).to_contain_text(ALREADY)
    expect(grid.locator("#bulk-do")).not_to_have_attribute("aria-disabled", "true")
    assert (len(grid.acts), deadline(rows[0])) == (1, "Q1-17")


def test_enter_pressed_twice_sets_the_field_once_and_another_value_is_set(grid, rows):
    choose(grid, rows[0], "flytt-frist")
    grid.locator("#bulk-steps").fill("1")
    grid.keyboard.press("Enter")
    grid.keyboard.press("Enter")
    said(grid, "utsatt ett kvartal")
    grid.keyboard.press("Enter")
    expect(grid.locator("#bulk-told")).to_contain_text(ALREADY)
    assert (len(grid.acts), deadline(rows[0])) == (1, "Q2")
    grid.keyboard.press("ArrowUp")  # another value is another act
    grid.get_by_text("1 av 1 frist utsettes 2 kvartaler").wait_for()
    grid.keyboard.press("Enter")
    said(grid, "utsatt 2 kvartaler")
    assert deadline(rows[0]) == "Q4"


def test_what_was_undone_can_be_done_again(grid, rows):
    choose(grid, rows[0], "dupliser")
    grid.locator("#bulk-do").dblclick()
    said(grid, "Duplisert")
    assert named(rows[0]) == 2
    grid.locator("[data-undo-step]").dblclick()
    said(grid, "Angret alt i ett.")
    assert named(rows[0]) == 1
    grid.locator("#bulk-do").click()
    said(grid, "Duplisert")
    assert named(rows[0]) == 2


def test_a_double_click_undoes_one_act(grid, rows):
    for number in (0, 1):
        grid.locator(f"#rad-{rows[number].pk} [data-felt=title]").focus()
        grid.keyboard.press("Alt+Shift+ArrowDown")
        said(grid, f"Duplisert: «{rows[number].title}».")
    grid.route("**/angre/**", lambda route: (grid.wait_for_timeout(300), route.continue_()))
    grid.locator("[data-undo-step]").dblclick()
    said(grid, "Angret alt i ett.")
    expect(grid.locator("#grid tr[data-place][data-address]")).to_have_count(5)
    grid.wait_for_timeout(300)
    assert [named(row) for row in rows[:2]] == [2, 1]


def test_the_key_that_duplicates_makes_one_copy_however_often_it_is_pressed(grid, rows):
    grid.locator(f"#rad-{rows[0].pk} [data-felt=title]").focus()
    slowly(grid)
    for _turn in range(3):
        grid.keyboard.press("Alt+Shift+ArrowDown")
    said(grid, "Duplisert")
    assert (len(grid.acts), named(rows[0])) == (1, 2)
    assert grid.locator("[data-felt]:focus").evaluate("e => e.closest('tr').id") != f"rad-{rows[0].pk}"
