"""Login and account pages in our frame: language, one h1, no sideways scroll, no accessibility violation."""

import pytest

from governance.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENTRANCE = [
    "/konto/login/",
    "/konto/password/reset/",
    "/konto/password/reset/done/",
    "/konto/inactive/",
    "/konto/signup/",
]
OWN = [
    "/konto/2fa/",
    "/konto/password/change/",
    "/konto/email/",
    "/konto/sessions/",
    "/konto/logout/",
    "/konto/2fa/webauthn/",
    "/konto/reauthenticate/",
]


@pytest.fixture(autouse=True)
def _look_urls(settings):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"


def check(page, resize, axe, no_sideways_scroll, address):
    resize("phone")
    page.goto(address)
    no_sideways_scroll()
    resize("desktop")
    axe()
    assert page.get_attribute("html", "lang") == "nb"
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("address", ENTRANCE)
def test_before_login(page, resize, axe, no_sideways_scroll, address):
    check(page, resize, axe, no_sideways_scroll, address)


@pytest.mark.parametrize("address", OWN)
def test_own_account(page, resize, axe, no_sideways_scroll, sign_in, address):
    sign_in(User.objects.create_user("sekretariat@vestregionen.example", "et langt og godt passord"))
    check(page, resize, axe, no_sideways_scroll, address)


def test_a_wrong_password_is_said_in_norwegian(page, axe):
    page.goto("/konto/login/")
    page.fill("#id_login", "ukjent@vestregionen.example")
    page.fill("#id_password", "feil")
    page.click("main form button[type=submit]")
    page.wait_for_selector("ds-error-summary")
    assert "passord" in page.inner_text("ds-error-summary")
    axe()


def test_setting_up_an_authenticator_app(page, resize, axe, no_sideways_scroll):
    password = "et langt og godt passord"
    User.objects.create_user("sekretariat@vestregionen.example", password)
    page.goto("/konto/login/?next=/konto/2fa/totp/activate/")
    page.fill("#id_login", "sekretariat@vestregionen.example")
    page.fill("#id_password", password)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/reauthenticate/**")  # the password again before the account is changed
    page.fill("#id_password", password)
    page.click("main form button[type=submit]")
    page.wait_for_selector("img.vr-qr")
    axe()
    resize("phone")
    no_sideways_scroll()
    page.goto("/konto/2fa/webauthn/add/")
    assert page.url.endswith("/add/")  # an address that nobody has verified is no hindrance
    no_sideways_scroll()
    axe()


def test_logging_out_from_the_user_menu(page, sign_in):
    sign_in(User.objects.create_user("sekretariat@vestregionen.example", "et langt og godt passord"))
    page.goto("/konto/2fa/")
    page.click("[popovertarget=account]")
    page.click("#account button[type=submit]")
    page.wait_for_selector("header a[href='/konto/login/']")
