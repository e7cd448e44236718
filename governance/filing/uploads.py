"""Uploads: what may come in. Raises ValidationError with the reason in plain words; `files.py` beside it stores."""

import re
import unicodedata
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from governance.filing.filetypes import TYPES, check_content

MAX_NAME = 150
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


def limit() -> int:
    """The largest file that may come in, in bytes."""
    return settings.UPLOAD_LIMIT_MB * 1024 * 1024


def check(upload) -> str:
    """The content type of an acceptable upload. Asks the size before it reads anything."""
    if upload.size > limit():
        raise ValidationError(
            _("Filen er for stor. Grensen er {limit} MB; del den opp eller komprimer den.").format(
                limit=settings.UPLOAD_LIMIT_MB
            )
        )
    if upload.size == 0:
        raise ValidationError(_("Filen er tom. Velg en annen."))
    extension = Path(clean_name(upload.name)).suffix.lower().removeprefix(".")
    if extension not in TYPES:
        raise ValidationError(
            _("Filtypen {extension} kan ikke lastes opp. Bruk {allowed}.").format(
                extension=f".{extension}" if extension else _("uten endelse"),
                allowed=", ".join(TYPES),
            )
        )
    upload.seek(0)
    check_content(upload, extension)
    upload.seek(0)
    return TYPES[extension]


def clean_name(name: str) -> str:
    """A file name without folders, control signs or signs that fool the eye; never empty, never hidden."""
    name = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r"\s+", " ", _FORBIDDEN.sub("", name)).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:MAX_NAME] or "vedlegg"
    return f"{(stem.strip(' .') or 'vedlegg')[: MAX_NAME - 10]}.{extension[:9]}"


class BoundedUploadHandler(FileUploadHandler):
    """First in line: lets at most the limit and one chunk reach memory or disk, so a huge upload costs no more than
    an allowed one. What is cut off is longer than the limit and is refused by `check`."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= limit() else None

    def file_complete(self, file_size):
        return None
