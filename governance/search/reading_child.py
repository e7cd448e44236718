"""The other side of `reading`: one file, one process, then out. Django is not loaded.

Run as `python -m governance.search.reading_child KIND PATH SECONDS MIB`; writes {"text", "pages"} as JSON, or ends with
the kind of error alone, since its words may quote the file. Office files are read as XML in small steps up to a fixed
size; no entity and no address in them is ever followed.
"""

import json
import re
import resource
import sys
import zipfile
from xml.parsers import expat

from governance.filing import officexml

MAX_SIGNS = 400_000
MAX_PAGES = 2_000
MAX_XML = 64 * 1024 * 1024  # unpacked, all parts together
PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/(slides|notesSlides)/\w+\.xml"),
    "odt": re.compile(r"content\.xml"),
}
# Elements whose text counts (None: all; numbers of a sheet tell nothing alone), and those that end a line or a word.
SAYS = {"docx": {"t"}, "xlsx": {"t"}, "pptx": {"t"}, "odt": None}
BREAKS = {"p", "h", "br", "tab", "tr", "tc", "si", "row", "c", "s", "line-break", "table-cell"}

# A word parted at the end of a line is one word.
_PARTED = re.compile("[\u0002\u00ad\ufffe]\\s*|(?<=[a-zæøå])[-\u2010]\\r?\\n(?=[a-zæøå])")


class Enough(Exception):
    """As much has been read as is kept."""


def main(kind: str, path: str, seconds: int, memory_mib: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib << 20, memory_mib << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes nothing but its answer
    answer, sys.stdout = sys.stdout, sys.stderr
    text, pages = {"pdf": read_pdf, "txt": read_plain}.get(kind, read_office)(path, kind)
    answer.write(json.dumps({"text": text[:MAX_SIGNS], "pages": pages}))
    answer.flush()


def read_pdf(path: str, _kind: str) -> tuple[str, int]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pieces, room = [], MAX_SIGNS
    for number in range(min(len(document), MAX_PAGES)):
        page = document[number]
        text = page.get_textpage().get_text_range()
        page.close()
        pieces.append(_PARTED.sub("", text))
        room -= len(text)
        if room <= 0:
            break
    return "\n".join(pieces), len(document)


def read_plain(path: str, _kind: str) -> tuple[str, int]:
    with open(path, "rb") as file:
        data = file.read(MAX_SIGNS * 4)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), 1
        except UnicodeDecodeError as error:
            if error.start > len(data) - 4 and encoding == "utf-8-sig":  # cut in the middle of a letter
                return data[: error.start].decode(encoding), 1
    return data.decode("latin-1"), 1


def read_office(path: str, kind: str) -> tuple[str, int]:
    reader = _Reader(kind)
    with zipfile.ZipFile(path) as archive:
        names = [entry for entry in archive.infolist() if PARTS[kind].fullmatch(entry.filename)]
        for entry in sorted(names, key=lambda each: _order(each.filename)):
            try:
                reader.read(archive, entry)
            except (Enough, officexml.TooMuch):
                break
    return "".join(reader.pieces), len(names)


def _order(name: str) -> tuple:
    """The document before its notes, slide 2 before slide 10."""
    parts = [part.zfill(6) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
    return "document" not in name, "notes" in name, parts


class _Reader:
    """Collects the text of the XML parts of one file."""

    def __init__(self, kind: str):
        self.says, self.pieces, self.signs, self.room = SAYS[kind], [], 0, MAX_XML
        self.depth = 0

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = officexml.refuse_definitions
        self.depth = 0
        for piece in officexml.steps(archive, entry, self.room):
            self.room -= len(piece)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        self.pieces.append("\n")

    def _start(self, name: str, attributes: dict) -> None:
        if self.says is None or self._local(name) in self.says:
            self.depth += 1

    def _end(self, name: str) -> None:
        local = self._local(name)
        if self.says is None or local in self.says:
            self.depth -= 1
        if local in BREAKS:
            self.pieces.append("\n" if local in {"p", "h", "tr", "row", "si"} else " ")

    def _data(self, text: str) -> None:
        if self.depth > 0:
            self.pieces.append(text)
            self.signs += len(text)
            if self.signs > MAX_SIGNS:
                raise Enough

    @staticmethod
    def _local(name: str) -> str:
        return name.rpartition(":")[2]


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except Exception as error:
        sys.exit(type(error).__name__)
