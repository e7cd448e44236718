"""Reader for tab-separated text: a line with a tab is a table row, any other line is a paragraph."""

import re

from actionplan.importing.blocks import Block, Paragraph, Row, Source, Table
from actionplan.importing.parsed import Problem
from actionplan.importing.safety import WANTED, UnreadableFile

MAX_LINES = 6_000
BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+(?=\S)")


def read_text(data: bytes) -> Source:
    """Blocks of a text file in UTF-8, UTF-16 or Windows-1252. Raises UnreadableFile."""
    text, notes = _decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise UnreadableFile(f"Filen har {len(lines)} linjer. Det er for mye til å være en handlingsplan. {WANTED}")
    return Source(_blocks(lines), notes)


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    notes = []
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        message = "Filen er ikke lagret som UTF-8. Den er lest som Windows-tekst; se etter at æ, ø og å er riktige."
        notes.append(Problem(1, "warning", "encoding", message, "", "linje 1"))
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise UnreadableFile(f"Filen er ikke ren tekst. {WANTED}")
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE):
        raise UnreadableFile(f"Filen er en nettside eller XML, ikke ren tekst. {WANTED}")
    return text, notes


def _blocks(lines: list[str]) -> list[Block]:
    """Blank lines between two rows belong to the table: documents have them inside a table by mistake."""
    blocks: list[Block] = []
    rows: list[Row] = []
    blank: list[Row] = []
    for number, line in enumerate(lines, start=1):
        place = f"linje {number}"
        if "\t" in line:
            rows += [*blank, Row(tuple(cell.strip() for cell in line.split("\t")), number, place)]
            blank = []
        elif not line.strip():
            blank += [Row((), number, place)] if rows else []
        else:
            if rows:
                blocks.append(Table(tuple(rows)))
            rows, blank = [], []
            bullet = BULLET.match(line)
            words = line[bullet.end() :] if bullet else line
            blocks.append(Paragraph(words.strip(), number, place, list_item=bool(bullet)))
    if rows:
        blocks.append(Table(tuple(rows)))
    return blocks
