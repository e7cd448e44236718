"""A new measure from the menu of the table, at the level that the columns of the section allow, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Measure
from actionplan.services.sections import create_section
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db(transaction=True)
GRID = "/vestregionen/handlingsplan/2016/rediger/tabell/"


@pytest.fixture
def leveled(plan, area, secretary, sign_in):
    labels = ["Strategi", "Tiltak", "Aktivitet"]
    made = create_section(secretary, plan=plan, area=area, title="Tom del", level_labels=labels)
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


def add(page, button, title):
    page.keyboard.press("Shift+F10")
    page.get_by_role("button", name=button, exact=True).press("Enter")
    dialog = page.locator("#grid-add")
    expect(dialog.get_by_label(button, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Skriv hva tiltaket heter.")
    page.keyboard.type(title)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    row = page.locator("tr.vr-workshop__measure", has_text=title)
    expect(row.locator("[data-felt=title]")).to_be_focused()
    return row


def test_measures_of_each_level_are_made_from_the_keyboard(page, leveled, axe):
    page.goto(GRID)
    page.locator("#grid[data-ready]").wait_for()
    body = page.locator(f"#del-{leveled.pk}")
    body.locator("tr[data-new] [data-felt=title]").focus()
    row = add(page, "Legg til strategi i delen", "Vår strategi")
    expect(row.locator(".vr-level")).to_have_text("Strategi")
    row = add(page, "Legg til tiltak under «Vår strategi»", "Vårt tiltak")
    expect(row.locator(".vr-level")).to_have_text("Tiltak")
    page.keyboard.press("Shift+F10")
    menu = page.locator("#grid-menu")
    axe()
    # The columns have no level between this and its activities.
    expect(menu.locator("[data-measure]:visible")).to_have_text(["Legg til tiltak etter «Vårt tiltak»"])
    page.keyboard.press("Escape")
    add(page, "Legg til tiltak etter «Vårt tiltak»", "Enda ett")
    rows = Measure.objects.present().filter(section=leveled)
    shown = [(row.title, row.parent.title if row.parent else "") for row in rows.order_by("position")]
    assert sorted(shown) == [("Enda ett", "Vår strategi"), ("Vår strategi", ""), ("Vårt tiltak", "Vår strategi")]
    page.keyboard.press("Control+z")
    expect(page.locator("tr", has_text="Enda ett")).to_have_count(0)
    page.keyboard.press("Escape")
