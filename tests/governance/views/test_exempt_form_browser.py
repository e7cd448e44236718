"""The exemption of a case in a real browser: only what matters is asked for, and what was said stands on the page."""

import pytest

from governance.models import Case
from tests.governance.casefile import case_args, url


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_clerk_exempts_part_of_a_case(page, sign_in, secretary, case, axe, resize, no_sideways_scroll, size):
    resize(size)
    sign_in(secretary.user)
    page.goto(url("case_edit", *case_args(case)))
    ground = page.get_by_label("Hjemmel", exact=True)
    assert ground.is_hidden()
    assert page.get_by_text("Unntak fra offentlighet", exact=True).is_hidden()
    page.get_by_label("Tilgang").select_option(label="Unntatt offentlighet")
    ground.select_option(label="offl. § 13: opplysninger som er underlagt taushetsplikt")
    assert page.get_by_label("Merinnsyn", exact=True).is_hidden()  # what must be exempt leaves nothing to consider
    ground.select_option(label="offl. § 23: hensynet til forhandlingsposisjonen")
    assert page.get_by_label("Hva som er unntatt").is_hidden()
    page.get_by_label("Hvor mye som er unntatt").select_option(label="Deler av det")
    page.get_by_label("Merinnsyn", exact=True).select_option(label="Vurdert: holdes unntatt")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Lagre").click()
    page.get_by_text("Skriv hvilke deler som er unntatt.").first.wait_for()
    page.get_by_label("Hva som er unntatt").fill("Tilbudssummene")
    page.get_by_label("Vurderingen av merinnsyn").fill("Forhandlingene pågår")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_text("Delvis unntatt offentlighet").first.wait_for()
    page.get_by_text("offl. § 23: hensynet til forhandlingsposisjonen").wait_for()
    page.get_by_text("Unntatt: Tilbudssummene").wait_for()
    axe()
    no_sideways_scroll()
    stored = Case.objects.get(pk=case.pk)
    assert (stored.extent, stored.disclosure_by) == ("part", secretary.person)
