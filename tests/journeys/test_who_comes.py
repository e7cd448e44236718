"""A mayor declines from her mail on a phone; the secretariat summons a substitute, who then reads the papers."""

from playwright.sync_api import Page, expect

from tests.browser import SIZES
from tests.journeys.people import ADMINISTRATOR, SECRETARY, menu, seen

SUBSTITUTE = "leser@vestregionen.example"
MEETING = "Les papirene til møtet i Styringsgruppen 15. mars 2018"


def test_a_seat_is_filled_by_its_substitute(visits):
    desk = visits.log_in(SECRETARY)
    name = give_substitute(desk)
    page_of_meeting = remind(desk)
    hers = visits.log_in(SUBSTITUTE, SIZES["phone"])
    assert hers.goto(page_of_meeting).status == 404

    decline(visits.open(SIZES["phone"]), link_in_mail(visits.log_in(ADMINISTRATOR)))
    desk.reload()
    expect(desk.get_by_text("2 kommer, 2 kommer ikke")).to_be_visible()
    expect(desk.get_by_text("Bortreist den uken")).to_be_visible()
    seen(desk)
    summon(desk, name)

    hers.goto("/vestregionen/")
    expect(hers.get_by_role("link", name=MEETING)).to_be_visible()
    seen(hers)
    hers.get_by_role("button", name="Jeg kommer").click()
    expect(hers.get_by_text("Du har svart at du kommer.").first).to_be_visible()
    seen(hers)
    hers.get_by_role("table", name="Saksliste").get_by_role("link").first.click()
    expect(hers.get_by_role("heading", name="Forslag til vedtak").first).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("3 kommer, 2 kommer ikke")).to_be_visible()


def give_substitute(desk: Page) -> str:
    """A second substitute of Asker: somebody with a login. Returns her name."""
    menu(desk, "Organer")
    desk.get_by_role("main").get_by_role("link", name="Styringsgruppen", exact=True).first.click()
    row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name="Asker"))
    row.get_by_role("link", name="Nytt verv").click()
    option = desk.get_by_label("Person").locator("option").filter(has_text="eser").first
    name = option.inner_text().split(",")[0].strip()
    desk.get_by_label("Person").select_option(value=option.get_attribute("value"))
    desk.get_by_label("Type").select_option(label="Varamedlem")
    desk.get_by_label("Vararekkefølge").fill("2")
    desk.get_by_role("button", name="Lagre").click()
    return name


def remind(desk: Page) -> str:
    """Write to those who have not answered; the address of the meeting."""
    menu(desk, "Møter")
    desk.get_by_role("link", name="Styringsgruppen").first.click()
    seen(desk)
    desk.get_by_role("link", name="Purr").click()
    seen(desk)
    desk.get_by_role("button", name="Send purring").click()
    expect(desk.get_by_text("purringer er sendt.")).to_be_visible()
    return desk.url


def link_in_mail(admin: Page) -> str:
    """The link in the mail to the mayor of Asker: no mail of the demo is sent, but its administrator may see it."""
    admin.goto("/vestregionen/utboks/")
    row = admin.get_by_role("row").filter(has_text="ordforer.asker@").filter(has_text="Kommer du?")
    row.get_by_role("link").first.click()
    address = admin.get_by_role("link", name="/svar/").get_attribute("href")
    return "/svar/" + address.split("/svar/")[1]


def decline(phone: Page, address: str) -> None:
    """Without a login."""
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kommer du på møtet?")
    seen(phone)
    phone.get_by_text("Jeg kommer ikke").click()
    phone.get_by_label("Hvorfor?").fill("Bortreist den uken")
    seen(phone)
    phone.get_by_role("button", name="Meld forfall").click()
    expect(phone.get_by_text("Du har svart at du ikke kommer.")).to_be_visible()
    seen(phone)


def summon(desk: Page, name: str) -> None:
    """Another than the next: the page says why that needs a reason."""
    desk.get_by_role("link", name="Kall inn vara for Ordfører, Asker").click()
    expect(desk.get_by_text("Neste i rekkefølgen")).to_be_visible()
    seen(desk)
    desk.get_by_role("radio", name=name).check()
    desk.get_by_role("button", name="Kall inn vara").click()
    expect(desk.get_by_role("alert")).to_contain_text("Skriv en begrunnelse")
    desk.get_by_label("Begrunnelse").fill("Den første er på reise")
    desk.get_by_role("button", name="Kall inn vara").click()
    expect(desk.get_by_text("Vara er kalt inn")).to_be_visible()
    expect(desk.get_by_text("Kalt inn, ikke svart")).to_be_visible()
    seen(desk)
