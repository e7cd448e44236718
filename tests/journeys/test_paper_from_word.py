"""A paper written in Word comes into the draft: what is left out is told, each piece is placed, and it is stored."""

from playwright.sync_api import Page, expect

from tests.governance import wordmaker
from tests.journeys.people import SECRETARY, menu, seen


def test_a_paper_comes_from_word(visits):
    desk = visits.log_in(SECRETARY)
    open_upload(desk)
    desk.get_by_role("button", name="Les dokumentet").click()
    expect(desk.get_by_text("Velg et Word-dokument.").first).to_be_visible()
    hand_in(desk, "sak.docm", wordmaker.simple())
    expect(desk.get_by_text("Filen kan inneholde makroer").first).to_be_visible()
    seen(desk)
    hand_in(desk, "sak.docx", wordmaker.troubled())
    expect(desk.get_by_text("1 kommentar er utelatt.")).to_be_visible()
    expect(desk.get_by_text("1 bilde er utelatt. Last det opp som vedlegg.")).to_be_visible()
    seen(desk)

    desk.get_by_role("link", name="Bruk et annet dokument").click()
    hand_in(desk, "sak.docx", wordmaker.simple())
    expect(desk.get_by_text("Alt i dokumentet er tatt med.")).to_be_visible()
    desk.get_by_label("«Medvirkning»").select_option(label="Konsekvenser for kommunene")
    desk.get_by_role("button", name="Lagre i saksframlegget").click()
    expect(desk.get_by_text("Teksten er hentet fra Word.")).to_be_visible()
    points = desk.get_by_role("textbox", name="Forslag til vedtak").get_by_role("listitem")
    expect(points).to_have_text(["Planen vedtas.", "Budsjettet følger planen."])
    expect(desk.get_by_role("textbox", name="Konsekvenser for kommunene")).to_contain_text("Planen har vært på høring.")
    seen(desk)


def open_upload(desk: Page) -> None:
    """From the meeting to a new version of a paper, and on to where a document is handed in."""
    menu(desk, "Møter")
    desk.get_by_role("link", name="Styringsgruppen").first.click()
    desk.get_by_role("table", name="Saksliste").get_by_role("link").nth(1).click()
    desk.get_by_role("link", name="Ny versjon", exact=True).first.click()
    desk.get_by_label("Hva er nytt").fill("Ny tekst")
    desk.get_by_role("button", name="Lag ny versjon").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Rediger saksframlegget")
    desk.get_by_role("link", name="Hent fra Word").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Hent saksframlegget fra Word")
    seen(desk)


def hand_in(desk: Page, name: str, data: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    desk.get_by_label("Word-dokument").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    desk.get_by_role("button", name="Les dokumentet").click()
