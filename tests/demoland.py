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
from functools import partial
from pathlib import Path

import pytest

from tests import migrated

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "vestregion.sqlite3"  # in a data folder


def _load(*, opened: bool) -> None:
    from vestregion.demo import load

    load(opened=opened)


# The databases of tests/demobase.py that hold the demo: their name, and what fills them.
UNOPENED = "demo", partial(_load, opened=False)
OPEN = "opened", partial(_load, opened=True)


@pytest.fixture(scope="module")
def demo_loaded(request, demo_databases, django_db_blocker):
    """Both demo alliances, for all tests of a module; what these did is taken back at its end. Nothing is published
    yet, unless the module says `OPENED = True`: most tests open by themselves what they ask about."""
    name, fill = OPEN if getattr(request.module, "OPENED", False) else UNOPENED
    with django_db_blocker.unblock(), demo_databases.used(name, fill):
        yield


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
def demo_folder(made_once, django_db_setup):
    """A data folder with the demo in it, made by the command that people run, on a database migrated already."""

    def make(folder: Path) -> None:
        if migrated.kept("sqlite3").exists():
            shutil.copyfile(migrated.kept("sqlite3"), folder / DATABASE)
        run_on(folder, "manage.py", "demo")

    return made_once("demo", make)


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

    def begin_again(self, pristine: Path) -> None:
        """Give the folder what `pristine` holds, beneath a server that goes on: to start one takes longer than most of
        what is done with it. Nothing may be at work on it."""
        self.end_worker()
        for place in self.folder.iterdir():
            if place.is_dir():
                shutil.rmtree(place)
        shutil.copytree(pristine, self.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.sqlite3*", "*.log"))
        # Written as one transaction, so the server's connections see all of it or nothing.
        own = sqlite3.connect(self.folder / DATABASE, timeout=30)
        with closing(sqlite3.connect(pristine / DATABASE)) as source, closing(own) as target:
            source.backup(target)

    def kill(self) -> None:
        """The power goes: no process of the server may finish what it is doing."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=20)

    def end_worker(self) -> None:
        _end(self.worker)
        self.worker = None

    def stop(self) -> None:
        """End what runs."""
        _end(self.server, self.worker)

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


@pytest.fixture(scope="session")
def kept_machine(demo_folder, tmp_path_factory):
    """The machine of this process, on a copy of the demo."""
    folder = tmp_path_factory.mktemp("machine") / "data"
    shutil.copytree(demo_folder, folder)
    with serving(folder) as machine:
        yield machine


@pytest.fixture
def demo_machine(kept_machine, demo_folder):
    """A DemoMachine that serves a copy of the demo; what the test does to it is taken back at its end."""
    yield kept_machine
    kept_machine.begin_again(demo_folder)


@pytest.fixture
def demo_server(demo_machine):
    """The address of a real server on a copy of the demo."""
    return demo_machine.address


@pytest.fixture
def demo_worker(demo_machine):
    """The demo's task worker: jobs are done while the test runs."""
    demo_machine.start_worker()


def _end(*processes: subprocess.Popen | None) -> None:
    """Politely first."""
    begun = [process for process in processes if process is not None]
    for process in begun:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in begun:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: Path) -> dict:
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DEBUG")}
    ours = {"VESTREGION_MODE": "demo", "VESTREGION_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.machine"}
    return inherited | ours


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
