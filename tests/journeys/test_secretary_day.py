"""The secretary's day: activities of the adopted plan are changed, added, moved, removed and reported on."""

import pytest
from playwright.sync_api import expect

from tests.dragging import carry_below
from tests.journeys.people import SECRETARY, open_plan, open_plan_to_edit, row_of, rows_of, seen

SECTION = "Arealbruk, transport og knutepunktutvikling"
CHANGED = "Delta i arbeidsgrupper i Osloregionen"
FIRST = "Samordne Vestregionens innspill til NTP 2018 – 2029"
LAST = "Utarbeide høringssvar for relevante plan- og KVVU forslag"
NEW = "Ny befolkningsprognose"
REASON = "Vedtatt i styringsgruppen"


@pytest.fixture
def page(visit):
    """The secretary before the plan of 2016, ready to edit."""
    page = visit(SECRETARY)
    open_plan_to_edit(page)
    return page


@pytest.fixture
def section(page):
    return page.get_by_role("region", name=SECTION, exact=True)


def test_an_activity_is_changed_and_one_is_added(page, section):
    section.get_by_role("link", name=f"Endre {CHANGED}").click()
    form = section.get_by_role("form")
    expect(form.get_by_label("Aktivitet")).to_be_focused()
    form.get_by_label("Aktivitet").fill(f"{CHANGED} og Viken")
    give_deadline(form)
    form.get_by_role("button", name="Lagre", exact=True).click()
    expect(form.get_by_text("Skriv hvorfor den vedtatte planen endres.", exact=True)).to_be_visible()
    seen(page, form)
    form.get_by_label("Begrunnelse").fill(REASON)
    form.get_by_role("button", name="Lagre", exact=True).click()
    expect(form).to_have_count(0)
    section.get_by_role("link", name="Legg til aktivitet", exact=True).first.click()
    expect(form.get_by_label("Aktivitet")).to_be_focused()
    form.get_by_label("Aktivitet").fill(NEW)
    give_deadline(form)
    expect(form.get_by_label("Begrunnelse")).to_have_value(REASON)
    form.get_by_role("button", name="Lagre", exact=True).click()
    expect(page.get_by_role("status").get_by_text(f"Lagt til: {NEW}")).to_be_in_viewport()
    page.reload()
    for title in (f"{CHANGED} og Viken", NEW):
        expect(row_of(section, title)).to_contain_text("Q1 + Q3 1. og 3. kvartal 2016")


def give_deadline(form):
    form.get_by_label("Frist").fill("Q1 + Q3")
    expect(form.get_by_text("Leses som: 1. og 3. kvartal 2016")).to_be_visible()


def test_an_activity_is_moved_by_button_and_by_hand(page, section):
    section.get_by_role("button", name=f"Flytt opp {CHANGED}").click()
    expect(page.get_by_role("status").get_by_text("Skriv hvorfor").first).to_be_in_viewport()
    page.get_by_label("Begrunnelse for endringene").fill(REASON)
    section.get_by_role("button", name=f"Flytt opp {CHANGED}").click()
    expect(rows_of(section, CHANGED)).to_contain_text([CHANGED, FIRST, LAST])
    expect(page.get_by_role("status").get_by_text("Skriv hvorfor")).to_have_count(0)
    drag(page, row_of(section, CHANGED), below=row_of(section, LAST))
    expect(rows_of(section, CHANGED)).to_contain_text([FIRST, LAST, CHANGED])
    page.reload()
    expect(rows_of(section, CHANGED)).to_contain_text([FIRST, LAST, CHANGED])
    seen(page, section)


def drag(page, row, below):
    """Take the row by its handle and let it go under another."""
    carry_below(page, row.locator(".vr-drag"), row, below)
    with page.expect_response(lambda response: response.url.endswith("/flytt/")):
        page.mouse.up()


def test_an_activity_is_removed_and_brought_back(page, section):
    page.get_by_label("Begrunnelse for endringene").fill(REASON)
    section.get_by_role("button", name=f"Fjern {CHANGED}").click()
    notice = page.get_by_role("status").filter(has_text=f"Fjernet: {CHANGED}")
    expect(notice).to_be_in_viewport()
    expect(section.get_by_role("button", name=f"Fjern {CHANGED}")).to_have_count(0)
    expect(section.get_by_text("Fjernet etter vedtaket:")).to_be_visible()
    seen(page, notice)
    notice.get_by_role("button", name="Angre").click()
    expect(section.get_by_role("button", name=f"Fjern {CHANGED}")).to_be_visible()
    expect(section.get_by_text("Fjernet etter vedtaket:")).to_have_count(0)
    page.reload()
    expect(rows_of(section, CHANGED)).to_contain_text([FIRST, CHANGED, LAST])


def test_a_delay_is_reported_with_its_cause(visit):
    page = visit(SECRETARY)
    open_plan(page)
    page.get_by_role("link", name="Status", exact=True).click()
    page.get_by_role("navigation", name="Statusdato").get_by_role("link", name="1. tertial").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Status for 1. tertial 2016")
    section = page.get_by_role("region", name=SECTION, exact=True)
    section.get_by_role("link", name=f"Endre {CHANGED}").click()
    form = section.get_by_role("form")
    form.get_by_role("radio", name="Forsinket").check()
    form.get_by_role("button", name="Lagre").click()
    expect(
        form.get_by_text("Skriv hva som er årsaken til at aktiviteten er forsinket eller stoppet.").first
    ).to_be_visible()
    seen(page, form)
    form.get_by_label("Årsak").fill("Osloregionen har utsatt arbeidet.")
    form.get_by_label("Hva vi gjør").fill("Vi tar det opp i sekretariatet.")
    form.get_by_role("button", name="Lagre").click()
    expect(form).to_have_count(0)
    page.reload()
    expect(row_of(section, CHANGED)).to_contain_text("Forsinket")
    expect(row_of(section, CHANGED)).to_contain_text("Årsak: Osloregionen har utsatt arbeidet.")
    expect(row_of(section, CHANGED)).to_contain_text("Det vi gjør: Vi tar det opp i sekretariatet.")
    seen(page, section)
