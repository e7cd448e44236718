"""An adopted plan changed by several at once: each reason gets a number of its own, and none is skipped."""

import pytest

from actionplan.models import Activity, PlanAmendment
from actionplan.services import activities
from governance.models import Event
from tests.actionplan.plancast import fill, in_state
from tests.racing import at_once

MANY = 5


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_are_numbered_one_after_another(secretary, plan, section):
    rows = fill(section, MANY)
    in_state(plan, "adopted")

    def change(row, number):
        own = Activity.objects.select_related("section__plan").get(pk=row.pk)
        activities.change_activity(secretary, own, note=f"Merknad {number}", reason=f"Grunn {number}")

    assert at_once(*(lambda row=row, n=n: change(row, n) for n, row in enumerate(rows))) == []
    made = PlanAmendment.objects.filter(plan=plan).order_by("number")
    assert [each.number for each in made] == list(range(1, MANY + 1))
    assert {each.grounds for each in made} == {f"Grunn {number}" for number in range(MANY)}
    told = Event.objects.filter(part_of__in=[each.pk for each in made]).values_list("part_of", flat=True)
    assert len(set(told)) == len(told) == MANY


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_for_one_reason_are_one_amendment(secretary, plan, section):
    rows = fill(section, MANY)
    in_state(plan, "adopted")

    def change(row):
        own = Activity.objects.select_related("section__plan").get(pk=row.pk)
        activities.change_activity(secretary, own, note="Ny merknad", reason="Drøftet i mars")

    assert at_once(*(lambda row=row: change(row) for row in rows)) == []
    assert [each.number for each in PlanAmendment.objects.filter(plan=plan)] == [1]
