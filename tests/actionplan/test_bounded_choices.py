"""What may be chosen for a plan does not grow with the years."""

from datetime import date

import pytest

from actionplan.forms.bounded import MOST, cases_for
from actionplan.forms.plan import AdoptForm, PlanForm
from actionplan.forms.platform import PlatformForm
from governance.choices import CaseState, ItemState
from governance.models import AgendaItem, Case, Resolution
from tests.cast import make

pytestmark = pytest.mark.django_db


def make_case(cooperation, year, sequence, state=CaseState.CLOSED):
    row = Case(cooperation=cooperation, year=year, sequence=sequence, title=f"Sak {year}/{sequence}")
    row.__dict__["state"] = state
    return make(cooperation.alliance, row)


def resolve(body, case, day):
    item = AgendaItem(case=case, body=body)
    item.__dict__["state"] = ItemState.TREATED
    return make(case.alliance, Resolution(item=make(case.alliance, item), decided_on=day))


def test_cases_are_of_the_cooperation_and_open_or_of_the_plans_time(secretary, plan, khs, steering_group):
    """The plan is of 2016."""
    own = plan.cooperation
    wanted = [make_case(own, 2015, 1), make_case(own, 2016, 2), make_case(own, 2009, 3, CaseState.OPEN)]
    for cooperation, year in ((own, 2014), (own, 2017), (khs, 2016)):
        make_case(cooperation, year, 9)
    through_its_body = make_case(khs, 2016, 5)
    make(plan.alliance, AgendaItem(case=through_its_body, body=steering_group))
    newest_first = [through_its_body, wanted[1], wanted[0], wanted[2]]
    assert list(PlanForm(actor=secretary, plan=plan, instance=plan).fields["case"].queryset) == newest_first


def test_the_plans_own_case_is_always_there_and_the_list_is_bounded(secretary, plan):
    plan.case = make_case(plan.cooperation, 1999, 1)
    for number in range(MOST + 5):
        make_case(plan.cooperation, 2016, number + 1)
    found = list(cases_for(secretary, plan))
    assert len(found) == MOST + 1
    assert found[-1] == plan.case


def test_resolutions_are_of_the_plans_case_else_of_the_cooperations_bodies(secretary, plan, platform, steering_group):
    cases = [make_case(plan.cooperation, 2015, number) for number in (1, 2)]
    rows = [resolve(steering_group, case, date(2015, 12, day)) for case, day in zip(cases, (1, 10), strict=True)]
    choices = AdoptForm(actor=secretary, plan=plan).fields["resolution"].queryset
    assert list(choices) == [rows[1], rows[0]]
    assert list(PlatformForm(actor=secretary, instance=platform).fields["resolution"].queryset) == [rows[1], rows[0]]
    plan.case = cases[0]
    assert list(AdoptForm(actor=secretary, plan=plan).fields["resolution"].queryset) == [rows[0]]
