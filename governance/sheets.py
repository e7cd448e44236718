"""A list as a workbook, ready to read and to print. Heavy imports stay inside: few pages make one."""

import io
from collections.abc import Iterable, Sequence

FACE = {"name": "Calibri", "size": 11}


def sheet_file(title: str, rows: Sequence[Sequence], widths: Iterable[int], *, sum_row=False, amounts=()) -> bytes:
    """The workbook of one sheet. The first row are the heads: bold, standing while one scrolls, and on each page in
    print, which lies and is one page wide. Days are written as here, and so are the columns of `amounts`, counted from
    1. `sum_row`: the last row is bold too. Text that a spreadsheet would take for a formula stands as text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append([_plain(each) if isinstance(each, str) else each for each in row])
    for row in (1, sheet.max_row) if sum_row else (1,):
        for cell in sheet[row]:
            cell.font = Font(bold=True, **FACE)
    for cell, width in zip(sheet[1], widths, strict=False):
        sheet.column_dimensions[cell.column_letter].width = width
    for cell in (each for row in sheet.iter_rows(min_row=2) for each in row):
        if cell.is_date:
            cell.number_format = "dd.mm.yyyy"
        elif cell.column in amounts:
            cell.number_format = "#,##0.00"
    _for_print(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _for_print(sheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
