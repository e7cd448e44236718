"""The register of cases and the governing documents in a real browser: a choice is kept under a name, opened with one
press, and a document gets its first version."""

from datetime import date

import pytest

from governance.models import GoverningVersion, SavedView
from tests.governance.casefile import url


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_secretary_keeps_a_view(page, sign_in, secretary, case, axe, resize, no_sideways_scroll, size):
    resize(size)
    sign_in(secretary.user)
    page.goto(url("case_list"))
    page.get_by_text("Flere valg").click()
    page.get_by_label("Tilgang").select_option(label="Offentlig")
    axe()
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("link", name="Lagre visningen").click()
    page.get_by_label("Navn på visningen").fill("Åpne for alle")
    page.get_by_label("Åpne registeret med denne").check()
    axe()
    page.get_by_role("button", name="Lagre visningen").click()
    page.get_by_text("Visningen er lagret. Den står over listen.").wait_for()
    page.get_by_role("navigation", name="Lagrede visninger").get_by_role("link", name="Alle saker").click()
    page.get_by_role("link", name="Åpne for alle").click()
    page.get_by_role("link", name="Åpne for alle", exact=True).and_(page.locator("[aria-current=page]")).wait_for()
    page.get_by_role("link", name="Endre visningene").click()
    page.get_by_text("Åpnes først").wait_for()
    axe()
    no_sideways_scroll()
    assert SavedView.objects.get().query == "tilgang=public"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_secretary_enters_the_statutes(page, sign_in, secretary, cooperation, axe, resize, no_sideways_scroll, size):
    resize(size)
    sign_in(secretary.user)
    page.goto(url("governing_list"))
    page.get_by_role("link", name="Nytt styringsdokument").first.click()
    page.get_by_label("Tittel").fill("Vedtekter")
    page.get_by_label("Type dokument").select_option(label="Vedtekter")
    axe()
    page.get_by_role("button", name="Opprett").click()
    page.get_by_role("link", name="Legg inn den første versjonen").click()
    page.get_by_label("Navn på versjonen").fill("2010")
    page.get_by_label("Gjelder fra").fill("2010-01-01")
    axe()
    page.get_by_role("button", name="Legg til").click()
    page.get_by_text("Versjonen er lagt til.").wait_for()
    page.get_by_text("Gjelder", exact=True).first.wait_for()
    axe()
    no_sideways_scroll()
    page.goto(url("governing_list"))
    page.get_by_role("rowheader", name="Vedtekter").wait_for()
    axe()
    no_sideways_scroll()
    assert GoverningVersion.objects.get().valid_from == date(2010, 1, 1)
