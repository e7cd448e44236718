"""Databases with the demo in them: loading takes longer than most modules need, so the first process that wants one
makes it, and every process of the run copies what it made."""

import pickle
import shutil
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests import migrated

Fill = Callable[[], Any]


@pytest.fixture(scope="session")
def demo_databases(django_db_setup, django_db_keepdb, django_db_blocker, made_once, tmp_path_factory):
    """Made when they are first asked for and kept for the whole run; who uses one takes back what she did. On a server
    of somebody's own, which outlives the run, each process makes and drops its own."""
    shared = connection.vendor == "sqlite" or django_db_keepdb

    def made_here(name: str, make) -> Path:
        make(folder := tmp_path_factory.mktemp(name))
        return folder

    kept = DemoDatabases(made_once, migrated.TEMPLATE) if shared else DemoDatabases(made_here)
    yield kept
    with django_db_blocker.unblock():
        kept.remove()


class DemoDatabases:
    """Inside `used` the connection of the tests stands on one of them, and before and after it on their own.

    `made_once(name, make)` gives a folder that `make` has filled. `first` begins the names of those that are copied
    on a server that goes with the run; without it they are dropped by `remove`.
    """

    def __init__(self, made_once: Callable[[str, Callable[[Path], None]], Path], first: str = ""):
        self.own = connection.settings_dict["NAME"]
        self.made_once, self.first = made_once, first
        self._made: dict[str, tuple[str, Any]] = {}

    @contextmanager
    def used(self, name: str, fill: Fill, *, upon: tuple[str, Fill] | None = None):
        """Gives what `fill()` gave, which can be pickled, when it filled the database of this name. It begins with what
        another one holds (`upon`), else with an empty one."""
        database, given = self._copied(name, fill, upon)
        _stand_on(database)
        try:
            with _taken_back():
                yield given
        finally:
            _stand_on(self.own)

    def remove(self) -> None:
        """On SQLite they go with the folders of the run."""
        if connection.vendor == "postgresql":
            for name, (database, _given) in self._made.items():
                _drop(database)
                if not self.first:
                    _drop(self._first(name, Path()))

    def _copied(self, name: str, fill: Fill, upon: tuple[str, Fill] | None) -> tuple[str, Any]:
        if name not in self._made:
            made = self.made_once(f"database-{name}", lambda folder: self._make(name, folder, fill, upon))
            database = self._beside(name)
            _copy(self._first(name, made), database)
            shutil.copytree(made / "files", settings.FILES_ROOT, dirs_exist_ok=True)
            self._made[name] = database, pickle.loads((made / "given").read_bytes())  # noqa: S301 - our own file
        return self._made[name]

    def _make(self, name: str, folder: Path, fill: Fill, upon: tuple[str, Fill] | None) -> None:
        """The first one, with the files that its rows name and what `fill` gave."""
        first = self._first(name, folder)
        _copy(self._copied(*upon, None)[0] if upon else self.own, first)
        _stand_on(first)
        try:
            with transaction.atomic():
                given = fill()
                connection.run_on_commit.clear()  # what the demo orders waits for a worker, and none is at work here
        finally:
            _stand_on(self.own)
        Path(settings.FILES_ROOT).mkdir(parents=True, exist_ok=True)
        shutil.copytree(settings.FILES_ROOT, folder / "files")
        (folder / "given").write_bytes(pickle.dumps(given))

    def _first(self, name: str, folder: Path) -> str:
        if connection.vendor == "sqlite":
            return str(folder / "database.sqlite3")
        return f"{self.first}_{name}" if self.first else self._beside(f"{name}_first")

    def _beside(self, name: str) -> str:
        own = Path(self.own)
        return str(own.with_name(f"{own.stem}_{name}{own.suffix}"))


@contextmanager
def _taken_back():
    outer = transaction.atomic()
    outer.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def _copy(source: str, database: str) -> None:
    if connection.vendor == "sqlite":
        import sqlite3

        # By connections: to open and close the file beside SQLite would drop every lock this process holds on it.
        with closing(sqlite3.connect(source)) as begun, closing(sqlite3.connect(database)) as copy:
            begun.backup(copy)
        return
    connection.close()
    _drop(database)
    _ask(f'CREATE DATABASE "{database}" TEMPLATE "{source}"')


def _drop(database: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{database}"')


def _ask(sql: str) -> None:
    """A database is made and dropped from another one."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def _stand_on(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
