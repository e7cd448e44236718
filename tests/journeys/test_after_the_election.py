"""The secretary changes the seats of the steering group after an election, and sees who sits there."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, menu, seen

ROWS = "Asker\tEva Ettervalg\teva@asker.example\tfast\nAsker\tVigdis Vara\t\tvara 1"


def test_all_seats_of_a_body_are_changed_in_one_go(visit):
    page = visit(SECRETARY)
    menu(page, "Organer")
    page.get_by_role("main").get_by_role("link", name="Styringsgruppen", exact=True).first.click()
    page.get_by_role("link", name="Etter valget").click()
    expect(page.get_by_role("checkbox", name="Styringsgruppen")).to_be_checked()
    page.get_by_label("Første dag i den nye perioden").fill("2018-04-01")
    seen(page)
    page.get_by_role("button", name="Neste: fyll inn navnene").click()
    page.get_by_text("Lim inn fra Excel").click()
    page.get_by_label("Radene").fill(ROWS)
    page.get_by_role("button", name="Les radene inn i skjemaet").click()
    expect(page.get_by_text("2 rader er lest")).to_be_visible()
    seen(page)
    page.get_by_role("button", name="Se over", exact=True).click()
    row = page.get_by_role("row").filter(has_text="Eva Ettervalg")
    expect(row).to_contain_text("siste dag 31.03.2018")
    expect(row).to_contain_text("Ny person")
    seen(page)
    page.get_by_label("Begrunnelse").fill("Nytt valg i Asker")
    page.get_by_role("button", name="Bytt plassene").click()
    expect(page.get_by_role("main")).to_contain_text("2 kommer inn")
    page.get_by_text("Tidligere og kommende verv").click()
    expect(page.get_by_role("main")).to_contain_text("Eva Ettervalg")
