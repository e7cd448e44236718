"""Words of the glossary lead to what they mean, in every language, and nothing in the text is lost or let through."""

import re

import pytest
from django.utils import translation
from django.utils.html import escape, strip_tags
from hypothesis import given
from hypothesis import strategies as st

from governance.guidance import help as helping
from governance.guidance.glossary import TERMS
from governance.guidance.glossarylinks import anchor, link_terms

# The glossary of the project, as far as the interface says the word (a list of its own: the code is compared with it).
SAID = (
    *("allianse", "samarbeid", "samarbeidspart", "medlemskap", "organ", "plass", "verv", "innkalling", "saksliste"),
    *("sak", "behandling", "saksframlegg", "utredning", "forslag til vedtak", "vedlegg", "vedtak", "vedtakspunkt"),
    *("varamedlem", "forfall", "strategisk plattform", "innsatsområde", "fokusområde", "handlingsplan", "tiltak"),
    *("aktivitet", "frist", "stilling", "årsverk", "finansiering", "kontingent", "egenkapital", "vertskommunebidrag"),
    *("tertialrapport", "årsrapport", "avvik", "prognose", "unntatt offentlighet", "hjemmel"),
)


def test_every_word_the_interface_uses_is_explained():
    assert sorted(set(SAID) - {str(term) for term, _meaning in TERMS}) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_word_has_a_place_of_its_own(language):
    with translation.override(language):
        places = [anchor(term) for term, _meaning in TERMS]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("language", "text", "linked"),
    [
        ("nb", "Les vedtaket i organet.", [("ord-vedtak", "vedtaket"), ("ord-organ", "organet")]),
        ("nb", "Organets saker, og en sak til.", [("ord-organ", "Organets"), ("ord-sak", "saker")]),
        ("nb", "Forslag til vedtak står i saksframlegget.", [("ord-forslag-til-vedtak", "Forslag til vedtak")]),
        ("nb", "Spark og innsatsen", []),
        ("nn", "Opne saka.", [("ord-sak", "saka")]),
        ("en", "Two bodies have a case.", [("ord-body", "bodies"), ("ord-case", "case")]),
    ],
)
def test_words_are_found_as_they_are_inflected(language, text, linked):
    with translation.override(language):
        found = re.findall(r'href="/hjelp/#([^"]+)">([^<]+)<', link_terms(text, "/hjelp/"))
    assert found[: len(linked)] == linked
    assert linked or not found


def test_without_a_help_page_there_are_no_links():
    assert link_terms("Les vedtaket <b>", "") == "Les vedtaket &lt;b&gt;"


@given(st.text(alphabet="sakvedtorgn <>&\"'.ø ", max_size=80))
def test_the_text_stays_and_is_escaped(text):
    shown = link_terms(text, "/hjelp/")
    assert re.sub(r"</?a\b[^>]*>", "", shown) == escape(text)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_most_pages_lead_to_the_words_they_use(language):
    with translation.override(language):
        linked = [topic.key for topic in helping._topics if "<a " in link_terms(topic.purpose, "/hjelp/")]
        assert all(strip_tags(link_terms(topic.purpose, "/hjelp/")) for topic in helping._topics)
    assert len(linked) > len(helping._topics) // 3
