"""An adopted plan in a real browser: a cell is changed with a reason, and every page tells what was adopted and why not
any more."""

import pytest
from playwright.sync_api import expect

from actionplan.models import PlanAmendment
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_grid_browser import GRID, cell, saved

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/vestregionen/handlingsplan/2016/"


@pytest.fixture
def rows(section, plan, secretary, sign_in):
    made = fill(section, 3)
    in_state(plan, "adopted")
    sign_in(secretary.user)
    return made


def test_a_changed_cell_is_an_amendment_told_beside_what_was_adopted(page, rows, resize, axe, no_sideways_scroll):
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    page.locator("#plan-reason").fill("Drøftet i mars")
    for name, words in (("deadline_text", "Q3"), ("title", "Nye ord")):
        cell(page, rows[0], name).focus()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        saved(page)
    expect(page.locator("#plan-amends")).to_have_text("Det du endrer nå, blir endring 1 etter vedtaket.")
    # The table says it at once, without being read anew.
    expect(page.locator(f"#rad-{rows[0].pk}")).to_contain_text("Vedtatt: Aktivitet 1 (endring 1)")
    expect(page.locator(f"#rad-{rows[0].pk}")).to_contain_text("Vedtatt: Q1")
    assert [row.grounds for row in PlanAmendment.objects.all()] == ["Drøftet i mars"]
    shown = {
        "": ["Vedtatt: Q1", "Nå: Q3", "(endring 1)", "Drøftet i mars"],
        "vedtatt/": ["Aktivitet 1", "Q1"],
        "rediger/": ["Vedtatt ordlyd: Aktivitet 1", "Vedtatt frist: Q1", "Vedtatt og nå, side om side"],
        f"rediger/aktivitet/{rows[0].pk}/": ["Vedtatt ordlyd: Aktivitet 1", "Vedtatt frist: Q1"],
        "endringer/1/": ["Drøftet i mars", "Nye ord"],
        "sammenlign/": ["1 endret", "Nye ord"],
    }
    for address, words in shown.items():
        page.goto(PLAN + address)
        for text in words:
            expect(page.locator("main")).to_contain_text(text)
        axe()
        resize("phone")
        no_sideways_scroll()
        resize("desktop")


def test_a_plan_is_put_forward_to_its_bodies(page, plan, section, executives, secretary, sign_in, axe):
    sign_in(secretary.user)
    page.goto(f"{PLAN}handling/foresla/")
    expect(page.get_by_label("Behandles først i")).to_contain_text("Rådmannsgruppen")
    axe()
    page.get_by_role("button", name="Foreslå planen").click()
    expect(page.locator("main")).to_contain_text("Venter på møte")
    plan.refresh_from_db()
    assert plan.case.items.get().body == executives
