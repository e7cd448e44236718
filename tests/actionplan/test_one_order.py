"""The activities of a plan stand in one order wherever they are read."""

import pytest

from actionplan.models import ActionPlan, PriorityArea
from actionplan.periods import Period
from actionplan.services import activities, measures, sections
from governance import history
from governance.access import system_actor
from governance.models import User
from vestregion.reporting.facts.plan import collect_plan
from vestregion.reporting.facts.report import collect_report

pytestmark = pytest.mark.django_db


def orders(plan, client) -> dict[str, list[list[str]]]:
    """Place -> the titles of the plan's sections, one after the other, as they are read there."""
    address = f"/vestregionen/handlingsplan/{plan.year}/"
    page = client.get(address).context["areas"]
    status = client.get(f"{address}status/t1/").context["blocks"]
    printed, reported = collect_plan(plan), collect_report(plan, Period.T1)
    found = {
        "page": [block["section"].activities() for _area, blocks in page for block in blocks],
        "status": [block["rows"] for block in status],
        "paper": [[row for row in part.rows if row.title] for area in printed.areas for part in area.sections],
        "report": [part.activities for area in reported.areas for part in area.sections],
    }
    return {place: [[row.title for row in rows] for rows in parts if rows] for place, parts in found.items()}


def agree(plan, client) -> list[list[str]]:
    found = orders(plan, client)
    for place, read in found.items():
        assert read == found["page"], place
    return found["page"]


@pytest.fixture
def secretary(demo_data, client):
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    return client


def test_the_plans_of_the_demo(secretary):
    for plan in ActionPlan.objects.present().select_related("alliance", "cooperation"):
        assert agree(plan, secretary)


def test_loose_activities_first_then_measure_by_measure_with_what_hangs_under_it(secretary):
    """Places are counted anew under each parent, so they alone do not tell where a measure stands."""
    plan = ActionPlan.objects.get(alliance__slug="vestregionen", year=2018)
    actor = system_actor(plan.alliance)
    area = PriorityArea.objects.filter(platform=plan.platform).first()
    with history.recording(actor, "test.fill", plan, reason="En del til"):
        section = sections.create_section(actor, plan=plan, area=area, title="Prøve", reason="En del til")
        fill(actor, section)
    assert agree(plan, secretary)[1] == ["løs", "1 a", "1.1 a", "1.2 a", "1.2 b", "2 a", "2.1 a"]


def fill(actor, section):
    why = {"reason": "En del til"}

    def measure(title, parent=None):
        return measures.create_measure(actor, section=section, title=title, parent=parent, **why)

    def activity(title, under=None):
        activities.create_activity(actor, section=section, measure=under, title=title, **why)

    first, second = measure("1"), measure("2")
    below_first, below_second = (measure("1.1", first), measure("1.2", first)), measure("2.1", second)
    activity("2.1 a", below_second)
    activity("1.2 a", below_first[1])
    activity("løs")
    activity("2 a", second)
    activity("1.1 a", below_first[0])
    activity("1 a", first)
    activity("1.2 b", below_first[1])
