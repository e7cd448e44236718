"""A plan as a workbook: fetched, changed in Excel, sent back. What is understood, what is refused, how it is told."""

import time
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Activity, Measure, PlanAmendment
from actionplan.services import activities, measures, sections
from actionplan.services.bin import remove_row
from actionplan.services.workbook import own_workbook, undo_workbook, write_workbook
from actionplan.workbook.columns import CELLS
from actionplan.workbook.reading import read_workbook
from actionplan.workbook.writes import writes_of
from governance.history import Refused
from governance.importing.safety import UnreadableFile
from governance.models import Event
from governance.services.tags import create_tag
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.workbooks import LIMIT, Sheet, fetched, landed, merged, opened, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(section):
    return fill(section, 12)  # ten under «Tiltak 1», two under «Tiltak 2»


@pytest.fixture
def sheet(plan, secretary, rows):
    return Sheet(fetched(plan, secretary))


def test_a_number_in_a_cell_of_text_is_kept_as_excel_showed_it(plan, secretary, sheet, rows):
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", 12.5)
    sheet.put(sheet.activity("Aktivitet 2"), "Merknad", 1200)
    store(secretary, plan, sheet.bytes())
    assert [Activity.objects.get(pk=row.pk).note for row in rows[:2]] == ["12,5", "1200"]


def cells(found) -> list[tuple]:
    return [(cell.label, cell.was, cell.becomes) for row in found.shown for cell in row.cells]


def order(section, measure_title: str) -> list[str]:
    measure = Measure.objects.get(section=section, title=measure_title)
    rows = Activity.objects.present().filter(measure=measure).order_by("position")
    return list(rows.values_list("title", flat=True))


def tagged(row) -> set[str]:
    return set(row.tags.present().values_list("tag__name", flat=True))


def store(actor, plan, data: bytes, **choices):
    return write_workbook(actor, plan=plan, writes=writes_of(landed(actor, plan, data), **choices))


class TestTheFile:
    def test_it_has_a_row_for_each_measure_and_activity_in_order(self, sheet, rows):
        titles = [sheet.get(n, "Aktivitet") or sheet.get(n, "Tiltak") for n in range(2, sheet.sheet.max_row + 1)]
        assert titles == [
            "Tiltak 1",
            *(f"Aktivitet {n}" for n in range(1, 11)),
            "Tiltak 2",
            "Aktivitet 11",
            "Aktivitet 12",
        ]

    def test_the_keys_are_hidden_and_the_head_stays_in_sight(self, sheet):
        hidden = [each for each in "ABCDEFGHIJKLMNO" if sheet.sheet.column_dimensions[each].hidden]
        assert len(hidden) == 5
        assert sheet.sheet.freeze_panes == "A2"
        assert sheet.sheet.auto_filter.ref.startswith("A1:")
        assert {rule.type for rule in sheet.sheet.data_validations.dataValidation} == {"custom", "list"}
        assert "Slik gjør du" in sheet.book.sheetnames

    @pytest.mark.parametrize("text", ["=1+1", "+47 22", "-5", "@SUM(A1)", "#N/A", "=cmd|' /C calc'!A0"])
    def test_what_looks_like_a_formula_stays_text(self, plan, secretary, section, text):
        activities.create_activity(secretary, section=section, title=text)
        sheet = Sheet(fetched(plan, secretary))
        cell = sheet.sheet.cell(sheet.activity(text), sheet.column("Aktivitet"))
        assert (cell.data_type, cell.value) == ("s", text)
        assert landed(secretary, plan, fetched(plan, secretary)).is_nothing

    def test_what_excel_cannot_hold_is_left_out_and_is_no_change(self, plan, secretary, section, monkeypatch):
        with monkeypatch.context() as before_notes_had_a_limit:
            before_notes_had_a_limit.setattr(Activity._meta.get_field("note"), "validators", [])
            activities.create_activity(secretary, section=section, title="Lang", note="a\x0bb\r\nc " + "x" * 40_000)
        assert landed(secretary, plan, fetched(plan, secretary)).is_nothing

    def test_the_language_of_who_fetches_it_does_not_matter(self, plan, secretary, rows):
        from django.utils import translation

        with translation.override("en"):
            data = fetched(plan, secretary)
        assert "Measures" in [cell.value for cell in opened(data)["Plan"][1]]
        assert landed(secretary, plan, data).is_nothing


class TestRoundTrip:
    def test_nothing_changed_is_nothing(self, plan, secretary, sheet):
        found = landed(secretary, plan, sheet.bytes())
        assert found.is_nothing
        assert not found.shown

    def test_a_changed_cell_is_shown_and_stored(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 2"), "Frist", "Q3")
        found = landed(secretary, plan, sheet.bytes())
        assert cells(found) == [("Frist", "Løpende", "Q3")]
        store(secretary, plan, sheet.bytes())
        row = Activity.objects.get(pk=rows[1].pk)
        assert (row.deadline_text, row.deadline["kind"]) == ("Q3", "quarters")
        assert row.version == rows[1].version + 1

    def test_all_is_one_event(self, plan, secretary, sheet, rows):
        for number in range(1, 6):
            sheet.put(sheet.activity(f"Aktivitet {number}"), "Merknad", f"Ny {number}")
        sheet.insert(sheet.activity("Aktivitet 3"), Aktivitet="Mellom")
        before = Event.objects.count()
        change = store(secretary, plan, sheet.bytes())
        assert Event.objects.count() == before + 1
        event = Event.objects.get(pk=change)
        assert (event.act, event.rows) == ("plan.write_workbook", 5 + 1 + 5)  # those below the new one got a next place

    @pytest.mark.parametrize("head", ["Ansvarlig", "Samarbeidsparter"])
    def test_names_are_found_and_emptied(self, plan, secretary, sheet, rows, asker, head):
        sheet.put(sheet.activity("Aktivitet 1"), head, asker.name.upper())
        store(secretary, plan, sheet.bytes())
        row = Activity.objects.get(pk=rows[0].pk)
        partners = [each.organisation for each in row.partners.present()]
        assert asker in (row.responsible_organisation, *partners)
        again = Sheet(fetched(plan, secretary))
        again.put(again.activity("Aktivitet 1"), head, None)
        store(secretary, plan, again.bytes())
        row = Activity.objects.get(pk=rows[0].pk)
        assert row.responsible is None
        assert not row.partners.present()

    def test_partners_of_two_people_are_merged(self, plan, secretary, sheet, rows, asker, drammen):
        activities.change_activity(secretary, rows[0], partners=[drammen])
        sheet.put(sheet.activity("Aktivitet 1"), "Samarbeidsparter", asker.name)
        store(secretary, plan, sheet.bytes())
        assert {each.organisation for each in rows[0].partners.present()} == {asker, drammen}

    def test_tags_are_fetched_changed_stored_and_taken_back(self, plan, secretary, rows):
        climate, comma, other = (create_tag(secretary, name=name) for name in ("Klima", "Vann, avløp", "Økt beredskap"))
        activities.change_activity(secretary, rows[0], tags=[climate, comma])
        sheet = Sheet(fetched(plan, secretary))
        assert sheet.get(sheet.activity("Aktivitet 1"), "Emneord") == "Klima; Vann, avløp"
        assert landed(secretary, plan, sheet.bytes()).is_nothing
        sheet.put(sheet.activity("Aktivitet 1"), "Emneord", "vann,  AVLØP; økt beredskap")
        sheet.put(sheet.activity("Aktivitet 2"), "Emneord", "klima, økt beredskap")
        sheet.put(sheet.insert(sheet.activity("Aktivitet 3"), Aktivitet="Ny"), "Emneord", "Klima")
        found = landed(secretary, plan, sheet.bytes())
        assert cells(found)[:2] == [
            ("Emneord", "Klima; Vann, avløp", "Vann, avløp; Økt beredskap"),
            ("Emneord", "", "Klima; Økt beredskap"),
        ]
        change = store(secretary, plan, sheet.bytes())
        assert [tagged(row) for row in rows[:2]] == [{comma.name, other.name}, {climate.name, other.name}]
        assert tagged(Activity.objects.get(title="Ny")) == {climate.name}
        assert [Activity.objects.get(pk=row.pk).version for row in rows[:2]] == [3, 2]
        undo_workbook(secretary, plan=plan, event=Event.objects.get(pk=change))
        assert [tagged(row) for row in rows[:2]] == [{climate.name, comma.name}, set()]

    def test_tags_that_are_not_there_and_those_of_another_are_told(self, plan, secretary, rows):
        climate, other = (create_tag(secretary, name=name) for name in ("Klima", "Økt beredskap"))
        sheet = Sheet(fetched(plan, secretary))
        activities.change_activity(secretary, rows[0], tags=[climate])
        sheet.put(sheet.activity("Aktivitet 1"), "Emneord", other.name)
        sheet.put(sheet.activity("Aktivitet 2"), "Emneord", "Klima; Klimaa")
        first, second = landed(secretary, plan, sheet.bytes()).problems
        assert "En annen har skrevet «Klima» her siden du hentet arbeidsboken." in first
        assert "Emneordet «Klimaa» finnes ikke." in second
        store(secretary, plan, sheet.bytes())
        assert [tagged(row) for row in rows[:2]] == [{climate.name}, set()]

    def test_a_way_of_working_by_its_word(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Arbeidsform", "prosjekt med andre")
        store(secretary, plan, sheet.bytes())
        assert Activity.objects.get(pk=rows[0].pk).mode == "project"

    def test_columns_in_another_order_and_more_columns(self, plan, secretary, sheet, rows):
        book = opened(sheet.bytes())
        plain = book["Plan"]
        values = [[cell.value for cell in row] for row in plain.iter_rows()]
        plain.delete_rows(1, plain.max_row)
        for number, row in enumerate(values):
            plain.append([*reversed(row), "Eget" if number else "Min kolonne"])
        found = landed(secretary, plan, saved(book))
        assert found.is_nothing
        assert found.notes == ["Kolonnen «Min kolonne» er ikke lest."]

    def test_a_column_that_is_gone_changes_nothing(self, plan, secretary, sheet, rows):
        sheet.sheet.delete_cols(sheet.column("Frist"))
        found = landed(secretary, plan, sheet.bytes())
        assert found.is_nothing
        assert "Kolonnen «Frist» mangler i arket." in found.notes[0]

    def test_hidden_rows_are_read_as_the_others(self, plan, secretary, sheet, rows):
        number = sheet.activity("Aktivitet 4")
        sheet.sheet.row_dimensions[number].hidden = True
        sheet.put(number, "Merknad", "Skjult")
        assert cells(landed(secretary, plan, sheet.bytes())) == [("Merknad", "", "Skjult")]

    def test_a_value_excel_made_of_the_text(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Frist", datetime(2016, 3, 1))
        sheet.put(sheet.activity("Aktivitet 2"), "Merknad", 2016)
        assert cells(landed(secretary, plan, sheet.bytes())) == [("Frist", "Q1", "01.03.2016"), ("Merknad", "", "2016")]


class TestNewRows:
    def test_one_below_another_stands_there(self, plan, secretary, section, sheet):
        sheet.insert(sheet.activity("Aktivitet 2"), Aktivitet="Ny", Frist="Q4")
        found = landed(secretary, plan, sheet.bytes())
        assert [(row.word, row.node.title) for row in found.shown] == [("Ny aktivitet", "Ny")]
        store(secretary, plan, sheet.bytes())
        assert order(section, "Tiltak 1")[:4] == ["Aktivitet 1", "Aktivitet 2", "Ny", "Aktivitet 3"]

    def test_one_below_the_measure_is_its_first(self, plan, secretary, section, sheet):
        sheet.insert(sheet.measure("Tiltak 2"), Aktivitet="Først")
        store(secretary, plan, sheet.bytes())
        assert order(section, "Tiltak 2") == ["Først", "Aktivitet 11", "Aktivitet 12"]

    def test_a_new_measure_with_its_activity(self, plan, secretary, section, sheet):
        last = sheet.sheet.max_row
        sheet.insert(last, Tiltak="Nytt tiltak")
        sheet.insert(last + 1, Aktivitet="Under det nye")
        store(secretary, plan, sheet.bytes())
        assert order(section, "Nytt tiltak") == ["Under det nye"]
        assert Measure.objects.get(title="Nytt tiltak").position == 3

    def test_a_measure_that_only_an_activity_names_is_made(self, plan, secretary, section, sheet):
        sheet.insert(sheet.sheet.max_row, Tiltak="Bare nevnt", Aktivitet="En")
        found = landed(secretary, plan, sheet.bytes())
        assert [row.word for row in found.shown] == ["Nytt tiltak", "Ny aktivitet"]
        store(secretary, plan, sheet.bytes())
        assert order(section, "Bare nevnt") == ["En"]

    def test_the_copy_of_a_row_that_was_written_in_is_new(self, plan, secretary, section, sheet):
        number = sheet.activity("Aktivitet 1")
        sheet.sheet.insert_rows(number + 1)
        for cell in sheet.sheet[number]:
            sheet.sheet.cell(number + 1, cell.column).value = cell.value
        sheet.put(number + 1, "Aktivitet", "Kopi")
        store(secretary, plan, sheet.bytes())
        assert order(section, "Tiltak 1")[:3] == ["Aktivitet 1", "Kopi", "Aktivitet 2"]

    def test_nested_measures_keep_their_levels(self, plan, secretary, section):
        top = measures.create_measure(secretary, section=section, title="Strategi")
        below = measures.create_measure(secretary, section=section, parent=top, title="Under")
        activities.create_activity(secretary, section=section, measure=below, title="Dypt")
        sheet = Sheet(fetched(plan, secretary))
        assert sheet.get(4, "Tiltak, nivå 2") == "Under"
        sheet.insert(4, **{"Tiltak,_nivå_2": "Ved siden av"})
        sheet.insert(5, Aktivitet="Ny")
        store(secretary, plan, sheet.bytes())
        made = Measure.objects.get(title="Ved siden av")
        assert (made.parent, made.position) == (top, 2)
        assert Activity.objects.get(title="Ny").measure == made


class TestMovesAndRemovals:
    def test_another_measure_named_on_the_row(self, plan, secretary, section, sheet):
        sheet.put(sheet.activity("Aktivitet 1"), "Tiltak", "tiltak 2")
        found = landed(secretary, plan, sheet.bytes())
        assert "til «Arealbruk og transport › Tiltak 2»" in found.shown[0].moved
        store(secretary, plan, sheet.bytes())
        assert sorted(order(section, "Tiltak 2")) == ["Aktivitet 1", "Aktivitet 11", "Aktivitet 12"]

    def test_another_section(self, plan, secretary, area, section, sheet):
        other = sections.create_section(secretary, plan=plan, area=area, title="Helse")
        sheet.put(sheet.activity("Aktivitet 1"), "Del", "Helse")
        sheet.put(sheet.activity("Aktivitet 1"), "Tiltak", None)
        store(secretary, plan, sheet.bytes())
        row = Activity.objects.get(title="Aktivitet 1")
        assert (row.section, row.measure) == (other, None)

    def test_a_renamed_measure_takes_its_rows_along(self, plan, secretary, section, sheet):
        for number in range(2, sheet.sheet.max_row + 1):  # as find and replace does
            if sheet.get(number, "Tiltak") == "Tiltak 2":
                sheet.put(number, "Tiltak", "Nytt navn")
        found = landed(secretary, plan, sheet.bytes())
        assert cells(found) == [("Tiltak", "Tiltak 2", "Nytt navn")]
        store(secretary, plan, sheet.bytes())
        assert order(section, "Nytt navn") == ["Aktivitet 11", "Aktivitet 12"]

    def test_a_row_that_was_moved_in_the_sheet(self, plan, secretary, section, sheet):
        _swap(sheet, sheet.activity("Aktivitet 11"), sheet.activity("Aktivitet 12"))
        found = landed(secretary, plan, sheet.bytes())
        assert found.moved == 1
        store(secretary, plan, sheet.bytes())
        assert order(section, "Tiltak 2") == ["Aktivitet 12", "Aktivitet 11"]

    def test_the_order_of_others_stays_where_nobody_moved_rows(self, plan, secretary, section, sheet, rows):
        from actionplan.services.ordering import move_row

        move_row(secretary, rows[11], direction="up")
        sheet.put(sheet.activity("Aktivitet 11"), "Merknad", "x")
        store(secretary, plan, sheet.bytes())
        assert order(section, "Tiltak 2") == ["Aktivitet 12", "Aktivitet 11"]

    def test_a_sorted_sheet_keeps_the_order_of_the_plan(self, plan, secretary, section, alliance):
        fill(section, 40)
        sheet = Sheet(fetched(plan, secretary))
        values = [[cell.value for cell in row] for row in sheet.sheet.iter_rows(min_row=2)]
        for number, row in enumerate(sorted(values, key=lambda row: str(row[2]), reverse=True), start=2):
            for column, value in enumerate(row, start=1):
                sheet.sheet.cell(number, column).value = value
        found = landed(secretary, plan, sheet.bytes())
        assert not found.written
        assert found.looks_sorted
        assert writes_of(found, sheet_order=False).is_nothing

    def test_a_row_that_is_gone_is_removed_only_when_it_is_ticked(self, plan, secretary, section, sheet, rows):
        sheet.sheet.delete_rows(sheet.activity("Aktivitet 12"))
        sheet.put(sheet.activity("Aktivitet 11"), "Merknad", "x")
        found = landed(secretary, plan, sheet.bytes())
        assert [each.node.title for each in found.missing] == ["Aktivitet 12"]
        store(secretary, plan, sheet.bytes())
        assert Activity.objects.get(pk=rows[11].pk).removed_at is None
        store(secretary, plan, Sheet(sheet.bytes()).bytes(), removals=frozenset([str(rows[11].pk)]))
        assert Activity.objects.get(pk=rows[11].pk).removed_at is not None

    def test_a_measure_goes_with_all_under_it(self, plan, secretary, section, sheet, rows):
        sheet.sheet.delete_rows(sheet.measure("Tiltak 2"), 3)
        found = landed(secretary, plan, sheet.bytes())
        assert [(each.node.title, each.under) for each in found.missing] == [("Tiltak 2", 2)]
        store(secretary, plan, sheet.bytes(), removals=frozenset([str(rows[11].measure_id)]))
        assert Activity.objects.present().filter(section=section).count() == 10

    def test_what_others_added_since_is_not_missing(self, plan, secretary, section, sheet):
        activities.create_activity(secretary, section=section, title="Etterpå")
        assert landed(secretary, plan, sheet.bytes()).is_nothing


def _swap(sheet, one: int, other: int) -> None:
    for cell in sheet.sheet[one]:
        below = sheet.sheet.cell(other, cell.column)
        cell.value, below.value = below.value, cell.value


class TestTwoPeople:
    def test_other_fields_are_merged(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Frist", "Q4")
        activities.change_activity(secretary, rows[0], note="Fra en annen")
        found = landed(secretary, plan, sheet.bytes())
        assert not found.problems
        store(secretary, plan, sheet.bytes())
        row = Activity.objects.get(pk=rows[0].pk)
        assert (row.deadline_text, row.note) == ("Q4", "Fra en annen")

    def test_the_same_field_is_refused_with_both_texts(self, plan, secretary, sheet, rows):
        number = sheet.activity("Aktivitet 1")
        sheet.put(number, "Merknad", "Min")
        activities.change_activity(secretary, rows[0], note="Din")
        found = landed(secretary, plan, sheet.bytes())
        letter = sheet.sheet.cell(number, sheet.column("Merknad")).coordinate
        assert found.problems == [f"{letter}: En annen har skrevet «Din» her siden du hentet arbeidsboken."]
        assert ("Merknad", "Din", "Min") in cells(found)
        assert writes_of(found).is_nothing

    def test_the_same_text_by_both_is_no_clash(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Likt")
        activities.change_activity(secretary, rows[0], note="Likt")
        assert landed(secretary, plan, sheet.bytes()).is_nothing

    def test_a_row_that_others_removed(self, plan, secretary, sheet, rows):
        remove_row(secretary, rows[0])
        assert "fjernet fra planen" in landed(secretary, plan, sheet.bytes()).notes[0]
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Min")
        found = landed(secretary, plan, sheet.bytes())
        assert "Det du skrev, er ikke tatt med." in found.problems[0]

    def test_whatever_changed_between_the_look_and_the_store_stops_it(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Min")
        writes = writes_of(landed(secretary, plan, sheet.bytes()))
        activities.change_activity(secretary, rows[5], note="Noe annet")
        with pytest.raises(Refused, match="Se over en gang til"):
            write_workbook(secretary, plan=plan, writes=writes)
        assert Activity.objects.get(pk=rows[0].pk).note == ""


class TestWrongCells:
    @pytest.mark.parametrize(
        ("head", "text", "sentence"),
        [
            ("Ansvarlig", "Ukjent Person", "Vi finner ingen som heter «Ukjent Person»"),
            ("Samarbeidsparter", "Ingen kommune", "Vi finner ingen som heter «Ingen kommune»"),
            ("Arbeidsform", "Dugnad", "«Dugnad» er ingen arbeidsform."),
            ("Aktivitet", None, "Cellen kan ikke være tom."),
            ("Styres av", "x" * 200, "120"),
            ("Merknad", "#REF!", "Cellen viser feilen #REF!."),
            ("Tiltak", "Finnes ikke", "Fant ikke tiltaket «Finnes ikke» i delen."),
            ("Del", "Finnes ikke", "Planen har ingen del som heter «Finnes ikke»."),
        ],
    )
    def test_each_is_named_by_its_address_and_left_out(self, plan, secretary, sheet, head, text, sentence):
        number = sheet.activity("Aktivitet 1")
        address = sheet.sheet.cell(number, sheet.column(head)).coordinate
        sheet.put(number, head, text)
        found = landed(secretary, plan, sheet.bytes())
        assert len(found.problems) == 1
        assert found.problems[0].startswith(f"{address}: ")
        assert sentence in found.problems[0]
        assert writes_of(found).is_nothing

    def test_a_formula_without_a_value(self, plan, secretary, sheet):
        number = sheet.activity("Aktivitet 1")
        sheet.put(number, "Merknad", "=A1")
        assert landed(secretary, plan, sheet.bytes()).problems[0].endswith("uten verdi. Skriv inn teksten selv.")

    def test_merged_cells(self, plan, secretary, sheet):
        letter = sheet.sheet.cell(1, sheet.column("Frist")).column_letter
        sheet.sheet.merge_cells(f"{letter}4:{letter}5")
        found = landed(secretary, plan, sheet.bytes())
        assert all(f"Cellene {letter}4:{letter}5 er slått sammen." in each for each in found.problems)
        assert len(found.problems) == 2

    def test_merged_areas_cost_no_more_than_the_rows_that_were_read(self, sheet):
        # A whole sheet each: cell by cell they would take as many seconds as there are areas.
        data = merged(sheet.bytes(), [f"A{top}:XFD{top + 2_999}" for top in (2, 3_002, 6_002)])
        began = time.process_time()
        found = read_workbook(data, "plan.xlsx", LIMIT)
        assert time.process_time() - began < 2
        assert all(len(row.broken) > len(CELLS) for row in found.rows)
        many = merged(sheet.bytes(), [f"A{top}:XFD{top + 99}" for top in range(4_000, 1_004_000, 100)])
        began = time.process_time()
        assert not any(row.broken for row in read_workbook(many, "plan.xlsx", LIMIT).rows)
        assert time.process_time() - began < 2

    @pytest.mark.parametrize(
        ("areas", "sentence"),
        [
            (["A2:XFD9", "A9:XFD20"], "Filen er skadet"),
            (["A4000:B4000"] * 10_001, "over 10000 områder med sammenslåtte celler"),
        ],
    )
    def test_areas_that_no_program_makes_are_refused(self, sheet, areas, sentence):
        with pytest.raises(UnreadableFile, match=sentence):
            read_workbook(merged(sheet.bytes(), areas), "plan.xlsx", LIMIT)

    def test_merged_places_are_no_problem(self, plan, secretary, sheet):
        sheet.sheet.merge_cells("A2:A9")
        assert landed(secretary, plan, sheet.bytes()).is_nothing

    @pytest.mark.parametrize("head", ["Nøkkel", "Versjon", "Plass", "Grunnlag", "Slag"])
    def test_a_hidden_cell_that_was_changed(self, plan, secretary, sheet, head):
        number = sheet.activity("Aktivitet 1")
        sheet.put(number, head, sheet.get(sheet.activity("Aktivitet 2"), head) if head != "Slag" else "tiltak")
        if head == "Versjon":
            sheet.put(number, head, "7")
        assert "De skjulte cellene på raden er endret" in landed(secretary, plan, sheet.bytes()).problems[0]

    def test_a_row_that_stands_there_twice(self, plan, secretary, sheet):
        number = sheet.activity("Aktivitet 1")
        sheet.sheet.append([cell.value for cell in sheet.sheet[number]])
        problems = landed(secretary, plan, sheet.bytes()).problems
        assert f"Radene {number} {sheet.sheet.max_row} er den samme raden i planen." in problems[0]

    def test_an_activity_on_the_row_of_a_measure(self, plan, secretary, sheet):
        sheet.put(sheet.measure("Tiltak 1"), "Aktivitet", "Feil sted")
        assert "Raden er et tiltak." in landed(secretary, plan, sheet.bytes()).problems[0]

    def test_rows_under_a_measure_that_cannot_be_made(self, plan, secretary, sheet):
        sheet.insert(sheet.sheet.max_row, Tiltak="x" * 600, Aktivitet="Under")
        found = landed(secretary, plan, sheet.bytes())
        assert writes_of(found).is_nothing
        assert "kan ikke lages" in found.problems[-1]

    def test_the_section_of_another(self, plan, lead, secretary, area, section):
        other = sections.create_section(secretary, plan=plan, area=area, title="Helse")
        for each in (section, other):
            activities.create_activity(secretary, section=each, title=f"I {each.title}")
        sheet = Sheet(fetched(plan, lead))
        for each in (section, other):
            sheet.put(sheet.activity(f"I {each.title}"), "Merknad", "Min")
        found = landed(lead, plan, sheet.bytes())
        assert [each.split(": ")[1] for each in found.problems] == ["Du kan ikke endre rader i delen «Helse»."]
        store(lead, plan, sheet.bytes())
        assert dict(Activity.objects.values_list("title", "note")) == {"I Arealbruk og transport": "Min", "I Helse": ""}


class TestOtherFiles:
    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda sheet: sheet.sheet.delete_rows(1), "Fant ikke overskriftene"),
            (lambda sheet: sheet.sheet.delete_cols(sheet.column("Grunnlag")), "De skjulte kolonnene er ikke hele."),
            (lambda sheet: sheet.put(1, "Merknad", "Frist"), "To kolonner heter «Frist»."),
            (lambda sheet: [sheet.sheet.append(["x"]) for _n in range(10_000)], "over 3000 rader"),
        ],
    )
    def test_a_sheet_that_is_not_whole(self, sheet, change, sentence):
        change(sheet)
        with pytest.raises(UnreadableFile) as told:
            read_workbook(sheet.bytes(), "plan.xlsx", LIMIT)
        assert sentence in told.value.reason

    @pytest.mark.parametrize(
        ("data", "name", "sentence"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plan.xls", "kan ikke leses"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plan.xlsx", "gamle Office-formatet"),
            (b"Del;Tiltak\n", "plan.csv", "kan ikke leses"),
            (b"Del\tTiltak\n", "plan.txt", "lagret som Excel"),
            (b"PK\x03\x04" + bytes(80), "plan.xlsx", "skadet"),
            (b"", "plan.xlsx", "tom"),
        ],
    )
    def test_another_kind_of_file(self, data, name, sentence):
        with pytest.raises(UnreadableFile) as told:
            read_workbook(data, name, LIMIT)
        assert sentence in told.value.reason


class TestUndo:
    def test_everything_comes_back_in_one_step(self, plan, secretary, section, sheet, rows, asker):
        before = fetched_rows(plan, secretary)
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
        sheet.put(sheet.activity("Aktivitet 2"), "Samarbeidsparter", asker.name)
        sheet.put(sheet.activity("Aktivitet 3"), "Tiltak", "Tiltak 2")
        sheet.insert(sheet.activity("Aktivitet 4"), Tiltak="Nytt", Aktivitet="Ny")
        gone = sheet.activity("Aktivitet 12")
        sheet.sheet.delete_rows(gone)
        change = store(secretary, plan, sheet.bytes(), removals=frozenset([str(rows[11].pk)]))
        assert fetched_rows(plan, secretary) != before
        event = own_workbook(secretary, plan, change)
        back = undo_workbook(secretary, plan=plan, event=event)
        assert fetched_rows(plan, secretary) == before
        undo_workbook(secretary, plan=plan, event=own_workbook(secretary, plan, back))
        assert order(section, "Nytt") == ["Ny"]

    def test_what_was_changed_since_stops_it(self, plan, secretary, sheet, rows):
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
        change = store(secretary, plan, sheet.bytes())
        activities.change_activity(secretary, Activity.objects.get(pk=rows[0].pk), note="Nyere")
        with pytest.raises(Refused, match="endret etterpå"):
            undo_workbook(secretary, plan=plan, event=own_workbook(secretary, plan, change))

    def test_what_was_hung_under_a_new_measure_stops_it(self, plan, secretary, section, sheet):
        sheet.insert(sheet.sheet.max_row, Tiltak="Nytt")
        change = store(secretary, plan, sheet.bytes())
        made = Measure.objects.get(title="Nytt")
        activities.create_activity(secretary, section=section, measure=made, title="Senere")
        with pytest.raises(Refused, match="endret etterpå"):
            undo_workbook(secretary, plan=plan, event=own_workbook(secretary, plan, change))

    def test_it_is_her_own_alone(self, plan, secretary, admin, sheet):
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
        assert own_workbook(admin, plan, store(secretary, plan, sheet.bytes())) is None


def fetched_rows(plan, actor) -> list[list]:
    """What a workbook says, but for versions."""
    sheet = Sheet(fetched(plan, actor)).sheet
    return [[cell.value for cell in row[:-5]] for row in sheet.iter_rows(min_row=2)]


def test_an_adopted_plan_asks_for_a_reason(plan, secretary, sheet):
    from django.core.exceptions import ValidationError

    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
    in_state(plan, "adopted")
    data = sheet.bytes()
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        store(secretary, plan, data)
    write_workbook(secretary, plan=plan, writes=writes_of(landed(secretary, plan, data)), reason="Vedtak 5")
    assert Event.objects.filter(act="plan.write_workbook", reason="Vedtak 5").exists()


@pytest.mark.parametrize("number", [1, 40])
def test_more_rows_ask_no_more(plan, secretary, section, number, django_assert_max_num_queries):
    fill(section, number)
    sheet = Sheet(fetched(plan, secretary))
    for each in range(1, number + 1):
        sheet.put(sheet.activity(f"Aktivitet {each}"), "Merknad", f"Ny {each}")
    data = sheet.bytes()
    with django_assert_max_num_queries(12):
        found = landed(secretary, plan, data)
    with django_assert_max_num_queries(40):
        write_workbook(secretary, plan=plan, writes=writes_of(found))


def test_more_rows_with_tags_ask_no_more(plan, secretary, section):
    fill(section, 40)
    tag, asked = create_tag(secretary, name="Klima"), []
    for numbers in (range(1, 2), range(2, 41)):
        sheet = Sheet(fetched(plan, secretary))
        for each in numbers:
            sheet.put(sheet.activity(f"Aktivitet {each}"), "Emneord", tag.name)
        writes = writes_of(landed(secretary, plan, sheet.bytes()))
        with CaptureQueriesContext(connection) as queries:
            write_workbook(secretary, plan=plan, writes=writes)
        asked.append(len(queries))
    assert asked[1] <= asked[0]  # the first time may ask one for what the next finds ready
    versions = Activity.objects.of_plan(plan).order_by().values_list("version", flat=True)
    assert set(versions) == {2}  # a window opened before is stale


def test_tags_alone_ask_for_no_reason_and_amend_nothing(plan, secretary, sheet, rows):
    create_tag(secretary, name="Klima")
    sheet.put(sheet.activity("Aktivitet 1"), "Emneord", "Klima")
    in_state(plan, "adopted")
    change = store(secretary, plan, sheet.bytes())
    first = Activity.objects.get(title="Aktivitet 1")
    assert (tagged(first), first.version) == ({"Klima"}, 2)
    undo_workbook(secretary, plan=plan, event=own_workbook(secretary, plan, change))
    assert (tagged(first), PlanAmendment.objects.count()) == (set(), 0)
