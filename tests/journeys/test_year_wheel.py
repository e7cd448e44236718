"""The secretary plans a year of the steering group, and of the chief executives who prepare its cases, by rules."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, menu, seen


def test_a_year_of_paired_meetings_is_planned_by_rules(visit):
    page = visit(SECRETARY)
    menu(page, "Møter")
    page.get_by_role("link", name="Planlegg et år").click()
    page.get_by_label("Organ").select_option("styringsgruppen")
    expect(page.get_by_label("År")).to_have_value("2019")
    seen(page)
    page.get_by_role("button", name="Neste: hvor ofte").click()
    expect(page.get_by_label("Antall møter")).to_have_value("4")
    expect(page.get_by_label("Rådmannsgruppen møtes, dager før")).to_have_value("14")
    seen(page)
    page.get_by_role("button", name="Foreslå dager").click()
    days = page.get_by_label("Dato, Styringsgruppen")
    expect(days).to_have_count(4)
    expect(page.get_by_label("Dato, Rådmannsgruppen")).to_have_count(4)
    seen(page)
    days.nth(1).fill("2019-05-17")
    page.get_by_role("button", name="Opprett møtene").click()
    expect(page.get_by_text("Dette er en helligdag: Grunnlovsdag.")).to_be_visible()
    seen(page)
    days.nth(1).fill("2019-05-16")
    page.get_by_role("button", name="Opprett møtene").click()
    expect(page.get_by_text("8 møter er opprettet.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="16. mai 2019")).to_contain_text("Styringsgruppen")
