"""kill -9 in the middle of a save, a paste or an import: what is stored is the state before or after, never between."""

import json
import os
import random
import subprocess
import sys

import pytest
from django.db.models import Count

from actionplan.models import ActionPlan, Activity, ActivityPartner, Measure
from governance.models import Event
from tests.actionplan.plancast import fill
from tests.governance.jobs.test_killed_worker import ROOT, _database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bodies")]
WRITTEN = ("plan.write_workbook", "activity.change", "activity.write_many")  # acts that write nothing else
ACTS = ("workbook", "cell", "paste", "whole_plan")


@pytest.fixture
def writer(secretary, plan, section, asker):
    """`writer(act, number, wait)`: let it be done, and killed so long after it began to write."""
    fill(section, 20)
    settings = {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.actionplan.killed_child"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, **pipes) as process:

        def say(**told):
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()

        say(alliance=str(plan.alliance_id), user=str(secretary.user.pk), plan=str(plan.pk))

        def kill(act: str, number: int, wait: float) -> dict:
            say(act=act, round=number, wait=wait)
            return json.loads(process.stdout.readline())

        yield kill
        process.stdin.close()


def notes(plan) -> set[str]:
    return set(Activity.objects.of_plan(plan).values_list("note", flat=True))


def faults(plan) -> list[str]:
    """What would show that an act was stored in part."""
    found = []
    for model in (Activity, Measure, ActivityPartner):
        newest = dict(model.history.order_by("version").values_list("id", "version"))
        stored = dict(model._base_manager.values_list("pk", "version"))
        if newest != stored:
            found.append(f"{model.__name__}: rows and their history differ")
        counted = model.history.values("id").annotate(n=Count("history_id")).values_list("id", "n")
        if dict(counted) != stored:
            found.append(f"{model.__name__}: a version is missing or told twice")
    if len(notes(plan)) > 1:
        found.append(f"some rows have the note of one act and some of another: {sorted(notes(plan))}")
    for other in ActionPlan.objects.exclude(pk=plan.pk):
        if (number := Activity.objects.of_plan(other).count()) != 86:
            found.append(f"the plan of {other.year} has {number} activities")
    return found + untold()


def untold() -> list[str]:
    """Changes without their Event, and Events that tell of more or fewer rows than there are."""
    told = dict(Event.objects.values_list("pk", "rows"))
    counted: dict = {}
    for model in (Activity, Measure, ActivityPartner):
        for key in model.history.filter(act__in=WRITTEN).values_list("change_id", flat=True):
            counted[key] = counted.get(key, 0) + 1
    wrong = {key: number for key, number in counted.items() if told.get(key) != number}
    return [f"change {key}: {told.get(key)} rows told, {number} stored" for key, number in wrong.items()]


def let_be(writer, plan) -> dict[str, float]:
    """Each act once, to its end: how many seconds it writes on this machine."""
    took = {}
    for each, act in enumerate(ACTS):
        answer = writer(act, each, 60)
        assert answer["done"]
        took[act] = answer["took"]
    assert not faults(plan)
    assert ActionPlan.objects.count() == 2
    assert notes(plan) == {str(ACTS.index("paste"))}
    return took


def rounds(writer, plan, number: int) -> dict[bool, int]:
    chance, ended, took = random.Random(20261126), {True: 0, False: 0}, let_be(writer, plan)
    for each in range(len(ACTS), len(ACTS) + number):
        act = ACTS[each % len(ACTS)]
        answer = writer(act, each, chance.uniform(0, 1.6 * took[act]))
        assert answer["began"], f"round {each}: {act} did not come to its first write"
        assert not faults(plan), f"round {each}: {act}, killed, left this behind"
        ended[answer["done"]] += 1
    return ended


def test_killed_in_the_middle(writer, plan):
    assert sum(rounds(writer, plan, 5).values()) == 5


@pytest.mark.long
def test_killed_in_the_middle_many_times(writer, plan):
    ended = rounds(writer, plan, 200)
    assert min(ended.values()) > 10, f"nearly all were killed before or after they wrote: {ended}"


def test_half_an_act_is_seen(plan, section, secretary):
    """The eye of these tests sees: one row of two, with a note and no history."""
    rows = fill(section, 2)
    assert not faults(plan)
    Activity._base_manager.filter(pk=rows[0].pk).update(note="halv", version=2)
    assert len(faults(plan)) == 3
