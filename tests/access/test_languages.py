"""Every page in Nynorsk and English: the right `lang`, and no sentence left in Bokmål or by a library in English.

A text of the page (between two tags, or an attribute that is read aloud) that is word for word a sentence of a
catalogue with another translation was not translated: said when a file was loaded, or left out of `translate`.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.access.samples import starts

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
SILENT = ("script", "style", "template", "textarea")  # what stands in a textarea was written by people
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label")
ACCOUNT = (
    *("/konto/2fa/", "/konto/2fa/webauthn/", "/konto/2fa/webauthn/add/", "/konto/2fa/totp/activate/"),
    *("/konto/2fa/recovery-codes/generate/", "/konto/password/change/", "/konto/email/", "/konto/sessions/"),
    *("/konto/reauthenticate/", "/konto/logout/"),
)
ENTRANCE = ("/konto/login/", "/konto/password/reset/", "/konto/password/reset/done/", "/konto/signup/")
# Words of the catalogue that are also names or texts which people have written in the demo.
WRITTEN = frozenset(
    {
        *("Styringsgruppe", "Rapportering", "Aktiviteter", "Tiltak", "Område", "Innsatsområde", "Helse", "Kultur"),
        *("Løpende", "Leser", "Hvem", "Kontingent per innbygger", "Nettverk", "Eventuelt"),
        "Et vedlegg",
    }
)


class Texts(HTMLParser):
    """The texts of a page as a reader meets them, with the language the page says it is in."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self.lang, self._silent = set(), "", 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang", "")
        self._silent += tag in SILENT
        self.found |= {_plain(given[name]) for name in SPOKEN if given.get(name)}

    def handle_endtag(self, tag):
        self._silent -= tag in SILENT

    def handle_data(self, data):
        if not self._silent:
            self.found.add(_plain(data))


def _plain(text: str) -> str:
    return " ".join(text.split())


def catalogue(language: str) -> dict[str, str]:
    """Sentence -> what it is in the language, of those that differ in it."""
    entries = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    said = {_plain(e.msgid): _plain(e.msgstr) for e in entries if e.msgstr and not e.msgid_plural}
    right = set(said.values())  # «Status» is right where another sentence becomes it
    return {text: to for text, to in said.items() if text != to and text not in right and len(text) > 3}


def of_login(language: str) -> dict[str, str]:
    """The same of the login's own English, which a Nynorsk page must not show."""
    folder = ROOT / ".venv/lib"
    source = next(folder.glob("python3*/site-packages/allauth/locale/nb/LC_MESSAGES/django.po"))
    entries = polib.pofile(str(source))
    foreign = {_plain(e.msgid): _plain(e.msgstr) for e in entries if e.msgstr and not e.msgid_plural}
    ours = {
        _plain(e.msgid): _plain(e.msgstr) for e in polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    }
    right = set(ours.values())
    english = {text: ours.get(text, "") for text, nb in foreign.items() if text != nb}
    bokmal = {nb: ours.get(text, "") for text, nb in foreign.items() if text != nb}
    return {text: to for text, to in (english | bokmal).items() if text not in right and len(text) > 3}


def pages(client, addresses) -> Iterator[tuple[str, str]]:
    for address in dict.fromkeys(addresses):
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file: read to its end, so that it is closed
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield address, answer.text


def left_over(page: str, forbidden: dict[str, str], language: str) -> list[str]:
    texts = Texts(page)
    wrong = [f"«{text}» is «{forbidden[text]}»" for text in sorted(texts.found & forbidden.keys() - WRITTEN)]
    whole = page.lstrip().lower().startswith("<!doctype")
    return wrong + ([f"lang is {texts.lang!r}"] if whole and texts.lang != language else [])


@pytest.mark.parametrize(("role", "language"), [("secretary", "nn"), ("secretary", "en"), ("mayor_asker", "nn")])
def test_no_page_is_left_in_bokmal(demo_data, land, clients, role, language):
    client = clients(role)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    forbidden = catalogue(language)
    seen = list(pages(client, starts(land, role)))
    assert len(seen) > 15
    wrong = [f"{address}: {fault}" for address, page in seen for fault in left_over(page, forbidden, language)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_pages_of_the_login_speak_the_language(demo_data, land, clients, language):
    forbidden = catalogue(language) | (of_login(language) if language == "nn" else {})
    wrong = []
    for role, addresses, least in (("secretary", ACCOUNT, 6), ("anonymous", ENTRANCE, 3)):
        client = clients(role)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        seen = list(pages(client, addresses))
        assert len(seen) >= least
        wrong += [f"{address}: {fault}" for address, page in seen for fault in left_over(page, forbidden, language)]
    assert not wrong, "\n".join(wrong)


def test_what_is_left_is_seen():
    """The check itself: a sentence in a text, in an attribute, and a page that says the wrong language."""
    forbidden = {"Hele møtet": "The whole meeting"}
    page = '<!doctype html><html lang="nb"><p> Hele\n møtet</p><script>Hele møtet</script>'
    assert left_over(page, forbidden, "en") == ["«Hele møtet» is «The whole meeting»", "lang is 'nb'"]
    assert left_over('<p aria-label="Hele møtet">', forbidden, "en") == ["«Hele møtet» is «The whole meeting»"]
    assert left_over('<!doctype html><html lang="en"><script>Hele møtet</script>', forbidden, "en") == []
