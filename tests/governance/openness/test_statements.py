"""The pages of accessibility and privacy tell what is true: every check runs, every table is described."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from governance.models import Person, User
from governance.mypage import visits
from governance.openness import statements
from governance.people import personaldata
from governance.views import help
from governance.views.statements import cookies

ROOT = Path(__file__).parents[3]
PAGES = ("/vestregionen/tilgjengelighet/", "/vestregionen/personvern/")
ABOUT_A_PERSON = {"given_name", "family_name", "phone", "contact_phone", "by_name", "last_login", "ip"}
# Of others than us: tables that hold a login's data, and those that only ever hold what the library needs.
LIBRARIES = ("account", "admin", "mfa", "socialaccount", "usersessions")
EMPTY_HERE = {"account.emailconfirmation", "socialaccount.socialtoken"}  # neither sign-up by e-mail nor stored tokens


def holds_persons(model) -> bool:
    """Whether a table has a field that is about a person: a link to one, an address, a name, a number."""
    return any(
        isinstance(field, models.EmailField)
        or field.name in ABOUT_A_PERSON
        or (field.is_relation and field.related_model in (Person, User))
        for field in model._meta.concrete_fields
    )


def tables() -> list[str]:
    ours = ("governance", "actionplan", "health", "culture", *LIBRARIES)
    found = [m for m in apps.get_models() if m._meta.app_label in ours and not m.__name__.startswith("Historical")]
    return sorted(m._meta.label_lower for m in found if holds_persons(m) and m._meta.label_lower not in EMPTY_HERE)


def test_every_table_with_persons_is_described():
    """A new one: `personaldata.describe` in the `ready()` of the app that owns it says what, why and how long."""
    assert [label for label in tables() if label not in personaldata.described()] == []


def test_nothing_is_described_that_is_not_there():
    known = {model._meta.label_lower for model in apps.get_models()}
    assert personaldata.described() <= known


def test_a_table_about_persons_is_seen():
    assert {"governance.person", "governance.user", "governance.appointment", "actionplan.position"} <= set(tables())
    assert not holds_persons(apps.get_model("governance", "resolutionpoint"))


def test_every_check_that_is_named_runs():
    facts = statements.read()
    assert facts["check"]
    for check in facts["check"]:
        source = (ROOT / check["file"]).read_text(encoding="utf-8")
        assert re.search(r"^def test_", source, re.MULTILINE), check["file"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_data_has_every_language(language):
    facts = statements.read()
    assert all(each[language].strip() for kind in ("check", "shortcoming") for each in facts[kind])


@pytest.mark.parametrize("page", PAGES)
def test_everyone_reads_them(client, client_of, outsider, alliance, page):
    for each in (client, client_of(outsider)):
        answer = each.get(page)
        assert answer.status_code == 200
        assert "X-Robots-Tag" not in answer
    assert client.post(page).status_code == 405
    assert client.get(page.replace("vestregionen", "finnes-ikke")).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_they_are_in_the_language_of_the_reader(client, alliance, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    words = {"nb": "Dette er ikke bra nok", "nn": "Dette er ikkje bra nok", "en": "not good enough yet"}
    assert words[language] in client.get(PAGES[0]).text
    assert statements.read()["shortcoming"][0][language] in client.get(PAGES[0]).text


def test_they_name_whom_to_ask(client, alliance):
    type(alliance).objects.filter(pk=alliance.pk).update(
        contact_email="post@test.example", privacy_contact="Pia Personvern, tlf. 99"
    )
    assert "mailto:post@test.example" in client.get(PAGES[0]).text
    assert "Pia Personvern, tlf. 99" in client.get(PAGES[1]).text
    assert "diskrimineringsnemnda.no" in client.get(PAGES[0]).text


def test_every_page_leads_to_them(client, alliance):
    for page in PAGES:
        assert f'href="{page}"' in client.get(PAGES[0]).text


def test_the_cookies_are_those_that_are_set(client, secretary, client_of, meeting):
    """What the pages set while somebody works: logs in, chooses a language, does something."""
    told = {name for name, _what, _kept in cookies()}
    desk = client_of(secretary)
    desk.get("/vestregionen/")
    desk.get(f"/vestregionen/moter/{meeting.pk}/innkall/")
    desk.post("/konto/sprak/", {"language": "nn", "next": "/"})
    desk.post(f"/vestregionen/moter/{meeting.pk}/innkall/", {"reason": "Prøve"})
    desk.get(f"/vestregionen/moter/{meeting.pk}/")  # is remembered for the list of what was opened lately
    desk.get("/vestregionen/hjelp/")
    assert set(desk.cookies) <= told
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME} <= set(desk.cookies)
    assert {visits.COOKIE, help.SEEN} <= set(desk.cookies)
