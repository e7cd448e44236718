"""A section of four columns (Område > Strategi > Tiltak > Aktivitet): each page has every row under its own measures,
and says what each level is called where the columns do not stand beside each other."""

import re

import pytest

from actionplan.planfacts import sections_of
from actionplan.planhtml import read_table
from actionplan.services import activities, measures
from actionplan.services.sections import change_section

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
LABELS = ["Område", "Strategi", "Tiltak", "Aktivitet"]
TREE = {
    ("Psykisk helse", "Samarbeid", "Fagdager"): ["Arrangere fagdager", "Evaluere fagdagene"],
    ("Psykisk helse", "Samarbeid", "Nettverk"): ["Fire møter"],
    ("Psykisk helse", "Kunnskap"): ["Rett under strategien"],
    ("Psykisk helse", "Kunnskap", "Elæring"): ["Lage kurs"],
    ("Folkehelse",): ["Rett under området"],
}


@pytest.fixture
def four(secretary, section):
    """The section with its measures by their path."""
    change_section(secretary, section, level_labels=LABELS)
    made = {(): None}
    for path, titles in TREE.items():
        for end in range(1, len(path) + 1):
            above, here = path[: end - 1], path[:end]
            if here not in made:
                made[here] = measures.create_measure(secretary, section=section, parent=made[above], title=here[-1])
        for title in titles:
            activities.create_activity(secretary, section=section, measure=made[path], title=title, deadline_text="Q1")
    return made


def test_the_read_page_spans_each_measure_over_its_rows(secretary, plan, four):
    (section,) = sections_of(plan, secretary)
    table = read_table(section)
    assert (*table.columns.measures, table.columns.activity) == tuple(LABELS)
    spans = re.findall(r"<th ([^>]*)>([^<]*)</th>", table.body)
    said = {name: dict(re.findall(r'([\w-]+)="([^"]*)"', words)) for words, name in spans}
    assert len(said) == len(four) - 1
    for path in filter(None, four):
        here = said[path[-1]]
        below = [title for other, titles in TREE.items() if other[: len(path)] == path for title in titles]
        assert (here["data-label"], here["data-level"]) == (LABELS[len(path) - 1], str(len(path))), path
        assert int(here.get("rowspan", 1)) == len(below), path
    assert said["Folkehelse"]["colspan"] == "3"  # nothing stands between it and its activity
    assert "colspan" not in said["Fagdager"]


def test_a_section_of_two_columns_says_no_level(secretary, plan, measure, activity):
    (section,) = sections_of(plan, secretary)
    assert "data-level" not in read_table(section).body


@pytest.mark.parametrize("page", ["rediger/", "rediger/tabell/"])
def test_the_pages_for_editing_say_what_each_level_is(client_of, secretary, four, page):
    text = client_of(secretary).get(f"{PLAN}{page}").content.decode()
    for path, measure in four.items():
        if path:
            word = LABELS[len(path) - 1]
            beside = rf'<(p|span) class="vr-level">{word}</(p|span)><(h4|span)[^>]* id="t-{measure.pk}">{path[-1]}<'
            assert re.search(beside, text), path


@pytest.mark.parametrize("address", ["{measure}/", "{measure}/celle/"])
def test_a_measure_that_was_saved_still_says_its_level(client_of, secretary, four, address):
    measure = four["Psykisk helse", "Samarbeid", "Fagdager"]
    sent = {"title": "Temadager", "parent": measure.parent_id, "base_version": measure.version}
    sent |= {"felt": "title", "verdi": "Temadager"}
    answer = client_of(secretary).post(
        f"{PLAN}rediger/tiltak/{address.format(measure=measure.pk)}", sent, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert "Temadager" in text
    assert '<p class="vr-level">Tiltak</p>' in text or '<span class="vr-level">Tiltak</span>' in text


def test_the_quarters_say_what_stands_above(client_of, secretary, four):
    text = client_of(secretary).get(f"{PLAN}kvartaler/").content.decode()
    for path, titles in TREE.items():
        for title in titles:
            said = f'{title} <span class="vr-plan__reading">{" › ".join(path)}</span>'
            assert said in text, path


def test_the_quarters_of_two_columns_say_no_more(client_of, secretary, measure, activity):
    text = client_of(secretary).get(f"{PLAN}kvartaler/").content.decode()
    assert activity.title in text
    assert measure.title not in text


def paths_of(measures, above=()) -> dict:
    found = {}
    for measure in measures:
        here = (*above, measure.title)
        if measure.activities:
            found[here] = [row.title for row in measure.activities]
        found |= paths_of(measure.children, here)
    return found


def test_word_and_print_keep_the_hierarchy(plan, four):
    from vestregion.reporting.facts.plan import collect_plan

    (area,) = collect_plan(plan).areas
    (part,) = area.sections
    found = {}
    for row in part.rows:
        found.setdefault(row.measures, []).append(row.title)
    assert found == TREE
    assert part.labels == tuple(LABELS)


def test_the_word_document_reads_back_as_it_was(plan, four):
    from actionplan.importing import read_plan
    from vestregion.reporting.facts.plan import collect_plan
    from vestregion.reporting.printing import as_frozen
    from vestregion.reporting.word import word_of

    read = read_plan(word_of(as_frozen(collect_plan(plan).content()), logo=None), "plan.docx", 2016)
    (section,) = read.sections
    assert not read.errors
    assert paths_of(section.measures) == TREE


def test_the_workbook_has_a_column_for_each_level(client_of, secretary, four):
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(client_of(secretary).get(f"{PLAN}excel/").content))
    head, *rows = book["Plan"].iter_rows(values_only=True)
    first, last = head.index("Tiltak, nivå 1"), head.index("Aktivitet")
    found = {}
    for row in rows:
        if row[last]:
            found.setdefault(tuple(filter(None, row[first:last])), []).append(row[last])
    assert found == TREE
