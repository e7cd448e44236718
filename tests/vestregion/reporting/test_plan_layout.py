"""Where the pages of a printed plan break: no page for a few lines, and no line that is left behind."""

import pypdfium2
import pytest

from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.isolation import render_in_child
from vestregion.reporting.printing import as_frozen, pdf_arguments, print_html

pytestmark = pytest.mark.django_db
STAMP = {"document": {"version": 1, "state": "final", "made_on": "2016-01-31"}}


def pages_of(plan) -> list[list[str]]:
    """The lines of each page, without its head and foot."""
    facts = collect_plan(plan)
    content = as_frozen({**facts.content(), **STAMP})
    html = print_html("plan", content, schema_version=facts.schema_version)
    document = pypdfium2.PdfDocument(render_in_child(html, **pdf_arguments("plan", content)).data)
    found = []
    for page in document:
        lines = [line.strip() for line in page.get_textpage().get_text_range().splitlines()]
        running = ("Vestregionen", "Handlingsplan 2016", "Vedtatt ·", "Side ")
        found.append([line for line in lines if line and not line.startswith(running)])
    document.close()
    return found


def test_short_areas_share_a_page(build):
    for number in range(5):
        build.activity(build.section(build.area(f"Område {number}"), f"Del {number}"), "Å gjøre", "Q1")
    pages = pages_of(build.plan)
    _cover, contents, *rest = pages
    assert contents[0] == "Innhold"
    assert len(rest) == 2
    assert all(len(page) > 15 for page in rest)
    assert "Penger" not in [line for page in pages for line in page]  # of which the plan has none


@pytest.mark.parametrize("rows", [21, 24, 27, 30])
def test_what_belongs_together_stands_together(build, rows):
    """As a section reaches further down the page, whatever falls at its foot."""
    first, second = build.area("Først"), build.area("Siden", "Et mål for området.")
    section = build.section(first, "Lang del", introduction="<p>Innledning.</p>")
    for number in range(rows):
        build.activity(section, f"Rad {number}", "Q2", position=number)
    build.activity(build.section(second, "Neste del"), "Å gjøre", "Q1")
    pages = pages_of(build.plan)[2:]
    for page in pages:
        assert not page[-1].startswith(("Rapportering", "Siden", "Neste del", "Et mål", "Penger"))
        assert not page[0].startswith("Årsrapport")
    where = {line: number for number, page in enumerate(pages) for line in page}
    assert (
        where["Siden"] == where["Et mål for området."] == where["Neste del"] == where["Neste del: aktiviteter i 2016"]
    )


def test_a_table_without_deadlines_has_no_quarters_and_nested_measures_are_said_once(build):
    section = build.section(build.area("Helse"), "KHS", level_labels=["Strategi", "Tiltak", "Aktivitet"])
    above = build.measure(section, "Forebygge")
    for number in range(2):
        below = build.measure(section, f"Tiltak {number}", above, number)
        build.activity(section, f"Gjøre {number}", measure=below, position=number)
    lines = [line for page in pages_of(build.plan)[2:] for line in page]
    assert sum("Forebygge" in line for line in lines) == 1
    assert "Strategi Forebygge" in lines
    assert "Tiltak Tiltak 1" in lines
    assert not [line for line in lines if "Q1" in line]
