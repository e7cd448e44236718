"""The plan for 2016 gives the same totals from text, Word and Excel, and the same sections."""

import json
import subprocess
import sys

import pytest

from actionplan.importing import read_plan, summary
from tests.actionplan.importing.make_files import FIXTURE, excel_file, fixture_text, flat_excel_file, word_file

SPELLINGS = [
    "Q1 – Q4", "Q3", "Løpende", "Q1 + Q2", "Q1 + Q3", "Q1", "Kvartalsvis", "Månedlig", "Q4", "Q2", "Q1-15 - Q4-17",
    "Q1-15 Q4-17", "Q1- 16 Q4-16", "kvartalsvis", "Q1 - Q3", "Q2 + Q3",
]  # fmt: skip
SECTIONS = [  # title, area, measures, activities, levels, deadline head
    ("Arealbruk, transport og knutepunktutvikling", "Regional utvikling", 3, 6, ["Tiltak", "Aktiviteter"], "2016"),
    ("Fremtidig behov for arbeidskraft og kompetanse", "Regional utvikling", 4, 7, ["Tiltak", "Aktiviteter"], "2016"),
    ("Kommunehelsesamarbeidet", "Helse", 3, 14, ["Innsatsområde", "Strategi", "Tiltak"], ""),
    ("Samfunn og Folkehelse", "Helse", 3, 13, ["", "Tiltak", "Aktiviteter"], "2016"),
    ("Kommunal elektronisk meldingsutbredelse (KomUt)", "Helse", 11, 13, ["Tiltak", "Aktiviteter"], "2016"),
    ("Brukerstyrt personlig assistanse", "Helse", 3, 6, ["Tiltak", "Aktiviteter"], "2016"),
    ("Kunst rett vest", "Kultur", 8, 23, ["Tiltak", "Aktiviteter"], "2016"),
    ("Vestregionens Ungdomssymfionrkester", "Kultur", 3, 4, ["Tiltak", "Aktiviteter"], "2015"),
    ("Forvaltningsreformen", "Forvaltningsreformen", 0, 0, [], ""),
]


FILES = {  # how each is made of the text
    "plan.tsv": str.encode,
    "plan.txt": lambda text: text.encode("utf-16"),
    "PLAN.TSV": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "plan.docx": word_file,
    "enkel.docx": lambda text: word_file(text, styled=False),
    "plan.xlsx": excel_file,
}


@pytest.mark.parametrize("name", FILES)
def test_totals_and_sections_are_the_same_from_every_kind_of_file(name):
    plan = read_plan(FILES[name](fixture_text()), name, 2016)
    found = summary(plan)
    assert [found[key] for key in ("measures", "activities", "with_deadline")] == [38, 86, 72]
    assert found["deadline_spellings"] == SPELLINGS
    assert found["errors"] == []
    sections = [
        (s.title, s.area, len(s.measures), len(s.activities), s.level_labels, s.deadline_label) for s in plan.sections
    ]
    assert sections == SECTIONS
    assert plan.areas == ["Regional utvikling", "Helse", "Kultur", "Forvaltningsreformen"]
    assert sum(len(each["amounts"]) for each in found["sections"]) == 13
    assert sum(len(each["positions"]) for each in found["sections"]) == 11
    assert sum(len(each["reporting_lines"]) for each in found["sections"]) == 24


def test_front_matter():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016)
    assert plan.title == "Handlingsplan 2016"
    assert (plan.body, plan.paper_date.isoformat()) == ("Rådmannsgruppen", "2015-11-26")
    assert plan.vision == "Vestregionen: attraktiv – bærekraftig - dynamisk"
    assert plan.main_goal.startswith("En attraktiv")
    assert plan.declared_areas == ["Regional utvikling", "Helse", "Kultur", "Kommunereformen"]
    assert plan.proposal == ["Rådmannsgruppen støtter planen for 2016 slik den er lagt fram."]
    assert [(case.number, case.row) for case in plan.case_numbers] == [("46/2015", 3), ("05/2015", 177)]


def test_sections_are_linked_to_the_focus_areas_that_are_announced():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016)
    assert [section.focus_area for section in plan.sections] == [
        "Arealbruk, transport og knutepunktutvikling",
        "Framtidig behov for arbeidskraft og kompetanse",
        "Kommunehelsesamarbeidet i Vestre Viken tjenesteområde",
        "Samfunn og folkehelse",
        None,
        None,
        "Kunst rett vest",
        "Vestregionens Ungdomssymfoniorkester",
        None,
    ]


def test_texts_stand_in_the_part_they_belong_to():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016)
    art = plan.sections[6]
    assert art.introduction == ["En juryert utstilling hvert år, med åpne atelierer i helgene."]
    assert [len(art.organisation), len(art.resources), len(art.reporting)] == [2, 1, 1]
    assert plan.sections[8].introduction == [
        "Styringsgruppen har reformen som fast punkt i hvert møte, vedtatt 4.09.2014."
    ]
    assert plan.area_details[1].introduction[0].startswith("I tillegg kommer meldingsutveksling")


def test_the_health_table_nests_strategies_under_areas():
    health = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016).sections[2]
    tree = [(m.title[:28], [(c.title[:22], len(c.activities)) for c in m.children]) for m in health.measures]
    assert tree == [
        ("Samhandling med Vestre Viken", [("Deltakelse i utvikling", 5), ("Felles sekretariat", 1)]),
        ("Utvikling av tjenestene, spe", [("KHS skal bidra til å i", 3)]),
        ("Erfaringsutveksling mellom k", [("Tilrettelegge for erfa", 3), ("Deltakelse i utvikling", 2)]),
    ]
    assert [activity.row for activity in health.activities if activity.is_question] == [96, 102, 105, 109]
    assert {activity.deadline_text for activity in health.activities} == {""}


def test_the_public_health_table_has_type_measure_activity_and_deadline():
    section = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016).sections[3]
    first = section.activities[0]
    assert first.measure_path == ("Påvirkningsarbeid", "Kontakt med statlige aktører")
    assert (first.deadline_text, first.row) == ("Q1 + Q3", 130)
    assert [len(measure.children) for measure in section.measures] == [2, 2, 1]


def test_reporting_inside_a_table_is_a_measure_and_the_blank_line_ends_nothing():
    art = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016).sections[6]
    assert art.measures[6].title == "Rapportering"
    assert [activity.title for activity in art.measures[0].activities][1] == "Annonsesalg"


def test_one_flat_sheet_with_columns_for_area_and_section_gives_the_same_plan():
    plan = read_plan(FIXTURE.read_bytes(), "plan.tsv", 2016)
    rows = [["Innsatsområde", "Seksjon", "Tiltak", "Strategi", "Aktivitet", "Frist"]]
    for section in plan.sections:
        shown = ""
        for activity in section.activities:
            path = (*activity.measure_path, "")[:2]
            measure = "" if path[0] == shown else path[0]
            shown = path[0]
            rows.append([section.area, section.title, measure, path[1], activity.title, activity.deadline_text])
    found = summary(read_plan(flat_excel_file(rows), "flat.xlsx", 2016))
    assert [found[key] for key in ("measures", "activities", "with_deadline")] == [38, 86, 72]
    assert [each["title"] for each in found["sections"]] == [section[0] for section in SECTIONS[:8]]


def test_the_developer_command_prints_the_summary_without_starting_django():
    command = [sys.executable, "-m", "actionplan.importing", str(FIXTURE), "--year", "2016"]
    shown = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    assert json.loads(shown)["activities"] == 86
    code = "import sys, actionplan.importing.document; print({'django', 'openpyxl', 'lxml'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "set()"
