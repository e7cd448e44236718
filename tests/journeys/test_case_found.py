"""The secretary finds the case behind the plan: its way through the bodies, its paper, and the plan it treats."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, menu, seen


def test_the_case_of_the_plan_shows_its_whole_way(visit):
    page = visit(SECRETARY)
    menu(page, "Saker")
    page.get_by_role("textbox", name="Søk i titler og numre").fill("Handlingsplan 2016")
    page.get_by_role("button", name="Vis").click()
    seen(page)
    page.get_by_role("link", name="Handlingsplan 2016", exact=True).click()
    way = page.get_by_role("region", name="Sakens gang")
    expect(way.get_by_role("listitem")).to_contain_text(["Rådmannsgruppen 46/2015", "Styringsgruppen 43/2015"])
    seen(page)
    way.get_by_role("link", name="Styringsgruppen 43/2015").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Handlingsplan 2016")
    expect(page.get_by_role("main")).to_contain_text("Sak 43/2015")
    for heading in ("Vedtak", "Forslag til vedtak", "Vedlegg"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    seen(page)
    page.get_by_role("link", name="Hele sakens gang").click()
    panel = page.get_by_role("region", name="Handlingsplan", exact=True)
    expect(panel).to_contain_text("86 aktiviteter")
    panel.get_by_role("link", name="Handlingsplan 2016").click()
    expect(page.get_by_role("main")).to_contain_text("46/2015 i Rådmannsgruppen")
    expect(page.get_by_role("main")).to_contain_text("9 deler, 86 aktiviteter, 72 med frist")
