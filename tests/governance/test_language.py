"""Which language a page speaks: the login's own choice, else the browser's, else the alliance's, else Bokmål."""

import pytest
from django.conf import settings as configured
from django.utils import translation
from django.utils.translation import gettext

from governance.choices import Language
from governance.language import language_of, speaking
from governance.models import Alliance, User
from governance.services import alliances

pytestmark = pytest.mark.django_db


def test_bokmal_whatever_the_browser_prefers(client):
    page = client.get("/konto/login/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "nb"


@pytest.mark.parametrize(("chosen", "shown"), [("nn", "nn"), ("en", "en"), ("xx", "nb"), ("../etc", "nb")])
def test_a_choice_is_kept(client, settings, chosen, shown):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen
    assert client.get("/konto/login/").headers["Content-Language"] == shown


def test_the_choices_are_the_languages_we_speak():
    assert list(Language.choices) == list(configured.LANGUAGES)


def alliance_of(admin, language):
    return alliances.change_alliance(admin, admin.alliance, language=language)


@pytest.mark.parametrize(
    ("own", "browser", "of_alliance", "shown"),
    [
        ("", "", "nb", "nb"),
        ("", "", "nn", "nn"),
        ("", "en", "nn", "en"),
        ("nn", "en", "nb", "nn"),
        ("nb", "en", "nn", "nb"),
        ("xx", "", "nn", "nn"),
        ("xx", "yy", "nb", "nb"),
    ],
)
def test_own_choice_then_the_browser_then_the_alliance(
    admin, mayor_asker, client_of, settings, own, browser, of_alliance, shown
):
    alliance = alliance_of(admin, of_alliance)
    User.objects.filter(pk=mayor_asker.user.pk).update(language=own)
    client = client_of(mayor_asker)
    if browser:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = browser
    page = client.get(f"/{alliance.slug}/")
    assert page.headers["Content-Language"] == shown
    assert f'<html lang="{shown}"' in page.text


def test_a_choice_follows_the_login_to_the_next_machine(mayor_asker, mayor_drammen, client_of):
    address = f"/{mayor_asker.alliance.slug}/"
    client_of(mayor_asker).post("/konto/sprak/", {"language": "nn", "next": address})
    assert User.objects.get(pk=mayor_asker.user.pk).language == "nn"
    assert client_of(mayor_asker).get(address).headers["Content-Language"] == "nn"
    assert client_of(mayor_drammen).get(address).headers["Content-Language"] == "nb"


@pytest.mark.parametrize("sent", ["", "de", "nb-NO", "x" * 50])
def test_an_unknown_language_changes_nothing(mayor_asker, client_of, sent):
    client = client_of(mayor_asker)
    client.post("/konto/sprak/", {"language": "en", "next": "/"})
    assert client.post("/konto/sprak/", {"language": sent, "next": "/"}).status_code == 302
    assert User.objects.get(pk=mayor_asker.user.pk).language == "en"


def test_looking_at_the_address_chooses_nothing(mayor_asker, client_of):
    client_of(mayor_asker).get("/konto/sprak/", {"language": "en"})
    assert User.objects.get(pk=mayor_asker.user.pk).language == ""


def test_a_visitor_reads_the_alliances_language(admin, client):
    alliance = alliance_of(admin, "nn")
    assert client.get(f"/{alliance.slug}/moter/").headers["Content-Language"] == "nn"


@pytest.mark.parametrize(
    ("own", "of_alliance", "expected"), [("", "", "nb"), ("", "nn", "nn"), ("en", "nn", "en"), ("xx", "nn", "nn")]
)
def test_mail_speaks_as_its_reader(own, of_alliance, expected):
    assert language_of(User(language=own), Alliance(language=of_alliance)) == expected


def test_what_is_written_to_a_reader_is_in_her_language_and_the_next_text_in_its_own():
    with translation.override("nb"):
        with speaking(User(language="en")):
            assert gettext("Møter") == "Meetings"
        with speaking(None):
            assert gettext("Møter") == "Møter"
        assert translation.get_language() == "nb"
