"""The health check: each part that fails is named, with 503; nothing else is told."""

import os
import time
from collections import namedtuple
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from governance.operation import condition, heartbeat

WELL = {"status": "ok", "database": "ok", "migrations": "ok", "disk": "ok", "worker": "ok"}
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def with_worker(settings, tmp_path, monkeypatch):
    """As in real use: work is done by another process, which shares the data folder."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(condition, "_needs_worker", lambda: True)
    return tmp_path


def asked(client, query=""):
    response = client.get(f"/helse-sjekk/{query}")
    return response.status_code, response.json()


@pytest.mark.django_db
def test_a_healthy_installation(client, with_worker, django_assert_num_queries):
    heartbeat.beat()
    with django_assert_num_queries(2):
        assert asked(client) == (200, WELL)
    assert client.head("/helse-sjekk/").status_code == 200
    assert "no-store" in client.get("/helse-sjekk/")["Cache-Control"]


@pytest.mark.django_db
def test_a_silent_worker(client, with_worker):
    assert asked(client) == (503, WELL | {"status": "feil", "worker": "feil"})
    heartbeat.beat()
    assert asked(client)[0] == 200
    long_ago = time.time() - heartbeat.SILENT_AFTER - 1
    os.utime(with_worker / "worker-alive", (long_ago, long_ago))
    assert asked(client)[0] == 503
    assert asked(client, "?kun=web") == (200, {"status": "ok", "database": "ok"})


@pytest.mark.django_db
def test_a_migration_that_is_not_run(client):
    recorder = MigrationRecorder(connection)
    assert asked(client)[1]["migrations"] == "ok"
    recorder.record_unapplied("governance", "0002_attachment_sent")
    assert asked(client) == (503, WELL | {"status": "feil", "migrations": "feil"})


@pytest.mark.django_db
def test_a_full_disk(client, settings, monkeypatch):
    monkeypatch.setattr(condition.shutil, "disk_usage", lambda path: Usage(10**12, 10**12, 199 * 1024 * 1024))
    assert asked(client) == (503, WELL | {"status": "feil", "disk": "feil"})
    settings.DISK_ROOM_MB = 199
    assert asked(client)[0] == 200


@pytest.mark.django_db
def test_a_database_that_is_away(client):
    with patch.object(connection, "cursor", side_effect=OperationalError("secret words")):
        status, told = asked(client)
        assert (status, told["database"], told["migrations"], told["disk"]) == (503, "feil", "feil", "ok")
        assert asked(client, "?kun=web") == (503, {"status": "feil", "database": "feil"})


def test_a_worker_that_cannot_write_its_sign_goes_on(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    with heartbeat.beating():
        assert not heartbeat.is_alive()
    settings.DATA_DIR = tmp_path
    with heartbeat.beating():
        while not heartbeat.is_alive():
            time.sleep(0.01)
