"""A plan may be treated in a case that is exempt from disclosure: its pages then name the case neutrally."""

import pytest

from actionplan.forms.plan import PlanForm
from actionplan.services import plans
from governance.choices import Role
from governance.exemption import reveal
from governance.models import Case, CasePaper
from governance.services import agenda, meetings, papers
from tests.actionplan.plancast import in_state
from tests.cast import make_person, with_role
from tests.governance.casefile import called, case, item, meeting, secret_item  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
SECRET, NEUTRAL = "Oppsigelse av Tormod", "Personalsak"


@pytest.fixture
def secret_plan(secretary, plan, called, secret_item, meeting):  # noqa: F811
    """A published plan of an exempt case in a published meeting."""
    plans.change_plan(secretary, in_state(plan, "proposed"), case=secret_item.case)
    plans.publish_plan(secretary, plan)
    meetings.publish_meeting(secretary, meeting)
    return plan


@pytest.fixture
def khs_secretary(alliance, khs):
    return with_role(make_person(alliance, "khs@test.example", "Kim", "KHS"), Role.SECRETARIAT, khs)


@pytest.mark.parametrize("who", [None, "reader", "outsider", "khs_secretary", "contact_lier"])
def test_the_plan_names_the_case_neutrally(request, client_of, secret_plan, who):
    page = client_of(request.getfixturevalue(who) if who else None).get(PLAN).content.decode()
    assert NEUTRAL in page
    assert SECRET not in page


def test_who_may_read_the_case_sees_its_title(client_of, secret_plan, secretary, mayor_asker):
    for actor in (secretary, mayor_asker):
        assert SECRET in client_of(actor).get(PLAN).content.decode()


def test_the_choices_of_the_plan_form_are_named_as_the_reader_may_see_them(secret_plan, khs_secretary, secretary):
    def labels(actor):
        form = PlanForm(instance=secret_plan, actor=actor, plan=secret_plan)
        return " ".join(label for _key, label in form.fields["case"].choices)

    assert NEUTRAL in labels(khs_secretary)
    assert SECRET not in labels(khs_secretary)
    assert SECRET in labels(secretary)


def test_who_edits_the_body_reads_the_title_as_well_as_the_paper(
    secretary,
    khs_secretary,
    khs,
    steering_group,
    secret_item,  # noqa: F811
):
    """One rule: whoever is given the papers of a treatment is given the title of its case."""
    from governance.models import GoverningBody
    from tests.cast import make

    body = make(khs.alliance, GoverningBody(cooperation=khs, slug="khs-eiere", name="KHS-eiere", kind="network"))
    there = agenda.add_item(secretary, case=secret_item.case, body=body)
    shown = Case.objects.visible_to(khs_secretary).get(pk=secret_item.case_id)
    reveal(khs_secretary, [shown])
    assert CasePaper.objects.visible_to(khs_secretary).filter(pk=papers.latest_paper(there).pk).exists()
    assert shown.shown_title == SECRET
