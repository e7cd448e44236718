"""What is written in a long form is given back: after a refused save, and after a session that has run out."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, fill_login, open_plan_to_edit, seen

SECTION = "Arealbruk, transport og knutepunktutvikling"
WRITTEN = "Kommunene avklarer knutepunktene sammen med fylkeskommunene. " * 20


@pytest.fixture
def page(visit):
    """The secretary with a long new text about how the work is organised, not saved."""
    page = visit(SECRETARY)
    open_plan_to_edit(page)
    page.get_by_role("link", name=f"Tekster {SECTION}").click()
    expect(page.get_by_role("button", name="Fet")).to_have_count(4)  # the four editors are ready
    text_of(page).fill(WRITTEN)
    return page


def test_a_refused_save_gives_the_text_back(page):
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Skriv hvorfor den vedtatte planen endres.", exact=True)).to_be_visible()
    expect(text_of(page)).to_contain_text(WRITTEN.strip())
    seen(page)
    page.get_by_label("Begrunnelse").fill("Avklart")
    page.get_by_role("button", name="Lagre").click()
    assert_saved(page)


def test_the_text_outlives_the_session(page):
    page.get_by_label("Begrunnelse").fill("Avklart")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    page.get_by_text("Se det du skrev").click()
    expect(page.get_by_text(WRITTEN.strip()[:200])).to_be_visible()
    seen(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logg inn i et nytt vindu").click()
    fill_login(opened.value, SECRETARY)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Du er logget inn")
    page.get_by_role("button", name="Send på nytt").click()
    assert_saved(page)


LOST = "Vi får ikke kontakt med tjeneren."


def test_without_network_the_page_stays_and_says_so(page):
    page.get_by_label("Begrunnelse").fill("Avklart")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(text_of(page)).to_contain_text(WRITTEN.strip())
    page.context.set_offline(False)
    page.get_by_role("button", name="Lagre").click()
    assert_saved(page)


def test_a_server_that_does_not_answer_is_not_sent_to(page):
    page.get_by_label("Begrunnelse").fill("Avklart")
    page.route("**/mark*.svg", lambda route: route.abort())
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(text_of(page)).to_contain_text(WRITTEN.strip())
    page.unroute("**/mark*.svg")
    page.get_by_role("button", name="Lagre").click()
    assert_saved(page)


def test_what_was_lost_on_its_way_stands_in_the_form_again(page):
    page.get_by_label("Begrunnelse").fill("Avklart")
    form = page.url
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Lagre").click()
    expect(page).to_have_url(re.compile("^chrome-error:"))  # the browser's own page
    page.unroute("**/*")
    page.goto(form)
    expect(page.get_by_text("Teksten din kom ikke fram sist.")).to_be_visible()
    expect(text_of(page)).to_contain_text(WRITTEN.strip())
    expect(page.get_by_label("Begrunnelse")).to_have_value("Avklart")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    assert_saved(page)
    expect(page.get_by_text("Teksten din kom ikke fram sist.")).to_have_count(0)


def text_of(page):
    return page.get_by_role("textbox", name="Organisering")


def assert_saved(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("Rediger Handlingsplan 2016")
    page.get_by_role("link", name=f"Tekster {SECTION}").click()
    expect(text_of(page)).to_contain_text(WRITTEN.strip())
