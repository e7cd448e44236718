"""The XML inside an Office file, for every reader of ours: unpacked in small steps within a bound, and refused when it
defines anything of its own. A leaf without Django: the process that reads files for the search loads it as well.

A file may lie about its sizes: a plain read() of such a part would unpack all of it at once. Without a document type
there are no entities, hence none that swell or read other files; Office makes none.
"""

import zipfile
from collections.abc import Iterator
from xml.parsers import expat

STEP = 64 << 10
MAX_ENTRIES = 2000
SUFFIXES = (".xml", ".rels", ".vml")


class TooMuch(Exception):
    """The part holds more than there is room for."""


class DefinesItsOwn(ValueError):
    """The part has a document type declaration."""


class _RootReached(Exception):
    pass


def is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(SUFFIXES)


def is_locked(part: zipfile.ZipInfo) -> bool:
    """Whether a password is needed to read it."""
    return bool(part.flag_bits & 1)


def steps(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """The part piece by piece, up to `room` bytes. Raises TooMuch when more follows."""
    with archive.open(part) as stream:
        while piece := stream.read(STEP):
            room -= len(piece)
            if room < 0:
                raise TooMuch
            yield piece


def read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    """The whole part. Raises TooMuch when it holds more than `room` bytes."""
    return b"".join(steps(archive, part, room))


def refuse_definitions(*_declaration) -> None:
    """For expat's StartDoctypeDeclHandler. Raises DefinesItsOwn."""
    raise DefinesItsOwn("Office files define no document type of their own.")


def check_prolog(content: bytes) -> None:
    """Read up to the first element. Raises DefinesItsOwn, and expat.ExpatError where that is no XML."""

    def reached(*_element):
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_definitions
    parser.StartElementHandler = reached
    try:
        for start in range(0, len(content), STEP):
            parser.Parse(content[start : start + STEP], False)
        parser.Parse(b"", True)
    except _RootReached:
        return
