"""A stored Office file on its way to a library that opens it for a preview: its text alone, within bounds.

The gate of the upload has seen that the file is what it says. A preview asks less of the machine than a download, so
what it may unpack is far smaller.
"""

import io
import zipfile
from pathlib import Path
from xml.parsers.expat import ExpatError

from governance.filing import officexml

MAX_XML = 24 << 20  # all XML parts together, unpacked
BROKEN = (zipfile.BadZipFile, ExpatError, OSError, ValueError, RuntimeError)


class NotShown(Exception):
    """The file is too large, or too strange, to be shown in a page."""


def xml_size(path: Path) -> int:
    """How much XML the file says it holds, in bytes. Raises NotShown."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(part.file_size for part in _parts(archive))
    except BROKEN as error:
        raise NotShown from error


def text_only(path: Path) -> io.BytesIO:
    """The file anew with its XML parts alone, each read within the bound and free of definitions. Raises NotShown.

    Pictures are left out: they are not shown, and the library then has nothing to unpack.
    """
    out, room = io.BytesIO(), MAX_XML
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for part in _parts(archive):
                content = officexml.read_part(archive, part, room)
                officexml.check_prolog(content)
                room -= len(content)
                copy.writestr(part.filename, content)
    except (officexml.TooMuch, *BROKEN) as error:
        raise NotShown from error
    out.seek(0)
    return out


def _parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > officexml.MAX_ENTRIES or any(map(officexml.is_locked, entries)):
        raise NotShown
    return list(filter(officexml.is_xml, entries))
