"""A migrated database, made once and then copied: migrating takes as long as hundreds of tests.

`python -m tests.migrated` sees to it for the database of DATABASE_URL (without it: SQLite), and tests.suite runs it for
both at the same time before the first round. What was made is kept in the virtual environment under a fingerprint of
everything a migrated database depends on, so a new migration or library makes a new one; the latest stay. A new
migration is done to the kept one that has the most of the others, and only another library begins from nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "migrated"  # the database on the tests' PostgreSQL server that the processes of a run copy
KEPT = 8  # of each kind: whoever goes back and forth between branches migrates each once


def fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    files = (*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "vestregion" / "settings.py")
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _made_of() -> dict[str, str]:
    """What a migrated database depends on, file by file."""
    files = (ROOT / "requirements.txt", ROOT / "vestregion" / "settings.py", *ROOT.glob("*/migrations/*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def nearest(kind: str) -> Path | None:
    """The kept one to begin from: ours, or else the one that has the most of our migrations and no others."""
    if kept(kind).exists():
        return kept(kind)
    ours, found = _made_of(), {}
    for path in Path(sys.prefix).glob(f"test-database-*.{kind}"):
        told = path.with_suffix(".json")
        theirs = json.loads(told.read_text()) if told.exists() else {}
        if "requirements.txt" in theirs and theirs.items() <= ours.items():
            found[path] = len(theirs)
    return max(found, key=found.get, default=None)


def kept(kind: str) -> Path:
    """Where the copy is kept, made or not: a database file ("sqlite3") or a dump ("sql")."""
    return Path(sys.prefix) / f"test-database-{fingerprint()}.{kind}"


def keep(unfinished: Path, kind: str) -> None:
    """Put what was just made in its place, whole or not at all, and drop the oldest of its kind."""
    kept(kind).with_suffix(".json").write_text(json.dumps(_made_of()))
    unfinished.replace(kept(kind))
    copies = sorted(Path(sys.prefix).glob(f"test-database-*.{kind}"), key=lambda one: one.stat().st_mtime)
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)


def make(database: str, url: str | None) -> subprocess.Popen:
    """Start the making, for the round of this name (tests.suite.ROUNDS), in a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"} | ({"DATABASE_URL": url} if url else {})
    return subprocess.Popen([sys.executable, "-m", "tests.migrated", database], env=environment, cwd=ROOT)


def main(database: str) -> None:
    import django

    django.setup()
    _sqlite() if database == "sqlite" else _postgres()


def _sqlite() -> None:
    from django.db import connection

    if kept("sqlite3").exists():
        return
    begun = lay_sqlite(connection)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=begun)
    keep_sqlite(connection)


def lay_sqlite(connection) -> bool:
    """Put the nearest one where the tests have theirs, for `migrate` to do the rest; whether there was any."""
    found = nearest("sqlite3")
    if found is not None:
        shutil.copyfile(found, connection.settings_dict["TEST"]["NAME"])
    return found is not None


def keep_sqlite(connection) -> None:
    """Keep a copy of the migrated database that the connection stands on."""
    unfinished = kept("sqlite3").with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    keep(unfinished, "sqlite3")


def _postgres() -> None:
    from django.db import connection

    url = urlsplit(os.environ["DATABASE_URL"])
    template = url._replace(path=f"/{TEMPLATE}").geturl()
    found = nearest("sql")
    if found is not None:
        _run("psql", "-q", "-d", url._replace(path="/postgres").geturl(), "-c", f"CREATE DATABASE {TEMPLATE}")
        _run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-d", template, "-f", found)
    if found == kept("sql"):
        return
    connection.settings_dict["TEST"]["NAME"] = TEMPLATE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=found is not None)
    connection.close()
    unfinished = kept("sql").with_suffix(f".{os.getpid()}")
    _run("pg_dump", "-d", template, "-f", unfinished)
    keep(unfinished, "sql")


def _run(program: str, *arguments) -> None:
    subprocess.run([postgres._program(program), *map(str, arguments)], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
