"""The plan as a table: the page with 300 activities, and one cell saved in plans of 10, 100 and 1000."""

import itertools
from collections.abc import Iterator

from benchmarks.setting import Result, compare, secretary_client

YEARS = {10: 2031, 300: 2032, 1000: 2033, 100: 2034}  # a plan of its own for each number of activities
SPELLINGS = ["Q1", "Løpende", "Q1 – Q4", "Q1 + Q3", "Kvartalsvis", "", "innen 1. juni", "Q1-15 - Q4-17"]


def plan_grid() -> Result:
    address = f"{plan_of(300)}rediger/tabell/"
    client = secretary_client()

    def fetch(path):
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")

    return compare("plan_grid", lambda: fetch(address), lambda: fetch("/vestregionen/_bare/page/"), promise=5)


def idle_poll() -> Result:
    """An open page asks whether anything is new in a plan of 300 activities, and nothing is."""
    from governance.models import Pulse

    plan = plan_of(300)
    newest = Pulse.objects.order_by("-at").first().number
    client = secretary_client()

    def ask():
        response = client.get(f"{plan}rediger/nytt/?som=tabell&since={newest}", headers={"hx-request": "true"})
        if response.status_code != 204:
            raise RuntimeError(f"nothing was new, and the answer was {response.status_code}")

    return compare("idle_poll", ask, lambda: client.get("/vestregionen/_bare/page/"), promise=1)


def one_cell_of_10() -> Result:
    return _one_cell("one_cell_of_10", 10)


def one_cell_of_100() -> Result:
    return _one_cell("one_cell_of_100", 100)


def one_cell_of_1000() -> Result:
    return _one_cell("one_cell_of_1000", 1000)


def _one_cell(name: str, number: int) -> Result:
    """Each round writes another text, so that neither side may skip the write."""
    from actionplan.models import Activity

    plan = plan_of(number)
    activity = Activity._base_manager.filter(section__plan__year=YEARS[number]).last()
    versions = itertools.count(activity.version)
    return _cells(name, plan, ((activity.pk, version) for version in versions), activity.pk)


def one_cell_of_adopted() -> Result:
    """In the demo's adopted plan of 2016, each round another row: what was adopted is changed each time."""
    from actionplan.models import Activity

    plan = {"section__plan__year": 2016, "section__plan__cooperation__is_main": True}
    rows = [(row.pk, row.version) for row in Activity._base_manager.filter(**plan, removed_at=None).order_by("pk")]
    return _cells("one_cell_of_adopted", "/vestregionen/handlingsplan/2016/", iter(rows), rows[-1][0])


def _cells(name: str, plan: str, rows: Iterator[tuple], other) -> Result:
    """A cell of the next of the rows (key, version) in each round, against a bare write of one."""
    client, numbers = secretary_client(), itertools.count()
    bare = f"/vestregionen/_bare/write/{other}/"

    def save():
        key, version = next(rows)
        values = {"felt": "note", "verdi": f"Merknad {next(numbers)}", "base_version": version, "reason": "Måling"}
        response = client.post(f"{plan}rediger/aktivitet/{key}/celle/", values, headers={"hx-request": "true"})
        if response.status_code != 200:
            raise RuntimeError(f"a cell of {key} answered {response.status_code}: {response.content[:2000]!r}")

    return compare(name, save, lambda: client.post(bare, {"note": f"Merknad {next(numbers)}"}), promise=2)


def plan_of(number: int) -> str:
    """The address of a draft with so many activities, ten under each measure; made when it is first asked for."""
    from actionplan.models import ActionPlan, PriorityArea
    from actionplan.services import activities, measures, plans, sections
    from governance import history
    from governance.access import system_actor
    from governance.models import Alliance, Cooperation

    year = YEARS[number]
    address = f"/vestregionen/handlingsplan/{year}/"
    if ActionPlan._base_manager.filter(year=year).exists():
        return address
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    area = PriorityArea.objects.of(actor.alliance).first()
    with history.recording(actor, "bench.fill", area):
        main = Cooperation.objects.of(actor.alliance).get(is_main=True)
        plan = plans.create_plan(actor, cooperation=main, year=year, title=f"Plan {year}", platform=area.platform)
        section = sections.create_section(actor, plan=plan, area=area, title="En del")
        for index in range(number):
            if index % 10 == 0:
                above = measures.create_measure(actor, section=section, title=f"Tiltak {index // 10 + 1}")
            values = {"title": f"Aktivitet {index + 1}", "deadline_text": SPELLINGS[index % len(SPELLINGS)]}
            activities.create_activity(actor, section=section, measure=above, **values)
    return address
