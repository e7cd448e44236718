"""Proposing a plan: the case made for the bodies that treat it, in their order, in one act; and the way it has come."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.forms.plan import AdoptForm, ProposeForm
from actionplan.gaps import gaps_of
from actionplan.planway import treatments_of, usual_way
from actionplan.services import plans, reporting
from governance import history
from governance.choices import BodyKind, Role
from governance.models import AgendaItem, Case, Event, GoverningBody
from governance.services import agenda, meetings, resolutions
from tests.actionplan.plancast import in_state
from tests.cast import make, make_person, with_role

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
ACT = f"{PLAN}handling/foresla/"


@pytest.fixture
def khs_secretary(alliance, khs):
    person = make_person(alliance, "khs-sekretar@test.example", "Kai", "Sekretær")
    return with_role(person, Role.SECRETARIAT, khs)


def test_the_case_waits_in_the_first_body_and_tells_of_the_rest(secretary, plan, executives, steering_group):
    plans.propose_plan(secretary, plan, bodies=[executives, steering_group])
    plan.refresh_from_db()
    assert plan.state == "proposed"
    assert (plan.case.title, plan.case.cooperation_id, plan.case.state) == (plan.title, plan.cooperation_id, "open")
    assert plan.case.summary == ("Handlingsplanen behandles i Rådmannsgruppen, og vedtas i Styringsgruppen.")
    items = plan.case.items.all()
    assert [(each.body_id, each.role, each.state) for each in items] == [(executives.pk, "prepares", "waiting")]
    assert Event.objects.filter(act="plan.propose", object_id=str(plan.pk)).count() == 1
    assert not Event.objects.filter(act="case.create").exists()


def test_a_single_body_decides(secretary, plan, steering_group):
    plans.propose_plan(secretary, plan, bodies=[steering_group], case_title="Neste års plan")
    item = plan.case.items.get()
    assert (item.role, item.is_authoritative, plan.case.title) == ("decides", True, "Neste års plan")


def test_a_case_that_is_there_is_linked_and_without_one_none_is_made(secretary, plan, case):
    plans.propose_plan(secretary, plan, case=case)
    assert plan.case == case
    plans.take_back_plan(secretary, plan)
    plans.propose_plan(secretary, plan)
    assert plan.case == case
    assert Case.objects.count() == 1


def test_all_or_nothing(khs_secretary, khs, alliance, steering_group):
    plan = plans.create_plan(khs_secretary, cooperation=khs, year=2016, title="Plan")
    with pytest.raises(PermissionDenied):
        plans.propose_plan(khs_secretary, plan, bodies=[steering_group])
    plan.refresh_from_db()
    assert (plan.state, plan.case) == ("draft", None)
    assert not Case.objects.exists()
    with pytest.raises(PermissionDenied, match="Bare et utkast"):
        plans.propose_plan(khs_secretary, in_state(plan, "adopted"), bodies=[])


class TestUsualWay:
    def test_the_body_that_prepares_comes_before_the_one_it_prepares_for(self, plan, executives, steering_group):
        assert usual_way(plan, [steering_group, executives]) == [executives, steering_group]

    def test_the_reporting_lines_name_who_adopts(self, secretary, plan, section, executives, steering_group, alliance):
        assembly = make(
            alliance,
            GoverningBody(
                cooperation=plan.cooperation, slug="gf", name="Generalforsamlingen", kind=BodyKind.ASSEMBLY, position=9
            ),
        )
        reporting.create_reporting_line(secretary, section=section, kind="annual", body=assembly, role="adopts")
        assert usual_way(plan, [assembly, steering_group, executives]) == [assembly]

    def test_without_hierarchy_the_first_body_of_the_cooperation(self, plan, steering_group, khs, alliance):
        board = make(alliance, GoverningBody(cooperation=khs, slug="styret", name="Styret", kind=BodyKind.BOARD))
        assert usual_way(plan, [board, steering_group]) == [steering_group]
        assert usual_way(plan, [board]) == []


class TestForm:
    def form(self, actor, plan, **data):
        return ProposeForm(data or None, actor=actor, plan=plan)

    def test_it_is_preset(self, secretary, plan, executives, steering_group):
        form = self.form(secretary, plan)
        assert form.initial["way"] == "new"
        assert (form.initial["first"], form.initial["second"]) == (executives.pk, steering_group.pk)
        assert "third" not in form.initial

    def test_a_plan_with_a_case_keeps_it(self, secretary, plan, case, executives):
        plans.change_plan(secretary, plan, case=case)
        form = self.form(secretary, plan)
        assert (form.initial["way"], form.initial["case"]) == ("link", case.pk)

    def test_only_bodies_the_actor_may_bring_cases_before(self, khs_secretary, khs, alliance, executives):
        board = make(alliance, GoverningBody(cooperation=khs, slug="styret", name="Styret", kind=BodyKind.BOARD))
        plan = plans.create_plan(khs_secretary, cooperation=khs, year=2016, title="Plan")
        assert list(self.form(khs_secretary, plan).fields["first"].queryset) == [board]

    def test_where_there_is_no_body_no_case_is_offered(self, secretary, plan):
        form = self.form(secretary, plan)
        assert form.initial["way"] == "none"
        assert [key for key, _words in form.fields["way"].choices] == ["link", "none"]
        assert "first" not in form.fields

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"way": "new"}, "first"),
            ({"way": "new", "first": "e", "second": "e"}, "second"),
            ({"way": "new", "first": "e", "third": "s"}, "second"),
            ({"way": "link"}, "case"),
            ({"way": "noe"}, "way"),
            ({}, "way"),
            ({"way": "new", "first": "tull"}, "first"),
        ],
    )
    def test_bad_input_is_told_at_its_field(self, secretary, plan, executives, steering_group, data, field):
        keys = {"e": str(executives.pk), "s": str(steering_group.pk)}
        form = ProposeForm({k: keys.get(v, v) for k, v in data.items()}, actor=secretary, plan=plan)
        assert list(form.errors) == [field]


class TestPage:
    def test_from_form_to_the_way_on_the_page(self, client_of, secretary, reader, plan, executives, steering_group):
        client = client_of(secretary)
        page = client.get(ACT).text
        assert "Lag en ny sak" in page
        data = {"way": "new", "case_title": "", "first": executives.pk, "second": steering_group.pk}
        assert client.post(ACT, data).status_code == 302
        assert "Venter på møte" in client.get(PLAN).text
        item = AgendaItem.objects.get()
        held = meetings.create_meeting(secretary, body=executives, day=date(2018, 2, 1))
        agenda.list_item(secretary, item, meeting=held)
        meetings.call_meeting(secretary, held, reason="Haster")
        agenda.send_on(secretary, _fresh(item), body=steering_group, reason="Samme dag")
        resolutions.register_resolution(secretary, _fresh(item), result="adopted")
        stops = [(each.body, each.number, each.state) for each in treatments_of(secretary, item.case)]
        assert stops == [("Rådmannsgruppen", "1/2018", "Behandlet"), ("Styringsgruppen", "", "Venter på møte")]
        page = client.get(PLAN).text
        assert "1/2018 i Rådmannsgruppen" in page
        assert "Vedtatt som foreslått" in page
        assert "Styringsgruppen" not in client_of(reader).get(PLAN).text  # not called there: told to editors alone

    def test_who_may(self, client_of, reader, outsider, secretary, plan):
        assert client_of(outsider).get(ACT).status_code == 404
        assert client_of(reader).get(ACT).status_code == 404
        assert client_of(secretary).post(ACT, {}).status_code == 422
        assert client_of(secretary).post(ACT, {"way": "none"}).status_code == 302
        assert not Case.objects.exists()


class TestAdoptionIsPreset:
    @pytest.mark.parametrize(
        ("role", "result", "preset"),
        [
            ("decides", "adopted", True),
            ("decides", "changed", True),
            ("decides", "rejected", False),
            ("decides", "postponed", False),
            ("prepares", "adopted", False),
        ],
    )
    def test_by_what_the_deciding_body_said(self, secretary, plan, case, steering_group, role, result, preset):
        held = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 2, 1))
        item = agenda.register_item(secretary, case=case, meeting=held, role=role, sequence=43)
        resolution = resolutions.register_resolution(secretary, item, result=result)
        plans.change_plan(secretary, plan, case=case)
        form = AdoptForm(actor=secretary, plan=plan)
        expected = (resolution.pk, date(2018, 2, 1)) if preset else (None, secretary.on)
        assert (form.initial["resolution"], form.initial["adopted_on"]) == expected


def _fresh(row):
    return type(row).objects.select_related("body", "case", "meeting").get(pk=row.pk)


def test_two_who_propose_at_once_make_one_case(secretary, plan, steering_group):
    stale = _fresh_plan(plan)
    plans.propose_plan(secretary, plan, bodies=[steering_group])
    with pytest.raises((PermissionDenied, history.Refused)):
        plans.propose_plan(secretary, stale, bodies=[steering_group])
    assert Case.objects.count() == 1


def _fresh_plan(plan):
    return type(plan).objects.select_related("cooperation").get(pk=plan.pk)


class TestWhatIsLacking:
    def test_the_page_says_how_much_and_leads_there(self, client_of, secretary, plan, activity):
        number = sum(len(each.missing) for each in gaps_of(plan, secretary))
        assert number > 1
        page = client_of(secretary).get(ACT).content.decode()
        assert f'href="{PLAN}rediger/mangler/">{number} ting mangler i planen. Se hva</a>' in page

    def test_of_a_plan_that_lacks_nothing_it_says_nothing(self, client_of, secretary, plan):
        assert not any(each.missing for each in gaps_of(plan, secretary))
        page = client_of(secretary).get(ACT).content.decode()
        assert "mangler i planen" not in page
