"""Words of an activity have room enough, and no more, however they come in: typed, pasted, or from a file."""

import pytest

from actionplan.models import Activity
from actionplan.services.imports import plan_preview
from actionplan.textroom import NOTE, TITLE
from governance.richtext import plain_text
from tests.actionplan.test_imports import parsed
from tests.actionplan.workbooks import Sheet, fetched, landed

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
HTMX = {"headers": {"HX-Request": "true"}}
ROOM = {"title": TITLE, "note": NOTE}


def too_long(name: str) -> str:
    return f"Teksten er for lang: den har {ROOM[name] + 1} tegn, og det er plass til {ROOM[name]}."


def said(response) -> str:
    return plain_text(response.content.decode())


@pytest.mark.parametrize("name", ROOM)
@pytest.mark.parametrize("way", ["celle", "skjema"])
def test_typed(client_of, secretary, activity, name, way):
    client, form = client_of(secretary), f"{EDIT}aktivitet/{activity.pk}/"
    for more, fits in ((0, True), (1, False)):
        text, version = "x" * (ROOM[name] + more), Activity.objects.get().version
        if way == "celle":
            sent = {"felt": name, "verdi": text, "base_version": version}
            answer = client.post(f"{form}celle/", sent, **HTMX)
        else:
            answer = client.post(form, {"title": activity.title, "mode": "own", name: text, "base_version": version})
        assert (answer.status_code in (200, 302)) is fits, answer.content.decode()[:500]
        assert (getattr(Activity.objects.get(), name) == text) is fits
    assert too_long(name) in (answer.content.decode() if way == "celle" else said(answer))


def test_pasted_or_one_on_a_line(client_of, secretary, section, measure, activity):
    sent = {"tekst": f"{'x' * 1001}\tQ1\nKort\tQ2", "felt": "title", "tiltak": str(measure.pk)}
    pasted = client_of(secretary).post(f"{EDIT}del/{section.pk}/lim-inn/", sent, **HTMX)
    assert too_long("title") in said(pasted)
    assert "Nye rader: 1." in said(pasted)


def test_from_the_workbook(secretary, plan, section, activity):
    sheet = Sheet(fetched(plan, secretary))
    sheet.put(sheet.activity(activity.title), "Merknad", "x" * 10_001)
    (row,) = landed(secretary, plan, sheet.bytes()).shown
    assert [cell.problem for cell in row.cells] == [too_long("note")]


def test_from_a_file_nothing_is_stored_and_the_row_is_named(secretary, cooperation, bodies):
    text = "Arealbruk\n\nTiltak\tAktivitet\tFrist\nKollektiv\t" + "x" * 1001 + "\tQ1\n"
    preview = plan_preview(secretary, parsed(text), cooperation=cooperation, year=2016)
    assert [problem.message for problem in preview.landing.errors] == [f"«Aktivitet»: {too_long('title')}"]
