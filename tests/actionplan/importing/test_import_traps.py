"""Everything odd becomes a warning with its row, in the plan for 2016 and in a plan with other words."""

import pytest

from actionplan.importing import read_plan
from tests.actionplan.importing.make_files import FIXTURE, excel_file, fixture_text, flat_excel_file, word_file

TRAPS = [  # row in the fixture, code, text as written
    (56, "name_differs", "Fremtidig behov for arbeidskraft og kompetanse"),
    (91, "name_spelling", "Nummedal"),
    (93, "date_year", "30.11.2016"),
    (95, "no_deadline_column", "Innsatsområde | Strategi | Tiltak"),
    (96, "two_items", "Oppfølging og deltakelse i prosjekt hjem-hjem Ønskes det nye utviklingsprosjekter?"),
    (121, "no_annual_report", "Kommunehelsesamarbeidet"),
    (129, "shifted_head", "Tiltak | Aktiviteter | 2016"),
    (165, "name_spelling", "KomuT"),
    (168, "postponed_in_text", "3 leverandørsamlinger. Utsatt til Q3 -16 grunnet forsinket leverandørutvikling"),
    (211, "bold_marks", "Innsatsområde: **Kultur**"),
    (225, "blank_row", ""),
    (263, "name_differs", "Vestregionens Ungdomssymfionrkester"),
    (267, "column_year", "2015"),
    (275, "name_spelling", "Ungdomssymfionrkesteret"),
    (287, "area_differs", "Forvaltningsreformen"),
    (287, "no_activities", "Forvaltningsreformen"),
    (287, "no_reporting", "Forvaltningsreformen"),
]
OTHER_PLAN = """Fjordregionen interkommunale råd
Virksomhetsplan for 2019
Visjon
Sterkere sammen ved fjorden
Satsingsområde 1: Oppvekst og velferd
Barnevern
Kommunene driver en felles tjeneste.
Strategi\tTiltak\tAnsvarlig\tKommentar\tFrist
Tidlig innsats\tKurs i barnehagene\tFagleder\tNytt i år\t15.3
\tFelles rutine\tBarnevernleder\t\tQ2
Tidlig innsats\tSamtaler\t\t\tLøpende
Økonomi
Fondet dekker kr 1,2 mill. i 2019.
Ansvar og organisering
Tjenesten ledes av barnevernleder (100 %).
Rapportering og oppfølging
Tertialrapporter og årsmelding legges fram for arbeidsutvalget.
Legevakt
Mål\tHva\tHvem\tNår
Raskere hjelp\tNy telefonsentral\tDaglig leder\t2. halvår 2019
\tØvelse\t\tNår snøen smelter
\t\t\tQ4
Satsingsområde 2: Samferdsel
Regionen følger vegsaker sammen, sist 31.02.2019 og i perioden 2014 - 2013.
"""


@pytest.fixture(scope="module")
def warnings():
    return read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016).warnings


@pytest.mark.parametrize(("row", "code", "text"), TRAPS)
def test_each_trap_gives_a_warning_at_its_row(warnings, row, code, text):
    assert (row, code, text, f"linje {row}") in [(each.row, each.code, each.text, each.place) for each in warnings]


def test_every_warning_is_a_sentence_with_a_place(warnings):
    for each in warnings:
        assert each.message.endswith((".", "»."))
        assert each.place
        assert each.severity == "warning"


def test_a_known_name_helps_to_find_a_slip():
    text = fixture_text().replace("Hallingdal,", "Øvre Eikre,")
    assert "Eikre" not in [each.text for each in read_plan(text.encode(), "a.tsv", 2016).warnings]
    text = fixture_text().replace("Jevnaker", "Jevnakker")
    codes = [(each.code, each.text) for each in read_plan(text.encode(), "a.tsv", 2016, ["Jevnaker"]).warnings]
    assert ("name_spelling", "Jevnakker") in codes


def test_word_tells_of_repeated_heads_and_line_breaks():
    plan = read_plan(word_file(fixture_text()), "plan.docx", 2016)
    found = {(each.code, each.place) for each in plan.warnings}
    assert {
        ("repeated_head", "tabell 7, rad 13"),
        ("two_items", "tabell 3, rad 2"),
        ("blank_row", "tabell 7, rad 3"),
    } <= found
    titles = [activity.title for activity in plan.activities()]
    assert "Legge til rette for erfaringsutveksling mellom de enkelte LSUer" in titles
    assert not any("\n" in title for title in titles)


def test_excel_tells_sheet_and_row():
    plan = read_plan(excel_file(fixture_text()), "plan.xlsx", 2016)
    assert ("column_year", "ark «Kultur», rad 40") in [(each.code, each.place) for each in plan.warnings]


def test_a_plan_with_other_words_is_read_by_the_same_rules():
    plan = read_plan(OTHER_PLAN.encode(), "plan.txt", 2019)
    assert (plan.title, plan.vision) == ("Virksomhetsplan for 2019", "Sterkere sammen ved fjorden")
    assert plan.areas == ["Oppvekst og velferd", "Samferdsel"]
    childcare, casualty, transport = plan.sections
    assert [len(each.activities) for each in plan.sections] == [3, 2, 0]
    assert childcare.level_labels == ["Strategi", "Tiltak"]
    first = childcare.activities[0]
    assert (first.title, first.responsible, first.deadline_text, first.extra) == (
        "Kurs i barnehagene", "Fagleder", "15.3", {"Kommentar": "Nytt i år"},
    )  # fmt: skip
    assert len(childcare.measures) == 1
    assert [line.receiver for line in childcare.reporting_lines] == ["arbeidsutvalget", "arbeidsutvalget"]
    assert (casualty.title, casualty.area, transport.area) == ("Legevakt", "Oppvekst og velferd", "Samferdsel")
    codes = {each.code for each in plan.warnings}
    assert {"extra_column", "repeated_measure", "deadline_not_understood", "deadline_without_activity"} <= codes
    assert {"impossible_date", "reversed_years"} <= codes


def test_a_plan_for_another_year_says_so():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2017)
    assert [each.row for each in plan.warnings if each.code == "plan_year"] == [3]
    assert len([each for each in plan.warnings if each.code == "column_year"]) == 7


def test_a_file_without_a_plan_is_an_error_that_says_what_is_needed():
    plan = read_plan("Referat fra møtet.\nAlle var til stede.\n".encode(), "referat.txt", 2016)
    assert [each.code for each in plan.errors] == ["nothing_found"]
    assert "«Tiltak»" in plan.errors[0].message


def test_too_long_titles_and_deadlines_are_errors_at_their_row():
    text = f"Tiltak\tAktiviteter\t2016\n{'a' * 501}\tb\tQ1\nc\t{'d' * 2001}\t{'e' * 81}\n"
    plan = read_plan(text.encode(), "plan.tsv", 2016)
    assert [(each.row, each.code) for each in plan.errors] == [
        (2, "measure_too_long"), (3, "activity_too_long"), (3, "deadline_too_long"),
    ]  # fmt: skip


def test_other_tables_become_text_and_are_reported():
    text = fixture_text().replace("Det er satt av kr 350 000 til området i 2016.", "Post\tBeløp\nLønn\tkr 350 000")
    plan = read_plan(text.encode(), "plan.tsv", 2016)
    assert plan.sections[0].resources == ["Post | Beløp", "Lønn | kr 350 000"]
    assert plan.sections[0].amounts[0].amount == 350000
    assert "table_as_text" in [each.code for each in plan.warnings]


def test_a_table_without_heads_is_read_from_its_content():
    plan = read_plan("Kurs\tFor nye\tQ1\n\tFor alle\tLøpende\n".encode(), "plan.tsv", 2016)
    assert [(a.measure_path, a.title, a.deadline_text) for a in plan.activities()] == [
        (("Kurs",), "For nye", "Q1"), (("Kurs",), "For alle", "Løpende"),
    ]  # fmt: skip
    assert {"no_table_head", "deadline_by_content", "no_heading"} <= {each.code for each in plan.warnings}


def test_two_columns_are_enough():
    plan = read_plan("Tiltak\tFrist\nKurs\tQ1\nMøte\tQ2\n".encode(), "plan.tsv", 2016)
    assert [(a.measure_path, a.title) for a in plan.activities()] == [((), "Kurs"), ((), "Møte")]


def test_a_formula_is_read_as_its_value_and_flagged():
    rows = [["Tiltak", "Aktivitet", "Frist"], ["Kurs", "Arrangere kurs", '="Q"&1']]
    plan = read_plan(flat_excel_file(rows), "plan.xlsx", 2016)
    flagged = [each for each in plan.warnings if each.code == "formula"]
    assert [(each.place, each.text) for each in flagged] == [("ark «Ark1», rad 2", '="Q"&1')]
    assert next(plan.activities()).deadline_text == ""


def test_old_windows_text_is_read_and_flagged():
    plan = read_plan("Tiltak\tAktivitet\tFrist\nKurs\tÅpne møter\tLøpende\n".encode("cp1252"), "plan.txt", 2016)
    assert next(plan.activities()).title == "Åpne møter"
    assert "encoding" in [each.code for each in plan.warnings]


@pytest.mark.parametrize("head", ["Område", "Innsatsområde", "Satsingsområde"])
@pytest.mark.parametrize("rest", ["Tiltak\tAktivitet\tFrist", "Tiltak\tFrist", "Aktivitet\tFrist"])
def test_a_column_of_areas_gives_the_areas(head, rest):
    width = rest.count("\t")
    cells = "\t".join(["Noe"] * width)
    text = f"Handlingsplan 2021\n{head}\t{rest}\nHelse\t{cells}\tQ1\n\t{cells} til\tQ2\nKultur\t{cells}\tQ3\n"
    plan = read_plan(text.encode(), "plan.txt", 2021)
    assert [(section.area, len(section.activities)) for section in plan.sections] == [("Helse", 2), ("Kultur", 1)]
    assert all(label != head for section in plan.sections for label in section.level_labels)


def test_a_column_called_area_is_a_level_where_a_heading_names_the_area():
    text = "Innsatsområde: Helse\nOmråde\tTiltak\tFrist\nBarn\tNoe\tQ1\n"
    plan = read_plan(text.encode(), "plan.txt", 2021)
    assert [(section.area, section.level_labels) for section in plan.sections] == [("Helse", ["Område", "Tiltak"])]


def test_what_is_odd_about_the_head_of_all_sections_is_said_once():
    head = ["Område", "Del", "Tiltak", "Aktivitet", "Frist", "Kommentar"]
    rows = [head, *([area, part, "Kurs", f"Kurs i {part}", "Q1", "Nytt"] for area in ("A", "B") for part in "xyz")]
    plan = read_plan(flat_excel_file(rows), "plan.xlsx", 2016)
    assert len(plan.sections) > 1
    said = [(each.row, each.message) for each in plan.warnings if each.code == "extra_column"]
    assert len(said) == len(set(said)) >= 1
