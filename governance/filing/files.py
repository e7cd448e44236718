"""Files of an alliance: stored once under their checksum, never changed, reached only through rows that use them.

The bytes lie in DATA_DIR/files/<alliance>/<ab>/<sha256>. They are written beside their place, forced to disk and
renamed before the change with their row is committed: a crash leaves at most an unused file, never a row without bytes.
A file that no row uses goes after a day (`remove_unused`); its row stays in the bin and comes back with the same bytes.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from governance import clock, history
from governance.access import system_actor
from governance.models import Alliance, StoredFile

UNUSED_AFTER = timedelta(days=1)  # longer than anyone takes from an upload to the act that uses it


class FileGone(history.Refused):
    """The row is there but its bytes are not."""

    def __init__(self):
        super().__init__(_("Filen finnes ikke lenger på tjeneren. Meld fra til den som drifter systemet."))


def store(alliance, data: bytes, *, content_type: str) -> StoredFile:
    """Keep the bytes and return their row; the same bytes again give the same row. Inside history.recording only."""
    stored = _row(alliance, hashlib.sha256(data).hexdigest(), len(data), content_type)
    _write(_path(alliance.pk, stored.sha256), [data], len(data))
    return stored


def store_upload(alliance, upload, *, content_type: str) -> StoredFile:
    """Keep an upload that has been checked (governance/filing/uploads.py), a piece at a time, and return its row.

    Inside history.recording only.
    """
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
        size += len(chunk)
    upload.seek(0)
    stored = _row(alliance, digest.hexdigest(), size, content_type)
    _write(_path(alliance.pk, stored.sha256), upload.chunks(), size)
    return stored


def path_of(stored: StoredFile) -> Path:
    """Where the bytes lie. Raises FileGone."""
    path = _path(stored.alliance_id, stored.sha256)
    if not path.is_file():
        raise FileGone
    return path


def response(stored: StoredFile, file_name: str, *, inline: bool = False, secret: bool = False) -> FileResponse:
    """The file as an answer to a browser that may have it; the caller has asked `visible_to`.

    Whatever the file holds, it runs nothing and reaches nothing of ours; a `secret` one is kept in no cache.
    """
    answer = FileResponse(
        path_of(stored).open("rb"), filename=file_name, content_type=stored.content_type, as_attachment=not inline
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store" if secret else "private, no-cache"
    return answer


def remove_unused(now: datetime | None = None) -> int:
    """Put away every file that no row uses and that was last stored more than a day ago; returns how many.

    Uploads that nobody confirmed end here. A row in the bin, or in the history, still uses its file. While a backup
    is taken nothing is put away; the next night comes.
    """
    before = (now or clock.now()) - UNUSED_AFTER
    with _removal_lock() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return sum(_remove(stored, before) for each in Alliance.objects.all() for stored in list(_unused(each)))


@contextmanager
def all_kept():
    """No file is put away while this lasts, in whatever process: who copies rows and then files finds them all."""
    with _removal_lock() as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield


def _removal_lock():
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return (root / ".removing").open("w")


def _unused(alliance):
    rows = StoredFile.objects.of(alliance)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.one_to_many:
            name = relation.field.name
            users = relation.related_model._base_manager.filter(**{f"{name}__isnull": False})
            rows = rows.exclude(pk__in=users.values(name))
    return rows


def _remove(stored: StoredFile, before: datetime) -> bool:
    """With the row held, so that whoever stores the same bytes now waits and then writes them anew."""
    path = _path(stored.alliance_id, stored.sha256)
    with history.recording(system_actor(stored.alliance), "file.remove", stored):
        history.lock(stored)
        fresh = path.is_file() and path.stat().st_mtime > before.timestamp()
        if fresh or not _unused(stored.alliance).filter(pk=stored.pk).exists():
            return False
        history.remove(stored)
        path.unlink(missing_ok=True)
        return True


def _row(alliance, sha256: str, size: int, content_type: str) -> StoredFile:
    """The row of these bytes, held until the end of the transaction; out of the bin if it lay there."""
    known = StoredFile.objects.filter(alliance=alliance, sha256=sha256).first()
    if known is None:
        return history.create(StoredFile(alliance=alliance, sha256=sha256, size=size, content_type=content_type))
    return history.restore(known)


def _path(alliance_id, sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / str(alliance_id) / sha256[:2] / sha256


def _write(path: Path, chunks: Iterable[bytes], size: int) -> None:
    if path.is_file() and path.stat().st_size == size:
        os.utime(path)  # stored again: young, and not to be put away as unused
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
