"""SQLite: copied through its own online backup, put back beside the old file and then renamed over it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect as open_database

from django.db import connection

from governance.norwegian_order import teach
from vestregion.backup import snapshot
from vestregion.backup.failure import BackupFailed
from vestregion.backup.manifest import Manifest, pieces, sync_folder, write_new

FILE = "database.sqlite3"
WAIT = 10  # seconds


@contextmanager
def dumped(folder: Path):
    """Copy one moment into the folder and yield what was in it. Writers go on writing meanwhile."""
    source = _path()
    if not source.is_file():
        raise BackupFailed(f"There is no database at {source}. Check VESTREGION_DATA and DATABASE_URL.")
    target = folder / FILE
    write_new(target, [])
    with closing(_open(source)) as live, closing(open_database(target)) as copy:
        live.backup(copy)  # all pages in one go: one moment, also while others write
        copy.execute("PRAGMA journal_mode=DELETE")
    seen = _look(target)
    with target.open("rb") as file:
        os.fsync(file.fileno())
    yield seen


def holds_something() -> bool:
    """Whether the target has an alliance or a user; tables alone, as `migrate` leaves them, are nothing to lose."""
    if not _path().is_file():
        return False
    with closing(_open(_path())) as database:
        tables = _tables(database)
        kept = [name for name in ("governance_alliance", "governance_user") if name in tables]
        return any(snapshot.count(database.cursor(), kept).values())


def load(dump: Path, manifest: Manifest, migrate: Callable[[], None]) -> None:
    """Make the whole new database beside the old one, bring it up to date, and put it in the old one's place."""
    target = _path()
    beside = target.with_name(f".{target.name}.restoring")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _remove(beside)
        write_new(beside, pieces(dump))
        different = differing(_look(beside).tables, manifest.tables)
        if different:
            raise BackupFailed(f"The copy does not hold what its manifest says: {different}. Nothing is changed.")
        with _as_default(beside):
            migrate()
        _close(beside)
        if target.exists():
            _close(target)
        beside.replace(target)
        sync_folder(target.parent)
    finally:
        _remove(beside)


def differing(found: dict[str, int], expected: dict[str, int]) -> str:
    """What two counts of rows disagree on, in words; empty when nothing."""
    names = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    return ", ".join(f"{name} has {found.get(name)} rows, not {expected.get(name)}" for name in names)


def _path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _open(path: Path) -> sqlite3.Connection:
    opened = open_database(f"file:{path}?mode=rw", uri=True, timeout=WAIT)
    teach(opened)
    return opened


def _look(path: Path) -> snapshot.Snapshot:
    with closing(_open(path)) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise BackupFailed(f"SQLite finds the database damaged: {answer}.")
        return snapshot.read(database.cursor(), sqlite3.sqlite_version, _tables(database))


def _tables(database: sqlite3.Connection) -> list[str]:
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for name, sql in rows if not sql.upper().startswith("CREATE VIRTUAL")]


@contextmanager
def _as_default(path: Path):
    """Let Django's own connection be one to this file for a while."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _close(path: Path) -> None:
    """Write what lies in the journal into the file itself. Fails while anyone else has the database open."""
    connection.close()
    with closing(open_database(path, timeout=1)) as database:
        database.execute("PRAGMA journal_mode=DELETE").fetchone()


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
