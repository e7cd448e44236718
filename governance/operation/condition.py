"""Whether this installation can do its work: database, migrations, room on the disk, and a living worker.

Asked by `/helse-sjekk/` every few seconds, so each part is one small query or one look at the disk.
"""

import os
import shutil
from functools import lru_cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from governance.jobs import run_job
from governance.operation import heartbeat

MEGABYTE = 1024 * 1024


def parts(*, web_only: bool = False) -> dict[str, bool]:
    """Name of each part -> whether it is well. `web_only` leaves out what is no fault of this web process."""
    answers = {"database": _has_database()}
    if web_only:
        return answers
    answers["migrations"] = answers["database"] and _is_migrated()
    answers["disk"] = has_room()
    answers["worker"] = heartbeat.is_alive() or not _needs_worker()
    return answers


def has_room() -> bool:
    """Whether the data folder can be written, and holds the largest upload several times over."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return False
    return free >= settings.DISK_ROOM_MB * MEGABYTE and os.access(settings.DATA_DIR, os.W_OK)


def _needs_worker() -> bool:
    """Whether jobs wait for a worker; in the test suite they are done at once."""
    return run_job.get_backend().supports_defer


def _has_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Error:
        return False


def _is_migrated() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return _known() <= set(cursor.fetchall())
    except Error:
        return False


@lru_cache(maxsize=1)
def _known() -> frozenset[tuple[str, str]]:
    """The migrations this program came with; they are read from disk once."""
    loader = MigrationLoader(None)
    replaced = {name for migration in loader.replacements.values() for name in migration.replaces}
    return frozenset(loader.disk_migrations.keys() - replaced)
