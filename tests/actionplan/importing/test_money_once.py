"""Money that a section names in its text and again in a line or a table is taken once, and the preview says so."""

import pytest

from actionplan.importing import read_plan

HEAD = "Handlingsplan 2016\nInnsatsområde: Kultur\nKunst\nRessurser\n"


def read(resources: str):
    plan = read_plan((HEAD + resources).encode(), "plan.txt", 2016)
    (section,) = plan.sections
    money = [(int(each.amount), each.source) for each in section.amounts if each.amount is not None]
    codes = [each.code for each in plan.warnings if each.code.startswith(("amount_", "fee_"))]
    return money, codes, plan


@pytest.mark.parametrize(
    "line",
    [
        "- Avsatt i budsjettet: kr 350 000",
        "- Kunst: 350 000 kroner",  # which names no source
        "Kilde\tSum\nAvsatt\t350 000 kr",
        "Post\tSum\nKunst\tkr 350 000",
    ],
)
def test_text_and_line_of_one_source_are_one_amount(line):
    money, codes, plan = read(f"Det er satt av kr 350 000 til området.\n{line}\n")
    assert money == [(350_000, "allocation")]
    assert codes == ["amount_once"]
    told = next(each for each in plan.warnings if each.code == "amount_once")
    assert told.message == "Kr 350\xa0000 står både i teksten og i en liste eller tabell. Det er tatt med én gang."
    assert told.place


def test_each_line_answers_for_one_amount_of_the_text():
    money, codes, _plan = read("Det settes av kr 100 000.\n- Kunst: kr 100 000\n- Musikk: kr 100 000\n")
    assert money == [(100_000, "allocation")] * 2
    assert codes == ["amount_once", "amount_twice"]


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Det er satt av kr 350 000.\n- Egenkapital: kr 350 000\n", [(350_000, "allocation"), (350_000, "equity")]),
        ("Det settes av kr 5 000 til A.\nDet settes av kr 5 000 til B.\n", [(5_000, "allocation")] * 2),
    ],
)
def test_what_may_be_the_same_is_kept_and_told(text, money):
    assert read(text)[:2] == (money, ["amount_twice"])


def test_a_rate_beside_a_sum_of_fees_is_told():
    money, codes, _plan = read("Kommunene betaler kr 2 per innbygger i kontingent.\n- Kontingent: kr 965 336\n")
    assert money == [(2, "fee_per_inhabitant"), (965_336, "fee_share")]
    assert codes == ["fee_twice"]


def test_different_amounts_are_different_money_and_nothing_is_said():
    assert read("Det settes av kr 5 000.\n- Egenkapital: kr 6 000\n")[:2] == (
        [(5_000, "allocation"), (6_000, "equity")],
        [],
    )


OURS = "- Avsatt i budsjettet for 2016, Avsatt i budsjettet, avsatt, 350\xa0000 kroner\n"
OLDER = OURS.replace(", avsatt,", ",")


def test_what_our_document_prints_is_all_there_is_and_no_text():
    money, codes, plan = read(f"Det er satt av kr 350 000, av dette kr 20 000 til reiser.\n{OURS}")
    assert money == [(350_000, "allocation")]
    assert sorted(codes) == ["amount_left_out", "amount_once"]
    assert plan.sections[0].resources == ["Det er satt av kr 350 000, av dette kr 20 000 til reiser."]
    assert plan.sections[0].amounts[0].title == "Avsatt i budsjettet for 2016"


def test_a_document_that_does_not_say_how_sure_lines_are_leaves_no_money_out():
    money, codes, plan = read(f"Det er foreslått kr 350 000 i budsjettet og kr 20 000 av fondet.\n{OLDER}")
    assert money == [(350_000, "allocation"), (20_000, "equity")]
    assert sorted(codes) == ["amount_beside", "amount_once"]
    assert plan.sections[0].amounts[0].certainty == "proposed"


def test_what_is_only_sought_stays_sought():
    _money, _codes, plan = read("- Tilskudd, Tilskudd, søkt om, betales av Kulturrådet, 250\xa0000 kroner\n")
    (line,) = plan.sections[0].amounts
    assert (line.amount, line.certainty, line.payer) == (250_000, "sought", "Kulturrådet")


TABLE = "Tiltak\tAktivitet\tFrist\tArbeidsform\tStyres av\tMerknad\tEndret etter vedtaket\tEmneord\n"


def test_columns_of_our_own_are_read_into_their_fields():
    rows = "Øve\tSpille?\tQ1\tSamordnet opptreden\tHdir\tHusk\tEndring 2. Ny etter vedtaket\tkor; korps\n"
    rows += "\tDanse\tQ2\tDugnad\t\t\t\t\n\tSynge?\tQ3\t\t\t\t\t\n"
    plan = read_plan((HEAD.replace("Ressurser\n", "") + TABLE + rows).encode(), "plan.txt", 2016)
    first, second, third = plan.sections[0].activities
    assert (first.mode, first.is_question, first.steered_by, first.note) == ("coordinated", False, "Hdir", "Husk")
    assert (first.tags, first.extra) == (("kor", "korps"), {})
    assert (second.mode, second.extra) == ("", {"Arbeidsform": "Dugnad"})
    assert third.is_question
    assert [each.code for each in plan.warnings].count("amended_column") == 1
