"""The demo as tests meet it: in the test database for one module, or served by the real server on a copy of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def demo_loaded(django_db_setup, django_db_blocker):
    """Both demo alliances, for all tests of a module; taken back at its end."""
    from vestregion.demo import load

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        load()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
        connection.close()


@pytest.fixture
def demo_data(demo_loaded, db):
    """The demo, and a database this test may change: its changes are taken back."""


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """A data folder with the demo in it, made once by the command that people run."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([sys.executable, "manage.py", "demo"], cwd=ROOT, env=_environment(folder), check=True, timeout=300)
    return folder


@pytest.fixture
def demo_server(demo_folder, tmp_path):
    """The address of a real server on a copy of the demo, stopped at the end of the test."""
    folder = tmp_path / "data"
    shutil.copytree(demo_folder, folder)
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "vestregion.wsgi:application"], cwd=ROOT, env=_environment(folder), stdout=log, stderr=log
        )
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/helse-sjekk/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _environment(folder: Path) -> dict:
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return inherited | {"VESTREGION_MODE": "demo", "VESTREGION_DATA": str(folder), "DEBUG": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"The server stopped with {server.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError("The server did not answer within a minute")
