"""A write asks the rows as they are stored, not as the page that led to it read them."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from actionplan.models import (
    ActionPlan,
    Activity,
    FundingLine,
    Measure,
    PlanSection,
    Position,
    ReportingLine,
    SectionPosition,
)
from actionplan.services import activities, measures, money, plans, reporting, sections, staff, status
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.ordering import move_row
from governance import history
from governance.access import system_actor
from governance.models import Event
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db

REASON = {"reason": "Test"}


@pytest.fixture
def rows(alliance, plan, area, section, measure, activity, funding, reporting_line, lead, asker, drammen):
    """Every kind of row, read as a page reads it; whatever happens afterwards, these objects know nothing of it."""
    in_state(plan, "proposed")
    make(alliance, Position(cooperation=plan.cooperation, title="Ledig"))
    found = {
        "plan": ActionPlan.objects.select_related("cooperation").get(),
        "area": area,
        "asker": asker,
        "free": Position.objects.get(title="Ledig"),
    }
    kinds = {"section": PlanSection, "measure": Measure, "activity": Activity, "line": FundingLine}
    kinds |= {"report": ReportingLine, "post": SectionPosition}
    above = {
        "section": ("plan",),
        "measure": ("section__plan",),
        "activity": ("section__plan", "measure__section__plan"),
    }
    for name, model in kinds.items():
        found[name] = model.objects.select_related(*above.get(name, ("section__plan",))).get()
    return found


WRITES = {
    "change section": ("section", lambda a, r: sections.change_section(a, r["section"], title="Ny", **REASON)),
    "write its text": ("section", lambda a, r: sections.change_section(a, r["section"], introduction="<p>N</p>")),
    "move section": ("section", lambda a, r: move_row(a, r["section"], direction="up")),
    "add partner": ("section", lambda a, r: sections.add_partner(a, section=r["section"], organisation=r["asker"])),
    "add measure": ("section", lambda a, r: measures.create_measure(a, section=r["section"], title="Ny")),
    "add measure below": (
        "measure",
        lambda a, r: measures.create_measure(a, section=r["section"], parent=r["measure"], title="Ny"),
    ),
    "change measure": ("measure", lambda a, r: measures.change_measure(a, r["measure"], title="Ny")),
    "add activity": ("section", lambda a, r: activities.create_activity(a, section=r["section"], title="Ny")),
    "add activity below": (
        "measure",
        lambda a, r: activities.create_activity(a, section=r["section"], measure=r["measure"], title="Ny"),
    ),
    "change activity": ("activity", lambda a, r: activities.change_activity(a, r["activity"], title="Ny")),
    "move activity": ("activity", lambda a, r: activities.move_activity(a, r["activity"], section=r["section"])),
    "remove activity": ("activity", lambda a, r: remove_row(a, r["activity"])),
    "report status": ("activity", lambda a, r: status.report_status(a, r["activity"], period="t1", status="done")),
    "add money": (
        "section",
        lambda a, r: money.create_funding_line(a, section=r["section"], title="Ny", source="allocation"),
    ),
    "change money": ("line", lambda a, r: money.change_funding_line(a, r["line"], title="Ny")),
    "add amount": ("line", lambda a, r: money.add_entry(a, line=r["line"], kind="actual", amount=1)),
    "add receiver": (
        "section",
        lambda a, r: reporting.create_reporting_line(a, section=r["section"], kind="annual", organisation=r["asker"]),
    ),
    "change receiver": ("report", lambda a, r: reporting.change_reporting_line(a, r["report"], role="receives")),
    "assign post": ("section", lambda a, r: staff.assign_position(a, section=r["section"], position=r["free"])),
    "assign removed post": ("free", lambda a, r: staff.assign_position(a, section=r["section"], position=r["free"])),
    "answer by removed post": (
        "free",
        lambda a, r: activities.change_activity(a, r["activity"], responsible_position=r["free"]),
    ),
    "change post": ("post", lambda a, r: staff.change_assignment(a, r["post"], percent=10)),
    "add section": ("plan", lambda a, r: sections.create_section(a, plan=r["plan"], area=r["area"], title="Ny")),
    "change plan": ("plan", lambda a, r: plans.change_plan(a, r["plan"], title="Ny")),
}  # fmt: skip


def put_in_bin(alliance, row):
    """As somebody else does it meanwhile: the object of the page hears nothing."""
    stored = type(row)._base_manager.get(pk=row.pk)
    with history.recording(system_actor(alliance, "Test"), "test.remove", stored):
        history.remove(stored)


def answers(actor, rows, before=lambda where: None) -> dict:
    """What each write answers: nothing, or the kind of refusal and its words. Each is undone before the next."""
    found = {}
    for name, (where, write) in WRITES.items():
        with transaction.atomic():
            before(rows[where])
            events = Event.objects.count()
            try:
                write(actor, {key: deepcopy(row) for key, row in rows.items()})
            except (history.Refused, PermissionDenied) as refusal:
                found[name] = type(refusal), str(refusal), Event.objects.count() - events
            transaction.set_rollback(True)
    return found


GONE = dict.fromkeys(WRITES, (history.Refused, "Noen har slettet dette i mellomtiden. Last siden på nytt.", 0))


def test_a_write_succeeds_on_what_is_there(secretary, rows):
    assert answers(secretary, rows) == {}


def test_nothing_is_written_to_or_under_what_somebody_removed(alliance, secretary, rows):
    assert answers(secretary, rows, lambda row: put_in_bin(alliance, row)) == GONE


def test_nothing_is_written_in_a_plan_that_lies_in_the_bin(alliance, secretary, rows):
    put_in_bin(alliance, rows["plan"])
    assert answers(secretary, rows) == GONE


def test_nothing_is_written_in_a_plan_that_was_closed_meanwhile(secretary, rows):
    stored = ActionPlan.objects.get()
    plans.adopt_plan(secretary, stored, adopted_on=date(2015, 12, 10), reason="Vedtatt på papir")
    plans.close_plan(secretary, stored)
    closed = PermissionDenied, "Planen er avsluttet og kan bare leses.", 0
    assert answers(secretary, rows) == dict.fromkeys(WRITES, closed)


def test_an_activity_is_not_moved_under_what_was_removed(alliance, secretary, plan, area, rows):
    other = sections.create_section(secretary, plan=plan, area=area, title="Annen")
    above = measures.create_measure(secretary, section=other, title="Over")
    for gone, place in ((above, {"measure": above}), (other, {"section": other})):
        put_in_bin(alliance, gone)
        with pytest.raises(history.Refused, match="slettet"):
            activities.move_activity(secretary, rows["activity"], **place)
    same = measures.create_measure(secretary, section=rows["section"], title="Samme del")
    put_in_bin(alliance, same)
    for write in (activities.change_activity, activities.move_activity):
        with pytest.raises(history.Refused, match="slettet"):
            write(secretary, rows["activity"], measure=same)
    with pytest.raises(history.Refused, match="slettet"):
        measures.change_measure(secretary, rows["measure"], parent=same)


def test_a_row_is_not_brought_back_under_what_was_removed_meanwhile(alliance, secretary, rows):
    remove_row(secretary, Activity.objects.get())
    stale = Activity.objects.select_related("section__plan", "measure").get()
    remove_row(secretary, Measure.objects.get())
    with pytest.raises(history.Refused, match="ligger i papirkurven og må hentes tilbake først"):
        restore_row(secretary, stale)


def test_what_is_back_is_not_brought_back_again(secretary, rows):
    remove_row(secretary, rows["activity"])
    restore_row(secretary, Activity.objects.get())
    with pytest.raises(history.Refused, match="alt hentet tilbake"):
        restore_row(secretary, rows["activity"])


@pytest.mark.parametrize(
    ("act", "word"),
    [(plans.propose_plan, "utkast"), (plans.take_back_plan, "foreslått"), (plans.close_plan, "vedtatt plan")],
)
def test_an_act_on_a_plan_asks_its_stored_state(secretary, rows, act, word):
    """The page was made while the act was allowed; the sentence is the rule's own and not the machine's."""
    stale = ActionPlan.objects.get()
    stale.__dict__["state"] = {"utkast": "draft", "foreslått": "proposed", "vedtatt plan": "adopted"}[word]
    stored = ActionPlan.objects.get()
    plans.adopt_plan(secretary, stored, adopted_on=date(2015, 12, 10), reason="Vedtatt på papir")
    if act is plans.close_plan:
        plans.close_plan(secretary, stored)
    with pytest.raises(PermissionDenied, match=word):
        act(secretary, stale)


def test_no_act_on_a_plan_in_the_bin(alliance, secretary, plan):
    stale = ActionPlan.objects.get()
    plans.remove_plan(secretary, plan)
    for act in (plans.propose_plan, plans.remove_plan, plans.publish_plan, plans.unpublish_plan):
        with pytest.raises(history.Refused, match="slettet"):
            act(secretary, stale)


def test_one_edit_costs_as_many_questions_as_before(django_assert_max_num_queries, secretary, rows):
    # Three keep the search true, one tells the pages that are open (on PostgreSQL after a lock), one asks for the tags.
    with django_assert_max_num_queries(12 + (connection.vendor == "postgresql")):
        activities.change_activity(secretary, rows["activity"], title="Ny", measure=rows["measure"])
