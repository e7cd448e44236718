"""A stored Office file on its way to a library that opens it: only within bounds, and without XML of its own making.

The gate of the upload has seen that the file is what it says. A preview asks less of the machine than a download, so
what it may unpack is far smaller; a part that lies about its size is stopped while it is read.
"""

import io
import zipfile
from pathlib import Path
from xml.parsers import expat

MAX_XML = 24 << 20  # all XML parts together, unpacked
MAX_PARTS = 2000
STEP = 64 << 10
XML = (".xml", ".rels", ".vml")


class TooMuch(Exception):
    """The file is too large, or too strange, to be shown in a page."""


def xml_size(path: Path) -> int:
    """How much XML the file says it holds. Raises TooMuch."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(part.file_size for part in _parts(archive))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise TooMuch from error


def text_only(path: Path) -> io.BytesIO:
    """The file anew with its XML parts alone, each read within the bound and free of definitions. Raises TooMuch.

    Pictures are left out: they are not shown, and the library then has nothing to unpack.
    """
    out, room = io.BytesIO(), MAX_XML
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for part in _parts(archive):
                content = _read(archive, part, room)
                room -= len(content)
                _refuse_definitions(content)
                copy.writestr(part.filename, content)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise TooMuch from error
    out.seek(0)
    return out


def _parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_PARTS or any(entry.flag_bits & 1 for entry in entries):
        raise TooMuch
    return [entry for entry in entries if entry.filename.lower().endswith(XML)]


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    pieces, size = [], 0
    with archive.open(part) as stream:
        while piece := stream.read(STEP):
            size += len(piece)
            if size > room:
                raise TooMuch
            pieces.append(piece)
    return b"".join(pieces)


class _RootReached(Exception):
    pass


def _refuse_definitions(content: bytes) -> None:
    """Without a document type there are no entities, hence none that swell or read other files."""

    def refuse(*_args):
        raise TooMuch

    def reached(*_args):
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = reached
    try:
        parser.Parse(content, True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise TooMuch from error
