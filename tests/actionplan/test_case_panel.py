"""The plans that a case's page shows."""

import pytest

from actionplan.casepanel import plans_of_case
from actionplan.services.plans import change_plan
from governance.models import Case
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alliance, cooperation, plan, secretary):
    row = make(alliance, Case(cooperation=cooperation, year=2015, sequence=12, title="Handlingsplan 2016"))
    change_plan(secretary, plan, case=row)
    return row


def test_the_plan_with_its_size(secretary, case, activity, django_assert_num_queries):
    with django_assert_num_queries(1):
        shown = plans_of_case(case, secretary)
    (only,) = shown["plans"]
    assert (only["url"], only["activities"]) == ("/vestregionen/handlingsplan/2016/", 1)


def test_a_draft_is_not_shown_to_a_reader(reader, outsider, case, plan):
    assert plans_of_case(case, reader) is None
    in_state(plan, "proposed")
    assert plans_of_case(case, reader)
    assert plans_of_case(case, outsider) is None


def test_a_plan_of_another_cooperation_has_its_own_address(secretary, khs, case):
    from actionplan.services.plans import create_plan

    create_plan(secretary, cooperation=khs, year=2016, title="KHS 2016", case=case)
    urls = {each["url"] for each in plans_of_case(case, secretary)["plans"]}
    assert "/vestregionen/khs/handlingsplan/2016/" in urls
