"""A worker that is killed in the middle of a job leaves it running; it is tried again once, then stopped."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from governance import clock, jobs

ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import sys, threading, django
django.setup()
from governance import jobs
def work(job, progress):
    progress.say("Halvveis", 50)
    print("working", flush=True)
    threading.Event().wait()
jobs._kinds["print"] = work
jobs.run_job.call(sys.argv[1])
"""


def _database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    login = f"{settings['USER']}:{settings['PASSWORD']}" if settings["PASSWORD"] else settings["USER"]
    host = settings["HOST"].replace("/", "%2F")
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    return f"postgres://{login}@{host}{port}/{settings['NAME']}"


def _kill_in_the_middle(job):
    """Start a worker on the job and kill it, as the system does when memory ends."""
    environment = os.environ | {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(job.pk)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    assert worker.stdout.readline() == "working\n"
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert worker.returncode == -signal.SIGKILL


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker(secretary, alliance, monkeypatch):
    sent = []
    monkeypatch.setattr(jobs, "_kinds", {"print": lambda job, progress: "/x/"})
    monkeypatch.setattr(jobs, "_send", sent.append)
    job = jobs.enqueue(secretary, kind="print", title="Lag PDF", arguments={"n": 1})

    _kill_in_the_middle(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.step, job.progress) == ("running", 1, "Halvveis", 50)

    later = clock.now() + timedelta(minutes=2)
    assert jobs.retry_stale_jobs(now=later) == 1
    assert jobs.retry_stale_jobs(now=later) == 0
    job.refresh_from_db()
    assert (job.state, job.progress, sent) == ("queued", 0, [job, job])

    _kill_in_the_middle(job)
    assert jobs.retry_stale_jobs(now=later + timedelta(minutes=2)) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 2)
    assert "to ganger" in job.failure
    assert len(sent) == 2
