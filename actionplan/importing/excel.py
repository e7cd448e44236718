"""Reader for .xlsx: one sheet, or a sheet per area. A row with only its first cell filled may be running text."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from actionplan.importing.blocks import Block, Heading, Paragraph, Row, Source, Table
from actionplan.importing.parsed import Problem
from actionplan.importing.safety import BROKEN, WANTED, UnreadableFile, broken, external_targets
from actionplan.importing.text import BULLET
from actionplan.importing.vocabulary import area_heading, is_head_row, subheading

MAX_ROWS = 3_000
MAX_COLUMNS = 40
NAMELESS_SHEET = re.compile(r"(?:ark|sheet|tabelle?)\s*\d*", re.IGNORECASE)


def read_excel(parts: dict[str, bytes]) -> Source:
    """Blocks of a workbook. Formulas are read as the value Excel last saved, and flagged. Raises UnreadableFile."""
    notes = []
    for target in external_targets(parts):
        message = "Arbeidsboken henter verdier fra en annen fil. Den er ikke åpnet."
        notes.append(Problem(1, "warning", "external_link", message, target, "hele arbeidsboken"))
    try:
        sheets = _sheets(parts, notes)
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


def _sheets(parts: dict[str, bytes], notes: list[Problem]) -> list[tuple[str, list[Row]]]:
    import openpyxl

    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _with_dimension(content) if name.startswith("xl/worksheets/") else content)
    sheets, number = [], 0
    with warnings.catch_warnings():  # openpyxl warns about harmless parts it does not know
        warnings.simplefilter("ignore")
        formulas = openpyxl.load_workbook(package, read_only=True, keep_links=False)
        values = openpyxl.load_workbook(package, read_only=True, keep_links=False, data_only=True)
        for written, shown in zip(formulas.worksheets, values.worksheets, strict=True):
            rows = list(_rows(written, shown, number, notes))
            number += len(rows)
            sheets.append((written.title, rows))
    return sheets


def _with_dimension(sheet: bytes) -> bytes:
    """A sheet that does not say how large it is makes openpyxl read all of it, twice, before the first row.

    What it is told does not matter: rows are asked for up to our own limit.
    """
    if b"<dimension" in sheet:
        return sheet
    return sheet.replace(b"<sheetData", b'<dimension ref="A1"/><sheetData', 1)


def _rows(written, shown, start: int, notes: list[Problem]) -> Iterator[Row]:
    """Reads past the end of the limit by one row, to tell a long sheet from one with empty formatted rows."""
    limit = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS}
    pairs = zip(written.iter_rows(**limit), shown.iter_rows(**limit), strict=False)
    for index, (cells, saved) in enumerate(pairs, start=1):
        if index + start > MAX_ROWS:
            raise UnreadableFile(f"Arket «{written.title}» har over {MAX_ROWS} rader. {WANTED}")
        place = f"ark «{written.title}», rad {index}"
        texts = []
        for cell, value in zip(cells, saved, strict=False):
            if getattr(cell, "data_type", "") == "f":
                notes.append(_formula_note(cell.value, value.value, start + index, place))
            texts.append(_text(value.value))
        bold = [bool(cell.font and cell.font.b) for cell in cells if cell.value not in (None, "")]
        yield Row(tuple(texts), start + index, place, bool(bold) and all(bold))


def _formula_note(formula, value, number: int, place: str) -> Problem:
    written = str(getattr(formula, "text", formula))
    message = f"Cellen er en formel. Verdien som sist ble lagret, er lest: «{_text(value)}»."
    if value is None:
        message = "Cellen er en formel uten lagret verdi. Den er lest som tom; skriv inn verdien som tekst."
    return Problem(number, "warning", "formula", message, written[:200], place)


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _sheet_blocks(name: str, rows: list[Row], *, show_name: bool) -> list[Block]:
    """Splits a sheet into paragraphs and tables, with the sheet's name as a heading when sheets stand for areas."""
    blocks: list[Block] = []
    texts = [row.cells[0] for row in rows if row.cells]
    if show_name and not NAMELESS_SHEET.fullmatch(name) and not any(area_heading(text) for text in texts):
        first = next((row for row in rows if not row.is_empty), None)
        if first is not None:
            blocks.append(Heading(name, first.number, f"ark «{name}»", 0))
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
