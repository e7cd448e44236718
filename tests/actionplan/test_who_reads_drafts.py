"""Who reads a draft: those who work for its cooperation, or for one a section is about, and who leads a section."""

import pytest

from actionplan.models import ActionPlan, PlanSection, Position, PriorityArea, SectionPosition
from actionplan.services import plans
from actionplan.services.sections import change_section
from governance import history
from governance.access import system_actor
from governance.choices import Role
from tests.cast import act_as, make, make_person, with_role

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"


@pytest.fixture
def khs_secretary(alliance, khs):
    return with_role(make_person(alliance, "khs@test.example", "Kim", "KHS"), Role.SECRETARIAT, khs)


@pytest.fixture
def pure_lead(alliance, section):
    """Holds the leading post of the section, and has no role in the alliance."""
    person = make_person(alliance, "leder@test.example", "Lise", "Leder")
    post = make(alliance, Position(cooperation=section.plan.cooperation, title="Leder", holder=person))
    make(alliance, SectionPosition(section=section, position=post, is_lead=True))
    return act_as(person)


@pytest.mark.parametrize("who", ["coordinator", "khs_secretary"])
def test_a_draft_of_another_cooperation_is_not_read(request, client_of, secretary, khs, plan, section, who):
    own = plans.create_plan(secretary, cooperation=khs, year=2016, title="KHS 2016")
    actor = request.getfixturevalue(who)
    assert list(ActionPlan.objects.visible_to(actor)) == [own]
    assert not PlanSection.objects.visible_to(actor).exists()
    assert client_of(actor).get(PLAN).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "khs_secretary"])
def test_a_draft_with_a_section_about_her_cooperation_is_read(request, secretary, khs, plan, section, who):
    change_section(secretary, section, cooperation=khs)
    actor = request.getfixturevalue(who)
    assert list(ActionPlan.objects.visible_to(actor)) == [plan]
    assert list(PlanSection.objects.visible_to(actor)) == [section]


def test_who_leads_a_section_and_has_no_role_is_known_and_edits_it(client_of, pure_lead, plan, section):
    client = client_of(pure_lead)
    assert pure_lead.is_known
    assert list(ActionPlan.objects.visible_to(pure_lead)) == [plan]
    for page in (PLAN, f"{PLAN}rediger/", "/vestregionen/"):
        assert client.get(page, follow=True).status_code == 200, page


def test_a_reader_who_leads_opens_her_own_draft(alliance, client_of, reader, plan, section):
    assert client_of(reader).get(PLAN).status_code == 404
    post = make(alliance, Position(cooperation=plan.cooperation, title="Leder", holder=reader.person))
    make(alliance, SectionPosition(section=section, position=post, is_lead=True))
    assert client_of(reader).get(PLAN).status_code == 200


def test_a_lead_of_what_is_removed_is_a_stranger(pure_lead, plan):
    plans.remove_plan(system_actor(plan.alliance), plan)
    assert not act_as(pure_lead.person).is_known


def test_who_only_works_on_a_section_is_no_reader(pure_lead, section):
    post = section.posts.get()
    with history.recording(system_actor(section.alliance), "test", post):
        history.save(post, {"is_lead": False})
    assert not act_as(pure_lead.person).is_known


def test_the_bin_of_another_cooperations_platform_is_closed(alliance, area, coordinator, secretary):
    with history.recording(secretary, "test", area):
        history.remove(area)
    assert list(PriorityArea.objects.in_bin(secretary)) == [area]
    assert not PriorityArea.objects.in_bin(coordinator).exists()


class TestASecretaryOfOneCooperation:
    def test_makes_posts_and_platforms_of_her_own(self, client_of, khs_secretary, khs, cooperation):
        client = client_of(khs_secretary)
        for place in ("handlingsplan/stillinger", "plattform"):
            home = f"/vestregionen/{place}/"
            assert f"{home}ny/" in client.get(home).content.decode()
            page = client.get(f"{home}ny/")
            assert page.status_code == 200
            assert list(page.context["form"].fields["cooperation"].queryset) == [khs]

    def test_makes_no_persons_or_members_that_she_may_not_edit(self, client_of, khs_secretary):
        client = client_of(khs_secretary)
        assert client.get("/vestregionen/personer/ny/").status_code == 403
        assert "/vestregionen/personer/ny/" not in client.get("/vestregionen/personer/").content.decode()
