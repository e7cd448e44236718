"""A draft is read through before it goes out: asked, remarked on, mended, asked anew, approved, sent."""

from playwright.sync_api import Page, expect

from tests.browser import SIZES
from tests.journeys.people import MAYOR_OF_ASKER, SECRETARY, menu, seen


def test_a_draft_is_mended_and_approved_before_it_is_sent(visits):
    desk = visits.log_in(SECRETARY)
    name = open_draft(desk)
    ask(desk)
    reading = desk.url
    hers = visits.log_in(MAYOR_OF_ASKER, SIZES["phone"])
    remark(hers)
    mend(desk, reading)
    hers.reload()
    approve(hers)
    desk.goto(reading)
    expect(desk.get_by_text("Godkjent", exact=True)).to_be_visible()
    expect(desk.get_by_text("1 kommentar er åpen.")).to_have_count(0)
    seen(desk)
    send(desk, name)
    assert hers.goto(reading).status == 404


def open_draft(desk: Page) -> str:
    """A new version of a paper that the members have; its case is called already. Returns the title of the case."""
    menu(desk, "Møter")
    desk.get_by_role("link", name="Styringsgruppen").first.click()
    desk.get_by_role("table", name="Saksliste").get_by_role("link").first.click()
    name = desk.get_by_role("heading", level=1).inner_text()
    desk.get_by_role("link", name="Ny versjon", exact=True).first.click()
    desk.get_by_label("Hva er nytt").fill("Nye tall")
    desk.get_by_role("button", name="Lag ny versjon").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Rediger saksframlegget")
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_text("Saksframlegget er lagret.")).to_be_visible()
    return name


def ask(desk: Page) -> None:
    desk.get_by_role("link", name="Be om gjennomlesing").click()
    seen(desk)
    desk.get_by_text("valgt", exact=False).first.click()
    desk.get_by_role("checkbox", name="Asker").first.check()
    desk.get_by_label("Beskjed til dem").fill("Stemmer tallene?")
    desk.get_by_label("Svar innen").fill("2018-03-12")
    desk.get_by_role("button", name="Send forespørselen").click()
    expect(desk.get_by_text("Venter på svar")).to_be_visible()
    seen(desk)


def remark(hers: Page) -> None:
    """From my page to the draft, a remark on the recommendation, and «Må endres» with the reason."""
    hers.goto("/vestregionen/")
    hers.get_by_role("link", name="Les gjennom utkastet").first.click()
    expect(hers.get_by_text("«Stemmer tallene?»")).to_be_visible()
    seen(hers)
    hers.get_by_role("link", name="Kommenter").first.click()
    seen(hers)
    hers.get_by_label("Kommentar", exact=True).fill("Summen mangler")
    hers.get_by_role("button", name="Lagre kommentaren").click()
    expect(hers.get_by_text("Summen mangler").first).to_be_visible()
    hers.get_by_role("radio", name="Må endres").check()
    hers.get_by_role("button", name="Send svaret").click()
    expect(hers.get_by_text("Skriv kort hva som må endres.").first).to_be_visible()
    seen(hers)
    hers.get_by_label("Grunn").fill("Summen må stå i vedtaket")
    hers.get_by_role("button", name="Send svaret").click()
    expect(hers.get_by_text("Takk. Svaret er sendt til sekretariatet.")).to_be_visible()
    seen(hers)


def mend(desk: Page, reading: str) -> None:
    """My page leads to it; the text is changed, the remark answered, and the reader asked anew by one press."""
    desk.goto("/vestregionen/")
    desk.get_by_role("link", name="Endre utkastet").first.click()
    expect(desk.get_by_text("«Summen må stå i vedtaket»")).to_be_visible()
    seen(desk)
    desk.get_by_role("link", name="Skriv", exact=True).click()
    editor = desk.get_by_role("textbox", name="Forslag til vedtak")
    editor.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Summen er 2 millioner kroner.")
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_text("Saksframlegget er lagret.")).to_be_visible()
    expect(desk.get_by_text("Endret etter «Må endres»")).to_be_visible()
    desk.goto(reading)
    desk.get_by_role("link", name="Svar").filter(has_text="Summen mangler").click()
    seen(desk)
    desk.get_by_label("Svar fra sekretariatet").fill("Satt inn")
    desk.get_by_label("Kommentaren er ferdig behandlet").check()
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_text("Satt inn")).to_be_visible()
    seen(desk)
    desk.get_by_role("button", name="Be på nytt").click()
    expect(desk.get_by_text("er bedt om å lese på nytt.")).to_be_visible()


def approve(hers: Page) -> None:
    expect(hers.get_by_text("Satt inn")).to_be_visible()
    hers.get_by_role("radio", name="Godkjent").check()
    hers.get_by_role("button", name="Send svaret").click()
    expect(hers.get_by_text("Takk. Svaret er sendt til sekretariatet.")).to_be_visible()
    seen(hers)


def send(desk: Page, name: str) -> None:
    desk.get_by_role("link", name="Til saken").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)
    seen(desk)
    desk.get_by_role("link", name="Send ut").first.click()
    desk.get_by_role("button", name="Send ut saksframlegget").click()
    expect(desk.get_by_text("Saksframlegget er sendt ut.")).to_be_visible()
