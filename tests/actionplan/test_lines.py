"""An activity through the years: what each year said, what it was split into, how it ended, and who is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.choices import Fate
from actionplan.lines import line_of
from actionplan.models import Activity
from actionplan.planfacts import sections_of
from actionplan.services.fates import choose_fate
from actionplan.services.plans import publish_plan
from actionplan.services.status import report_status
from governance import history
from governance.access import system_actor
from tests.actionplan.plancast import in_state
from tests.actionplan.test_rollover import activities_of, add, roll

pytestmark = pytest.mark.django_db


def address(activity, year=2016):
    where = {"alliance": "vestregionen", "year": year, "pk": activity.pk}
    return reverse("actionplan:activity_line", kwargs=where)


def steps(activity, actor=None) -> list:
    row = Activity.objects.select_related("section__plan").get(pk=activity.pk)
    return line_of(actor or system_actor(row.alliance), row)


@pytest.fixture
def years(plan, section):
    """2016 split in two in 2017, of which the second goes on in 2018 and the first is dropped there."""
    actor = system_actor(plan.alliance)
    first = add(section, "Samordne innspill", "Q1")
    choose_fate(actor, first, fate=Fate.SPLIT, title="Skrive innspill\nFølge opp innspill", deadline_text="Q2")
    second = roll(plan).plan
    one, two = activities_of(second)
    choose_fate(actor, one, fate=Fate.DROPPED, grounds="Ingen høring i år")
    third = roll(second).plan
    return {"first": first, "one": one, "two": two, "three": activities_of(third)[0], "plans": (plan, second, third)}


@pytest.mark.parametrize("name", ["first", "one", "two", "three"])
def test_the_whole_line_is_read_from_any_of_its_years(years, name):
    found = steps(years[name])
    assert [(step.year, step.activity.title) for step in found] == [
        (2016, "Samordne innspill"),
        (2017, "Skrive innspill"),
        (2017, "Følge opp innspill"),
        (2018, "Følge opp innspill"),
    ]
    first, one, two, three = found
    assert (first.is_split, one.is_part, two.below, three.above) == (True, True, [three], two)
    assert (one.fate, one.grounds) == (Fate.DROPPED, "Ingen høring i år")
    assert (three.says_the_same, one.says_the_same) == (True, False)


def test_what_was_left_out_without_a_word_says_so(plan, section, years):
    late = add(section, "Kom sent")
    (step,) = steps(late)
    assert (step.is_left, step.fate) == (True, "")


def test_what_is_done_says_so_and_the_last_year_says_nothing(plan, section):
    row = add(section, "Ferdig sak")
    choose_fate(system_actor(plan.alliance), row, fate=Fate.DONE)
    assert (steps(row)[0].fate, steps(row)[0].is_left) == ("", False)
    roll(plan)
    assert steps(row)[0].fate == Fate.DONE


def test_only_years_whose_plans_are_read_are_shown(years, reader, lead):
    first, second, _third = years["plans"]
    in_state(first, "adopted")
    assert [step.year for step in steps(years["first"], reader)] == [2016]
    in_state(second, "proposed")
    found = steps(years["first"], reader)
    assert [step.year for step in found] == [2016, 2017, 2017]
    assert (found[1].fate, found[1].is_left) == ("", False)  # the plan it was dropped from is a draft


def test_reasons_and_what_was_written_of_a_status_are_told_inside_only(years, reader, client):
    actor = system_actor(years["first"].alliance)
    for plan in years["plans"]:
        in_state(plan, "adopted")
        publish_plan(actor, plan)
    report_status(actor, years["one"], period="t1", status="on_track", text="Et ord innad")
    page = client.get(address(years["first"])).content.decode()
    assert "Følge opp innspill" in page
    assert "I rute" in page
    assert "Et ord innad" not in page
    assert "Ingen høring" not in page
    found = steps(years["first"], reader)
    assert (found[1].told.text, found[1].grounds) == ("Et ord innad", "Ingen høring i år")


def test_a_ring_in_the_stored_rows_is_walked_once(years):
    """The services make none; a row that was written past them must not hang the page."""
    with history.recording(system_actor(years["first"].alliance), "test.ring", years["first"]):
        history.save(years["first"], {"continues": years["three"]})
    assert len(steps(years["first"])) == 4


def test_the_page_says_it_all(client_of, secretary, years):
    page = client_of(secretary).get(address(years["first"])).content.decode()
    for words in (
        "Delt i 2",
        "Droppet",
        "Ingen høring i år",
        "Fortsetter",
        "Samme tekst",
        "Kommer fra «Samordne innspill»",
    ):
        assert words in page


def test_an_address_with_another_year_leads_to_the_right_one(client_of, secretary, years):
    response = client_of(secretary).get(address(years["three"], 2016))
    assert (response.status_code, response["Location"]) == (302, address(years["three"], 2018))


def test_rows_of_several_years_lead_there_and_others_do_not(client_of, secretary, plan, section, years):
    alone = add(section, "Bare i år")
    for year, names in zip(years["plans"], (["first"], ["one", "two"], ["three"]), strict=True):
        rows = [row for each in sections_of(year, secretary, years=True) for row in each.activities()]
        assert {row.pk for row in rows if row.has_years} == {years[name].pk for name in names}
    page = client_of(secretary).get(reverse("actionplan:plan_detail", args=["vestregionen", 2016])).content.decode()
    assert address(years["first"]) in page
    assert address(alone) not in page
    compared = reverse("actionplan:plan_compare", args=["vestregionen", 2017]) + "?fra=2016&til=i-dag"
    assert address(years["one"], 2017) in client_of(secretary).get(compared).content.decode()


def test_an_unknown_activity_is_not_found(client_of, secretary, section, years):
    assert client_of(secretary).get(address(section)).status_code == 404


def test_many_rows_cost_as_many_questions_as_few(plan, section, years):
    with CaptureQueriesContext(connection) as few:
        steps(years["first"])
    for number in range(30):
        add(section, f"Rad {number}", "Løpende")
    last = years["plans"][2]
    with history.recording(system_actor(plan.alliance), "test.many", plan):
        for number in range(30):
            home = last.sections.first()
            home.plan = last
            add(home, f"Del {number}", continues=years["two"])
    with CaptureQueriesContext(connection) as many:
        assert len(steps(years["first"])) == 34
    assert len(many) <= len(few)


def test_the_demo_continues_what_its_sources_say(demo_data):
    """The priorities of 2017/2018 and the orchestra's gatherings; nothing is said of 2016."""
    rows = Activity.objects.filter(continues__isnull=False).select_related("section__plan", "continues__section__plan")
    told = {(row.continues.section.plan.year, row.section.plan.year, row.title) for row in rows}
    both = ("Psykisk helse", "Helhetlige pasientforløp", "Barn og unge som pårørende", "Holde om lag åtte samlinger")
    assert told == {(2017, 2018, title) for title in both}
