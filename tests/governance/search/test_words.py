"""Words become the same terms on both databases, and nothing that is typed breaks the search."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.search.question import read_question
from governance.search.words import stem, terms_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vedtak", "vedtaket"),
        ("vedtaket", "Vedtakene"),
        ("kommune", "kommuner"),
        ("kommunane", "kommunene"),
        ("fylkeskommune", "fylkeskommunen"),
        ("båtforbindelse", "BÅTFORBINDELSEN"),
        ("offentlig", "offentleg"),
        ("skolen", "skulen"),
        ("tjenester", "tenester"),
        ("veien", "vegen"),
        ("jernbane", "jernbanen"),
        ("ansvar", "ansvaret"),
        ("seminar", "seminaret"),
        ("Säther", "Sæther"),
        ("idé", "ide"),
        ("forskrift", "forskriften"),
        ("delegasjon", "delegasjonen"),
    ],
)
def test_forms_of_a_word_share_a_term(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("hør", "hor"), ("gård", "gard"), ("bær", "bar"), ("mål", "mal")])
def test_norwegian_letters_tell_words_apart(one, other):
    assert stem(one) != stem(other)


def test_hyphens_hold_and_part():
    assert terms_of("e-post") == f"{stem('e')} {stem('post')} {stem('epost')}"
    assert [group.ways for group in read_question("e-post").groups] == [((stem("e"), stem("post")), (stem("epost"),))]


def test_quotation_marks_make_a_phrase():
    question = read_question('«helse og omsorg» plan "to ord"')
    assert [group.word for group in question.groups] == ["helse og omsorg", "to ord", "plan"]


def test_words_that_tell_nothing_are_left_out_unless_there_are_no_others():
    assert [group.word for group in read_question("plan for og helse").groups] == ["plan", "helse"]
    assert [group.word for group in read_question("og for").groups] == ["og", "for"]


def test_words_for_suggestions_are_real_words():
    assert words_of("Vedtak 46/2015 om e-post i Bærum, kl. 10") == {"vedtak", "post", "bærum"}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_a_term_has_only_letters_and_digits_that_both_databases_keep(text):
    for term in terms_of(text).split(" "):
        assert not term or all(letter.isdigit() or letter in "abcdefghijklmnopqrstuvwxyzæøå" for letter in term), term
        assert not term or not term[0].isdigit()
