"""A gathering from the form to the figures: guests sign up on a phone, the door ticks them, the year counts them."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser import SIZES
from tests.journeys.people import SECRETARY, menu, seen


def test_guests_sign_up_wait_move_up_and_are_ticked_at_the_door(visits):
    desk = visits.log_in(SECRETARY)
    make_the_gathering(desk)
    card = desk.url
    shared = urlsplit(desk.get_by_role("link", name="pamelding").get_attribute("href")).path
    for name in ("Gry Gjest", "Vera Venter"):
        sign_up(visits.open(SIZES["phone"]), shared, name)
    desk.reload()
    expect(desk.get_by_role("heading", name="På venteliste (1)")).to_be_visible()
    seen(desk)
    desk.get_by_role("link", name="Meld av Gry Gjest").click()
    desk.get_by_role("button", name="Meld av").click()
    expect(desk.get_by_role("heading", name="Påmeldt (1)")).to_be_visible()
    tick_at_the_door(visits.log_in(SECRETARY, SIZES["phone"]), card)
    desk.goto("/vestregionen/arrangementer/?ar=2018&vis=holdt")
    row = desk.get_by_role("table", name="Avholdte arrangementer for hvert år").get_by_role("row").nth(1)
    expect(row).to_contain_text("2")
    expect(desk.get_by_role("table", name="Påmeldte og frammøtte fra hvert medlem")).to_contain_text("Lier kommune")
    seen(desk)


def make_the_gathering(page) -> None:
    menu(page, "Handlingsplan")
    page.goto("/vestregionen/arrangementer/")
    seen(page)
    page.get_by_role("link", name="Nytt arrangement").click()
    page.get_by_label("Tittel").fill("Folkehelsedag")
    page.get_by_label("Dato", exact=True).fill("2018-03-08")
    page.get_by_label("Hvem kan melde seg på").select_option(label="Alle som får lenken")
    page.get_by_label("Antall plasser").fill("1")
    page.get_by_label("Beskrivelse").fill(
        "Veien dit: https://kart.example/" + "langt" * 20
    )  # one word, wider than a phone
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Åpne påmeldingen").click()
    page.get_by_role("button", name="Åpne påmeldingen").click()
    expect(page.get_by_text("Åpent for påmelding")).to_be_visible()


def sign_up(phone, address: str, name: str) -> None:
    phone.goto(address)
    seen(phone)
    phone.get_by_role("textbox", name="Navn").fill(name)
    phone.get_by_role("textbox", name="E-post").fill(f"{name.split()[0].lower()}@gjest.example")
    phone.get_by_role("combobox", name="Hvor du kommer fra").fill("Lier kommune")
    phone.get_by_role("button", name="Meld meg på").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Takk")
    seen(phone)


def tick_at_the_door(phone, card: str) -> None:
    """One press for each name, without a new page; then who came all the same."""
    phone.goto(card)
    phone.get_by_role("link", name="Før oppmøte").click()
    button = phone.get_by_role("button", name="Møtte Vera Venter")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(phone.locator("#mott")).to_have_text("1")
    seen(phone)
    phone.get_by_role("textbox", name="Navn på en utenfor alliansen").fill("Kom Innom")
    phone.get_by_role("button", name="Legg til").click()
    expect(phone.locator("#mott")).to_have_text("2")
    phone.get_by_role("link", name="Merk som avholdt").click()
    phone.get_by_role("button", name="Merk som avholdt").click()
    expect(phone.get_by_text("1 påmeldt, 2 møtte")).to_be_visible()
    seen(phone)
