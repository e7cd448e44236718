"""Two points of a plan compared: each kind of difference, matched over years, told to those who may know."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.comparing import compare_plans, counts_of
from actionplan.models import Activity
from actionplan.points import ADOPTED, DAY, NOW, Point, lineage, shown_at
from actionplan.services import activities, measures, money, plans, sections
from actionplan.services.bin import remove_row
from governance import clock, history
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
PAGE = f"{PLAN}sammenlign/"


@pytest.fixture
def adopted(plan, activity, funding):
    return in_state(plan, "adopted")


def change(actor, row, **values):
    row.refresh_from_db()
    return activities.change_activity(actor, row, reason="Drøftet", **values)


def compared(actor, old, new):
    continues = lineage(actor, old.plan, new.plan)
    return compare_plans(shown_at(actor, old), shown_at(actor, new), continues)


def since_adoption(actor, plan):
    return compared(actor, Point(plan, ADOPTED), Point(plan, NOW))


def rows_of(diffs) -> dict:
    return {row.title: row for diff in diffs for row in diff.rows}


class TestOnePlan:
    def test_nothing_is_different_at_first(self, secretary, adopted):
        diffs = since_adoption(secretary, adopted)
        assert [diff.is_same for diff in diffs] == [True]
        assert counts_of(diffs) == {"new": 0, "gone": 0, "moved": 0, "changed": 0, "same": 1}

    def test_changed_new_and_gone(self, secretary, adopted, section, measure, activity, lier):
        other = activities.create_activity(secretary, section=section, title="Ny", reason="A")
        change(secretary, activity, deadline_text="Q4", responsible_organisation=lier, note="Mer")
        row = rows_of(since_adoption(secretary, adopted))["Samordne innspill"]
        assert row.fate == "changed"
        said = [(field.label, field.before, field.after) for field in row.fields]
        assert said == [("Frist", "Q1 + Q3", "Q4"), ("Ansvarlig", "", lier.name), ("Merknad", "", "Mer")]
        remove_row(secretary, activity, reason="B")
        diffs = since_adoption(secretary, adopted)
        assert {title: row.fate for title, row in rows_of(diffs).items()} == {
            "Samordne innspill": "gone",
            other.title: "new",
        }

    def test_the_words_of_a_title_are_compared(self, secretary, adopted, activity):
        change(secretary, activity, title="Samordne alle innspill")
        (field,) = rows_of(since_adoption(secretary, adopted))["Samordne alle innspill"].fields
        pieces = [(piece.fate, piece.text.strip()) for piece in field.compared.paragraphs[0].pieces]
        assert ("added", "alle") in pieces

    def test_moved_is_told_where_it_stands_now(self, secretary, adopted, section, area, measure, activity):
        there = sections.create_section(secretary, plan=adopted, area=area, title="Kultur", reason="A")
        activity.refresh_from_db()
        activities.move_activity(secretary, activity, section=there, reason="A")
        diffs = since_adoption(secretary, adopted)
        assert [(diff.title, diff.fate, len(diff.rows)) for diff in diffs] == [
            ("Arealbruk og transport", "same", 0),
            ("Kultur", "new", 1),
        ]
        (row,) = diffs[1].rows
        assert (row.fate, row.fields[0].before) == ("moved", "Arealbruk og transport › Delta i planprosesser")

    def test_another_name_of_the_measure_above_is_a_move(self, secretary, adopted, measure, activity):
        measures.change_measure(secretary, measure, title="Noe annet", reason="A")
        assert rows_of(since_adoption(secretary, adopted))["Samordne innspill"].fate == "moved"

    def test_a_section_that_is_gone_stands_last_with_its_rows(self, secretary, adopted, section, activity):
        remove_row(secretary, section, reason="A")
        (diff,) = since_adoption(secretary, adopted)
        assert (diff.fate, [row.fate for row in diff.rows]) == ("gone", ["gone"])

    def test_texts_of_the_section(self, secretary, adopted, section):
        sections.change_section(secretary, section, title="Ny tittel", introduction="<p>Nytt</p>", reason="A")
        (diff,) = since_adoption(secretary, adopted)
        assert [field.label for field in diff.fields] == ["Tittel", "Innledning"]

    def test_money_with_its_difference(self, secretary, adopted, funding):
        entry = funding.entries.get()
        money.change_entry(secretary, entry, amount=Decimal(400_000), reason="A")
        (diff,) = since_adoption(secretary, adopted)
        (line,) = diff.money
        (field,) = line.fields
        assert [text.replace("\xa0", " ") for text in (field.before, field.after, field.change)] == [
            "kr 350 000",
            "kr 400 000",
            "+kr 50 000",
        ]
        back = compared(secretary, Point(adopted, NOW), Point(adopted, ADOPTED))
        assert back[0].money[0].fields[0].change.replace("\xa0", " ") == "kr −50 000"


class TestYears:
    @pytest.fixture
    def following(self, secretary, adopted, section, activity):
        """The plan of the next year: one activity continued in other words, one with the same words, one of its own."""
        activities.create_activity(secretary, section=section, title="Lik  tekst", deadline_text="Q1", reason="A")
        plan = plans.create_plan(secretary, cooperation=adopted.cooperation, year=2017, title="2017", copy_from=adopted)
        there = plan.sections.get()
        make(secretary.alliance, Activity(section=there, title="Innspill samordnes", continues=activity, position=1))
        activities.create_activity(secretary, section=there, title="lik tekst", deadline_text="Q2")
        activities.create_activity(secretary, section=there, title="Bare i 2017")
        return plan

    def test_matched_by_what_continues_and_then_by_words(self, secretary, adopted, following):
        diffs = compared(secretary, Point(adopted, NOW), Point(following, NOW))
        rows = rows_of(diffs)
        assert [diff.title for diff in diffs] == ["Arealbruk og transport"]
        assert rows["Bare i 2017"].fate == "new"
        assert [field.label for field in rows["lik tekst"].fields] == ["Tekst", "Frist"]
        assert rows["Innspill samordnes"].fields[0].label == "Sto under"
        assert counts_of(diffs) == {"new": 1, "gone": 0, "moved": 1, "changed": 1, "same": 0}
        assert counts_of(compared(secretary, Point(following, NOW), Point(adopted, NOW)))["gone"] == 1

    def test_over_two_years(self, secretary, adopted, following, activity):
        last = plans.create_plan(secretary, cooperation=adopted.cooperation, year=2018, title="18", copy_from=following)
        middle = following.sections.get().activities.get(continues=activity)
        row = make(secretary.alliance, Activity(section=last.sections.get(), title="Igjen", continues=middle))
        assert lineage(secretary, adopted, last) == {row.pk: activity.pk}
        assert lineage(secretary, last, adopted) == {activity.pk: row.pk}
        assert lineage(secretary, last, last) == {}


class TestPage:
    def test_it_opens_on_what_has_changed_since_the_adoption(self, client_of, secretary, reader, adopted, activity):
        assert "Ingen forskjeller." in client_of(reader).get(PAGE).text
        change(secretary, activity, deadline_text="Q4")
        page = client_of(reader).get(PAGE).text
        assert "0 nye, 0 fjernet, 0 flyttet, 1 endret, 0 uendret" in page
        assert "Q4" in page
        assert f'href="{PAGE}"' in client_of(reader).get(PLAN).text

    def test_only_changes_or_all(self, client_of, secretary, adopted):
        client, both = client_of(secretary), {"fra": "vedtatt", "til": "i-dag"}
        assert "Samordne innspill" in client.get(PAGE, both).text
        assert "Samordne innspill" not in client.get(PAGE, both | {"bare": "endringer"}).text

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            ({"fra": "2018-03-09", "til": "i-dag"}, "Datoen er ikke kommet"),
            ({"fra": "dato", "til": "i-dag"}, "Velg en dato"),
            ({"fra": "dato", "fra_dato": "tull", "til": "i-dag"}, "dato"),
            ({"fra": "1999", "til": "i-dag"}, "1999"),
            ({"fra": "2016-01-01", "til": "2018-13-40"}, "2018-13-40"),
        ],
    )
    def test_bad_input_is_told(self, client_of, secretary, adopted, data, text):
        answer = client_of(secretary).get(PAGE, data)
        assert (answer.status_code, text in answer.text) == (422, True)
        assert "Forskjeller" not in answer.text

    def test_a_day_before_it_was_open_is_not_told_to_readers(self, client_of, secretary, reader, plan, activity):
        with history.recording(secretary, "alliance.demo_day", plan.alliance):
            history.save(plan.alliance, {"demo_day": None})
        in_state(plan, "adopted")
        day = (clock.today() - timedelta(days=3)).isoformat()
        data = {"fra": day, "til": "i-dag"}
        assert client_of(secretary).get(PAGE, data).status_code == 200
        answer = client_of(reader).get(PAGE, data)
        assert (answer.status_code, "ikke åpen for deg" in answer.text) == (422, True)

    def test_who_reads_it(self, client_of, secretary, reader, outsider, plan, activity):
        assert client_of(secretary).get(PAGE).status_code == 200
        assert client_of(reader).get(PAGE).status_code == 404
        in_state(plan, "adopted")
        assert client_of(reader).post(PAGE).status_code == 405
        assert client_of(outsider).get(PAGE).status_code == 404
        assert client_of(None).get(PAGE)["Location"].startswith("/konto/login/")
        plans.publish_plan(secretary, plan)
        assert client_of(None).get(PAGE).status_code == 200

    def test_another_year_is_offered_to_those_who_read_it(self, client_of, secretary, reader, adopted):
        plans.create_plan(secretary, cooperation=adopted.cooperation, year=2017, title="Utkastet 2017")
        data = {"fra": "2017", "til": "i-dag"}
        assert client_of(secretary).get(PAGE, data).status_code == 200
        answer = client_of(reader).get(PAGE, data)
        assert (answer.status_code, "Utkastet 2017" in answer.text) == (422, False)

    def test_as_many_questions_for_thirty_rows_as_for_one(self, client_of, secretary, adopted, section, activity):
        client = client_of(secretary)
        change(secretary, activity, title="A")
        client.get(PAGE)

        def asked():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(PAGE).status_code == 200
            return len(queries)

        few = asked()
        for number in range(30):
            activities.create_activity(secretary, section=section, title=f"N {number}", reason="A")
        assert asked() == few


def test_a_day_is_its_end(secretary, plan, activity):
    day = clock.day_of(clock.now())
    change(secretary, activity, title="Ny")
    (section,) = shown_at(secretary, Point(plan, DAY, day)).sections
    assert [row.title for row in section.activities()] == ["Ny"]
