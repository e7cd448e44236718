"""Databases with the demo in them, for the tests of one process: loading takes longer than most modules need."""

from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction


@pytest.fixture(scope="session")
def demo_databases(django_db_setup, django_db_blocker):
    """Made when they are first asked for and kept for the whole run; who uses one takes back what she did."""
    kept = DemoDatabases()
    yield kept
    with django_db_blocker.unblock():
        kept.remove()


class DemoDatabases:
    """Inside `used` the connection of the tests stands on one of them, and before and after it on their own."""

    def __init__(self):
        self.own = connection.settings_dict["NAME"]
        self._made: dict[str, tuple[str, Any]] = {}

    @contextmanager
    def used(self, name: str, fill: Callable[[], Any]):
        """Gives what `fill()` gave when it filled the database of this name."""
        if name not in self._made:
            self._made[name] = self._make(name, fill)
        database, given = self._made[name]
        _stand_on(database)
        try:
            with _taken_back():
                yield given
        finally:
            _stand_on(self.own)

    def remove(self) -> None:
        """On SQLite they go with the folder of the process."""
        if connection.vendor == "postgresql":
            for database, _given in self._made.values():
                _drop(database)

    def _make(self, name: str, fill: Callable[[], Any]) -> tuple[str, Any]:
        own = Path(self.own)
        database = str(own.with_name(f"{own.stem}_{name}{own.suffix}"))
        _copy(self.own, database)
        _stand_on(database)
        try:
            with transaction.atomic():
                given = fill()
                connection.run_on_commit.clear()  # what the demo orders waits for a worker, and none is at work here
        finally:
            _stand_on(self.own)
        return database, given


@contextmanager
def _taken_back():
    outer = transaction.atomic()
    outer.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def _copy(own: str, database: str) -> None:
    if connection.vendor == "sqlite":
        import sqlite3

        # By a connection: to open and close the file beside SQLite would drop every lock this process holds on it.
        connection.ensure_connection()
        with closing(sqlite3.connect(database)) as copy:
            connection.connection.backup(copy)
        return
    connection.close()
    _drop(database)
    _ask(f'CREATE DATABASE "{database}" TEMPLATE "{own}"')


def _drop(database: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{database}"')


def _ask(sql: str) -> None:
    """A database is made and dropped from another one."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def _stand_on(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
