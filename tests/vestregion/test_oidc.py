"""Login through the organisation's own: known by the address it vouches for, and by nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from csp.constants import SELF

from governance.models import User
from tests.oidc import Provider

ROOT = Path(__file__).resolve().parents[2]
LOGIN = "/konto/oidc/entra/login/"
EMAIL = "kari@vestregionen.example"


@pytest.fixture
def provider(settings):
    provider = Provider()
    settings.SOCIALACCOUNT_PROVIDERS = provider.providers()
    yield provider
    provider.close()


@pytest.fixture
def kari(db):
    return User.objects.create_user(EMAIL, "et-langt-testpassord")


def log_in(client, address=LOGIN):
    """The way a browser goes: our form, the provider's page, and back to us."""
    away = client.post(address)
    assert away.status_code == 302
    back = requests.get(away["Location"], allow_redirects=False, timeout=10).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def logged_in(client):
    return client.session.get("_auth_user_id")


def test_a_verified_address_opens_the_account_that_has_it(client, provider, kari):
    provider.says(email="Kari@Vestregionen.example", email_verified=True)
    assert log_in(client).status_code == 302
    assert logged_in(client) == str(kari.pk)
    kari.refresh_from_db()
    assert kari.has_usable_password()  # the other way in stays
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ukjent@vestregionen.example", "email_verified": True},
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL, "email_verified": "false"},
        {"email": EMAIL},
        {"preferred_username": EMAIL, "email_verified": True},
        {},
    ],
)
def test_others_are_told_whom_to_ask(client, provider, kari, claims):
    provider.says(**claims)
    page = log_in(client)
    assert "Be sekretariatet" in page.content.decode()
    assert logged_in(client) is None
    assert EMAIL not in page.content.decode()
    assert User.objects.count() == 1


def test_a_directory_of_ones_own_may_be_trusted_without_the_claim(client, provider, kari, settings):
    settings.SOCIALACCOUNT_PROVIDERS = provider.providers(verified_email=True)
    provider.says(email=EMAIL)
    log_in(client)
    assert logged_in(client) == str(kari.pk)


def test_a_login_that_is_closed_stays_closed(client, provider, kari):
    User.objects.filter(pk=kari.pk).update(is_active=False)
    provider.says(email=EMAIL, email_verified=True)
    log_in(client)
    assert logged_in(client) is None


def test_the_address_is_asked_for_each_time(client, provider, kari):
    provider.says(email=EMAIL, email_verified=True)
    log_in(client)
    client.logout()
    User.objects.filter(pk=kari.pk).update(email="en-annen@vestregionen.example")
    log_in(client)
    assert logged_in(client) is None


def test_nobody_ties_another_address_to_her_account(client, provider, kari):
    client.force_login(kari)
    provider.says(email="privat@annet.example", email_verified=True)
    log_in(client, f"{LOGIN}?process=connect")
    assert not SocialAccount.objects.exists()


def test_who_comes_to_sign_up_is_told_whom_to_ask(client, db):
    assert "Be sekretariatet" in client.get("/konto/signup/").content.decode()


def settings_with(tmp_path, **told) -> str:
    """What the settings come to with these in the environment: form-action, and whether an address is trusted."""
    words = {"VESTREGION_MODE": "test", "VESTREGION_DATA": str(tmp_path), **told}
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    script = (
        "from vestregion import settings as s; "
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], "
        "[app['settings'] for p in s.SOCIALACCOUNT_PROVIDERS.values() for app in p['APPS']])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=kept | words, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_policy_lets_the_form_go_to_the_provider_where_there_is_one(tmp_path):
    server = "https://login.microsoftonline.com/en-leietaker/v2.0"
    told = {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y", "OIDC_SERVER_URL": server}
    app = {"server_url": server, "verified_email": False}
    assert settings_with(tmp_path) == f"{[SELF]} []"
    assert settings_with(tmp_path, **told) == f"{[SELF, 'https://login.microsoftonline.com']} {[app]}"
    more = {"OIDC_ORIGINS": "https://a.example,https://b.example", "OIDC_TRUSTS_EMAIL": "true"}
    app["verified_email"] = True
    assert settings_with(tmp_path, **told, **more) == f"{[SELF, 'https://a.example', 'https://b.example']} {[app]}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_let_through", [True, False])
def test_a_browser_follows_the_form_to_the_provider_and_back(page, provider, settings, is_let_through):
    """Chromium holds a form's whole chain of redirects against form-action, and stops it in silence."""
    User.objects.create_user(EMAIL)
    provider.says(email=EMAIL, email_verified=True)
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = [SELF, provider.origin] if is_let_through else [SELF]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives | {"form-action": allowed}}
    page.goto("/konto/login/")
    page.get_by_role("link", name="Logg inn med Entra").click()
    page.locator("main form button[type=submit]").click()
    if is_let_through:
        page.wait_for_url("**/")
        assert "/konto/" not in page.url
        assert page.context.cookies()[0]
    else:
        page.wait_for_timeout(500)
        assert LOGIN in page.url
        assert any("form-action" in problem for problem in page.problems)
        page.problems.clear()
