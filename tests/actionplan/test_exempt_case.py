"""A plan may be treated in a case that is exempt from disclosure: nothing then leads from the one to the other, for
those who may not read the case, since the plan tells what the case is about."""

import pytest

from actionplan.forms.plan import PlanForm
from actionplan.services import plans
from governance.choices import Role
from governance.exemption import reveal
from governance.models import Case, CasePaper
from governance.services import agenda, cases, meetings, papers
from tests.actionplan.plancast import in_state
from tests.cast import make_person, with_role

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
SECRET, NEUTRAL = "Oppsigelse av Tormod", "Personalsak"


@pytest.fixture
def secret_plan(secretary, plan, called, secret_item, meeting):
    """A published plan of an exempt case in a published meeting."""
    plans.change_plan(secretary, in_state(plan, "proposed"), case=secret_item.case)
    plans.publish_plan(secretary, plan)
    meetings.publish_meeting(secretary, meeting)
    return plan


@pytest.fixture
def khs_secretary(alliance, khs):
    return with_role(make_person(alliance, "khs@test.example", "Kim", "KHS"), Role.SECRETARIAT, khs)


OUTSIDE = [None, "reader", "outsider", "khs_secretary", "contact_lier", "substitute", "coordinator"]


@pytest.fixture
def linked(secretary, secret_plan, called, secret_item):
    """The exempt case hangs together with a public one."""
    cases.link_cases(secretary, called.case, other=secret_item.case)
    return called.case


def pages(secret, linked, meeting):
    """Address -> whether the exempt case has its place there, under its neutral title."""
    base = f"/vestregionen/saker/{secret.case.key}/"
    return {
        base: True,
        f"{base}{secret.body.slug}/": True,
        "/vestregionen/saker/": True,
        "/vestregionen/saker/?q=Personalsak": True,
        f"/vestregionen/moter/{meeting.pk}/": True,
        f"/vestregionen/saker/{linked.key}/": False,
        "/vestregionen/moter/": False,
        "/vestregionen/": False,
        "/vestregionen/plattformer/": False,
        f"/vestregionen/organer/{secret.body.slug}/": False,
        "/vestregionen/rapporter/": False,
        PLAN: False,
        f"{PLAN}status/t1/": False,
    }


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_page_tells_what_the_case_is_about(request, client_of, linked, secret_plan, secret_item, meeting, who):
    for address, has_a_place in pages(secret_item, linked, meeting).items():
        client = client_of(request.getfixturevalue(who) if who else None)  # a new one: my page lists what was opened
        text = client.get(address, follow=True).content.decode()
        told = [word for word in (SECRET, "Hemmelig") if word in text]
        if has_a_place:
            assert NEUTRAL in text, address
        else:
            told += [word for word in (NEUTRAL, secret_item.case.number, secret_item.case.key) if word in text]
        if address.startswith(f"/vestregionen/saker/{secret_item.case.key}/"):
            told += [word for word in (secret_plan.title, f"{linked.number} {linked.title}") if word in text]
        assert told == [], address


@pytest.mark.parametrize("who", ["secretary", "admin", "mayor_asker"])
def test_who_may_read_the_case_is_led_both_ways(request, client_of, linked, secret_plan, secret_item, who):
    client = client_of(request.getfixturevalue(who))
    about = client.get(f"/vestregionen/saker/{secret_item.case.key}/").content.decode()
    assert PLAN in about
    assert linked.title in about
    assert SECRET in client.get(PLAN).content.decode()
    assert SECRET in client.get(f"/vestregionen/saker/{linked.key}/").content.decode()


def test_the_printed_plan_does_not_lead_to_the_case(secret_plan, secretary, secret_item):
    from vestregion.reporting.facts.plan import collect_plan

    assert collect_plan(secret_plan).case_number == ""
    cases.change_case(secretary, secret_item.case, access="public", legal_basis="")
    secret_plan.refresh_from_db()
    assert collect_plan(secret_plan).case_number == secret_item.case.number


def test_jobs_and_files_of_its_paper_are_called_by_the_neutral_title(secret_item):
    from vestregion.reporting.making import freeze_paper

    title = freeze_paper(papers.latest_paper(secret_item)).title
    assert NEUTRAL in title
    assert SECRET not in title


def test_two_at_once_see_the_case_as_they_may_see_it(secret_plan, khs_secretary, secretary):
    for actor, told in ((khs_secretary, NEUTRAL), (secretary, SECRET)):
        form = PlanForm(data={}, instance=secret_plan, actor=actor, plan=secret_plan)
        assert told in form._shown("case", secret_plan.case_id)
        assert (SECRET in form._shown("case", secret_plan.case_id)) is (actor is secretary)


def test_who_may_read_the_case_sees_its_title(client_of, secret_plan, secretary, mayor_asker):
    for actor in (secretary, mayor_asker):
        assert SECRET in client_of(actor).get(PLAN).content.decode()


def test_the_choices_of_the_plan_form_are_named_as_the_reader_may_see_them(secret_plan, khs_secretary, secretary):
    def labels(actor):
        form = PlanForm(instance=secret_plan, actor=actor, plan=secret_plan)
        return " ".join(str(label) for _key, label in form.fields["case"].choices)

    assert NEUTRAL in labels(khs_secretary)
    assert SECRET not in labels(khs_secretary)
    assert SECRET in labels(secretary)


def test_who_edits_the_body_reads_the_title_as_well_as_the_paper(
    secretary,
    khs_secretary,
    khs,
    steering_group,
    secret_item,
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
