"""A case travels in a real browser: the chief executives change it, it is sent on to the steering group, and the line
tells where the wording changed and by whom."""

from datetime import date, time

import pytest
from playwright.sync_api import expect

from governance.services import agenda, cases, files, meetings, papers
from tests.governance.casefile import case_args, pdf, url

PROPOSAL = "<ol><li><p>Ordningen begynner 1. januar 2019.</p></li><li><p>Kostnaden deles likt.</p></li></ol>"
CHANGED = "Ordningen begynner 1. juli 2019.\n\nKostnaden deles likt."


@pytest.fixture
def prepared(secretary, cooperation, executives, steering_group):
    """Called for the chief executives on the demo day, with a paper and two attachments; the steering group meets."""
    meeting = meetings.create_meeting(secretary, body=executives, day=secretary.on, starts_at=time(9), place="Sandvika")
    case = cases.create_case(secretary, cooperation=cooperation, title="Felles innkjøpsordning")
    item = agenda.add_item(secretary, case=case, body=executives, role="prepares", meeting=meeting)
    papers.edit_paper(secretary, papers.latest_paper(item), exposition="<p>Bakgrunn.</p>", recommendation=PROPOSAL)
    for title in ("Notat om kostnader", "Internt arbeidsnotat"):
        files.add_attachment(secretary, item, upload=pdf(), title=title)
    meetings.call_meeting(secretary, meeting, reason="Haster")
    meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, 12), starts_at=time(10), place="Asker")
    return case


@pytest.fixture
def seen(axe, resize, no_sideways_scroll):
    """What is on the screen is accessible, and fits on a wide screen and on a phone."""

    def check() -> None:
        for size in ("phone", "desktop"):
            resize(size)
            no_sideways_scroll()
            axe()

    return check


def test_from_the_chief_executives_to_the_steering_group(page, sign_in, secretary, prepared, seen):
    sign_in(secretary.user)
    page.goto(url("case_detail", *case_args(prepared)))
    line = page.get_by_role("region", name="Sakens gang")
    stops = line.get_by_role("list").first.locator("> li")
    expect(stops).to_have_count(2)
    expect(stops.nth(1)).to_contain_text("Rådmannsgruppen forbereder saker for Styringsgruppen.")
    seen()

    # Sent on before it is treated: that is said, and needs a reason.
    stops.nth(1).get_by_role("link", name="Send videre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Send saken videre")
    expect(page.get_by_text("Rådmannsgruppen har ikke behandlet saken ennå.")).to_be_visible()
    expect(page.get_by_label("Hvorfor sendes saken videre likevel?")).to_be_visible()
    seen()

    page.get_by_role("link", name="Registrer vedtaket").click()
    page.get_by_label("Utfall").select_option(label="Vedtatt med endringer")
    page.get_by_label("Vedtakspunkter").fill(CHANGED)
    page.get_by_role("button", name="Lagre vedtaket").click()
    expect(page.get_by_text("Vedtaket er lagret.")).to_be_visible()

    page.get_by_role("link", name="Send videre").click()
    expect(page.get_by_text("Saken er klar. Teksten Rådmannsgruppen endte med, går videre.")).to_be_visible()
    page.get_by_label("Avgjøres her").check()
    page.get_by_label("Internt arbeidsnotat (versjon 1)").uncheck()
    page.get_by_label("Møte (valgfritt)").select_option(label="Styringsgruppen 12.04.2018")
    seen()
    page.get_by_role("button", name="Send videre").click()
    expect(page.get_by_text("Saken er sendt videre.")).to_be_visible()
    expect(page.get_by_role("link", name="Notat om kostnader", exact=True)).to_be_visible()
    expect(page.get_by_text("Internt arbeidsnotat")).to_have_count(0)

    # The secretary changes a word before the steering group sees it.
    page.get_by_role("link", name="Skriv", exact=True).click()
    box = page.get_by_role("textbox", name="Forslag til vedtak")
    box.click()
    page.keyboard.press("Control+End", delay=100)  # held as by a finger: the editor learns where the caret is
    page.keyboard.press("Enter")
    page.keyboard.type("Det evalueres.")
    expect(box).to_contain_text("Det evalueres.")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Saksframlegget er lagret")).to_be_visible()

    page.goto(url("case_detail", *case_args(prepared)))
    expect(stops).to_have_count(2)
    expect(stops.nth(0)).to_contain_text("Rådmannsgruppen endret ordlyden i vedtaket.")
    expect(stops.nth(1)).to_contain_text("Ordlyden er endret i saksframlegget etter Rådmannsgruppen.")
    expect(stops.nth(1)).to_contain_text(f"Skrevet av {secretary.name}")
    expect(stops.nth(1)).to_contain_text("Avgjøres her")
    seen()

    stops.nth(1).get_by_role("link", name="Se hva som er endret").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ordlyden fra stopp til stopp")
    expect(page.locator("ins")).to_contain_text(["Det evalueres."])
    seen()

    page.go_back()
    stops.nth(0).get_by_role("link", name="Se hva som er endret").click()
    resolved = page.get_by_role("region", name="I møtet: fra forslaget til vedtaket")
    expect(resolved.locator("ins")).to_contain_text(["juli"])
    expect(resolved.locator("del")).to_contain_text(["januar"])
