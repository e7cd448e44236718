"""An administrator gives a new mayor a seat and invites her; she follows the link of the mail to her own page."""

from playwright.sync_api import Page, expect

from tests.browser import SIZES
from tests.journeys.people import ADMINISTRATOR, menu, seen

PASSWORD = "fjellrev-under-snøen"
NAME = "Randi Nyvalgt"


def test_an_invited_mayor_comes_in(visit, visits):
    admin = visit(ADMINISTRATOR)
    make_person(admin)
    give_seat(admin)
    address = invite(admin)

    page = visits.open(SIZES["phone"])
    page.goto("/svar/" + address.split("/svar/")[1])
    expect(page.get_by_role("heading", level=1)).to_have_text("Velkommen til Vestregionen")
    seen(page)
    page.get_by_role("button", name="Velg passord").click()
    # The browser says where the form comes from only because the page lets it; else the guard of forms answers here.
    expect(page.get_by_role("button", name="Lagre og logg inn")).to_be_visible()
    seen(page)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_label("Passordet en gang til").fill(PASSWORD)
    page.get_by_role("button", name="Lagre og logg inn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hei, Randi")
    expect(page.get_by_role("link", name="Les papirene til møtet i Styringsgruppen 15. mars 2018")).to_be_visible()
    seen(page)

    admin.get_by_role("link", name=NAME).click()
    expect(admin.get_by_text("Har tatt imot invitasjonen")).to_be_visible()


def make_person(admin: Page) -> None:
    admin.get_by_role("link", name="Personer").first.click()
    admin.get_by_role("link", name="Ny person").click()
    admin.get_by_label("Fornavn").fill("Randi")
    admin.get_by_label("Etternavn").fill("Nyvalgt")
    admin.get_by_label("E-post").fill("randi.nyvalgt@vestregionen.example")
    admin.get_by_role("button", name="Lagre").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text(NAME)


def give_seat(admin: Page) -> None:
    """She takes the seat of Asker in the steering group from the demo's day on, after the one who held it."""
    menu(admin, "Organer")
    admin.get_by_role("main").get_by_role("link", name="Styringsgruppen", exact=True).first.click()
    row = admin.get_by_role("row").filter(has=admin.get_by_role("rowheader", name="Asker"))
    row.get_by_role("link", name="Nytt verv").click()
    admin.get_by_label("Person").select_option(label=NAME)
    admin.get_by_label("Gjelder fra").fill("2018-03-08")
    admin.get_by_label("Avslutt vervet til den som har plassen nå").check()
    admin.get_by_role("button", name="Lagre").click()
    admin.get_by_role("link", name=NAME).first.click()


def invite(admin: Page) -> str:
    """Invite the person who is on the screen, and give the address in the mail to her."""
    admin.get_by_role("link", name="Inviter", exact=True).click()
    seen(admin)
    admin.get_by_role("button", name="Inviter").click()
    expect(admin.get_by_text("Er invitert")).to_be_visible()
    seen(admin)
    admin.get_by_role("link", name="Se brevet").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Du er invitert til Vestregionen")
    seen(admin)
    return admin.get_by_role("link", name="/svar/").get_attribute("href")
