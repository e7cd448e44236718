"""Files of an alliance: stored once under their checksum, never changed, reached only through rows that use them."""

import hashlib
import os
import tempfile
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
    """Keep the bytes and return their row; the same bytes again give the same row. Inside history.recording only.

    The bytes are on the disk before the row is written, so a power cut never leaves a row without them.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    _write(_path(alliance.pk, sha256), data)
    known = StoredFile.objects.of(alliance).filter(sha256=sha256).first()
    return known or history.create(StoredFile(sha256=sha256, size=len(data), content_type=content_type))


def path_of(stored: StoredFile) -> Path:
    """Where the bytes lie. Raises FileGone."""
    path = _path(stored.alliance_id, stored.sha256)
    if not path.is_file():
        raise FileGone
    return path


def response(stored: StoredFile, file_name: str, *, inline: bool = False) -> FileResponse:
    """The file as an answer to a browser that may have it; the caller has asked `visible_to`."""
    return FileResponse(
        path_of(stored).open("rb"), filename=file_name, content_type=stored.content_type, as_attachment=not inline
    )


def _path(alliance_id, sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / str(alliance_id) / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
