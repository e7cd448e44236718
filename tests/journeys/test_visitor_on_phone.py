"""Staff open the pages and publish a meeting; somebody off the street finds it on a phone, reads and subscribes."""

from playwright.sync_api import expect

from tests.browser import SIZES
from tests.journeys.people import ADMINISTRATOR, menu, seen


def test_a_meeting_is_published_and_found(visits):
    staff = visits.log_in(ADMINISTRATOR)
    open_the_pages(staff)
    publish_the_next_meeting(staff)
    phone = visits.open(SIZES["phone"])
    phone.goto("/")
    phone.get_by_role("link", name="Vestregionen").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Vestregionen")
    seen(phone)
    subscribe(phone)
    phone.get_by_role("region", name="Neste møter").get_by_role("link", name="Styringsgruppen").click()
    expect(phone.get_by_text("av Styringsgruppen")).to_be_visible()
    seen(phone)
    phone.get_by_role("table", name="Saksliste").get_by_role("link").nth(1).click()
    expect(phone.get_by_role("region", name="Vedlegg")).to_be_visible()
    seen(phone)
    for name in ("Tilgjengelighet", "Personvern"):
        phone.get_by_role("contentinfo").get_by_role("link", name=name).click()
        expect(phone.get_by_role("heading", level=1)).to_have_text(name)
        seen(phone)


def open_the_pages(page) -> None:
    """The demo stands open, so they are closed first."""
    page.goto("/vestregionen/innstillinger/")
    page.get_by_role("link", name="Lukk alliansens sider").click()
    page.get_by_role("button", name="Lukk sidene").click()
    expect(page.get_by_role("status")).to_contain_text("Alliansens sider er lukket.")
    page.goto("/vestregionen/innstillinger/")
    page.get_by_role("link", name="Åpne alliansens sider").click()
    expect(page.get_by_role("region", name="Dette er fortsatt lukket")).to_contain_text("kontaktpersoner")
    seen(page)
    page.get_by_role("button", name="Åpne sidene").click()
    expect(page.get_by_role("status")).to_contain_text("åpne sider")


def publish_the_next_meeting(page) -> None:
    """After seeing what opens; then as a visitor sees it, and back."""
    menu(page, "Møter")
    page.get_by_role("table", name="Kommende møter").get_by_role("link", name="Styringsgruppen").first.click()
    page.get_by_role("link", name="Publiser", exact=True).click()
    expect(page.get_by_role("region", name="Dette kan alle lese")).to_contain_text("Årsrapport 2017")
    seen(page)
    page.get_by_role("button", name="Publiser møtet").click()
    page.get_by_role("link", name="Slik ser publikum siden").click()
    expect(page.get_by_text("Du ser siden slik publikum ser den.")).to_be_visible()
    expect(page.get_by_role("link", name="Rediger")).to_have_count(0)
    seen(page)
    page.get_by_role("link", name="Tilbake til din egen visning").click()
    expect(page.get_by_role("link", name="Rediger")).to_be_visible()


def subscribe(page) -> None:
    """The calendar is a file that calendars fetch; a browser would save it."""
    address = page.get_by_role("link", name="Abonner på møtene").get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Styringsgruppen" in answer.text()
