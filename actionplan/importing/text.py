"""Reader for tab-separated text: a line with a tab is a table row, any other line is a paragraph."""

import re

from actionplan.importing.blocks import Block, Paragraph, Row, Source, Table
from actionplan.wording import gettext as _
from governance.importing.plaintext import decode
from governance.importing.safety import WANTED, UnreadableFile

MAX_LINES = 6_000
BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,2}[.)])\s+(?=\S)")


def read_text(data: bytes) -> Source:
    """Blocks of a text file in UTF-8, UTF-16 or Windows-1252. Raises UnreadableFile."""
    text, notes = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise UnreadableFile(
            _("Filen har {count} linjer. Det er for mye til å være en handlingsplan. {wanted}").format(
                count=len(lines), wanted=_(WANTED)
            )
        )
    return Source(_blocks(lines), notes)


def _blocks(lines: list[str]) -> list[Block]:
    """Blank lines between two rows belong to the table: documents have them inside a table by mistake."""
    blocks: list[Block] = []
    rows: list[Row] = []
    blank: list[Row] = []
    for number, line in enumerate(lines, start=1):
        place = _("linje {number}").format(number=number)
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
