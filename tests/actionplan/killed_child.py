"""Writes to a plan and is killed in the middle of it; run by test_killed_while_writing.py in a process of its own.

The first process keeps Django loaded and asks the database nothing. For each line it reads ({"act", "round", "wait"})
it makes a child that does the act, and kills it so many seconds after it began to write.
"""

import json
import os
import select
import signal
import sys
import time

import django

django.setup()

from actionplan.importing import read_plan  # noqa: E402
from actionplan.models import ActionPlan, Activity, PlanSection  # noqa: E402
from actionplan.services.activities import change_activity  # noqa: E402
from actionplan.services.imports import import_plan  # noqa: E402
from actionplan.services.pasting import write_rows  # noqa: E402
from actionplan.services.workbook import write_workbook  # noqa: E402
from actionplan.workbook.writes import writes_of  # noqa: E402
from governance.access import load_actor  # noqa: E402
from governance.models import Alliance, Cooperation, Organisation, User  # noqa: E402
from tests.actionplan.importing.make_files import FIXTURE  # noqa: E402
from tests.actionplan.workbooks import Sheet, fetched, landed  # noqa: E402

TOLD = json.loads(sys.stdin.readline())


def child(act: str, number: int, pipe: int) -> None:
    actor = load_actor(Alliance.objects.get(pk=TOLD["alliance"]), User.objects.get(pk=TOLD["user"]))
    plan = ActionPlan.objects.select_related("cooperation").get(pk=TOLD["plan"])
    plan.alliance = plan.cooperation.alliance = actor.alliance
    write = ACTS[act](actor, plan, number)
    os.write(pipe, b"w")
    write()
    os.write(pipe, b"d")


def workbook(actor, plan, number: int):
    """Every note, a row more and a row less, from a workbook."""
    sheet = Sheet(fetched(plan, actor))
    titles = [sheet.get(n, "Aktivitet") for n in range(2, sheet.sheet.max_row + 1)]
    for n, title in enumerate(titles, start=2):
        if title:
            sheet.put(n, "Merknad", str(number))
    sheet.insert(3, Aktivitet=f"Ny {number}", Merknad=str(number))
    found = landed(actor, plan, sheet.bytes())
    last = list(found.tree.rows.values())[-1]
    return lambda: write_workbook(actor, plan=plan, writes=writes_of(found, removals=frozenset([str(last.key)])))


def cell(actor, plan, number: int):
    """One activity with its partners."""
    row = Activity.objects.of_plan(plan).select_related("section").order_by("position").first()
    row.section.plan = plan
    partners = list(Organisation.objects.all())[: number % 2]
    return lambda: change_activity(actor, row, steered_by=f"Runde {number}", partners=partners)


def paste(actor, plan, number: int):
    """Every note of a section, and new rows, from cells that were pasted."""
    section = PlanSection.objects.get(plan=plan)
    section.plan = plan
    rows = Activity.objects.of_plan(plan).select_related("section")
    changes = [(row, row.version, {"note": str(number)}) for row in rows]
    for row, _version, _values in changes:
        row.section.plan = plan
    additions = [{"title": f"Limt {number}", "note": str(number)}]
    return lambda: write_rows(actor, section=section, changes=changes, additions=additions)


def whole_plan(actor, plan, number: int):
    """A plan of 86 activities, from a file."""
    cooperation = Cooperation.objects.get(pk=plan.cooperation_id)
    year = 2020 + number // len(ACTS)
    parsed = read_plan(FIXTURE.read_bytes(), "plan.tsv", year)
    return lambda: import_plan(actor, parsed, cooperation=cooperation, year=year)


ACTS = {"workbook": workbook, "cell": cell, "paste": paste, "whole_plan": whole_plan}


def main() -> None:
    for line in sys.stdin:
        told = json.loads(line)
        mine, its = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(mine)
            try:
                child(told["act"], told["round"], its)
            finally:
                os._exit(0)
        os.close(its)
        began = os.read(mine, 1)
        start = time.monotonic()
        select.select([mine], [], [], told["wait"])  # less where it is done before
        took = time.monotonic() - start
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        done = os.read(mine, 1)
        os.close(mine)
        print(json.dumps({"began": began == b"w", "done": done == b"d", "took": took}), flush=True)


if __name__ == "__main__":
    main()
