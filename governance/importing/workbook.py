"""Reader for .xlsx parts that passed the gate (safety.py): the rows of each sheet as text."""

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import repeat

from governance.importing.rows import Problem, Row
from governance.importing.safety import UnreadableFile
from governance.wording import gettext as _

MAX_ROWS = 3_000
MAX_COLUMNS = 40
MAX_MERGED = 10_000  # areas of one sheet
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]+[0-9]+:[A-Z]+[0-9]+)[\"']")
_RELATIONS = "xl/_rels/workbook.xml.rels"


def read_sheets(parts: dict[str, bytes], notes: list[Problem], *, comma: bool = False) -> list[tuple[str, list[Row]]]:
    """Title and rows of each sheet. Formulas are read as the value Excel last saved, and flagged in `notes`.
    `comma`: a number has a comma before its decimals, as it was shown, and not the full stop of the file.

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
        values = openpyxl.load_workbook(package, read_only=True, keep_links=False, data_only=True)
        formulas = _formulas(parts, package)
        for place, shown in enumerate(values.worksheets):
            rows = list(_rows(shown, formulas.worksheets[place] if formulas else None, number, notes, comma=comma))
            number += len(rows)
            sheets.append((shown.title, rows))
    return sheets


def _formulas(parts: dict[str, bytes], package):
    """The same workbook with what stands behind its values; it takes as long again to read, so only where it says
    anything."""
    import openpyxl

    sheets = (content for name, content in parts.items() if name.startswith("xl/worksheets/"))
    if not any(_FORMULA.search(content) for content in sheets):
        return None
    return openpyxl.load_workbook(package, read_only=True, keep_links=False)


def merged_areas(parts: dict[str, bytes], title: str) -> list[str]:
    """The areas of a sheet that are one cell to the eye ("B2:B5"); only the first cell of each holds its text. Raises
    UnreadableFile for more than MAX_MERGED of them."""
    areas = _MERGED.findall(parts.get(_part_of(parts, title), b""))
    if len(areas) > MAX_MERGED:
        words = _("Arket «{title}» har over {most} områder med sammenslåtte celler. Del dem opp, og prøv igjen.")
        raise UnreadableFile(words.format(title=title, most=MAX_MERGED))
    return [area.decode() for area in areas]


def _part_of(parts: dict[str, bytes], title: str) -> str:
    """The name of the part that holds the sheet."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    relations = {each.get("Id"): each.get("Target") for each in etree.fromstring(parts[_RELATIONS], parser)}
    for each in etree.fromstring(parts["xl/workbook.xml"], parser).iter("{*}sheet"):
        if each.get("name") == title:
            key = next(value for name, value in each.attrib.items() if name.endswith("}id"))
            return posixpath.join("xl", relations[key]).lstrip("/") if relations[key][0] != "/" else relations[key][1:]
    return ""


def _with_dimension(sheet: bytes) -> bytes:
    """A sheet that does not say how large it is makes openpyxl read all of it, twice, before the first row.

    What it is told does not matter: rows are asked for up to our own limit.
    """
    if b"<dimension" in sheet:
        return sheet
    return sheet.replace(b"<sheetData", b'<dimension ref="A1"/><sheetData', 1)


def _rows(shown, written, start: int, notes: list[Problem], *, comma: bool) -> Iterator[Row]:
    """Reads past the end of the limit by one row, to tell a long sheet from one with empty formatted rows."""
    limit = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS}
    behind = written.iter_rows(**limit) if written is not None else repeat(())
    for index, (saved, cells) in enumerate(zip(shown.iter_rows(**limit), behind, strict=False), start=1):
        if index + start > MAX_ROWS:
            raise UnreadableFile(
                _("Arket «{title}» har over {max_rows} rader. Fjern tomme rader, eller del det opp.").format(
                    title=shown.title, max_rows=MAX_ROWS
                )
            )
        place = _("ark «{title}», rad {index}").format(title=shown.title, index=index)
        for column, (cell, value) in enumerate(zip(cells, saved, strict=False)):
            if getattr(cell, "data_type", "") == "f":
                notes.append(_formula_note(cell.value, value.value, start + index, place, column))
        yield Row(tuple(_text(cell.value, comma=comma) for cell in saved), start + index, place, _is_bold(saved))


def _is_bold(cells) -> bool:
    filled = [cell for cell in cells if cell.value not in (None, "")]
    return bool(filled) and all(cell.font and cell.font.b for cell in filled)


def _formula_note(formula, value, number: int, place: str, column: int) -> Problem:
    written = str(getattr(formula, "text", formula))
    message = _("Cellen er en formel. Verdien som sist ble lagret, er lest: «{text}».").format(text=_text(value))
    if value is None:
        message = _("Cellen er en formel uten lagret verdi. Den er lest som tom; skriv inn verdien som tekst.")
    return Problem(number, "warning", "formula", message, written[:200], place, column)


def _text(value, *, comma: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if comma and isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value).strip()
