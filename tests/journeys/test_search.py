"""The mayor of Asker looks for a word that stands only inside an attachment, and opens it."""

import re

from playwright.sync_api import expect

from tests.browser import SIZES
from tests.journeys.people import MAYOR_OF_ASKER, seen

WORD = "hakeparentesene"  # in the attachment "hakeparenteser" stands once, and nowhere else
TITLE = "Felles saksframlegg som kommunene kan bruke"


def test_a_word_inside_an_attachment_leads_to_it(visit, demo_worker):
    page = visit(MAYOR_OF_ASKER)
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Søk i hele alliansen")
    expect(box).to_be_focused()
    box.fill(WORD)
    box.press("Enter")
    hit = page.get_by_role("listitem").filter(has=page.locator("mark", has_text="hakeparenteser"))
    for _attempt in range(180):  # the worker is still making the PDFs of the demo, and then reads its files
        if hit.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(hit).to_contain_text("Vedlegg")
    seen(page)
    hit.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(re.compile(r"/saker/\d+-\d+/styringsgruppen/.*#vedlegg-"))
    found = page.locator(":target")
    expect(found).to_contain_text(TITLE)
    with page.expect_download() as download:
        found.get_by_role("link", name="Last ned").click()
    assert download.value.suggested_filename == "felles-saksframlegg.docx"


def test_a_phone_leads_to_the_box_and_says_what_to_do_without_hits(visit):
    page = visit(MAYOR_OF_ASKER, SIZES["phone"])
    page.get_by_role("link", name="Søk", exact=True).click()
    box = page.get_by_label("Hva leter du etter?")
    box.fill("qqqxyz")
    box.press("Enter")
    expect(page.get_by_text("Ingen treff", exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Prøv færre ord")
    seen(page)
