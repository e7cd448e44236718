"""A worker is killed with -9 in the middle of a job, twice. The next worker finds the job by itself."""

import os
import signal
import subprocess
import sys

import pytest

from governance import jobs
from governance.models import Job
from tests.governance.jobs.test_killed_worker import ROOT, _database_url

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
WORKER = """
import threading, django
from datetime import timedelta
django.setup()
from django.core.management import call_command
from governance import jobs
jobs.STALE_AFTER, jobs.BEAT_EVERY = timedelta(seconds=2), 1
def work(job, progress):
    progress.say("Halvveis", 50)
    print("working", flush=True)
    threading.Event().wait()
jobs._kinds["print"] = work
call_command("db_worker", queue_name="*", interval=0.1, verbosity=0)
"""
SETTINGS = """
from tests.settings import *
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
"""


@pytest.fixture
def worker(tmp_path):
    """`worker()`: a worker of its own, as the server starts it."""
    (tmp_path / "worker_settings.py").write_text(SETTINGS)
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    more = {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "worker_settings", "PYTHONPATH": path}
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | more
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_it_is_tried_once_more_and_then_says_why(secretary, alliance, worker, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    monkeypatch.setattr(jobs, "_kinds", {"print": print})
    job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={"n": 1})
    for attempt in (1, 2):
        process = worker()
        assert process.stdout.readline() == "working\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("running", attempt)
    worker()
    _until(lambda: Job.objects.get().state == "failed")
    job.refresh_from_db()
    assert job.attempts == 2
    assert "to ganger" in job.failure


def _until(told, seconds=60):
    import time

    ends = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < ends, Job.objects.values().get()
        time.sleep(0.2)
