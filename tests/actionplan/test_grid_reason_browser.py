"""A plan that is adopted while its table stands open: what was refused for want of a reason is stored when it is given,
and no answer stops the row it came to."""

import pytest
from playwright.sync_api import expect

from tests.actionplan.gridcast import cell, deaf, hears, opened, saved, stored, write
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db(transaction=True)
WRITTEN = {"note": "Ord", "deadline_text": "Q4"}


@pytest.fixture
def refused(page, grid_rows, plan):
    """Two cells of a row, written before the news of the adoption has come to this window."""
    opened(deaf(page))
    in_state(plan, "adopted")
    for name, text in WRITTEN.items():
        write(page, grid_rows[0], text, name)
        expect(cell(page, grid_rows[0], name)).to_have_attribute("data-state", "wrong")
    expect(page.locator("#plan-reason")).to_have_count(0)
    return page


def is_stored(row):
    return stored(row, *WRITTEN) == tuple(WRITTEN.values())


def test_both_cells_are_stored_with_the_reason_that_is_asked_for_later(refused, grid_rows):
    hears(refused)
    refused.locator("#plan-reason").fill("Vedtak i styringsgruppen")
    refused.locator("#plan-reason").press("Enter")
    expect(cell(refused, grid_rows[0], "deadline_text")).to_be_focused()
    saved(refused)
    assert is_stored(grid_rows[0])


def test_a_reason_that_she_gave_in_another_window_stores_them_when_the_news_comes(refused, grid_rows):
    other = opened(refused.context.new_page())
    other.locator("#plan-reason").fill("Vedtak i styringsgruppen")
    write(other, grid_rows[1], "Der")
    saved(other)
    assert not is_stored(grid_rows[0])
    hears(refused)
    saved(refused)
    assert is_stored(grid_rows[0])


def test_an_answer_that_cannot_be_put_into_the_table_stops_neither_cell_nor_row(page, grid_rows):
    opened(page).route("**/celle/", lambda route: route.fulfill(status=409, body="<tr></tr>"), times=1)
    for name, text in WRITTEN.items():
        write(page, grid_rows[0], text, name)
    saved(page)
    assert is_stored(grid_rows[0])
    page.problems.clear()  # the answer that was none
