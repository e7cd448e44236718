"""The quarters of a plan: what is shown in which, what each filter leaves, and what is one's own."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from actionplan.deadlines import DeadlineKind, parse_deadline
from actionplan.models import Position
from actionplan.services import activities, sections
from actionplan.services.platforms import create_area
from actionplan.timeline import MOST_YEARS, Chosen, timeline_of, years_of
from governance.access import system_actor
from tests.actionplan.plancast import fill, in_state
from tests.cast import act_as, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(alliance):
    return system_actor(alliance)


def address(**more):
    return reverse("actionplan:plan_timeline", kwargs={"alliance": "vestregionen", "year": 2016} | more)


def titles(plan, actor, **chosen) -> list[str]:
    found = timeline_of(plan, actor)
    rows = [(row, each.section) for each in found for row in each.rows]
    return [row.facts.title for row, section in rows if Chosen(**chosen).allows(row, section, 2016)]


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("Q2", ["", "Frist", "", ""]),
        ("Q1 + Q3", ["Frist", "", "Frist", ""]),
        ("Q1 – Q3", ["Pågår", "Pågår", "Frist", ""]),
        ("Løpende", ["Løpende"] * 4),
        ("Kvartalsvis", ["Hvert kvartal"] * 4),
        ("Q1-15 - Q4-17", ["Pågår"] * 4),
        ("15.3", ["Frist", "", "", ""]),
        ("", [""] * 4),
        ("når vi rekker", [""] * 4),
    ],
)
def test_each_quarter_says_in_words_what_it_holds(section, plan, secretary, system, deadline, words):
    activities.create_activity(system, section=section, title="Arbeid", deadline_text=deadline)
    ((row,),) = ([*each.rows] for each in timeline_of(plan, secretary))
    assert list(row.words([2016])) == words


def test_all_years_that_a_deadline_reaches(section, plan, secretary, system, client_of):
    activities.create_activity(system, section=section, title="Langt", deadline_text="Q1-15 - Q4-17")
    assert years_of(timeline_of(plan, secretary), 2016) == (2015, 2016, 2017)
    page = client_of(secretary).get(f"{address()}?ar=alle").text
    assert re.findall(r'scope="colgroup" colspan="4">(\d+)<', page) == ["2015", "2016", "2017"]
    (row,) = re.findall(r'<tr><th scope="row">Langt.*?</tr>', page)
    assert row.count("<td") == 12
    assert row.count("Pågår") == 11
    assert row.count("Frist") == 1
    assert client_of(secretary).get(address()).text.count("colgroup") == 0


@given(first=st.integers(1900, 2100), years=st.integers(0, 200))
def test_a_deadline_of_a_century_does_not_make_a_table_of_one(first, years):
    deadline = parse_deadline(f"1.1.{first} til 31.12.{first + years}", 2016)
    row = type("Row", (), {"deadline": deadline})
    shown = years_of([type("Section", (), {"rows": [row]})], 2016)
    assert 1 <= len(shown) <= MOST_YEARS
    assert 2016 in shown or deadline.kind is not DeadlineKind.NONE
    assert list(shown) == list(range(shown[0], shown[-1] + 1))


class TestFilters:
    @pytest.fixture(autouse=True)
    def three(self, section, plan, platform, system, asker, lier, mayor_asker, lead):
        """Asker's own, one with Lier as partner in another area, and one that the lead of the section answers for."""
        culture = create_area(system, platform=platform, name="Kultur")
        self.other = sections.create_section(system, plan=plan, area=culture, title="Kunst")
        made = activities.create_activity
        made(system, section=section, title="Askers", deadline_text="Q1", responsible_organisation=asker)
        made(system, section=self.other, title="Med Lier", deadline_text="Q2", partners=[lier])
        made(system, section=section, title="Lederens", deadline_text="Løpende")
        self.culture, self.post = culture, section.posts.get().position

    def test_area(self, plan, secretary):
        assert titles(plan, secretary, area=str(self.culture.pk)) == ["Med Lier"]

    def test_who_answers_is_the_lead_where_nobody_else_does(self, plan, secretary, asker):
        assert titles(plan, secretary, lead=f"organisation:{asker.pk}") == ["Askers"]
        assert titles(plan, secretary, lead=f"position:{self.post.pk}") == ["Lederens"]

    def test_organisation_is_who_answers_and_who_takes_part(self, plan, secretary, asker, lier):
        assert titles(plan, secretary, organisation=f"organisation:{asker.pk}") == ["Askers"]
        assert titles(plan, secretary, organisation=f"organisation:{lier.pk}") == ["Med Lier"]

    @pytest.mark.parametrize(("quarter", "left"), [(1, ["Askers", "Lederens"]), (2, ["Lederens", "Med Lier"])])
    def test_quarter(self, plan, secretary, quarter, left):
        assert sorted(titles(plan, secretary, quarter=quarter)) == sorted(left)

    def test_mine(self, plan, lead, secretary, contact_lier, system, section):
        in_state(plan, "proposed")
        assert titles(plan, lead, mine=True) == ["Lederens"]
        assert titles(plan, secretary, mine=True) == []
        assert titles(plan, contact_lier, mine=True) == []  # a partner does not answer
        activities.change_activity(
            system, section.activities.get(title="Askers"), responsible_organisation=contact_lier_of(contact_lier)
        )
        assert titles(plan, contact_lier, mine=True) == ["Askers"]

    def test_mine_by_post_and_by_name(self, plan, secretary, system, section, cooperation, alliance):
        person = secretary.person
        post = make(alliance, Position(cooperation=cooperation, title="Rådgiver", holder=person))
        activities.create_activity(system, section=section, title="Ved post", responsible_position=post)
        activities.create_activity(system, section=section, title="Ved navn", responsible_person=person)
        assert titles(plan, act_as(person), mine=True) == ["Ved post", "Ved navn"]

    def test_the_page_narrows_and_says_how_many(self, client_of, lead, asker):
        page = client_of(lead).get(f"{address()}?ansvarlig=organisation:{asker.pk}").text
        assert "1 av 3 aktiviteter." in page
        assert "Vis alt" in page
        assert "Med Lier" not in page

    def test_my_quarter_leads_to_the_quarter_of_the_day(self, client_of, lead, secretary, alliance):
        assert 'href="?mitt=1"' in client_of(lead).get(address()).text  # the day is in 2018
        type(alliance).objects.filter(pk=alliance.pk).update(demo_day="2016-05-02")
        page = client_of(lead).get(address()).text
        assert 'href="?mitt=1&amp;kvartal=2"' in page
        assert "?mitt=1" not in client_of(secretary).get(address()).text
        mine = client_of(lead).get(f"{address()}?mitt=1&kvartal=2").text
        assert "Viser bare det du selv svarer for." in mine
        assert "Lederens" in mine
        assert "Askers" not in mine

    @pytest.mark.parametrize(
        "asked", ["omrade=tull", "kvartal=9", "ansvarlig=x", "organisasjon=%00", "ar=aldri", "mitt="]
    )
    def test_what_nobody_offers_narrows_nothing(self, client_of, secretary, asked):
        page = client_of(secretary).get(f"{address()}?{asked}")
        assert page.status_code == 200
        assert "3 av 3 aktiviteter." in page.text

    def test_nothing_left_says_how_to_see_more(self, client_of, secretary, asker):
        page = client_of(secretary).get(f"{address()}?ansvarlig=organisation:{asker.pk}&kvartal=4").text
        assert "Ingen aktiviteter passer" in page
        assert "<table" not in page


def test_a_filter_with_nothing_to_choose_is_left_out(client_of, secretary, activity, asker):
    def filters():
        return set(client_of(secretary).get(address()).context["form"].fields)

    assert {"omrade", "ansvarlig", "organisasjon", "emneord"} & filters() == {"omrade"}
    activities.change_activity(secretary, activity, partners=[asker])
    assert {"omrade", "ansvarlig", "organisasjon", "emneord"} & filters() == {"omrade", "organisasjon"}


def contact_lier_of(actor):
    from governance.models import Organisation

    return Organisation.objects.get(pk=next(iter(actor.organisations)))


@pytest.mark.parametrize(
    ("who", "state", "code"),
    [("reader", "draft", 404), ("reader", "proposed", 200), ("outsider", "adopted", 404), ("bystander", "draft", 200)],
)
def test_who_may_open_it(request, plan, activity, client_of, who, state, code):
    in_state(plan, state)
    assert client_of(request.getfixturevalue(who)).get(address()).status_code == code


def test_a_visitor_is_asked_to_log_in_until_the_plan_is_published(plan, activity, client_of, secretary):
    from actionplan.services import plans

    in_state(plan, "adopted")
    assert client_of(None).get(address()).status_code == 302
    plans.publish_plan(secretary, plan)
    page = client_of(None).get(address())
    assert page.status_code == 200
    assert "?mitt=1" not in page.text


def test_wrong_method_unknown_year_and_an_empty_plan(plan, client_of, secretary):
    client = client_of(secretary)
    assert client.post(address()).status_code == 405
    assert client.get(address(year=1999)).status_code == 404
    assert "Planen har ingen aktiviteter ennå." in client.get(address()).text


def test_more_rows_ask_no_more(section, plan, client_of, secretary):
    client = client_of(secretary)
    fill(section, 1)
    client.get(address())
    with CaptureQueriesContext(connection) as few:
        client.get(address())
    fill(section, 29)
    with CaptureQueriesContext(connection) as many:
        client.get(address())
    assert len(many) == len(few)
