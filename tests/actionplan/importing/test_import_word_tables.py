"""Tables as they stand in real Word documents: what is understood, what is told, and that no word goes in silence."""

import random
import re
from dataclasses import asdict

import pytest

from actionplan.importing import read_plan
from tests.actionplan.importing.make_word import (
    box,
    deleted,
    document,
    field,
    h,
    ins,
    moved,
    note,
    p,
    r,
    sdt,
    tbl,
    tc,
    tr,
)

HEAD = tr("Tiltak", "Aktivitet", "Frist")
BREAK = "<w:r><w:br/></w:r>"


def read(*blocks: str, **notes):
    return read_plan(document(h("Innsatsområde: Helse"), h("Folkehelse", 2), *blocks, **notes), "plan.docx", 2016)


def rows(plan) -> list[tuple]:
    return [(each.measure_path, each.title, each.deadline_text) for each in plan.activities()]


def codes(plan) -> set[str]:
    return {problem.code for problem in plan.problems}


def everything(plan) -> set[str]:
    """Every word of the plan, its texts and what was told about it."""
    return set(re.findall(r"\w+", " ".join(_texts(asdict(plan)))))


def _texts(value):
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in [*value.keys(), *value.values()] if isinstance(value, dict) else value:
            yield from _texts(each)


class TestMergedCells:
    def test_a_measure_over_several_rows(self):
        plan = read(tbl(HEAD, tr(tc("T1", merge="restart"), "A1", "Q1"), tr(tc(merge="on"), "A2", "Q2")))
        assert rows(plan) == [(("T1",), "A1", "Q1"), (("T1",), "A2", "Q2")]

    def test_a_deadline_and_a_responsible_over_several_rows_hold_for_all(self):
        head = tr("Aktivitet", "Frist", "Ansvarlig")
        first = tr("A1", tc("Q1", merge="restart"), tc("Asker", merge="restart"))
        second = tr("A2", tc(merge="on"), tc(merge="on"))
        plan = read(tbl(head, first, second, tr("A3", "Q3", "")))
        assert [(each.title, each.deadline_text, each.responsible) for each in plan.activities()] == [
            ("A1", "Q1", "Asker"), ("A2", "Q1", "Asker"), ("A3", "Q3", "")
        ]  # fmt: skip

    def test_a_cell_over_several_columns(self):
        plan = read(tbl(HEAD, tr(tc("T1", span=3)), tr("", "A1", "Q1")))
        assert rows(plan) == [(("T1",), "A1", "Q1")]

    def test_a_heading_inside_the_table_is_what_the_rows_stand_under(self):
        plan = read(
            tbl(tr("Strategi", "Tiltak", "Frist"), tr(tc(h("Strategi 1: Friluftsliv", 2), span=3)), tr("", "A1", "Q1"))
        )
        assert rows(plan) == [(("Strategi 1: Friluftsliv",), "A1", "Q1")]


class TestListsInCells:
    def test_each_item_is_an_activity(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("En", level=0), p("To", level=0), p("under to", level=1)), "Q1")))
        assert rows(plan) == [(("T1",), "En", "Q1"), (("T1",), "To under to", "Q1")]
        assert "list_items" in codes(plan)

    def test_as_many_deadlines_as_items_belong_to_them_one_by_one(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("En", level=0), p("To", level=0)), tc("Q1", "Q2"))))
        assert [row[1:] for row in rows(plan)] == [("En", "Q1"), ("To", "Q2")]

    def test_a_line_over_the_list_is_read_with_each(self):
        plan = read(tbl(HEAD, tr("T1", tc("Delta i:", p("En", level=0), p("To", level=0)), "Q1")))
        assert [row[1] for row in rows(plan)] == ["Delta i: En", "Delta i: To"]

    @pytest.mark.parametrize("style", ["ListBullet", "ListNumber", "Punktliste", "Nummerertliste"])
    def test_an_item_by_its_style(self, style):
        cell = tc("Delta i:", p("En", style=style), p("To", style=style), p("under to", style=f"{style}2"))
        assert [row[1] for row in rows(read(tbl(HEAD, tr("T1", cell, "Q1"))))] == [
            "Delta i: En",
            "Delta i: To under to",
        ]

    def test_a_style_that_sets_in_is_no_list(self):
        cell = tc(p("En", style="ListParagraph"), p("to", style="Listeavsnitt"))
        assert [row[1] for row in rows(read(tbl(HEAD, tr("T1", cell, "Q1"))))] == ["En to"]

    def test_one_item_is_no_list(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("Alene", level=0)), "Q1")))
        assert rows(plan) == [(("T1",), "Alene", "Q1")]

    def test_a_list_of_the_responsible_is_one_text(self):
        cell = tc(p("Asker", level=0), p("Lier", level=0))
        plan = read(tbl(tr("Aktivitet", "Ansvarlig", "Frist"), tr("A1", cell, "Q1")))
        assert next(plan.activities()).responsible == "Asker Lier"


class TestTrackedChanges:
    def test_inserted_deleted_and_moved(self):
        title = tc(
            p(r("Ny "), deleted("gammel "), ins(r("tekst ")), moved("borte", away=True), moved("hit", away=False))
        )
        plan = read(tbl(HEAD, tr("T1", title, "Q1")))
        assert rows(plan) == [(("T1",), "Ny tekst hit", "Q1")]
        assert "tracked_changes" in codes(plan)

    def test_a_row_that_was_deleted_is_gone(self):
        gone = tr(tc(), tc(p(deleted("Borte"))), tc(p(deleted("Q2"))), properties='<w:del w:id="1" w:author="A"/>')
        plan = read(tbl(HEAD, tr("T1", "A1", "Q1"), gone, tr("", "A2", "Q3")))
        assert [row[1] for row in rows(plan)] == ["A1", "A2"]
        assert "blank_row" not in codes(plan)

    def test_a_row_that_was_inserted_is_there(self):
        new = tr("", tc(p(ins(r("Ny")))), "Q2", properties='<w:ins w:id="1" w:author="A"/>')
        assert [row[1] for row in rows(read(tbl(HEAD, tr("T1", "A1", "Q1"), new)))] == ["A1", "Ny"]


class TestWhatStandsBesideTheWords:
    def test_a_footnote_of_a_cell_goes_with_its_activity(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("A1", note(7))), "Q1")), footnotes={7: "Se vedtak"})
        activity = next(plan.activities())
        assert (activity.title, activity.extra) == ("A1", {"Fotnote": "Se vedtak"})
        assert "aside" in codes(plan)

    def test_an_endnote_of_a_paragraph_is_text_of_the_section(self):
        plan = read(p("Saken er kjent.", note(2, "endnote")), tbl(HEAD, tr("T1", "A1", "Q1")), endnotes={2: "Kilde"})
        assert plan.sections[0].introduction == ["Saken er kjent.", "Kilde"]

    def test_a_text_box_in_a_cell_once(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("A1", box("Husk"))), "Q1")))
        activity = next(plan.activities())
        assert (activity.title, activity.extra) == ("A1", {"Tekstboks": "Husk"})

    def test_a_text_box_among_the_text(self):
        plan = read(p("Saken er kjent.", box("Ramme")), tbl(HEAD, tr("T1", "A1", "Q1")))
        assert plan.sections[0].introduction == ["Saken er kjent.", "Ramme"]

    def test_hidden_text_is_told_and_left_out(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("A1", r(" hemmelig", "<w:vanish/>"))), "Q1")))
        assert next(plan.activities()).title == "A1"
        assert [each.text for each in plan.problems if each.code == "hidden_text"] == ["hemmelig"]

    def test_a_field_says_what_it_shows(self):
        plan = read(tbl(HEAD, tr("T1", tc(p("A1 ", field("DATE", "i dag"))), "Q1")))
        assert next(plan.activities()).title == "A1 i dag"


class TestOtherShapes:
    def test_content_controls_around_cell_row_and_words(self):
        inner = sdt(tc(p(sdt(r("A1")))))
        assert rows(read(tbl(HEAD, sdt(tr("T1", inner, "Q1"))))) == [(("T1",), "A1", "Q1")]

    def test_a_table_in_a_cell_is_text_of_the_cell(self):
        plan = read(tbl(HEAD, tr("T1", tc("A1", tbl(tr("Indre", "celle")), p()), "Q1")))
        assert {"Indre", "celle"} <= everything(plan)
        assert "nested_table" in codes(plan)

    def test_two_tables_under_one_heading(self):
        plan = read(tbl(HEAD, tr("T1", "A1", "Q1")), p("Mellom"), tbl(HEAD, tr("T2", "A2", "Q2")))
        assert rows(plan) == [(("T1",), "A1", "Q1"), (("T2",), "A2", "Q2")]
        assert "Mellom" in plan.sections[0].introduction

    def test_soft_breaks_and_empty_rows_and_columns(self):
        plan = read(
            tbl(tr("Tiltak", "", "Aktivitet", "Frist"), tr("T1", "", tc(p("A", BREAK, "b")), "Q1"), tr("", "", "", ""))
        )
        assert [row[1:] for row in rows(plan)] == [("A b", "Q1")]

    @pytest.mark.parametrize(
        ("head", "row", "found"),
        [
            ("Oppgave|Ansvar|Når", "A1|Asker|Q1", ((), "A1", "Q1", "Asker", {})),
            ("Tiltak|Hvem|Tidsfrist|Status", "A1|Asker|Q1|Gul", ((), "A1", "Q1", "Asker", {"Status": "Gul"})),
            ("Frist|Ansvar|Tiltak|Aktivitet", "Q1|Asker|T1|A1", (("T1",), "A1", "Q1", "Asker", {})),
            ("Aktivitet|Tiltak|Frist", "A1|T1|Q1", (("T1",), "A1", "Q1", "", {})),
            ("Tiltak|Aktivitet|Frist|Farge", "T1|A1|Q1|Blå", (("T1",), "A1", "Q1", "", {"Farge": "Blå"})),
            ("Strategi|Tiltak|Kvartal", "1. Rekruttering|A1|Q1", (("1. Rekruttering",), "A1", "Q1", "", {})),
        ],
    )  # fmt: skip
    def test_the_heads_of_another_alliance(self, head, row, found):
        each = next(read(tbl(tr(*head.split("|")), tr(*row.split("|")))).activities())
        assert (each.measure_path, each.title, each.deadline_text, each.responsible, each.extra) == found

    def test_what_a_row_without_an_activity_says_is_told(self):
        plan = read(
            tbl(tr("Tiltak", "Aktivitet", "Frist", "Ansvarlig"), tr("T1", "", "", "Asker"), tr("", "A1", "Q1", ""))
        )
        assert "Asker" in everything(plan)
        assert "text_without_activity" in codes(plan)


def made_up(seed: int) -> tuple[bytes, set[str]]:
    """A document with whatever real tables have, and every word that it shows."""
    chance = random.Random(seed)
    shown: list[str] = []
    notes: dict[int, str] = {}

    def word() -> str:
        shown.append(f"ord{len(shown)}x")
        return shown[-1]

    def run() -> str:
        kind = chance.choice(
            ["plain", "plain", "ins", "box", "note", "field", "sdt", "break", "moved", "deleted", "hidden"]
        )
        if kind == "note":
            notes[len(notes) + 1] = word()
            return r(word()) + note(len(notes))
        if kind in ("deleted", "hidden"):
            return deleted("borte") if kind == "deleted" else r("gjemt", "<w:vanish/>")
        text = word()
        return {
            "ins": lambda: ins(r(text)), "box": lambda: box(text), "field": lambda: field("REF", text),
            "sdt": lambda: sdt(r(text)), "break": lambda: BREAK + r(text), "moved": lambda: moved(text, away=False),
        }.get(kind, lambda: r(text))()  # fmt: skip

    def cell(depth: int = 0) -> str:
        blocks = [p(r(" "), run(), level=chance.choice([None, None, 0, 1])) for _n in range(chance.randint(0, 3))]
        if depth == 0 and chance.random() < 0.1:
            blocks.append(tbl(tr(cell(1), cell(1))) + p())
        return tc(*blocks, merge=chance.choice(["", "", "", "restart"]))

    heads = ["Tiltak", "Aktivitet", "Frist", "Ansvarlig", "Merknad", "Annet"]
    blocks = []
    for _table in range(chance.randint(1, 3)):
        columns = ["Aktivitet", *chance.sample([each for each in heads if each != "Aktivitet"], chance.randint(1, 4))]
        chance.shuffle(columns)
        body = [tr(*(cell() for _column in columns)) for _row in range(chance.randint(1, 5))]
        body.append(tr(*(word() for _column in columns)))  # a row that makes it a table of activities for certain
        blocks += [tbl(tr(*columns), *body), p(run())]
    return document(h("Innsatsområde: Helse"), h("Folkehelse", 2), *blocks, footnotes=notes), set(shown)


@pytest.mark.parametrize("seed", range(60))
def test_no_word_is_lost_in_silence(seed):
    data, shown = made_up(seed)
    plan = read_plan(data, "plan.docx", 2016)
    assert shown - everything(plan) == set()
    assert {"borte"} & everything(plan) == set()
