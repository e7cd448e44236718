"""Putting a backup back: everything is checked before anything is touched, and counted before it takes its place."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from vestregion.backup import manifest
from vestregion.backup.failure import BackupFailed, plain_words
from vestregion.backup.making import database_kind, series
from vestregion.backup.manifest import Manifest


def find(folder: Path) -> Path:
    """The backup that a folder is, or the newest in it."""
    if (folder / manifest.NAME).exists():
        return folder
    return next(iter(series(folder)), folder)


def examine(folder: Path) -> Manifest:
    """Everything that can be asked of a backup before it is used here. Raises BackupFailed."""
    with plain_words(folder):
        found = manifest.check(folder)
    if found.kind != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise BackupFailed(
            f"The backup is of {names.get(found.kind, found.kind)} and this installation uses "
            f"{names[connection.vendor]}. Point DATABASE_URL to a database of the backup's kind."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = [name for name in found.migrations if name not in known]
    if unknown:
        raise BackupFailed(
            f"The backup was made by a newer Vestregion ({found.product}) than this ({manifest.product_version()}), "
            f"which does not know {unknown[-1]}. Update the program first."
        )
    return found


def restore(folder: Path, *, replace: bool = False) -> Manifest:
    """Put the backup in this installation's database and folder of files. Raises BackupFailed; the target is then
    as it was, but for files that nothing points to yet."""
    found, kind = examine(folder), database_kind()
    root = Path(settings.FILES_ROOT)
    with plain_words(root.parent):
        if kind.holds_something() and not replace:
            raise BackupFailed(
                "The database here already has alliances or users. Take a backup of it, then use --replace to put "
                "this one in its place."
            )
        for path in found.files:
            _put(folder / "files" / path, root / path)
        kind.load(folder / found.database, found, _bring_up_to_date)
        if replace:
            _remove_others(root, found)
        _check_files(root, found)
    return found


def _bring_up_to_date() -> None:
    """Run later migrations, and hold back the mail that waited: it may have been sent since."""
    from governance.services.mail import hold_waiting

    call_command("migrate", interactive=False, verbosity=0)
    hold_waiting()


def _put(source: Path, target: Path) -> None:
    if manifest.sha256(target) == target.name:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=target.parent)
    os.close(handle)
    try:
        manifest.write_new(Path(beside), manifest.pieces(source))
        Path(beside).replace(target)
        manifest.sync_folder(target.parent)
    finally:
        Path(beside).unlink(missing_ok=True)


def _remove_others(root: Path, found: Manifest) -> None:
    """Files of what was replaced: no row names them any more, so nothing else would ever remove them."""
    for path in root.glob("*/*/*"):
        if str(path.relative_to(root)) not in found.files:
            path.unlink()


def _check_files(root: Path, found: Manifest) -> None:
    wrong = [path for path in found.files if manifest.sha256(root / path) != Path(path).name]
    if wrong:
        raise BackupFailed(f"The database is restored, but {len(wrong)} files are not. Run the command with --replace.")
