"""Installations that a backup is taken from or put into: a database of the round's kind and a folder of files each."""

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from governance.norwegian_order import teach

ROOT = Path(__file__).resolve().parents[3]
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n"
)


@dataclass(frozen=True)
class Place:
    """One installation, reached by commands of its own process."""

    url: str
    files: Path
    environment: dict[str, str]

    def run(self, *arguments, program: str = "", **options) -> subprocess.CompletedProcess:
        """`manage.py` with these arguments; or a `program` that ends by calling `main()`, which does the same."""
        command = ["-c", _PROGRAM.format(body=program)] if program else ["manage.py"]
        return subprocess.run(
            [sys.executable, *command, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            **options,
        )

    def rows(self) -> dict[str, list[str]]:
        """Every table with every row, in an order of its own."""
        with contextlib.closing(connect(self.url)) as raw:
            cursor = raw.cursor()
            cursor.execute(_TABLES[connection.vendor])
            found = {}
            for (table,) in cursor.fetchall():
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                found[table] = sorted(map(repr, cursor.fetchall()))
            return found

    def ask(self, sql: str) -> list[tuple]:
        with contextlib.closing(connect(self.url)) as raw:
            cursor = raw.cursor()
            cursor.execute(sql)
            return cursor.fetchall()

    def stored_files(self) -> dict[str, str]:
        """Path of each file of an alliance -> the checksum of what it holds."""
        return {
            str(path.relative_to(self.files)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.files.glob("*/*/*")
        }


_PROGRAM = """
import os, signal, sys, django
django.setup()
def main():
    from django.core.management import execute_from_command_line
    execute_from_command_line(["manage.py", *sys.argv[1:]])
{body}
"""
_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND "
    "sql NOT LIKE 'CREATE VIRTUAL%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def here(folder: Path) -> Place:
    """The test's own database, seen from another process; its files lie where the test's do."""
    if connection.vendor == "sqlite":
        url = f"sqlite:///{connection.settings_dict['NAME']}"
    else:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return _place(url, Path(settings.FILES_ROOT), folder)


def apart(place: Place, folder: Path) -> Place:
    """The installation as it stands, on SQLite in a file that only commands open: a thread of an earlier test may still
    hold the test's own, and a restore takes no file away from those who use it."""
    if connection.vendor != "sqlite":
        return place
    folder.mkdir(parents=True)
    copy = folder / "apart.sqlite3"
    with contextlib.closing(connect(place.url)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return _place(f"sqlite:///{copy}", place.files, folder)


@contextlib.contextmanager
def elsewhere(folder: Path):
    """An installation with nothing in it: no tables, no files."""
    files = folder / "data" / "files"
    if connection.vendor == "sqlite":
        (folder / "data").mkdir(parents=True)
        yield _place(f"sqlite:///{folder / 'data' / 'elsewhere.sqlite3'}", files, folder)
        return
    name = f"elsewhere_{uuid.uuid4().hex[:8]}"
    base = os.environ["DATABASE_URL"]
    _on_server(base, f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield _place(urlsplit(base)._replace(path=f"/{name}").geturl(), files, folder)
    finally:
        _on_server(base, f"DROP DATABASE {name} WITH (FORCE)")


def _place(url: str, files: Path, folder: Path) -> Place:
    """Its commands run with the settings of the tests, but in folders of their own."""
    program = folder / "place_settings.py"
    folder.mkdir(parents=True, exist_ok=True)
    program.write_text(
        "from pathlib import Path\nfrom tests.settings import *\n"
        f"FILES_ROOT = Path({str(files)!r})\n"
        "TASKS = {'default': {'BACKEND': 'django_tasks_db.DatabaseBackend', 'QUEUES': ['default']}}\n"
    )
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "place_settings",
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
    }
    return Place(url, files, environment)


def connect(url: str):
    if connection.vendor == "sqlite":
        raw = sqlite3.connect(url.removeprefix("sqlite:///"))
        teach(raw)
        return raw
    import psycopg2

    return psycopg2.connect(url)


def _on_server(url: str, sql: str) -> None:
    import psycopg2

    with contextlib.closing(psycopg2.connect(urlsplit(url)._replace(path="/postgres").geturl())) as raw:
        raw.autocommit = True
        raw.cursor().execute(sql)
