"""A worker that is killed in the middle of a job leaves it running; it is tried again once, then stopped."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

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
    """The address of this test's own database, as a process of its own needs it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _kill_in_the_middle(job):
    """Start a worker on the job and kill it, as the system does when memory ends."""
    environment = os.environ | {"DATABASE_URL": _database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", WORKER, str(job.pk)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as worker:
        said = worker.stdout.readline()
        worker.send_signal(signal.SIGKILL)
    assert (said, worker.returncode) == ("working\n", -signal.SIGKILL)


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
