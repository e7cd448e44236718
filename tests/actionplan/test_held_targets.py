"""What a row of a plan points to is there, now and when the row comes back, and is held in one order meanwhile."""

from datetime import date

import pytest

from actionplan.models import ActionPlan, Activity, Position, SectionPosition, StrategicPlatform
from actionplan.services import activities, imports, money, plans, platforms, reporting, sections, staff
from actionplan.services.bin import remove_row, restore_row
from governance import history
from governance.access import system_actor
from governance.models import AgendaItem, Organisation, Person, Resolution
from governance.services.cases import create_case
from tests.actionplan.test_imports import parsed
from tests.cast import make, make_person

pytestmark = pytest.mark.django_db

BELOW_BIN = r"«{}» ligger i papirkurven og må hentes tilbake først\."
GONE = "Noen har slettet dette i mellomtiden"


@pytest.fixture
def post(alliance, cooperation):
    return make(alliance, Position(cooperation=cooperation, title="Ledig"))


@pytest.fixture
def held(monkeypatch):
    """The kinds of row held so far, in order; "+" where others may not even point to it meanwhile."""
    found, hold, lock = [], history.hold, history.lock

    def note(act):
        def noting(row, *, weak=False):
            name = type(row).__name__ + ("" if weak else "+")
            found.append(name)
            return act(row, weak=weak)

        return noting

    monkeypatch.setattr(history, "hold", note(hold))
    monkeypatch.setattr(history, "lock", note(lock))
    return found


def put_in_bin(row):
    stored = type(row)._base_manager.get(pk=row.pk)
    with history.recording(system_actor(row.alliance), "test.remove", stored):
        history.remove(stored)


def bring_back(row):
    with history.recording(system_actor(row.alliance), "test.restore", row):
        history.restore(row)


DEEP = "who answers, deeper down"
POINTS = {
    "the leading post": (SectionPosition, lambda a, s, m, post: staff.assign_position(a, section=s, position=post)),
    "who answers": (
        Activity,
        lambda a, s, m, post: activities.create_activity(a, section=s, title="A", responsible_position=post),
    ),
    DEEP: (
        Activity,
        lambda a, s, m, post: activities.create_activity(a, section=s, measure=m, title="A", responsible_position=post),
    ),
}


@pytest.mark.parametrize(
    ("name", "removed"), [(name, top) for name in POINTS for top in ("row", "section")] + [(DEEP, "measure")]
)
def test_no_row_comes_back_to_a_post_in_the_bin(secretary, section, measure, post, name, removed):
    model, point = POINTS[name]
    row = point(secretary, section, measure, post)
    top = {"row": row, "measure": measure, "section": section}[removed]
    remove_row(secretary, top)
    staff.remove_position(secretary, post)
    top = type(top).objects.get(pk=top.pk)
    with pytest.raises(history.Refused, match=BELOW_BIN.format("Ledig")):
        restore_row(secretary, top)
    assert not model.objects.present().exists()
    staff.restore_position(secretary, post)
    restore_row(secretary, top)
    assert model.objects.present().exists()


def test_coming_back_costs_one_question_for_each_row_pointed_to(
    secretary, section, measure, django_assert_max_num_queries
):
    for number in range(20):
        activities.create_activity(secretary, section=section, measure=measure, title=str(number))
    remove_row(secretary, section)
    with django_assert_max_num_queries(75):
        restore_row(secretary, section)


def test_a_post_does_not_come_back_to_a_person_in_the_bin(alliance, secretary, cooperation):
    person = make_person(alliance, "borte@test.example", "Bo", "Borte")
    post = staff.create_position(secretary, cooperation=cooperation, title="Leder", holder=person)
    staff.remove_position(secretary, post)
    put_in_bin(person)
    with pytest.raises(history.Refused, match="ligger i papirkurven"):
        staff.restore_position(secretary, Position.objects.get())
    with pytest.raises(history.Refused, match="ligger i papirkurven"):
        staff.create_position(secretary, cooperation=cooperation, title="Ny", holder=person)
    bring_back(Person.objects.get(pk=person.pk))
    staff.restore_position(secretary, Position.objects.get())


def test_a_plan_does_not_come_back_to_a_platform_in_the_bin(secretary, plan, platform):
    plans.remove_plan(secretary, plan)
    put_in_bin(platform)
    with pytest.raises(history.Refused, match="ligger i papirkurven"):
        plans.restore_plan(secretary, ActionPlan.objects.get())


@pytest.fixture
def targets(alliance, secretary, cooperation, steering_group, platform):
    later = StrategicPlatform(
        cooperation=cooperation, title="Neste", valid_from=date(2019, 1, 1), valid_to=date(2022, 12, 31)
    )
    case = create_case(secretary, cooperation=cooperation, title="Planen")
    item = make(alliance, AgendaItem(case=case, body=steering_group, role="decides"))
    resolution = make(alliance, Resolution(item=item, decided_on=date(2015, 12, 10)))
    return {"resolution": resolution, "case": case, "platform": make(alliance, later), "supersedes": platform}


PAST = date(2015, 12, 10)

WRITES = {
    "adopt": ("resolution", lambda a, r, v: plans.adopt_plan(a, r["plan"], adopted_on=PAST, reason="På papir", **v)),
    "plan's resolution": ("resolution", lambda a, r, v: plans.change_plan(a, r["plan"], **v)),
    "plan's case": ("case", lambda a, r, v: plans.change_plan(a, r["plan"], **v)),
    "plan's platform": ("platform", lambda a, r, v: plans.change_plan(a, r["plan"], **v)),
    "new plan": ("platform", lambda a, r, v: plans.create_plan(a, cooperation=r["in"], year=2017, title="Ny", **v)),
    "platform's resolution": ("resolution", lambda a, r, v: platforms.change_platform_row(a, r["platform"], **v)),
    "platform before": ("supersedes", lambda a, r, v: platforms.change_platform_row(a, r["later"], **v)),
    "new platform": (
        "resolution",
        lambda a, r, v: platforms.create_platform(
            a, cooperation=r["in"], title="Ny", valid_from=date(2030, 1, 1), **v
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "write"), WRITES.values(), ids=WRITES)
def test_nothing_is_made_to_point_to_what_was_removed_meanwhile(
    secretary, cooperation, plan, platform, targets, held, name, write
):
    rows = {"plan": plan, "platform": platform, "later": targets["platform"], "in": cooperation}
    refused_while_in_bin(targets[name], held, lambda: write(secretary, rows, {name: targets[name]}))
    assert type(targets[name]).__name__ in held


def refused_while_in_bin(target, held, write) -> None:
    put_in_bin(target)
    with pytest.raises(history.Refused, match=GONE):
        write()
    bring_back(type(target)._base_manager.get(pk=target.pk))
    held.clear()
    write()


def another(actor) -> Organisation:
    return make(actor.alliance, Organisation(name=f"Nr. {Organisation.objects.count()}"))


def receiver(actor, section, values):
    return reporting.create_reporting_line(actor, section=section, kind="tertial", **values)


def line(actor, section, values):
    return money.create_funding_line(actor, section=section, title="Tilskudd", source="grant", **values)


def partner(actor, section, values):
    return sections.add_partner(actor, section=section, **values)


OF_SECTION = {
    "partner": ("asker", "organisation", partner),
    "another partner": (
        "asker",
        "organisation",
        lambda a, s, v: sections.change_partner(a, partner(a, s, {"organisation": another(a)}), **v),
    ),
    "receiver": ("asker", "organisation", receiver),
    "body": ("executives", "body", receiver),
    "another receiver": (
        "asker",
        "organisation",
        lambda a, s, v: reporting.change_reporting_line(a, receiver(a, s, {"organisation": another(a)}), **v),
    ),
    "payer": ("asker", "payer", line),
    "who takes part": ("khs", "participants", line),
    "another payer": ("asker", "payer", lambda a, s, v: money.change_funding_line(a, line(a, s, {}), **v)),
}


@pytest.mark.parametrize(("target", "name", "write"), OF_SECTION.values(), ids=OF_SECTION)
def test_what_a_row_of_a_section_will_point_to_is_held_right_before_the_plan(
    request, secretary, section, held, target, name, write
):
    row = request.getfixturevalue(target)
    refused_while_in_bin(row, held, lambda: write(secretary, section, {name: row}))
    last_plan = len(held) - 1 - held[::-1].index("ActionPlan+")
    assert held[last_plan - 1] == type(row).__name__


def test_both_cooperations_are_held_before_the_post(secretary, khs, post, held):
    staff.change_position(secretary, post, cooperation=khs)
    assert held[:3] == ["Cooperation", "Cooperation", "Position+"]


def test_an_import_asks_of_the_cooperation_it_holds(secretary, cooperation, bodies, held):
    imports.import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
    assert held[0] == "Cooperation"
    put_in_bin(cooperation)
    with pytest.raises(history.Refused, match=GONE):
        imports.import_plan(secretary, parsed(), cooperation=cooperation, year=2016)
