"""Værnesregionen is set up from nothing, by clicking and typing as a secretary does, and can work at once."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from governance.models import AttendanceRight, GoverningBody, Membership, Seat
from governance.setup.setupcode import setup_code
from tests.journeys.people import seen
from tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)
MEMBERS = ("stjør", "merå", "selbu", "tydal", "malvik")
NETWORKS = ("Nettverk for helse og omsorg", "Nettverk for regional utvikling")
MOST_CLICKS = 40


@pytest.fixture
def clicks(page):
    """How often the secretary has to press the mouse."""
    counted = []
    page.expose_function("counted", lambda: counted.append(1))
    page.add_init_script("addEventListener('pointerdown', () => window.counted(), true)")
    return counted


def test_a_new_alliance_is_set_up(page, clicks):
    call_command("load_reference", verbosity=0)
    _founding(page)
    _members(page)
    _bodies(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Saksbehandlingsregler")
    seen(page)
    _on(page)
    _look(page)
    _sender(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Værnesregionen er klar til bruk")
    seen(page)
    page.get_by_role("button", name="Avslutt oppsettet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hei")
    expect(page.get_by_role("link", name="Fortsett oppsettet")).to_have_count(0)
    assert len(clicks) <= MOST_CLICKS
    _what_was_made()


def _on(page) -> None:
    page.get_by_role("button", name="Lagre og gå videre").click()


def _founding(page) -> None:
    page.goto(f"/oppsett/?kode={setup_code()}")
    seen(page)
    page.get_by_label("Fornavn").click()
    password = "fjord og fjell 12"
    for text in ("Kari", "Nordmann", "kari@vaernesregionen.example", password, password, "Værnesregionen"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.get_by_label("Adressenavn")).to_have_value("vaernesregionen")
    page.get_by_label("Organisasjonsform").select_option(label="Avtalebasert samarbeid")
    page.get_by_role("button", name="Opprett og gå videre").click()


def _members(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Medlemmer fra kommunelisten")
    seen(page)
    page.get_by_label("Medlemmer fra og med").fill("2003-10-01")
    _pick(page, *MEMBERS)
    page.get_by_role("button", name="Legg til, og velg flere").click()
    expect(page.get_by_text("5 medlemmer er lagt til.")).to_be_visible()
    page.get_by_label("Medlemmer fra og med").fill("2008-01-01")
    _pick(page, "frosta")
    _on(page)


def _pick(page, *beginnings: str) -> None:
    """Type and press Enter; the last one is taken away and chosen again, with the keyboard alone."""
    search = page.get_by_label("Skriv noen bokstaver")
    search.click()
    for beginning in beginnings:
        page.keyboard.type(beginning)
        expect(page.get_by_text("Enter velger")).to_be_visible()
        page.keyboard.press("Enter")
    chips = page.get_by_role("list", name="Valgt").get_by_role("button")
    expect(chips).to_have_count(len(beginnings))
    seen(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chips).to_have_count(len(beginnings) - 1)
    expect(search).to_be_focused()
    for beginning in beginnings:
        if page.get_by_role("list", name="Valgt").get_by_text(re.compile(beginning, re.IGNORECASE)).count() == 0:
            page.keyboard.type(beginning)
            page.keyboard.press("Enter")
    expect(chips).to_have_count(len(beginnings))


def _bodies(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Organer fra maler")
    council = page.get_by_role("group", name="Regionrådet")
    expect(council).to_contain_text("12 plasser med dagens 6 medlemmer.")
    council.get_by_role("checkbox").check()
    council.get_by_label("Slik skal et saksnummer se ut").fill("3/26")
    executives = page.get_by_role("group", name="Kommunedirektørgruppen")
    executives.get_by_role("checkbox").check()
    executives.get_by_label("Navn").fill("Arbeidsutvalget")
    executives.get_by_label("Slik skal et saksnummer se ut").fill("AU-sak 03/26")
    page.get_by_role("group", name="Nettverk").get_by_label("Navn").fill("\n".join(NETWORKS))
    seen(page)
    _on(page)


def _look(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Logo og farger")
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture("logo.png").read()}
    page.get_by_label("Logo").set_input_files(logo)
    page.get_by_label("Hovedfarge").fill("#ffe600")
    expect(page.locator("#kontrast")).to_contain_text("for lys til tekst")
    page.get_by_label("Hovedfarge").fill("#23466e")
    expect(page.locator("#kontrast")).not_to_contain_text("for lys")
    seen(page)
    _on(page)


def _sender(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Avsender og kontakt")
    expect(page.get_by_role("banner").locator("img")).to_have_js_property("complete", True)
    expect(page.get_by_label("avsendernavn")).to_have_value("Værnesregionen")
    seen(page)
    _on(page)


def _what_was_made() -> None:
    first = dict(Membership.objects.values_list("organisation__short_name", "valid_from"))
    assert {name: day.year for name, day in first.items()} == dict.fromkeys(
        ("Stjørdal", "Meråker", "Selbu", "Tydal", "Malvik"), 2003
    ) | {"Frosta": 2008}
    formats = dict(GoverningBody.objects.values_list("name", "number_format"))
    assert formats["Regionrådet"] == "{seq}/{yy:02}"
    assert formats["Arbeidsutvalget"] == "AU-sak {seq:02}/{yy:02}"
    assert set(NETWORKS) < set(formats)
    assert Seat.objects.count() == 12 + 6
    assert AttendanceRight.objects.get().may_propose
