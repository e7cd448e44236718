"""How a plan stood at a moment, made of its history: the same as its pages showed then, whatever has come since."""

import random
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Activity, ActivityPartner, FundingLine, Measure, PlanSection, Position
from actionplan.past import Past, adoption_of, shown_since
from actionplan.pastfacts import resources_at, sections_at
from actionplan.planfacts import sections_of
from actionplan.resourcefacts import resources_of
from actionplan.services import activities, bin, measures, money, ordering, plans, reporting, sections, staff
from governance import clock
from tests.actionplan.plancast import fill, in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
REASON = "Etter drøfting"
DEADLINES = ["Q1", "Q3", "Løpende", "", "sommeren", "Q1-15 - Q4-17"]


def now(plan, actor):
    """All that the page says of the rows, as plain values."""
    return _plain(*_now(plan, actor))


def then(plan, moment):
    past = Past(plan, moment)
    found = sections_at(past)
    return _plain(found, resources_at(past, [section.row.pk for section in found]))


def _now(plan, actor):
    found = sections_of(plan, actor, statuses=False)
    return found, resources_of(actor, [section.row.pk for section in found])


def _plain(found, resources):
    return [
        (_section(each), [_tree(m) for m in each.measures], _rows(each.loose), resources[each.row.pk]) for each in found
    ]


def _section(each):
    row = each.row
    own = [getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in ("alliance", "removed_at")]
    return (
        own,
        row.area.name,
        row.area.goal,
        getattr(row.focus_area, "name", None),
        getattr(row.cooperation, "name", None),
    )


def _tree(measure):
    return measure.pk, measure.title, measure.parent, [_tree(m) for m in measure.children], _rows(measure.activities)


def _rows(rows):
    return [tuple(getattr(row, f.name) for f in fields(row)) for row in rows]


class Editor:
    """Does one random edit of a plan at a time, by its services."""

    def __init__(self, actor, plan, organisations, body, seed):
        self.actor, self.plan, self.organisations, self.body = actor, plan, organisations, body
        self.dice = random.Random(seed)

    def one(self, model, **keep):
        rows = list(model.objects.of_plan(self.plan).filter(**keep).order_by("pk"))
        return self.dice.choice(rows) if rows else None

    def edit(self):
        section, measure, activity = self.one(PlanSection), self.one(Measure), self.one(Activity)
        line, roll = self.one(FundingLine), self.dice.random()
        why = {"reason": REASON}
        acts = [
            lambda: activities.create_activity(
                self.actor, section=section, title=f"Ny {roll}", deadline_text=self.dice.choice(DEADLINES), **why
            ),
            lambda: measures.create_measure(self.actor, section=section, title=f"Tiltak {roll}", **why),
            lambda: sections.change_section(self.actor, section, title=f"Del {roll}", **why),
            lambda: ordering.move_row(self.actor, section, direction=self.dice.choice(["opp", "ned"]), **why),
            lambda: money.create_funding_line(self.actor, section=section, title=f"{roll}", source="allocation", **why),
            lambda: reporting.create_reporting_line(self.actor, section=section, kind="annual", body=self.body, **why),
            lambda: plans.change_plan(self.actor, self.plan, title=f"Plan {roll}", **why),
        ]
        if measure is not None:
            acts += [
                lambda: activities.create_activity(
                    self.actor, section=measure.section, measure=measure, title="Under", **why
                ),
                lambda: bin.remove_row(self.actor, measure, **why),
                lambda: measures.change_measure(self.actor, measure, title=f"Endret {roll}", **why),
            ]
        if activity is not None:
            partners = self.dice.sample(self.organisations, self.dice.randint(0, 2))
            text = self.dice.choice(DEADLINES)
            acts += [
                lambda: activities.change_activity(self.actor, activity, deadline_text=text, partners=partners, **why),
                lambda: activities.change_activity(
                    self.actor, activity, responsible_organisation=self.dice.choice(self.organisations), **why
                ),
                lambda: activities.move_activity(self.actor, activity, section=section, **why),
                lambda: bin.remove_row(self.actor, activity, **why),
            ]
        if line is not None:
            acts.append(
                lambda: money.add_entry(
                    self.actor,
                    line=line,
                    kind="actual",
                    status_date=date(1990, 1, 1) + timedelta(days=int(roll * 10_000)),
                    amount=Decimal(self.dice.randint(1, 9)),
                    **why,
                )
            )
        gone = (
            Activity.objects.removed().filter(section__plan=self.plan, section__removed_at=None).order_by("pk").first()
        )
        if gone is not None and (gone.measure is None or gone.measure.removed_at is None):
            acts.append(lambda: bin.restore_row(self.actor, gone, **why))
        self.dice.choice(acts)()


@pytest.mark.parametrize("seed", range(4))
def test_each_moment_is_told_as_it_was(secretary, plan, section, activity, asker, lier, steering_group, seed):
    editor = Editor(secretary, plan, [asker, lier], steering_group, seed)
    seen = []
    for number in range(40):
        if number == 20:
            plans.adopt_plan(secretary, plan, adopted_on=secretary.on, reason="Vedtatt på papir")
        editor.edit()
        plan.refresh_from_db()
        seen.append((clock.now(), now(plan, secretary)))
    for moment, shown in seen:
        assert then(plan, moment) == shown


def test_now_is_what_is_stored(secretary, plan, section, activity, funding, reporting_line, lead):
    fill(section, 12)
    assert then(plan, clock.now()) == now(plan, secretary)


def test_names_are_those_of_the_moment(secretary, plan, section, activity, alliance, cooperation, lead):
    post = make(alliance, Position(cooperation=cooperation, title="Rådgiver"))
    activities.change_activity(secretary, activity, responsible_position=post)
    before = clock.now()
    staff.change_position(secretary, post, title="Seniorrådgiver")
    assert [each.responsible for each in sections_at(Past(plan, before))[0].activities()] == ["Rådgiver"]
    assert [each.responsible for each in sections_at(Past(plan, clock.now()))[0].activities()] == ["Seniorrådgiver"]


def test_before_the_plan_there_is_nothing(plan, section):
    past = Past(plan, clock.now().replace(year=2001))
    assert (past.header, sections_at(past)) == (None, [])


def test_as_many_questions_for_200_activities_as_for_10(secretary, plan, section, activity, funding, asker):
    activities.change_activity(secretary, activity, partners=[asker], responsible_organisation=asker)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            then(plan, clock.now())
        return len(queries)

    fill(section, 10)
    few = asked()
    fill(section, 190)
    assert asked() == few
    assert ActivityPartner.objects.count() == 1


class TestAdoption:
    def test_the_moment_and_the_change(self, secretary, plan, section):
        assert adoption_of(plan) is None
        plans.adopt_plan(secretary, plan, adopted_on=secretary.on, reason="Vedtatt på papir")
        moment, change = adoption_of(plan)
        row = plan.history.get(state="adopted")
        assert (moment, change) == (row.history_date, row.change_id)
        plans.change_plan(secretary, plan, title="Ny tittel", reason=REASON)
        plans.close_plan(secretary, plan)
        assert adoption_of(plan) == (moment, change)

    def test_since_when_others_are_told(self, secretary, reader, plan):
        in_state(plan, "proposed")
        proposed = plan.history.order_by("-version").first().history_date
        assert shown_since(secretary, plan, works=True) is None
        assert shown_since(reader, plan, works=False) == proposed
