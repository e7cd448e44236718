"""A workbook of 1000 rows taken back, beside openpyxl reading the same file and as many rows inserted in bulk."""

import io
import itertools
import uuid

from benchmarks.grid import YEARS, plan_of
from benchmarks.setting import Result, compare


def workbook_changed() -> Result:
    """Each of 1000 activities with another note: read, compared with the plan, and stored with its history."""
    numbers = itertools.count(1)

    def change(sheet):
        for row in range(2, sheet.sheet.max_row + 1):
            if sheet.get(row, "Aktivitet"):
                sheet.put(row, "Merknad", f"Merknad {next(numbers)}")

    return _compared("workbook_changed", 1000, change)


def workbook_added() -> Result:
    """1000 activities that the plan does not have yet, below the ten it has."""

    def append(sheet):
        for number in range(1000):
            row = sheet.sheet.max_row + 1
            sheet.put(row, "Aktivitet", f"Ny aktivitet {number}")
            sheet.put(row, "Frist", "Q1 + Q3")

    return _compared("workbook_added", 10, append)


def _compared(name: str, size: int, change) -> Result:
    """All is taken back after each round, so that every round writes the same rows."""
    from django.db import transaction

    actor, plan = _setting(size)
    data = _workbook(actor, plan, change)

    def ours():
        with transaction.atomic():
            _take(actor, plan, data)
            transaction.set_rollback(True)

    def baseline():
        _read(data)
        with transaction.atomic():
            _insert(plan, 1000)
            transaction.set_rollback(True)

    return compare(name, ours, baseline, promise=3, rounds=9, warmup=1)


def _setting(size: int):
    from actionplan.models import ActionPlan
    from governance.access import load_actor
    from governance.models import Alliance, User

    plan_of(size)
    alliance = Alliance.objects.get(slug="vestregionen")
    actor = load_actor(alliance, User.objects.get(email="sekretariat@vestregionen.example"))
    plan = ActionPlan.objects.of(alliance).select_related("cooperation").get(year=YEARS[size])
    plan.alliance = plan.cooperation.alliance = alliance
    return actor, plan


def _workbook(actor, plan, change) -> bytes:
    from tests.actionplan.workbooks import Sheet, fetched

    sheet = Sheet(fetched(plan, actor))
    change(sheet)
    return sheet.bytes()


def _take(actor, plan, data: bytes) -> None:
    """What the page does when it is confirmed."""
    from actionplan.forms.workbook import read_for
    from actionplan.services.workbook import write_workbook
    from actionplan.workbook.landing import land_workbook
    from actionplan.workbook.writes import writes_of

    writes = writes_of(land_workbook(actor, plan, read_for(plan, data, "plan.xlsx")))
    written = len(writes.new) + sum(map(len, writes.changed.values()))
    if written < 1000:
        raise RuntimeError(f"only {written} rows would be written")
    write_workbook(actor, plan=plan, writes=writes)


def _read(data: bytes) -> None:
    """openpyxl as it is used when nothing is said: the whole workbook, then each cell."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = sum(1 for row in book["Plan"].iter_rows(values_only=True) for cell in row if cell is not None)
    if cells < 1000:
        raise RuntimeError("the workbook is empty")


def _insert(plan, number: int) -> None:
    """As many rows, and as many of their history, by the database alone."""
    from actionplan.models import Activity
    from governance import clock

    stored = Activity.objects.filter(section__plan=plan).order_by("pk").first()
    fields = [f.attname for f in Activity._meta.concrete_fields if f.attname != "id"]
    values = {name: getattr(stored, name) for name in fields}
    rows = Activity._base_manager.bulk_create([Activity(pk=uuid.uuid4(), **values) for _n in range(number)])
    past = {"history_date": clock.now(), "history_type": "+", "change_id": uuid.uuid4(), "act": "bench"}
    model = Activity.history.model
    model.objects.bulk_create([model(id=row.pk, **values, **past) for row in rows])
