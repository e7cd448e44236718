from decimal import Decimal

import pytest

from governance.bodies.procedure import explain
from governance.models import ProcedureRules


def told(**values):
    return {what: (sentence, source) for what, sentence, source in explain(ProcedureRules(**values))}


@pytest.mark.parametrize(
    ("law", "quorum", "majority"),
    [
        ("1992", "Kommuneloven 1992 § 33", "Kommuneloven 1992 § 35 nr. 1"),
        ("2018", "Kommuneloven 2018 § 11-9", "Kommuneloven 2018 § 11-9"),
        ("own", "Eget reglement", "Eget reglement"),
    ],
)
def test_each_rule_names_its_law(law, quorum, majority):
    rules = told(law=law)
    assert (rules["Vedtaksførhet"][1], rules["Beslutning"][1]) == (quorum, majority)


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        ("0.5", "Minst halvparten av medlemmene"),
        ("0.667", "Minst 66,7 % av medlemmene"),
        ("0.75", "Minst 75 % av medlemmene"),
        ("1", "Alle medlemmene"),
        ("0", "Ingen krav"),
    ],
)
def test_quorum_in_words(share, sentence):
    assert told(quorum_share=Decimal(share))["Vedtaksførhet"][0].startswith(sentence)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Ved likt stemmetall avgjør møtelederens stemme."),
        ({"chair_breaks_tie": False}, "Ved likt stemmetall faller forslaget."),
        ({"decision_method": "consensus"}, "Vedtak krever enighet."),
    ],
)
def test_decisions_in_words(values, sentence):
    assert sentence in told(**values)["Beslutning"][0]


@pytest.mark.parametrize(("days", "sentence"), [(1, "Senest 1 dag før møtet."), (7, "Senest 7 dager før møtet.")])
def test_notice_in_words(days, sentence):
    assert told(notice_days=days, law="own")["Innkalling"][0] == sentence
    assert "rimelig tid" in told(notice_days=days, law="1992")["Innkalling"][0]


def test_what_is_allowed_and_how_many_meetings():
    rules = told(allows_remote=False, allows_written=True, meetings_per_year=4)
    assert rules["Fjernmøte"][0] == "Nei."
    assert rules["Skriftlig behandling"][0].startswith("Saker kan behandles skriftlig")
    assert rules["Møter i året"][0] == "Minst 4 møter i året."
    assert "Møter i året" not in told()
