"""The SQLite test database is migrated once and then copied: migrating takes longer than most tests.

The copy to take is chosen by a fingerprint of everything a migrated database depends on, so a new migration or
library makes a new one; the latest stay. They live in the virtual environment; `--create-db` makes it anew.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = 8  # copies: whoever goes back and forth between branches migrates each once


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    files = (*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "vestregion" / "settings.py")
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrated() -> Path:
    return Path(sys.prefix) / f"test-database-{_fingerprint()}.sqlite3"


@pytest.fixture(scope="session")
def keeps_copies(django_db_use_migrations):
    """Whether this run takes and makes copies: not on PostgreSQL, nor where --nomigrations leaves no trace of them."""
    return connection.vendor == "sqlite" and django_db_use_migrations


@pytest.fixture(scope="session")
def django_db_keepdb(request, keeps_copies, django_db_modify_db_settings):
    """Whether the tests' database is there already: on SQLite once the copy has been made."""
    if not keeps_copies or request.config.getoption("--create-db") or not _migrated().exists():
        return False
    shutil.copyfile(_migrated(), settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, keeps_copies, django_db_keepdb, django_db_blocker):
    """Set the database up as pytest-django does, and keep a copy for the next run if it was just migrated."""
    if keeps_copies and not django_db_keepdb:
        unfinished = _migrated().with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        unfinished.replace(_migrated())
        copies = sorted(_migrated().parent.glob("test-database-*.sqlite3"), key=lambda one: one.stat().st_mtime)
        for old in copies[:-KEPT]:
            old.unlink(missing_ok=True)
