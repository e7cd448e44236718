"""Lists of people, organisations and words stand in Norwegian order whatever language the page is in."""

import re

import pytest
from django.conf import settings

from governance.models import Organisation
from governance.norwegian_order import norwegian_key
from tests.cast import make, make_person

pytestmark = pytest.mark.django_db
NAMES = ["Zahl", "Ærfugl", "Øvrelid", "Ålesund", "Aasen"]
LANGUAGES = pytest.mark.parametrize("language", ["nb", "nn", "en"])


def order_on(client, language: str, address: str, names) -> list[str]:
    """The names in the order in which they first stand in the page's main part."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(address).text
    main = page[page.index("<main") : page.index("</main")]
    assert f'<html lang="{language}"' in page
    return sorted((name for name in names if name in main), key=main.index)


@LANGUAGES
def test_people(alliance, secretary, client_of, language):
    for number, name in enumerate(reversed(NAMES)):
        make_person(alliance, f"n{number}@test.example", "Kari", name)
    assert order_on(client_of(secretary), language, "/vestregionen/personer/", NAMES) == NAMES


@LANGUAGES
def test_organisations(alliance, secretary, client_of, language):
    for name in reversed(NAMES):
        make(alliance, Organisation(name=f"{name} AS"))
    assert order_on(client_of(secretary), language, "/vestregionen/medlemmer/", NAMES) == NAMES


@LANGUAGES
def test_words_of_the_glossary(alliance, client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/vestregionen/hjelp/").text
    words = re.findall(r'<div id="ord-[^"]+"><dt>([^<]+)</dt>', page)
    assert len(words) > 30
    assert words == sorted(words, key=norwegian_key)
