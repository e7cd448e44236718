"""An adopted plan in a real browser: a cell is changed with a reason, and every page tells what was adopted and why not
any more."""

import re

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity, PlanAmendment
from actionplan.services.bin import remove_row
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


def test_enter_in_the_reason_sends_the_cell_that_waits_and_gives_the_keyboard_back(page, rows):
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    cell(page, rows[0], "deadline_text").focus()
    page.keyboard.type("Q3")
    page.keyboard.press("Enter")
    expect(page.locator("#plan-reason")).to_be_focused()
    page.keyboard.press("Enter")  # nothing was said, and she stays to say it
    expect(page.locator("#plan-reason")).to_be_focused()
    page.keyboard.type("Drøftet i mars")
    page.keyboard.press("Enter")
    expect(cell(page, rows[0], "deadline_text")).to_be_focused()
    saved(page)
    rows[0].refresh_from_db()
    assert rows[0].deadline_text == "Q3"
    assert [row.grounds for row in PlanAmendment.objects.all()] == ["Drøftet i mars"]
    expect(page).to_have_url(re.compile(f"{GRID}$"))


@pytest.mark.parametrize("is_plain", [False, True], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("address", ["rediger/", "rediger/tabell/", "rediger/fjernet/"])
def test_enter_in_the_reason_presses_no_button(page, context, new_context, rows, secretary, address, is_plain):
    remove_row(secretary, rows[2], reason="Utgår")
    order = list(Activity.objects.order_by("pk").values_list("pk", "position", "removed_at"))
    if is_plain:
        cookies = context.cookies()
        page = new_context(java_script_enabled=False).new_page()
        page.context.add_cookies(cookies)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    page.goto(PLAN + address)
    page.locator("#plan-reason").fill("Drøftet i mars")
    page.locator("#plan-reason").press("Enter")
    expect(page.locator("#plan-reason")).to_have_value("Drøftet i mars")
    assert [url.endswith(PLAN + address) for url in sent] == [True]
    assert list(Activity.objects.order_by("pk").values_list("pk", "position", "removed_at")) == order


def test_a_plan_is_put_forward_to_its_bodies(page, plan, section, executives, secretary, sign_in, axe):
    sign_in(secretary.user)
    page.goto(f"{PLAN}handling/foresla/")
    expect(page.get_by_label("Behandles først i")).to_contain_text("Rådmannsgruppen")
    axe()
    page.get_by_role("button", name="Foreslå planen").click()
    expect(page.locator("main")).to_contain_text("Venter på møte")
    plan.refresh_from_db()
    assert plan.case.items.get().body == executives
