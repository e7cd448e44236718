"""The secretary changes a meeting, sees it in what happened and sets it back; the mayor reads a PDF in the page."""

from playwright.sync_api import expect

from tests.journeys.people import MAYOR_OF_ASKER, SECRETARY, TABLET, menu, seen


def test_a_change_is_seen_and_set_back(visit):
    page = visit(SECRETARY)
    menu(page, "Møter")
    page.get_by_role("main").get_by_role("table").first.get_by_role("link").first.click()
    page.get_by_role("link", name="Rediger", exact=True).click()
    before = page.get_by_label("Sted").input_value()
    page.get_by_label("Sted").fill("Drammen rådhus")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Hva har skjedd?").click()
    newest = page.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text(f"endret stedet fra {before} til Drammen rådhus")
    seen(page)
    newest.get_by_role("link", name="Sett tilbake Sted").click()
    page.get_by_label("Begrunnelse").fill("Feil møterom")
    seen(page)
    page.get_by_role("button", name="Sett tilbake").click()
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Feil møterom")
    page.get_by_role("link", name="Styringsgruppen").last.click()
    expect(page.get_by_role("main")).to_contain_text(before)
    expect(page.get_by_role("main")).not_to_contain_text("Drammen rådhus")


def test_the_mayor_reads_a_pdf_in_the_page(visit):
    page = visit(MAYOR_OF_ASKER, TABLET)
    page.get_by_role("link", name="Les papirene til møtet i Styringsgruppen 15. mars 2018").click()
    page.get_by_role("table", name="Saksliste").get_by_role("rowheader").first.get_by_role("link").click()
    files = page.get_by_role("region", name="Vedlegg").get_by_role("link", name="Framdriftsplan", exact=False)
    while not files.count():
        page.get_by_role("link", name="Neste sak").click()
        expect(page.get_by_role("region", name="Vedlegg")).to_be_visible()
    files.first.click()
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.locator("#pdf-state")).to_contain_text("Antall sider")
    seen(page)
