"""The table of a plan in a browser: opened, written in, saved."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from tests.actionplan.plancast import fill, in_state

GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"
NEWS = "**/rediger/nytt/**"


@pytest.fixture
def grid_rows(section, plan, secretary, sign_in):
    """Six activities of a proposed plan, which the secretary is about to write in."""
    made = fill(section, 6)
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


def opened(page):
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    return page


def deaf(page):
    """What others write does not come to this window, until `hears`. Said before it is opened: it asks as it opens."""
    page.is_deaf = True
    page.route(NEWS, lambda route: route.fulfill(status=204) if page.is_deaf else route.continue_())
    return page


def hears(page):
    page.is_deaf = False  # the route stays: a question that is on its way when it goes has nobody to answer it


def cell(page, row, name):
    return page.locator(f"#rad-{row.pk} [data-felt={name}]")


def write(page, row, text, name="note"):
    cell(page, row, name).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def saved(page):
    expect(page.locator("#grid-state")).to_have_text("Alt er lagret.")


def stored(row, *names):
    """What is stored in these fields of the row."""
    found = Activity.objects.get(pk=row.pk)
    return tuple(getattr(found, name) for name in names)
