"""Amounts, positions and reporting lines, as tables: the plan for 2016 and other ways of writing the same."""

from decimal import Decimal

import pytest

from actionplan.choices import Certainty, FundingBasis, FundingSource, LineRole, ReportKind
from actionplan.importing import read_plan
from actionplan.importing.amounts import find_amounts
from actionplan.importing.blocks import Paragraph
from actionplan.importing.positions import find_positions
from actionplan.importing.reportinglines import find_reporting_lines
from tests.actionplan.importing.make_files import FIXTURE

STEERING, ASSEMBLY = "Vestregionens styringsgruppe", "generalforsamlingen i Vestregionen"
COMMON = [("tertial", STEERING, 1), ("annual", STEERING, 1), ("annual", ASSEMBLY, 2)]
AMOUNTS = [
    [("350000", "allocation", "fixed", "set_aside", "")],
    [("100000", "allocation", "fixed", "set_aside", "")],
    [("2", "fee_per_inhabitant", "per_inhabitant", "fixed", ""), (None, "grant", "open", "sought", "")],
    [("350000", "allocation", "fixed", "set_aside", "")],
    [(None, "full_external", "open", "fixed", "Norsk Helsenett")],
    [("0.50", "fee_per_inhabitant", "per_inhabitant", "fixed", "")],
    [
        ("1000000", "fee_share", "fixed", "set_aside", ""),
        ("300000", "equity", "fixed", "set_aside", ""),
        ("200000", "host", "fixed", "fixed", ""),
        (None, "grant", "open", "sought", "fylkeskommunene og Norsk Kulturråd"),
    ],
    [
        ("600000", "allocation", "fixed", "proposed", ""),
        ("250000", "grant", "fixed", "about", "Sparebankstiftelsen Dnb"),
    ],
    [],
]
POSITIONS = [
    [("Daglig leder", None, False, True)],
    [("Daglig leder", None, False, True)],
    [("Medarbeider", 75, False, True)],
    [("Koordinator", 25, False, True), ("Daglig leder", None, False, False)],
    [("Prosjektleder", 100, False, True)],
    [("Daglig leder", None, False, True)],
    [("Medarbeider", 100, False, True)],
    [("Koordinator", 20, False, True), ("Dirigent", None, True, False), ("Musikere og lærere", None, True, False)],
    [],
]
LINES = [
    COMMON,
    COMMON,
    [("tertial", "Kommunehelsesamarbeidets samhandlingsstyre", 1), ("tertial", STEERING, 2)],
    COMMON,
    [
        ("tertial", "Norsk Helsenett", 1),
        ("tertial", STEERING, 2),
        ("annual", "Vestregionens generalforsamling", 1),
        ("annual", "Norsk Helsenett", 2),
    ],
    COMMON,
    COMMON,
    COMMON,
    [],
]


@pytest.fixture(scope="module")
def sections():
    return read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016).sections


@pytest.mark.parametrize("index", range(9))
def test_the_facts_of_each_section(sections, index):
    section = sections[index]
    amounts = [
        (str(each.amount) if each.amount is not None else None, each.source, each.basis, each.certainty, each.payer)
        for each in section.amounts
    ]
    assert amounts == AMOUNTS[index]
    positions = [(each.title, each.percent, each.hourly, each.leads) for each in section.positions]
    assert positions == POSITIONS[index]
    assert [(each.kind, each.receiver, each.order) for each in section.reporting_lines] == LINES[index]


def test_what_money_is_bound_to_and_pays_for(sections):
    own, grant = sections[7].amounts
    assert own.covers == "lønn til koordinator, dirigent og timelærere, lokaler, transport og drift"
    assert grant.restriction == "Beløpet er øremerket tiltak ut over vanlig drift."
    assert grant.text.startswith("Fra prosjektet IRIS")


def test_the_facts_use_the_vocabulary_of_the_plan(sections):
    for section in sections:
        for amount in section.amounts:
            assert amount.source in FundingSource
            assert amount.basis in FundingBasis
            assert amount.certainty in Certainty
        for line in section.reporting_lines:
            assert line.kind in ReportKind
            assert line.role in LineRole
    assert [line.role for line in sections[4].reporting_lines] == ["receives", "receives", "treats", "treats"]


def paragraph(text):
    return [Paragraph(text, 1, "linje 1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det er avsatt kr. 350.000,- til arbeidet.", [("350000", "allocation", "set_aside")]),
        ("Budsjettet er 1,2 mill. kroner.", [("1200000", "allocation", "fixed")]),
        ("Det er søkt om 400 000 kroner i tilskudd fra Statsforvalteren.", [("400000", "grant", "sought")]),
        ("Kommunene betaler 3,50 kroner per innbygger.", [("3.50", "fee_per_inhabitant", "fixed")]),
        ("Om lag kr 80 000 tas fra egenkapitalen.", [("80000", "equity", "about")]),
        ("Prosjektet fullfinansieres av Helsedirektoratet.", [(None, "full_external", "fixed")]),
        ("I 2016 hadde 45 000 innbyggere tilbudet i 12 % av tiden.", []),
        ("kr 1 000 000 av kontingenten og kr 50 000 av egenkapitalen",
         [("1000000", "fee_share", "fixed"), ("50000", "equity", "fixed")]),
    ],
)  # fmt: skip
def test_other_ways_to_write_money(text, expected):
    found = find_amounts(paragraph(text))
    shown = [(str(each.amount) if each.amount is not None else None, each.source, each.certainty) for each in found]
    assert [(Decimal(a) if a else a, s, c) for a, s, c in shown] == [
        (Decimal(a) if a else a, s, c) for a, s, c in expected
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tjenesten ledes av barnevernleder (100 %).", [("Barnevernleder", 100)]),
        ("Det er ansatt en rådgiver i 50 prosent stilling.", [("Rådgiver", 50)]),
        ("En 60 % stilling som prosjektleder er lyst ut.", [("Prosjektleder", 60)]),
        ("En koordinator i halv stilling følger opp.", [("Koordinator", 50)]),
        ("Rådmannsgruppen leder arbeidet.", []),
        ("Reisene er kuttet med 40 %.", []),
        ("Koordinators lønn dekkes av budsjettet.", []),
    ],
)
def test_other_ways_to_write_posts(text, expected):
    assert [(each.title, each.percent) for each in find_positions(paragraph(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tertialrapporter og årsmelding behandles av AU og Regionrådet.",
         [("tertial", "AU", 1), ("tertial", "Regionrådet", 2), ("annual", "AU", 1), ("annual", "Regionrådet", 2)]),
        ("Årsrapporten sendes Helse- og omsorgsdepartementet og vedtas av styret.",
         [("annual", "Helse- og omsorgsdepartementet", 1), ("annual", "styret", 2)]),
    ],
)  # fmt: skip
def test_other_ways_to_write_reporting(text, expected):
    lines, problems = find_reporting_lines(paragraph(text))
    assert [(each.kind, each.receiver, each.order) for each in lines] == expected
    assert problems == []


@pytest.mark.parametrize("text", ["Kvartalsrapporter sendes styret.", "Det rapporteres jevnlig.", "Årsrapport lages."])
def test_reporting_that_is_not_understood_is_a_warning_with_the_sentence(text):
    lines, problems = find_reporting_lines(paragraph(text))
    assert lines == []
    assert [(each.code, each.text) for each in problems] == [("reporting_not_understood", text)]
