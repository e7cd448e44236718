"""Files of an alliance: stored once under their checksum, never changed, reached only through rows that use them.

The bytes lie in DATA_DIR/files/<alliance>/<ab>/<sha256>. They are written beside their place, forced to disk and
renamed before their row is written: a crash leaves at most an unused file, never a row without its bytes.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _

from governance import history
from governance.models import StoredFile


class FileGone(history.Refused):
    """The row is there but its bytes are not."""

    def __init__(self):
        super().__init__(_("Filen finnes ikke lenger på tjeneren. Meld fra til den som drifter systemet."))


def store(alliance, data: bytes, *, content_type: str) -> StoredFile:
    """Keep the bytes and return their row; the same bytes again give the same row. Inside history.recording only."""
    sha256 = hashlib.sha256(data).hexdigest()
    _write(_path(alliance.pk, sha256), [data], len(data))
    return _row(alliance, sha256, len(data), content_type)


def store_upload(alliance, upload, *, content_type: str) -> StoredFile:
    """Keep an upload that has been checked (governance/uploads.py), a piece at a time, and return its row.

    Inside history.recording only.
    """
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
        size += len(chunk)
    upload.seek(0)
    _write(_path(alliance.pk, digest.hexdigest()), upload.chunks(), size)
    return _row(alliance, digest.hexdigest(), size, content_type)


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


def _row(alliance, sha256: str, size: int, content_type: str) -> StoredFile:
    known = StoredFile.objects.of(alliance).filter(sha256=sha256).first()
    return known or history.create(StoredFile(alliance=alliance, sha256=sha256, size=size, content_type=content_type))


def _path(alliance_id, sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / str(alliance_id) / sha256[:2] / sha256


def _write(path: Path, chunks: Iterable[bytes], size: int) -> None:
    if path.is_file() and path.stat().st_size == size:
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
