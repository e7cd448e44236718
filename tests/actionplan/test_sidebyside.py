"""The adopted words beside those of now: which rows say so, what they say, and that nothing is asked where none do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.amendments import acts_of, rows_of
from actionplan.planfacts import sections_of
from actionplan.services import activities, plans, sections
from actionplan.services.bin import remove_row, restore_row
from actionplan.sidebyside import NONE, Gone, Was, changes_of
from tests.actionplan.plancast import in_state

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
    assert found(adopted, secretary).rows == {activity.pk: Was(deadline="Q1 + Q3", number=1)}
    change(secretary, activity, "Ny", title="Annet", responsible_organisation=lier)
    expected = Was(title="Samordne innspill", deadline="Q1 + Q3", responsible="", number=2)
    assert found(adopted, secretary).rows == {activity.pk: expected}
    change(secretary, activity, title="Samordne innspill", deadline_text="Q1 + Q3", responsible_organisation=None)
    assert found(adopted, secretary).rows == {}


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
