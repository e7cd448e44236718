"""The secretary of Værnesregionen finds nothing of Vestregionen's that is not published, at any address."""

from playwright.sync_api import expect

from tests.journeys.people import ADMINISTRATOR, STRANGER, menu, open_plan

HOME = "/vestregionen/"


def test_every_address_answers_that_the_page_is_not_there(visit):
    addresses = gather(visit(ADMINISTRATOR))
    page = visit(STRANGER)
    expect(page.get_by_role("banner")).to_contain_text("Værnesregionen")
    answers = {address: page.request.get(address).status for address in addresses}
    assert answers == dict.fromkeys(addresses, 404)


def gather(page) -> list[str]:
    """From the address line: edit page and status of a published plan, a case, paper and meeting to come, a report, the
    job that makes it, and the lists of persons, mail and what happened."""
    open_plan(page)
    addresses = [f"{HOME}{word}/" for word in ("personer", "utboks", "hendelser", "papirkurv", "jobber")]
    for link in ("Rediger", "Status"):
        page.get_by_role("link", name=link, exact=True).click()
        addresses.append(page.url)
        page.go_back()
    menu(page, "Møter")
    page.get_by_role("table", name="Kommende møter").get_by_role("link", name="Styringsgruppen").first.click()
    addresses.append(page.url)
    page.get_by_role("table", name="Saksliste").get_by_role("link", name="Årsrapport 2017").click()
    addresses.append(page.url)
    menu(page, "Rapporter")
    page.get_by_role("link", name="Ikke laget Årsrapport 2016").click()
    addresses.append(page.url)
    page.get_by_role("button", name="Lag PDF").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("PDF av Årsrapport 2016")
    return [*addresses, page.url]
