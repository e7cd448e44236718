"""The plan of the next year made from this year's: what goes on, what is reset, what is left, what is done twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.choices import Fate
from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityFate,
    FundingEntry,
    FundingLine,
    Measure,
    PlanAmendment,
    PlanSection,
    Position,
    ReportingLine,
    SectionPartner,
    SectionPosition,
    StatusReport,
)
from actionplan.nextareas import NextAreas, platform_for
from actionplan.rolloverfacts import fates_of, next_plan
from actionplan.services import activities, measures, money, plans, platforms, reporting, sections, staff
from actionplan.services.fates import choose_fate, choose_fates
from actionplan.services.rollover import Wanted, roll_over
from actionplan.services.status import report_status
from governance.access import system_actor
from governance.history import Clash, Refused
from tests.actionplan.plancast import fill, in_state
from tests.cast import make

pytestmark = pytest.mark.django_db


def wanted(plan, **more) -> Wanted:
    """Every section to where it stands."""
    places = {row.pk: (row.area, row.focus_area) for row in plan.sections.present().select_related("area")}
    return Wanted(places, **more)


def roll(plan, actor=None, **more):
    actor = actor or system_actor(plan.alliance)
    return roll_over(
        actor, source=plan, wanted=wanted(plan, **more), title="Handlingsplan 2017", platform=plan.platform
    )


def activities_of(plan) -> list:
    return list(Activity.objects.of_plan(plan).order_by("position"))


def add(section, title, deadline="", **more):
    return activities.create_activity(
        system_actor(section.alliance), section=section, title=title, deadline_text=deadline, **more
    )


def choose(activity, fate, actor=None, **more):
    return choose_fate(actor or system_actor(activity.alliance), activity, fate=fate, **more)


def test_what_goes_on_continues_what_it_comes_from_and_begins_without_a_status(plan, section, measure, activity):
    actor = system_actor(plan.alliance)
    activities.change_activity(actor, activity, steered_by="Helsedirektoratet", mode="project", note="Merk")
    in_state(plan, "adopted")
    report_status(actor, activity, period="aar", status="on_track", text="Går sin gang", delivered=1)
    new = roll(plan).plan
    (row,) = activities_of(new)
    assert (row.continues, row.title, row.deadline_text) == (activity, activity.title, "")
    assert (row.steered_by, row.mode, row.note) == ("Helsedirektoratet", "project", "Merk")
    assert row.measure.title == measure.title
    assert row.section.title == section.title
    assert (new.year, new.state, new.adopted_on, new.resolution) == (2017, "draft", None, None)
    assert not StatusReport.objects.of_plan(new).exists()
    assert not PlanAmendment.objects.of_plan(plan).exists()


def test_each_fate_makes_what_it_says(plan, section, measure, alliance):
    rows = [add(section, f"Rad {number}", "Q1", measure=measure) for number in range(5)]
    fates = (Fate.DONE, Fate.CONTINUES, Fate.CHANGED, Fate.SPLIT, Fate.DROPPED)
    more = (
        {},
        {"deadline_text": "Q2"},
        {"title": "Ny tekst"},
        {"title": "Første\n\n  Andre  "},
        {"grounds": "Ingen penger"},
    )
    for row, fate, values in zip(rows, fates, more, strict=True):
        choose(row, fate, **values)
    made = [(row.title, row.deadline_text, row.continues) for row in activities_of(roll(plan).plan)]
    assert made == [
        ("Rad 1", "Q2", rows[1]),
        ("Ny tekst", "", rows[2]),
        ("Første", "", rows[3]),
        ("Andre", "", rows[3]),
    ]
    assert ActivityFate.objects.get(activity=rows[4]).grounds == "Ingen penger"


def test_a_deadline_is_read_for_the_new_year(plan, section):
    add(section, "Årlig møte", "Q1")
    (row,) = activities_of(roll(plan).plan)
    assert (row.deadline_text, row.deadline_end) == ("Q1", date(2017, 3, 31))


def test_what_is_presumed_is_remembered_with_the_version_that_was_taken(plan, section, activity):
    roll(plan)
    kept = ActivityFate.objects.get(activity=activity)
    assert (kept.fate, kept.carried_version) == (Fate.CONTINUES, activity.version)


def test_a_measure_goes_on_with_something_below_it_and_an_empty_one_where_it_is_asked_for(plan, section, measure):
    actor = system_actor(plan.alliance)
    under = measures.create_measure(actor, section=section, parent=measure, title="Under")
    gone = measures.create_measure(actor, section=section, title="Bare det som er ferdig")
    measures.create_measure(actor, section=section, title="Tomt")
    add(section, "Går videre", "Løpende", measure=under)
    choose(add(section, "Er ferdig", measure=gone), Fate.DONE)
    assert _titles(roll(plan).plan) == [(measure.title, None), ("Under", measure.title)]
    both = [(measure.title, None), ("Under", measure.title)]
    assert _titles(roll(plan, bare_measures=True).plan) == [*both, ("Tomt", None)]


def _titles(plan) -> list:
    rows = Measure.objects.of_plan(plan).select_related("parent")
    pairs = [(row.title, row.parent.title if row.parent else None) for row in rows]
    return sorted(pairs, key=lambda pair: (pair[0] == "Tomt", pair[1] is not None))


def test_a_section_goes_on_with_its_lead_lines_partners_and_texts(plan, section, steering_group, coordinator, asker):
    actor = system_actor(plan.alliance)
    sections.change_section(actor, section, introduction="<p>Om delen</p>")
    sections.add_partner(actor, section=section, organisation=asker)
    reporting.create_reporting_line(actor, section=section, kind="tertial", body=steering_group)
    for title, more in (("Leder", {}), ("Sluttet", {"valid_to": date(2016, 12, 31)})):
        post = make(plan.alliance, Position(cooperation=plan.cooperation, title=title, **more))
        staff.assign_position(actor, section=section, position=post, is_lead=True)
    new = roll(plan).plan
    (home,) = PlanSection.objects.of_plan(new)
    assert (home.level_labels, home.deadline_label, home.introduction) == (
        ["Tiltak", "Aktiviteter"],
        "2017",
        "<p>Om delen</p>",
    )
    assert [post.position.title for post in SectionPosition.objects.of_plan(new)] == ["Leder"]
    assert [line.body for line in ReportingLine.objects.of_plan(new)] == [steering_group]
    assert [row.organisation for row in SectionPartner.objects.of_plan(new)] == [asker]


def test_texts_and_notes_are_left_where_they_are_not_wanted(plan, section):
    sections.change_section(system_actor(plan.alliance), section, introduction="<p>Om delen</p>")
    add(section, "Går videre", "Løpende", note="Husk")
    new = roll(plan, texts=False, notes=False).plan
    assert PlanSection.objects.of_plan(new).get().introduction == ""
    assert activities_of(new)[0].note == ""


def test_a_post_that_is_over_answers_for_nothing_next_year(plan, section):
    over = make(plan.alliance, Position(cooperation=plan.cooperation, title="Sluttet", valid_to=date(2016, 6, 30)))
    add(section, "Går videre", "Løpende", responsible_position=over)
    assert activities_of(roll(plan).plan)[0].responsible is None


def test_money_that_was_settled_is_proposed_and_what_came_once_is_only_listed(plan, section, funding):
    actor = system_actor(plan.alliance)
    money.change_funding_line(actor, funding, certainty="fixed")
    money.add_entry(actor, line=funding, kind="actual", amount=Decimal(1), status_date=date(2016, 12, 31))
    money.add_entry(actor, line=funding, kind="planned", amount=Decimal(360000), status_date=date(2016, 3, 1))
    money.create_funding_line(actor, section=section, title="Tilskudd", source="grant", certainty="granted")
    money.create_funding_line(actor, section=section, title="Søkt", source="full_external", certainty="sought")
    per = {"basis": "per_inhabitant", "rate": Decimal("0.5"), "population_on": date(2016, 1, 1)}
    money.create_funding_line(actor, section=section, title="Kontingent", source="fee_per_inhabitant", **per)
    done = roll(plan)
    kept = {row.title: row for row in FundingLine.objects.of_plan(done.plan)}
    assert set(kept) == {funding.title, "Kontingent"}
    assert kept[funding.title].certainty == "proposed"
    assert kept["Kontingent"].population_on == date(2017, 1, 1)
    (entry,) = FundingEntry.objects.of_plan(done.plan)
    assert (entry.kind, entry.amount, entry.status_date, entry.origin) == ("planned", Decimal(360000), None, "estimate")
    assert {row.title for row in done.left} == {"Tilskudd", "Søkt"}


def test_done_twice_it_adds_only_what_nothing_continues_yet(plan, section, measure, activity, funding):
    first = roll(plan)
    again = roll(plan)
    assert again.plan == first.plan
    assert sum(again.counts.values()) == 0
    late = add(section, "Kom sent", "Løpende", measure=measure)
    again = roll(plan)
    assert [row.continues for row in activities_of(again.plan)] == [activity, late]
    assert again.counts["activities"] == 1
    assert (Measure.objects.of_plan(again.plan).count(), FundingLine.objects.of_plan(again.plan).count()) == (1, 1)


def test_what_was_removed_from_the_draft_does_not_come_back(plan, section, activity):
    new = roll(plan).plan
    from actionplan.services.bin import remove_row

    remove_row(system_actor(plan.alliance), activities_of(new)[0])
    assert roll(plan).counts["activities"] == 0


def test_a_section_that_was_renamed_in_the_draft_is_found_by_what_it_holds(plan, section, activity):
    new = roll(plan).plan
    sections.change_section(system_actor(plan.alliance), new.sections.get(), title="Nytt navn")
    add(section, "Kom sent", "Løpende")
    assert roll(plan).counts["sections"] == 0
    assert Activity.objects.of_plan(new).get(title="Kom sent").section.title == "Nytt navn"


@pytest.mark.parametrize("state", ["adopted", "closed"])
def test_a_plan_that_is_adopted_takes_nothing_in(plan, section, activity, state):
    new = roll(plan).plan
    in_state(new, state)
    add(section, "Kom sent", "Løpende")
    with pytest.raises((Refused, PermissionDenied)):
        roll(plan)
    assert Activity.objects.of_plan(new).count() == 1


@pytest.mark.parametrize("state", ["draft", "proposed", "adopted", "closed"])
def test_this_year_is_in_any_state_and_stays_as_it_is(plan, section, activity, state):
    in_state(plan, state)
    version, written = plan.version, activity.version
    new = roll(plan).plan
    assert next_plan(system_actor(plan.alliance), plan) == new
    stored = ActionPlan.objects.get(pk=plan.pk)
    assert (stored.state, stored.version, Activity.objects.get(pk=activity.pk).version) == (state, version, written)


def test_this_year_reports_while_next_years_draft_lives(plan, section, activity):
    actor = system_actor(plan.alliance)
    in_state(plan, "adopted")
    new = roll(plan).plan
    activities.change_activity(actor, activity, title="Endret i år", reason="Ny kunnskap")
    report_status(actor, activity, period="t2", status="on_track", text="Pågår")
    activities.change_activity(actor, activities_of(new)[0], title="Endret neste år")
    assert Activity.objects.get(pk=activity.pk).title == "Endret i år"
    assert [row.title for row in activities_of(new)] == ["Endret neste år"]
    assert PlanAmendment.objects.of_plan(plan).count() == 1


def test_only_those_who_make_plans_take_one_on(plan, section, lead, bystander, reader):
    for actor in (lead, bystander, reader):
        with pytest.raises(PermissionDenied):
            roll(plan, actor)
    assert not ActionPlan.objects.filter(year=2017).exists()


def test_a_lead_chooses_for_her_section_also_when_the_plan_is_adopted(plan, section, activity, lead, area):
    other = sections.create_section(system_actor(plan.alliance), plan=plan, area=area, title="En annen del")
    strange = add(other, "En annens")
    in_state(plan, "adopted")
    assert choose(activity, Fate.DONE, lead).fate == Fate.DONE
    with pytest.raises(PermissionDenied):
        choose(strange, Fate.DONE, lead)
    assert not PlanAmendment.objects.of_plan(plan).exists()


@pytest.mark.parametrize(("fate", "title"), [(Fate.CHANGED, ""), (Fate.CHANGED, " \n"), (Fate.SPLIT, "En linje")])
def test_a_changed_row_has_a_text_and_a_split_one_has_two(activity, fate, title):
    with pytest.raises(ValidationError) as raised:
        choose(activity, fate, title=title)
    assert set(raised.value.message_dict) == {"title"}


def test_two_who_choose_at_once_hear_of_each_other(activity):
    choose(activity, Fate.DONE, base_version=0)
    assert choose(activity, Fate.DONE, base_version=0).version == 1
    with pytest.raises(Clash):
        choose(activity, Fate.DROPPED, base_version=0)
    choose(activity, Fate.DROPPED, base_version=1)
    with pytest.raises(Clash):
        choose(activity, Fate.CONTINUES, base_version=1)
    assert ActivityFate.objects.get(activity=activity).fate == Fate.DROPPED


def test_several_choices_are_stored_together_or_not_at_all(section, activity):
    second = add(section, "To")
    rows = [(activity, {"fate": Fate.DONE}), (second, {"fate": Fate.CHANGED})]
    with pytest.raises(ValidationError):
        choose_fates(system_actor(section.alliance), section, rows)
    assert not ActivityFate.objects.exists()


def test_an_activity_continues_only_one_of_an_earlier_year(plan, section, activity):
    actor = system_actor(plan.alliance)
    new = activities_of(roll(plan).plan)[0]
    for row, target in ((activity, new), (activity, activity), (new, new)):
        with pytest.raises(ValidationError):
            activities.change_activity(actor, row, continues=target)
    with pytest.raises(ValidationError):
        add(section, "Fra framtiden", continues=new)


# ---- Areas ----


@pytest.fixture
def next_platform(plan, platform):
    actor = system_actor(plan.alliance)
    platforms.change_platform_row(actor, platform, valid_to=date(2016, 12, 31))
    return platforms.create_platform(
        actor, cooperation=plan.cooperation, title="Plattform 2017", valid_from=date(2017, 1, 1)
    )


def test_areas_are_found_by_name_and_by_other_names(plan, section, next_platform):
    actor = system_actor(plan.alliance)
    area = platforms.create_area(actor, platform=next_platform, name="Samfunnsutvikling")
    assert platform_for(actor, plan.cooperation, 2017) == next_platform
    assert NextAreas(plan.alliance, next_platform, 2017).place_of(section).area is None
    platforms.add_area_name(actor, area=area, name="regional  utvikling")
    assert NextAreas(plan.alliance, next_platform, 2017).place_of(section).area == area


def test_an_area_that_ends_has_no_place_and_one_that_begins_is_offered(plan, section, area, platform):
    actor = system_actor(plan.alliance)
    first = platforms.create_focus_area(actor, area=area, name="Arealbruk", valid_to=date(2016, 12, 31))
    new = platforms.create_focus_area(actor, area=area, name="Inkluderende folkestyre", valid_from=date(2017, 1, 1))
    sections.change_section(actor, section, focus_area=first)
    found = NextAreas(plan.alliance, platform, 2017)
    place = found.place_of(section)
    assert (place.area, place.focus_area, place.lost) == (area, None, "Arealbruk")
    (offered,) = found.new_areas([section])
    assert (offered.focus_area, offered.begins) == (new, True)
    done = roll(plan, new_areas=(offered,))
    assert PlanSection.objects.of_plan(done.plan).get(focus_area=new).title == "Inkluderende folkestyre"
    assert roll(plan, new_areas=(offered,)).counts["sections"] == 0


# ---- Size ----


def test_a_large_plan_costs_as_many_statements_as_a_small_one(plan, section):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            roll(plan)
        plans.remove_plan(system_actor(plan.alliance), next_plan(system_actor(plan.alliance), plan))
        return len(captured)

    fill(section, 5)
    roll(plan)
    plans.remove_plan(system_actor(plan.alliance), next_plan(system_actor(plan.alliance), plan))
    few = statements()
    fill(section, 60)
    assert statements() <= few + 12
    assert len(fates_of(plan, system_actor(plan.alliance), None)[0].rows) == 65
