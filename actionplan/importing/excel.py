"""Reader for .xlsx: one sheet, or a sheet per area. A row with only its first cell filled may be running text."""

import re

from actionplan.importing.blocks import Block, Heading, Paragraph, Row, Source, Table
from actionplan.importing.parsed import Problem
from actionplan.importing.text import BULLET
from actionplan.importing.vocabulary import area_heading, is_head_row, subheading
from actionplan.wording import gettext as _
from governance.importing.safety import BROKEN, UnreadableFile, broken, external_targets
from governance.importing.workbook import read_sheets

NAMELESS_SHEET = re.compile(r"(?:ark|sheet|tabelle?)\s*\d*", re.IGNORECASE)


def read_excel(parts: dict[str, bytes]) -> Source:
    """Blocks of a workbook. Formulas are read as the value Excel last saved, and flagged. Raises UnreadableFile."""
    notes = []
    for target in external_targets(parts):
        message = _("Arbeidsboken henter verdier fra en annen fil. Den er ikke åpnet.")
        notes.append(Problem(1, "warning", "external_link", message, target, _("hele arbeidsboken")))
    try:
        sheets = read_sheets(parts, notes)
        if not sheets:
            raise ValueError("no sheets")
    except BROKEN as error:
        raise UnreadableFile(broken(".xlsx")) from error
    named = [name for name, rows in sheets if any(not row.is_empty for row in rows)]
    blocks: list[Block] = []
    for name, rows in sheets:
        is_front = name in named[:1] and not any(is_head_row(row) for row in rows)  # vision and goals, no area
        blocks += _sheet_blocks(name, rows, show_name=len(named) > 1 and not is_front)
    return Source(blocks, notes)


def _sheet_blocks(name: str, rows: list[Row], *, show_name: bool) -> list[Block]:
    """Splits a sheet into paragraphs and tables, with the sheet's name as a heading when sheets stand for areas."""
    blocks: list[Block] = []
    texts = [row.cells[0] for row in rows if row.cells]
    if show_name and not NAMELESS_SHEET.fullmatch(name) and not any(area_heading(text) for text in texts):
        first = next((row for row in rows if not row.is_empty), None)
        if first is not None:
            blocks.append(Heading(name, first.number, _("ark «{name}»").format(name=name), 0))
    table: list[Row] = []
    for index, row in enumerate(rows):
        if not _is_text(rows, index, in_table=bool(table)):
            table += [row] if table or not row.is_empty else []
            continue
        if table:
            blocks.append(Table(tuple(_trimmed(table))))
            table = []
        bullet = BULLET.match(row.cells[0])
        words = row.cells[0][bullet.end() :] if bullet else row.cells[0]
        blocks.append(Paragraph(words, row.number, row.place, row.is_head, bool(bullet)))
    if table:
        blocks.append(Table(tuple(_trimmed(table))))
    return blocks


def _is_text(rows: list[Row], index: int, *, in_table: bool) -> bool:
    """Whether a row is running text. Inside a table a lone first cell is a measure, unless it starts something new."""
    row = rows[index]
    if row.is_empty or not row.cells[0] or any(row.cells[1:]):
        return False
    if not in_table:
        return True
    following = next((later for later in rows[index + 1 : index + 3] if not later.is_empty), None)
    starts_new = bool(area_heading(row.cells[0]) or subheading(row.cells[0]))
    return starts_new or row.is_head or rows[index - 1].is_empty or bool(following and is_head_row(following))


def _trimmed(rows: list[Row]) -> list[Row]:
    """A table without the empty rows after it."""
    while rows[-1].is_empty:
        rows.pop()
    return rows
