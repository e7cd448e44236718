"""The demo as tests meet it: in the test database for one module, or served by the real server on a copy of its own."""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo_databases(django_db_setup, django_db_blocker):
    """Databases with the demo in them, made when they are first asked for and kept for the whole run: loading takes
    longer than most modules. Nothing in them is changed: whoever uses one takes back what she did."""
    kept = DemoDatabases()
    yield kept
    with django_db_blocker.unblock():
        kept.remove()


class DemoDatabases:
    """The connection of the tests stands on one of them inside `used`."""

    def __init__(self):
        self.own, self.made = connection.settings_dict["NAME"], {}

    @contextmanager
    def used(self, *, opened: bool):
        if opened not in self.made:
            self._make(opened)
        self._stand_on(self.made[opened])
        try:
            yield
        finally:
            self._stand_on(self.own)

    def remove(self) -> None:
        for name in self.made.values():
            if connection.vendor == "sqlite":
                Path(name).unlink(missing_ok=True)
            else:
                self._ask(f'DROP DATABASE IF EXISTS "{name}"')

    def _make(self, opened: bool) -> None:
        from vestregion.demo import load

        name = f"{self.own}_demo{'_opened' if opened else ''}"
        if connection.vendor == "sqlite":
            # By a connection: to open and close the file beside SQLite would drop every lock this process holds on it.
            connection.ensure_connection()
            with closing(sqlite3.connect(name)) as copy:
                connection.connection.backup(copy)
        else:
            connection.close()
            self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{self.own}"')
        self._stand_on(name)
        with transaction.atomic():
            load(opened=opened)
            connection.run_on_commit.clear()  # what the demo orders waits for a worker, and none is at work here
        self.made[opened] = name

    @staticmethod
    def _ask(sql: str) -> None:
        """A database is made and dropped from another one."""
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)

    @staticmethod
    def _stand_on(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name


@pytest.fixture(scope="module")
def demo_loaded(request, demo_databases, django_db_blocker):
    """Both demo alliances, for all tests of a module; what these did is taken back at its end. Nothing is published
    yet, unless the module says `OPENED = True`: most tests open by themselves what they ask about."""
    opened = getattr(request.module, "OPENED", False)
    with django_db_blocker.unblock(), demo_databases.used(opened=opened):
        outer = transaction.atomic()
        outer.__enter__()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def demo_data(demo_loaded, db):
    """The demo, and a database this test may change: its changes are taken back."""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory, worker_id):
    """`made_once(name, make)`: a folder that `make(folder)` fills for all processes of the run; nobody changes it."""
    base = tmp_path_factory.getbasetemp()
    place = base if worker_id == "master" else base.parent

    def folder(name: str, make) -> Path:
        target = place / f"once-{name}"
        with (place / f"once-{name}.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            if not target.exists():
                unfinished = place / f"unfinished-{name}"
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(target)
        return target

    return folder


@pytest.fixture(scope="session")
def demo_folder(made_once):
    """A data folder with the demo in it, made by the command that people run."""
    return made_once("demo", lambda folder: run_on(folder, "manage.py", "demo"))


def run_on(folder: Path, *arguments: str) -> str:
    """Run a Python command on a data folder; what it printed. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(folder),
        check=True,
        timeout=300,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


class DemoMachine:
    """The real server on a data folder, as `./run demo` starts it; it may die and start again on the same port."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, _free_port()
        self.address = f"http://localhost:{self.port}"
        self.server: subprocess.Popen | None = None
        self.worker: subprocess.Popen | None = None

    def start(self) -> None:
        """Serve the folder and return when pages answer."""
        command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        self.server = self._run("server.log", *command, "vestregion.wsgi:application")
        _wait_for(f"{self.address}/helse-sjekk/?kun=web", self.server)

    def start_worker(self) -> None:
        """Run what is waiting in the queue of jobs, in a process of its own."""
        self.worker = self._run("worker.log", "manage.py", "db_worker", "--queue-name", "*", "--no-reload")

    def kill(self) -> None:
        """The power goes: no process of the server may finish what it is doing."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=20)

    def stop(self) -> None:
        """End what runs, politely first."""
        for process in filter(None, (self.server, self.worker)):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in filter(None, (self.server, self.worker)):
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def _run(self, log: str, *arguments: str) -> subprocess.Popen:
        with (self.folder / log).open("ab") as out:
            # A session of its own, so that the whole group of processes can be killed at once.
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=_environment(self.folder),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )


@contextmanager
def serving(folder: Path):
    """A DemoMachine at work on the folder."""
    machine = DemoMachine(folder)
    try:
        machine.start()
        yield machine
    finally:
        machine.stop()


@pytest.fixture
def demo_machine(demo_folder, tmp_path):
    """A DemoMachine that serves a copy of the demo, stopped at the end of the test."""
    folder = tmp_path / "data"
    shutil.copytree(demo_folder, folder)
    with serving(folder) as machine:
        yield machine


@pytest.fixture
def demo_server(demo_machine):
    """The address of a real server on a copy of the demo."""
    return demo_machine.address


@pytest.fixture
def demo_worker(demo_machine):
    """The demo's task worker: jobs are done while the test runs."""
    demo_machine.start_worker()


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
