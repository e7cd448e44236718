"""The daily chores: what they do, that they bear being done twice, and that they order themselves anew."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from governance import clock, daily, history
from governance.access import system_actor
from governance.choices import DocumentState
from governance.filing import files
from governance.models import DocumentFile, Event, FrozenDocument, StoredFile
from governance.operation import worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(alliance, settings, tmp_path):
    """`keep(data)`: store the bytes as an upload does; gives their row."""
    settings.FILES_ROOT = tmp_path / "files"

    def keep_bytes(data: bytes):
        with history.recording(system_actor(alliance), "plan.upload", alliance):
            return files.store(alliance, data, content_type="text/plain")

    return keep_bytes


def in_days(days: float):
    return clock.now() + timedelta(days=days)


class TestUnusedFiles:
    def test_a_forgotten_upload_goes_after_a_day(self, keep):
        stored = keep(b"en plan")
        path = files.path_of(stored)
        assert files.remove_unused(in_days(0.9)) == 0
        assert path.is_file()
        assert files.remove_unused(in_days(1.1)) == 1
        assert not path.exists()
        assert not StoredFile.objects.present().exists()
        assert Event.objects.filter(act="file.remove").count() == 1

    def test_twice_is_once(self, keep):
        keep(b"en plan")
        assert [files.remove_unused(in_days(2)) for _ in range(2)] == [1, 0]

    def test_a_file_in_use_stays(self, keep, alliance):
        stored = keep(b"%PDF")
        document = FrozenDocument(
            alliance=alliance, kind="plan", subject="plan:1", number=1, title="Plan", schema_version=1, content="{}",
            sha256="0" * 64, frozen_at=clock.now(), state=DocumentState.DRAFT,
        )  # fmt: skip
        with history.recording(system_actor(alliance), "test", alliance):
            history.create(document)
            used = history.create(DocumentFile(document=document, format="pdf", file=stored, file_name="plan.pdf"))
        assert files.remove_unused(in_days(2)) == 0
        with history.recording(system_actor(alliance), "test", alliance):
            history.remove(used)
        assert files.remove_unused(in_days(2)) == 0, "what lies in the bin can be brought back, with its file"
        assert files.path_of(stored).read_bytes() == b"%PDF"

    def test_the_same_bytes_come_back(self, keep):
        stored = keep(b"en plan")
        files.remove_unused(in_days(2))
        again = keep(b"en plan")
        assert again.pk == stored.pk
        assert again.removed_at is None
        assert files.path_of(again).read_bytes() == b"en plan"

    def test_bytes_that_are_stored_again_are_young(self, keep):
        stored = keep(b"en plan")
        old = (clock.now() - timedelta(days=3)).timestamp()
        os.utime(files.path_of(stored), (old, old))
        keep(b"en plan")
        assert files.remove_unused() == 0

    def test_a_row_whose_bytes_are_lost(self, keep):
        files.path_of(keep(b"en plan")).unlink()
        assert files.remove_unused() == 1


class TestChores:
    @pytest.fixture(autouse=True)
    def chores(self, monkeypatch):
        monkeypatch.setattr(daily, "_chores", {})

    def test_each_is_registered_once(self):
        daily.register_chore("a", int, "Tell")
        daily.register_chore("a", int, "Tell")
        with pytest.raises(ValueError, match="twice"):
            daily.register_chore("a", float, "Tell")

    def test_one_that_fails_does_not_stop_the_others(self, capsys, expect_error_log):
        expect_error_log("governance.daily", "failed")
        daily.register_chore("broken", lambda: 1 // 0, "Går galt")
        daily.register_chore("works", lambda: 3, "Går bra")
        with pytest.raises(CommandError):
            call_command("daily")
        assert capsys.readouterr().out == "broken: failed\nworks: 3\n"


def test_the_command_does_every_chore(capsys):
    for _ in range(2):
        call_command("daily")
        done = capsys.readouterr().out.splitlines()
        named = ("silent jobs", "lost jobs", "silent mails", "digests", "waiting mails", "unused files")
        assert {f"{name}: 0" for name in named} <= set(done)
        assert all(line.endswith(": 0") for line in done)


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2018, 3, 8, 1, 0, tzinfo=UTC), datetime(2018, 3, 8, 2, 0, tzinfo=UTC)),
        (datetime(2018, 3, 8, 2, 0, tzinfo=UTC), datetime(2018, 3, 9, 2, 0, tzinfo=UTC)),
        (datetime(2018, 3, 24, 12, 0, tzinfo=UTC), datetime(2018, 3, 25, 1, 0, tzinfo=UTC)),  # summer time begins
    ],
)
def test_the_next_night(now, night):
    assert daily.next_night(now) == night


class TestInTheQueue:
    @pytest.fixture(autouse=True)
    def queue(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

    def test_ordered_once(self):
        call_command("daily", schedule=True)
        call_command("daily", schedule=True)
        assert [row.task_path for row in DBTaskResult.objects.all()] == ["governance.daily.every_night"]

    def test_a_worker_does_them_and_orders_the_next_night(self, keep):
        stored = keep(b"en plan")
        old = (clock.now() - timedelta(days=3)).timestamp()
        os.utime(files.path_of(stored), (old, old))
        call_command("daily", schedule=True)
        daily.every_night.call()  # a worker closes its connection between tasks, which a test cannot bear
        assert not StoredFile.objects.present().exists()
        assert DBTaskResult.objects.count() == 1

    def test_while_it_runs_the_next_night_is_ordered(self):
        call_command("daily", schedule=True)
        running = DBTaskResult.objects.get()
        running.claim("worker")
        daily.every_night.call()
        waiting = DBTaskResult.objects.get(status="READY")
        assert waiting.run_after == daily.next_night(clock.now())

    def test_a_worker_that_begins_again_after_an_outage_looks_for_what_was_left(self, monkeypatch):
        """The round comes soon, once, and the next night is ordered whatever the outage took with it."""
        began = []

        def lost_twice(worker):
            began.append(list(DBTaskResult.objects.values_list("task_path", flat=True)))
            DBTaskResult.objects.filter(task_path=daily.every_night.module_path).delete()
            if len(began) < 3:
                raise OperationalError("gone")

        monkeypatch.setattr(Worker, "run", lost_twice)
        monkeypatch.setattr(worker, "PAUSE", 0)
        monkeypatch.setattr(worker.connections, "close_all", lambda: None)
        lasting = worker.LastingWorker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="w",
            excluded_queue_names=[],
        )
        lasting.orders_chores = True
        before = clock.now()
        lasting.run()
        assert [sorted(each) for each in began] == [["governance.daily.chores_now", "governance.daily.every_night"]] * 3
        assert DBTaskResult.objects.get().run_after >= before + worker.ROUND_AFTER

    def test_old_lines_of_the_queue_go(self):
        daily.every_night.enqueue()
        row = DBTaskResult.objects.get()
        row.status, row.finished_at = "SUCCESSFUL", in_days(-15)
        row.started_at = row.finished_at
        row.save()
        assert daily.forget_finished_tasks() == 1
