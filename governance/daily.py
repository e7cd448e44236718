"""What is done once a day, whether or not anyone is at work. Each chore may be done again at any time.

Apps register their chores in AppConfig.ready(). `manage.py daily` does them; the worker does them every night.
"""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from governance import clock
from governance.models import ChoreRun

logger = logging.getLogger(__name__)

AT = time(3, 0)  # in Oslo, when nobody waits for the worker
Chore = Callable[[], int]
_chores: dict[str, Chore] = {}
_titles: dict[str, Any] = {}


def register_chore(name: str, chore: Chore, title) -> None:
    """Say what is to be done each day; `chore()` returns how many things it dealt with. `title` is what people read."""
    if _chores.setdefault(name, chore) is not chore:
        raise ValueError(f"The chore {name!r} is registered twice.")
    _titles[name] = title


def do_chores() -> dict[str, int | None]:
    """Do them all: name -> how many things were dealt with, None for a chore that failed (the reason is logged)."""
    return {name: _done(name, chore) for name, chore in _chores.items()}


def _done(name: str, chore: Chore) -> int | None:
    began, dealt_with = clock.now(), None
    try:
        dealt_with = chore()
    except Exception:  # one that fails must not keep the others from being done
        logger.exception("The daily chore %r failed", name)
    try:
        ChoreRun.objects.note(name, started_at=began, dealt_with=dealt_with)
    except DatabaseError:  # the work is done; that nobody can read of it is the smaller harm
        logger.warning("What the chore %r did could not be written down", name, exc_info=True)
    return dealt_with


def latest_runs() -> list[tuple[Any, ChoreRun | None]]:
    """(title, the latest time) of every chore, in the order in which they are done."""
    runs = {run.name: run for run in ChoreRun.objects.all()}
    return [(_titles.get(name, name), runs.get(name)) for name in _chores]


def next_run() -> datetime | None:
    """When the worker does them next; None where nothing is ordered."""
    waiting = DBTaskResult.objects.filter(task_path=every_night.module_path, status="READY")
    return waiting.values_list("run_after", flat=True).order_by("run_after").first()


@task()
def chores_now() -> None:
    """The chores once more than the night asks for, because somebody wants to see them done."""
    do_chores()


def order_now() -> None:
    """Let the worker do the chores now."""
    chores_now.enqueue()


def order_round(at: datetime) -> bool:
    """The chores once more at `at`, unless they are ordered already: after a stop they find what was left lying."""
    waiting = DBTaskResult.objects.filter(task_path=chores_now.module_path, status="READY")
    if not chores_now.get_backend().supports_defer or waiting.exists():
        return False
    chores_now.using(run_after=at).enqueue()
    return True


@task()
def every_night() -> None:
    """The chores as the worker does them; orders itself for the next night first, so a failure does not end it."""
    schedule(next_night(clock.now()))
    do_chores()


def schedule(at: datetime) -> bool:
    """Let the worker do the chores at `at`, unless it is going to already. False when there was nothing to order."""
    waiting = DBTaskResult.objects.filter(task_path=every_night.module_path, status="READY")
    if not every_night.get_backend().supports_defer or waiting.exists():
        return False
    every_night.using(run_after=at).enqueue()
    return True


def next_night(now: datetime) -> datetime:
    """The next time the clock in Oslo shows three in the morning."""
    today = clock.day_of(now)
    first = clock.oslo(today, AT)
    return first if first > now else clock.oslo(today + timedelta(days=1), AT)


def forget_finished_tasks() -> int:
    """Remove lines of the queue that were finished a fortnight ago; what they did is told by Job and Event."""
    if not every_night.get_backend().supports_defer:
        return 0
    before = DBTaskResult.objects.count()
    call_command("prune_db_task_results", queue_name="*", verbosity=0)
    return before - DBTaskResult.objects.count()
