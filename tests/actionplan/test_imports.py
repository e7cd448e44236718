"""A parsed plan becomes rows: all of them, in one change, or none."""

from pathlib import Path

import pytest

from actionplan.importing import read_plan
from actionplan.models import ActionPlan, Activity, Measure
from actionplan.services.imports import import_plan
from governance.choices import BodyKind
from governance.models import Cooperation, Event, GoverningBody
from tests.cast import make

FIXTURE = Path(__file__).parents[2] / "fixtures" / "plan_2016.tsv"


def parsed():
    return read_plan(FIXTURE.read_bytes(), FIXTURE.name, 2016)


@pytest.fixture
def bodies(alliance, cooperation, khs, steering_group, executives):
    """The bodies that the plan's reports go to."""
    assembly = GoverningBody(cooperation=cooperation, slug="gf", name="Generalforsamlingen", kind=BodyKind.ASSEMBLY)
    board = GoverningBody(
        cooperation=khs, slug="khs-styret", name="Styret i KHS", aliases=["Samhandlingsstyret"], kind=BodyKind.BOARD
    )
    make(
        alliance,
        Cooperation(slug="bpa", name="Kompetansenettverk for brukerstyrt personlig assistanse", short_name="BPA"),
    )
    return {"assembly": make(alliance, assembly), "board": make(alliance, board)}


@pytest.fixture
def imported(secretary, cooperation, bodies):
    return import_plan(secretary, parsed(), cooperation=cooperation, year=2016)


def test_the_plan_of_2016_lands_whole(imported):
    activities = Activity.objects.filter(section__plan=imported)
    deadlines = [text for text in activities.values_list("deadline_text", flat=True) if text]
    assert imported.sections.count() == 9
    assert Measure.objects.filter(section__plan=imported, parent=None).count() == 38
    assert (activities.count(), len(deadlines), len(set(deadlines))) == (86, 72, 16)


def test_one_import_is_one_change(imported):
    event = Event.objects.get(act="plan.import")
    assert event.object_label == "Handlingsplan 2016"
    changes = {row.change_id for row in Activity.history.all()} | {row.change_id for row in ActionPlan.history.all()}
    assert changes == {event.change_id}
