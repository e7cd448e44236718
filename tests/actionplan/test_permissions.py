"""Who may do what to a plan, as a table over roles and states; the same answers guard pages and services."""

from datetime import date

import pytest

from actionplan.permissions import cooperation_of, edit_act, led_sections, plan_of, section_of
from actionplan.services import plans
from governance import history
from governance.access import load_actor, may, system_actor
from governance.choices import Role
from tests.actionplan.plancast import in_state
from tests.cast import act_as, make_person, with_role

pytestmark = pytest.mark.django_db
STATES = ("draft", "proposed", "adopted", "closed")
# act -> role -> states in which it is allowed; every role that is not named never may
TABLE = {
    "plan.edit": {"secretary": "draft proposed adopted", "admin": "draft proposed adopted"},
    "plan.work": {"secretary": "draft proposed adopted", "lead": "draft proposed"},
    "plan.propose": {"secretary": "draft"},
    "plan.take_back": {"secretary": "proposed"},
    "plan.adopt": {"secretary": "draft proposed"},
    "plan.close": {"secretary": "adopted"},
    "plan.publish": {"secretary": "proposed adopted closed"},
    "plan.remove": {"secretary": "draft"},
    "section.create": {"secretary": "draft proposed adopted"},
    "section.edit": {"secretary": "draft proposed adopted", "lead": "draft proposed"},
    "section.arrange": {"secretary": "draft proposed adopted"},
    "section.remove": {"secretary": "draft proposed adopted"},
    "row.edit": {"secretary": "draft proposed adopted", "lead": "draft proposed"},
    "status.report": {"secretary": "proposed adopted", "lead": "proposed adopted"},
}
ROLES = ("admin", "secretary", "lead", "bystander", "reader", "mayor_asker", "contact_lier", "outsider")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_the_table(request, plan, section, activity, role, state):
    actor = request.getfixturevalue(role)
    in_state(plan, state)
    subjects = {"plan": plan, "section": section, "row": activity, "status": activity}
    section.plan = activity.section.plan = plan
    for act, allowed in TABLE.items():
        subject = plan if act == "section.create" else subjects[act.split(".")[0]]
        expected = state in allowed.get("secretary" if role == "admin" else role, "").split()
        answer = may(actor, act, subject)
        assert bool(answer) is expected, f"{role} {act} {state}"
        assert expected or answer.reason


def test_each_refusal_says_why(secretary, lead, reader, plan, section):
    assert "sekretariatet" in may(reader, "plan.edit", plan).reason
    section.plan = in_state(plan, "adopted")
    assert "begrunnelse" in may(lead, "section.edit", section).reason
    assert "avsluttet" in may(secretary, "plan.edit", in_closed(plan)).reason


def in_closed(plan):
    plans.close_plan(system_actor(plan.alliance), plan)
    return plan


def test_a_lead_whose_post_has_ended_leads_no_more(lead, alliance, section):
    post = section.posts.get().position
    with history.recording(system_actor(alliance), "test", post):
        history.save(post, {"valid_to": date(2018, 3, 7)})
    assert led_sections(act_as(lead.person)) == frozenset()


def test_the_led_sections_are_loaded_with_the_actor(lead, section, django_assert_num_queries):
    with django_assert_num_queries(2):
        actor = load_actor(lead.alliance, lead.user)
        assert led_sections(actor) == {section.pk}


def test_a_secretary_of_one_cooperation_edits_its_plan_alone(alliance, khs, plan, secretary):
    own = plans.create_plan(secretary, cooperation=khs, year=2016, title="KHS")
    actor = with_role(make_person(alliance, "khs@test.example", "Kim", "KHS"), Role.SECRETARIAT, khs)
    assert may(actor, "plan.edit", own)
    assert not may(actor, "plan.edit", plan)


def test_rows_know_where_they_stand(plan, section, activity, funding, platform, area, cooperation):
    entry = funding.entries.get()
    assert section_of(entry) == section_of(activity) == section
    assert plan_of(entry) == plan_of(plan) == plan
    assert plan_of(area) is None
    assert cooperation_of(entry) == cooperation_of(area) == cooperation_of(platform) == cooperation
    assert [edit_act(row) for row in (plan, section, entry, area)] == [
        "plan.edit",
        "section.arrange",
        "row.edit",
        "platform.edit",
    ]
