"""Reader for .xlsx parts that passed the gate (safety.py): the rows of each sheet as text."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from governance.importing.rows import Problem, Row
from governance.importing.safety import WANTED, UnreadableFile
from governance.wording import gettext as _

MAX_ROWS = 3_000
MAX_COLUMNS = 40


def read_sheets(parts: dict[str, bytes], notes: list[Problem]) -> list[tuple[str, list[Row]]]:
    """Title and rows of each sheet. Formulas are read as the value Excel last saved, and flagged in `notes`.

    Raises UnreadableFile for a sheet that is too long, and whatever openpyxl raises for a damaged file (BROKEN).
    """
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
            raise UnreadableFile(
                _("Arket «{title}» har over {max_rows} rader. {wanted}").format(
                    title=written.title, max_rows=MAX_ROWS, wanted=_(WANTED)
                )
            )
        place = _("ark «{title}», rad {index}").format(title=written.title, index=index)
        texts = []
        for cell, value in zip(cells, saved, strict=False):
            if getattr(cell, "data_type", "") == "f":
                notes.append(_formula_note(cell.value, value.value, start + index, place))
            texts.append(_text(value.value))
        bold = [bool(cell.font and cell.font.b) for cell in cells if cell.value not in (None, "")]
        yield Row(tuple(texts), start + index, place, bool(bold) and all(bold))


def _formula_note(formula, value, number: int, place: str) -> Problem:
    written = str(getattr(formula, "text", formula))
    message = _("Cellen er en formel. Verdien som sist ble lagret, er lest: «{text}».").format(text=_text(value))
    if value is None:
        message = _("Cellen er en formel uten lagret verdi. Den er lest som tom; skriv inn verdien som tekst.")
    return Problem(number, "warning", "formula", message, written[:200], place)


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
