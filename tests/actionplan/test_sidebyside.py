"""The adopted words beside those of now: which rows say so, what they say, and that nothing is asked where none do."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.amendments import acts_of, rows_of
from actionplan.planfacts import activities_of, sections_of
from actionplan.services import activities, plans, sections
from actionplan.services.bin import remove_row, restore_row
from actionplan.sidebyside import NONE, Gone, Was, changes_of, was_of
from tests.actionplan.plancast import in_state
from vestregion.reporting.facts.amended import read_amended

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"


@pytest.fixture
def adopted(plan, activity):
    return in_state(plan, "adopted")


def change(actor, row, why="Drøftet", **values):
    row.refresh_from_db()
    return activities.change_activity(actor, row, reason=why, **values)


def found(plan, actor):
    rows = rows_of(plan, actor)
    return changes_of(plan, sections_of(plan, actor), rows, acts_of(actor, rows))


def test_what_was_adopted_stands_beside(secretary, adopted, activity, lier):
    change(secretary, activity, deadline_text="Q4")
    assert found(adopted, secretary).rows == {activity.pk: Was(deadline="Q1 + Q3", number=1, deadline_by="1")}
    change(secretary, activity, "Ny", title="Annet", responsible_organisation=lier)
    own = {"title_by": "2", "deadline_by": "1", "responsible_by": "2"}
    expected = Was(title="Samordne innspill", deadline="Q1 + Q3", responsible="", number=2, **own)
    assert found(adopted, secretary).rows == {activity.pk: expected}
    change(secretary, activity, title="Samordne innspill", deadline_text="Q1 + Q3", responsible_organisation=None)
    assert found(adopted, secretary).rows == {}


def test_each_that_changed_it_is_told_since_it_last_said_what_was_adopted(secretary, adopted, activity):
    for number, (why, title) in enumerate([("A", "Et annet"), ("B", "Et tredje"), ("C", "Et fjerde")], 1):
        change(secretary, activity, why, title=title)
        row = _row_as_saved(adopted, secretary, activity, number)
        assert row == found(adopted, secretary).rows[activity.pk]
        assert row.title_by == ("1", "1 og 2", "1, 2 og 3")[number - 1]
    change(secretary, activity, "D", title="Samordne innspill", deadline_text="Q4")
    change(secretary, activity, "E", title="Enda et")
    row = _row_as_saved(adopted, secretary, activity, 5)
    assert row == found(adopted, secretary).rows[activity.pk]
    assert (row.title_by, row.deadline_by, row.number) == ("5", "4", 5)


def test_new_and_removed(secretary, adopted, section, measure, activity):
    new = activities.create_activity(secretary, section=section, title="Ny", reason="A")
    remove_row(secretary, activity, reason="B")
    changes = found(adopted, secretary)
    assert changes.rows == {new.pk: Was(is_new=True, number=1)}
    assert changes.gone == {section.pk: [Gone("Samordne innspill", 2)]}
    restore_row(secretary, activity, reason="C")
    assert found(adopted, secretary).gone == {}
    remove_row(secretary, section, reason="D")
    assert found(adopted, secretary).sections == ["Arealbruk og transport"]


def test_a_new_row_keeps_the_number_that_added_it(secretary, adopted, section, activity):
    new = activities.create_activity(secretary, section=section, title="Ny", reason="A")
    change(secretary, activity, "B", title="Annet")
    change(secretary, new, "C", title="Ny, og endret")
    expected = Was(is_new=True, number=1)
    assert found(adopted, secretary).rows[new.pk] == expected
    adopted.amended = 3  # as the page knows that has just written it
    assert was_of(adopted, secretary, activities_of(adopted, secretary, one=new.pk)[0]) == expected


def _row_as_saved(plan, actor, row, amended):
    plan.amended = amended
    return was_of(plan, actor, activities_of(plan, actor, one=row.pk)[0])


@pytest.mark.parametrize("reasons", [("A", "B", "B"), ("A", "A", "B"), ("A", "B", "C")], ids="".join)
def test_a_row_that_went_and_came_back_keeps_the_number_that_changed_it(secretary, adopted, activity, reasons):
    moved, away, back = reasons
    change(secretary, activity, moved, deadline_text="Q4")
    remove_row(secretary, activity, reason=away)
    restore_row(secretary, activity, reason=back)
    expected = Was(deadline="Q1 + Q3", number=1, deadline_by="1")
    assert found(adopted, secretary).rows == {activity.pk: expected}
    last = rows_of(adopted, secretary)[0].number
    assert last > 1
    assert _row_as_saved(adopted, secretary, activity, last) == expected
    paper = read_amended(adopted, secretary).was(activity.pk)
    assert (paper.deadline, paper.number) == ("Q1 + Q3", 1)


def test_a_later_note_leaves_the_number_of_the_deadline(secretary, adopted, activity):
    change(secretary, activity, "A", deadline_text="Q4")
    change(secretary, activity, "B", note="Mer om dette")
    expected = Was(deadline="Q1 + Q3", number=1, deadline_by="1")
    assert found(adopted, secretary).rows == {activity.pk: expected}
    assert _row_as_saved(adopted, secretary, activity, 2) == expected
    change(secretary, activity, "C", title="Annet")
    change(secretary, activity, "C", title="Samordne innspill")
    assert _row_as_saved(adopted, secretary, activity, 3) == found(adopted, secretary).rows[activity.pk] == expected


def test_what_is_not_shown_is_no_difference(secretary, adopted, section, activity):
    change(secretary, activity, note="Mer om dette")
    sections.change_section(secretary, section, introduction="<p>Nytt</p>", reason="A")
    assert found(adopted, secretary).rows == {}


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_nothing_before_adoption(secretary, plan, activity, state):
    in_state(plan, state)
    change(secretary, activity, title="Ny")
    assert found(plan, secretary) is NONE


def test_no_question_without_amendments_and_the_same_for_many_rows_with(secretary, adopted, section, activity):
    def asked():
        shown = sections_of(adopted, secretary)
        rows = rows_of(adopted, secretary)
        with CaptureQueriesContext(connection) as queries:
            changes_of(adopted, shown, rows, acts_of(secretary, rows))
        return len(queries)

    assert asked() == 0
    change(secretary, activity, title="Ny")
    few = asked()
    for number in range(30):
        values = {"section": section, "title": f"Ny {number}", "reason": "Mer"}
        activities.create_activity(secretary, **values)
    assert asked() == few


class TestOneRow:
    def test_it_is_what_all_say_of_the_row(self, secretary, adopted, section, activity, lier):
        def one(row):
            adopted.amended = None  # as on the next page
            return was_of(adopted, secretary, activities_of(adopted, secretary, one=row.pk)[0])

        assert one(activity) is None
        change(secretary, activity, deadline_text="Q4", responsible_organisation=lier)
        change(secretary, activity, "Igjen", title="Annet")
        new = activities.create_activity(secretary, section=section, title="Ny", reason="Til slutt")
        every = found(adopted, secretary).rows
        own = {"title_by": "2", "deadline_by": "1", "responsible_by": "1"}
        assert one(activity) == every[activity.pk] == Was("Samordne innspill", "Q1 + Q3", "", number=2, **own)
        assert one(new) == every[new.pk] == Was(number=3, is_new=True)

    def test_the_number_that_was_just_written_is_not_asked_for(self, secretary, adopted, activity):
        change(secretary, activity, title="Annet")
        facts = activities_of(adopted, secretary, one=activity.pk)[0]
        adopted.amended = 1
        with CaptureQueriesContext(connection) as queries:
            assert was_of(adopted, secretary, facts).number == 1
        assert len(queries) == 2  # when it was adopted, and the row since then


EDIT, GRID = f"{PLAN}rediger/", f"{PLAN}rediger/tabell/"


class TestEditing:
    """A secretary who changes an adopted plan sees what each row said when it was adopted."""

    def test_the_rows_the_form_and_the_table_say_both(self, client_of, secretary, adopted, section, activity, lier):
        client, form = client_of(secretary), f"{EDIT}aktivitet/{activity.pk}/"
        for page in (EDIT, GRID, form):
            assert "Vedtatt" not in client.get(page).text.replace("Vedtatt</span>", "").replace("Vedtatt og nå", "")
        change(secretary, activity, title="Annet", deadline_text="Q4", responsible_organisation=lier)
        new = activities.create_activity(secretary, section=section, title="Kom til", reason="Drøftet")
        for page in (EDIT, form):
            text = client.get(page).text
            for words in ("Vedtatt ordlyd: Samordne innspill", "Vedtatt frist: Q1 + Q3", "Vedtatt ansvarlig: ingen"):
                assert words in text, (page, words)
        assert "Ny etter vedtaket (endring 1)" in client.get(EDIT).text
        table = client.get(GRID).text
        assert "Vedtatt: Samordne innspill (endring 1)" in table
        assert "Vedtatt: Q1 + Q3" in table
        assert "Vedtatt: ingen" in table
        assert "Ny etter vedtaket (endring 1)" in table
        remove_row(secretary, new, reason="Angret")
        remove_row(secretary, activity, reason="Angret")
        text = client.get(EDIT).text
        assert "Samordne innspill (endring 2)" in " ".join(text.split())
        assert "Kom til" not in text

    def test_the_number_stands_with_what_was_changed(self, client_of, secretary, adopted, activity):
        change(secretary, activity, deadline_text="Q4")
        change(secretary, activity, "B", responsible_position=None, title="Annet")
        change(secretary, activity, "C", title="Et tredje")
        for page in (GRID, PLAN):
            shown = " ".join(client_of(secretary).get(page).text.split())
            assert re.search(r"Vedtatt: Samordne innspill (<span[^>]*>)?\(endring 2 og 3\)", shown), page
        row = client_of(secretary).get(GRID).text.split(f'id="rad-{activity.pk}"')[1].split("</tr>")[0]
        cells = dict(re.findall(r'data-felt="(\w+)"(.*?)</t[dh]>', row))
        assert "Vedtatt: Q1 + Q3 (endring 1)" in cells["deadline_text"]
        activity.refresh_from_db()
        activities.change_activity(secretary, activity, title="Samordne innspill", reason="D")
        row = client_of(secretary).get(GRID).text.split(f'id="rad-{activity.pk}"')[1].split("</tr>")[0]
        cells = dict(re.findall(r'data-felt="(\w+)"(.*?)</t[dh]>', row))
        assert "endring" not in cells["title"]
        assert "Vedtatt: Q1 + Q3 (endring 1)" in cells["deadline_text"]

    def test_both_pages_lead_to_the_plan_as_adopted_and_to_both_beside_each_other(self, client_of, secretary, adopted):
        for page in (EDIT, GRID):
            text = client_of(secretary).get(page).text
            assert f'href="{PLAN}vedtatt/"' in text
            assert f'href="{PLAN}sammenlign/?fra=vedtatt&amp;til=i-dag"' in text

    def test_a_draft_has_none_of_it(self, client_of, secretary, plan, activity):
        change(secretary, activity, title="Annet")
        for page in (EDIT, GRID):
            text = client_of(secretary).get(page).text
            assert f"{PLAN}vedtatt/" not in text
            assert "Vedtatt" not in text

    def test_the_answer_to_a_saved_cell_says_it_at_once(self, client_of, secretary, adopted, activity):
        activity.refresh_from_db()
        sent = {"felt": "deadline_text", "verdi": "Q4", "base_version": activity.version, "reason": "Drøftet"}
        answer = client_of(secretary).post(f"{EDIT}aktivitet/{activity.pk}/celle/", sent)
        assert answer.status_code == 200
        assert "Vedtatt: Q1 + Q3" in answer.text
        assert "(endring 1)" in answer.text

    def test_the_answer_to_a_saved_form_says_it_at_once(self, client_of, secretary, adopted, activity):
        client, url = client_of(secretary), f"{EDIT}aktivitet/{activity.pk}/"
        sent = {**values_of(client.get(url, headers={"HX-Request": "true"}).context["form"]), "deadline_text": "Q4"}
        answer = client.post(url, sent | {"reason": "Drøftet"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert "Vedtatt frist: Q1 + Q3" in answer.text
        assert "Vedtatt frist: Q1 + Q3" in client.get(f"{url}?vis=rad", headers={"HX-Request": "true"}).text

    def test_a_reader_of_the_plan_does_not_edit_it(self, client_of, reader, adopted, activity):
        assert client_of(reader).get(EDIT).status_code == 403

    def test_a_plan_without_amendments_asks_three_questions_more_than_a_draft(
        self, client_of, secretary, plan, activity
    ):
        def asked(page):
            with CaptureQueriesContext(connection) as queries:
                assert client_of(secretary).get(page).status_code == 200
            return len(queries)

        draft = [asked(page) for page in (EDIT, GRID)]
        in_state(plan, "adopted")
        # The resolutions a change may rest on, the number it would get, and whether there are amendments.
        assert all(now <= then + 3 for then, now in zip(draft, [asked(page) for page in (EDIT, GRID)], strict=True))

    def test_the_same_number_of_questions_for_many_changed_rows(self, client_of, secretary, adopted, section, activity):
        def asked(page):
            with CaptureQueriesContext(connection) as queries:
                assert client_of(secretary).get(page).status_code == 200
            return len(queries)

        change(secretary, activity, title="Annet")
        few = [asked(page) for page in (EDIT, GRID)]
        for number in range(30):
            activities.create_activity(secretary, section=section, title=f"Ny {number}", reason=f"Grunn {number}")
        assert [asked(page) for page in (EDIT, GRID)] == few


def values_of(form) -> dict:
    """What the form would send untouched."""
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, [], "")}


class TestPage:
    def test_the_row_says_both(self, client_of, secretary, reader, adopted, activity):
        client = client_of(reader)
        assert "Vedtatt:" not in client.get(PLAN).text
        change(secretary, activity, deadline_text="Q4")
        page = client.get(PLAN).text
        assert '<span class="vr-plan__was">Vedtatt: Q1 + Q3</span>Nå: Q4' in page
        assert "(endring 1)" in page
        change(secretary, activity, "Igjen", deadline_text="")
        assert "Nå: ingen frist" in client.get(PLAN).text
        change(secretary, activity, "Tilbake", deadline_text="Q1 + Q3")
        assert "Vedtatt:" not in client.get(PLAN).text  # a remembered row is never out of date

    def test_new_and_removed_rows_say_so(self, client_of, secretary, adopted, section, activity):
        activities.create_activity(secretary, section=section, title="Kom til", reason="A")
        remove_row(secretary, activity, reason="B")
        page = client_of(secretary).get(PLAN).text
        assert "Ny etter vedtaket (endring 1)" in page
        gone = page[page.index("Fjernet etter vedtaket:") :]
        assert "Samordne innspill" in gone[:300]
        assert "(endring 2)" in gone[:300]

    def test_the_public_sees_it_without_the_reasons(self, client_of, secretary, adopted, activity):
        change(secretary, activity, "Hemmelig grunn", deadline_text="Q4")
        plans.publish_plan(secretary, adopted)
        page = client_of(None).get(PLAN).text
        assert "Vedtatt: Q1 + Q3" in page
        assert "Hemmelig grunn" not in page

    def test_the_adopted_page_has_none_of_it(self, client_of, secretary, adopted, section, activity):
        activities.create_activity(secretary, section=section, title="Kom til", reason="A")
        change(secretary, activity, deadline_text="Q4")
        page = client_of(secretary).get(f"{PLAN}vedtatt/").text
        assert "vr-plan__was" not in page
        assert "Q1 + Q3" in page
