"""The look in real Chromium: every width, both colour schemes, no sideways scroll, no accessibility violation."""

import pytest

from tests.browser import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/look/", "/look/?invalid", "/confirm/", "/konto/login/"]


@pytest.fixture(autouse=True)
def _look_urls(settings):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"


@pytest.mark.parametrize("address", PAGES)
def test_fits_and_is_accessible(page, resize, axe, no_sideways_scroll, address):
    for size in SIZES:
        resize(size)
        page.goto(address)
        no_sideways_scroll()
    axe()


@pytest.mark.parametrize("address", ["/look/?invalid", "/konto/login/"])
def test_is_accessible_in_the_dark(page, axe, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    axe()


def test_a_missing_page_is_accessible(page, axe):
    page.goto("/finnes-ikke/")
    axe()


def test_the_error_summary_takes_focus_and_leads_to_the_field(page):
    page.goto("/look/?invalid")
    page.wait_for_function("document.activeElement.localName === 'ds-error-summary'")
    page.click("ds-error-summary a[href='#id_title']")
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_a_table_becomes_cards_on_a_phone(page, resize):
    resize("phone")
    page.goto("/look/")
    row = page.locator(".vr-table--stack tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    label = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("td").first.evaluate(label) == '"Frist"'


def test_the_font_is_ours_and_sami_letters_are_in_it(page):
    fetched = []
    page.on("response", lambda response: fetched.append(response.url.rsplit("/")[-1]))
    page.goto("/look/")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert {"InterVariable-subset.woff2", "InterVariable.woff2"} <= set(fetched)
    page.goto("/confirm/")
    assert "Inter" in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_a_failed_partial_request_is_told_in_the_page(page):
    page.goto("/look/")
    page.evaluate("htmx.ajax('GET', '/deny/', {target: 'h1', swap: 'innerHTML'})")
    page.wait_for_selector("#notices .ds-alert[data-color=danger]")
    assert "Planen er vedtatt." in page.inner_text("#notices")
    page.problems.clear()  # htmx writes the refusal in the console too
    assert page.inner_text("h1") == "Handlingsplan 2016"


def test_a_whole_page_is_never_swapped_into_a_piece(page):
    page.goto("/look/")
    page.evaluate("htmx.ajax('GET', '/konto/login/', {target: 'h1', swap: 'innerHTML'})")
    page.wait_for_selector("#notices .ds-alert[data-color=danger]")
    assert page.inner_text("h1") == "Handlingsplan 2016"


def test_htmx_sends_the_token(page, settings):
    page.goto("/look/")
    page.evaluate("htmx.ajax('POST', '/save/', {target: 'h1', swap: 'innerHTML', values: {text: 'sak'}})")
    page.wait_for_function("document.querySelector('h1').innerText === 'saved sak'")


def test_a_form_given_back_takes_the_newest_token(page):
    page.goto("/look/")
    page.evaluate(
        """() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/save/';
        form.innerHTML = '<input name=text value=utredning>'; document.body.append(form); form.submit(); }"""
    )
    page.wait_for_selector("form[action='/save/'] button")
    page.evaluate("document.querySelector('form[action=\"/save/\"] [name=csrfmiddlewaretoken]').value = 'x'.repeat(32)")
    page.click("form[action='/save/'] button")
    page.wait_for_function("document.body.innerText.includes('saved utredning')")
