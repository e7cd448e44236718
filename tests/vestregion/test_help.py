"""Help: every page has its text, visitors read what concerns them, the news keep step with the change log."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.utils import translation

from governance.guidance import help as helping
from governance.guidance.glossary import TERMS
from governance.guidance.news import NEWS
from governance.norwegian_order import norwegian_key
from tests.access.routes import our_names, routes_below

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/hjelp/"
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
NO_PAGES = {  # a file, a fragment, a line of text, or an act without a page
    *("governance:file", "governance:file_version", "reporting:plan_pdf", "reporting:paper_pdf"),
    "governance:logo",
    *("robots", "sitemap"),
    *("reporting:document_file", "actionplan:deadline_reading", "actionplan:link_choices", "health"),
}


def test_every_page_has_its_help():
    login = {
        route.name for route in routes_below("konto/") if route.name and not route.name.startswith(("openid", ":"))
    }
    lacking = sorted(name for name in our_names() - NO_PAGES | login if helping.topic_of(name) is None)
    assert lacking == [], "Register a Topic for these names (governance/guidance/help.py)."


def test_no_topic_is_for_pages_that_are_gone():
    known = our_names() | {route.name for route in routes_below("konto/")}
    patterns = {name for topic in helping._topics for name in topic.names}
    unused = {each for each in patterns if not any(fnmatchcase(name, each) for name in known)}
    assert unused - {"socialaccount_*"} == set()


def test_topics_have_keys_of_their_own_and_short_texts():
    keys = [topic.key for topic in helping._topics]
    assert len(set(keys)) == len(keys)
    for topic in helping._topics:
        assert all(20 < len(str(text)) < 220 for text in (topic.purpose, topic.act, topic.after)), topic.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("governance:case_list", "saker"),
        ("governance:case_edit", "sak"),
        ("governance:item_create", "sak"),
        ("governance:item_paper_edit", "behandling"),
        ("actionplan:plan_import_preview", "hent-plan"),
        ("reporting:report_list", "rapporter"),
        ("account_login", "konto"),
        ("no:such_page", None),
    ],
)
def test_a_page_finds_its_topic(name, key):
    topic = helping.topic_of(name)
    assert (topic.key if topic else None) == key


def test_the_header_opens_the_help_of_the_page(reader, client_of):
    page = client_of(reader).get("/vestregionen/organer/").text
    assert 'popovertarget="vr-help"' in page
    assert "/vestregionen/hjelp/#organer" in page
    assert "Hvem som bestemmer hva" in page


def test_a_reader_finds_pages_words_news_keys_and_whom_to_ask(reader, client_of, alliance):
    page = client_of(reader).get(PAGE)
    assert page.status_code == 200
    for topic in helping._topics:
        assert f'id="{topic.key}"' in page.text
    for heading in ("Ord vi bruker", "Hva er nytt", "Taster", "Spør sekretariatet"):
        assert heading in page.text
    assert client_of(reader).post(PAGE).status_code == 405


def test_a_visitor_and_a_stranger_read_what_concerns_them(client, outsider, client_of, alliance, cooperation):
    for each in (client, client_of(outsider)):
        page = each.get(PAGE)
        assert page.status_code == 200
        assert 'id="saker"' in page.text
        assert 'id="rediger-plan"' not in page.text
        assert "Hva er nytt" not in page.text
        assert "vr_news" not in page.cookies
    assert client.get("/ukjent/hjelp/").status_code == 404


def test_what_is_new_since_the_last_visit_is_marked(reader, client_of):
    client = client_of(reader)
    assert "Nytt siden sist" not in client.get(PAGE).text  # the first time everything is new, and nothing stands out
    client.cookies["vr_news"] = str(len(NEWS) - 2)
    assert client.get(PAGE).text.count("Nytt siden sist") == 2
    assert "Nytt siden sist" not in client.get(PAGE).text


@pytest.mark.parametrize("told", ["", "x", "-1", "999999999", "²"])
def test_a_strange_cookie_marks_nothing(reader, client_of, told):
    client = client_of(reader)
    client.cookies["vr_news"] = told
    assert "Nytt siden sist" not in client.get(PAGE).text


def test_the_news_keep_step_with_the_change_log():
    text = CHANGELOG.read_text(encoding="utf-8")
    parts = {title.split()[0]: body for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.S | re.M)}
    for news in NEWS:
        assert f"- **{news.lead}" in parts[news.version], news.lead
    assert {news.version for news in NEWS} == set(parts)
    versions = [news.version for news in NEWS]
    assert versions == sorted(versions, key=list(parts).index)


def test_the_words_stand_in_norwegian_order_in_each_language(reader, client_of, settings):
    for language in ("nb", "nn", "en"):
        client = client_of(reader)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        terms = [term for term, _meaning in client.get(PAGE).context["terms"]]
        with translation.override(language):
            assert sorted(terms) == sorted(str(term) for term, _meaning in TERMS)
        assert terms == sorted(terms, key=norwegian_key)
        if language == "nb":
            assert terms[-1].startswith("å")
