"""Taking a backup: first the database at one moment, then every file its rows name, then all of it read back."""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from governance import clock
from governance.filing import files
from vestregion.backup import manifest, postgres, sqlite
from vestregion.backup.failure import BackupFailed, plain_words
from vestregion.backup.manifest import Manifest
from vestregion.backup.snapshot import Snapshot

NAMED = "%Y-%m-%dT%H%M%SZ"


def database_kind():
    """The module that knows this installation's database."""
    return sqlite if connection.vendor == "sqlite" else postgres


def make(folder: Path) -> Manifest:
    """Take a whole backup, which then is the folder. Raises BackupFailed, and leaves nothing, where it cannot."""
    folder = folder.absolute()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BackupFailed(f"{folder} is there already. Name a new folder, or use --keep to have several in it.")
    with plain_words(folder.parent), _unfinished(folder) as work, files.all_kept():
        with database_kind().dumped(work) as seen:
            pass
        missing = _copy_files(seen, work / "files")
        manifest.write(work, _describe(seen, work, missing))
        return manifest.check(work)


def make_in_series(folder: Path, keep: int) -> tuple[Path, Manifest]:
    """Take a backup in a folder of its own, named after the moment, and let the `keep` newest stay."""
    with plain_words(folder):
        place = folder.absolute() / clock.now().strftime(NAMED)
        made = make(place)
        for old in series(folder)[keep:]:
            shutil.rmtree(old)
    return place, made


def series(folder: Path) -> list[Path]:
    """The backups in a folder, newest first."""
    return sorted((path.parent for path in folder.glob(f"[0-9]*Z/{manifest.NAME}")), reverse=True)


def _copy_files(seen: Snapshot, target: Path) -> list[str]:
    """Copy what the rows name; returns the files that should have been there, and were not, or not as they were."""
    missing = []
    target.mkdir(mode=0o700)
    for path in sorted(seen.needed | seen.binned):
        source = Path(settings.FILES_ROOT) / path
        if manifest.sha256(source) == source.name:
            manifest.write_new(target / path, manifest.pieces(source))
        elif path in seen.needed:
            missing.append(path)
    return missing


def _describe(seen: Snapshot, work: Path, missing: list[str]) -> Manifest:
    kind = database_kind()
    copied = {str(path.relative_to(work / "files")): path.stat().st_size for path in (work / "files").glob("*/*/*")}
    return Manifest(
        made_at=clock.now().isoformat(timespec="seconds"),
        product=manifest.product_version(),
        kind=connection.vendor,
        server=seen.server,
        database=kind.FILE,
        database_sha256=manifest.sha256(work / kind.FILE),
        tables=seen.tables,
        migrations=seen.migrations,
        files=dict(sorted(copied.items())),
        missing=missing,
    )


@contextmanager
def _unfinished(folder: Path):
    """A folder beside `folder` that takes its name when the work in it is done, and is removed when it is not.

    Only its owner reads what is made in it. It is locked while someone works in it, so that what a killed backup left
    is known, and removed by the next.
    """
    usual = os.umask(0o077)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(".*.unfinished-*"):
            _remove_abandoned(left)
        with _locked_folder(folder) as work:
            yield work
            for each in [work, *(path for path in work.rglob("*") if path.is_dir())]:
                manifest.sync_folder(each)
            work.rename(folder)
            manifest.sync_folder(folder.parent)
    finally:
        os.umask(usual)


@contextmanager
def _locked_folder(folder: Path):
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.unfinished-", dir=folder.parent))
    handle = os.open(work, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield work
    finally:
        os.close(handle)
        shutil.rmtree(work, ignore_errors=True)


def _remove_abandoned(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    except BlockingIOError:
        return  # another backup works in it
    finally:
        os.close(handle)
