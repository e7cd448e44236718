"""Builds Word and Excel files from the tab-separated fixture, with the habits of real documents."""

import io
from itertools import groupby
from pathlib import Path

FIXTURE = Path(__file__).resolve().parents[3] / "fixtures" / "plan_2016.tsv"
SOFT_BREAK_AT = "Ønskes det nye"


def fixture_text() -> str:
    return FIXTURE.read_text(encoding="utf-8")


def blocks(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as strings and tables as lists of rows; the blank line inside a table becomes an empty row."""
    lines = text.split("\n")
    kinds = []
    for index, line in enumerate(lines):
        inside = not line and 0 < index < len(lines) - 1 and "\t" in lines[index - 1] and "\t" in lines[index + 1]
        kinds.append((inside or "\t" in line, line))
    found = []
    for is_table, group in groupby(kinds, key=lambda kind: kind[0]):
        texts = [line for _, line in group]
        found += [[line.split("\t") for line in texts]] if is_table else [line for line in texts if line]
    return found


def word_file(text: str, *, styled: bool = True) -> bytes:
    """A .docx: merged first cells, a repeated head row, an empty row, soft line breaks; styled or plain headings."""
    import docx

    document = docx.Document()
    for block in blocks(text):
        if isinstance(block, list):
            _word_table(document, block)
        else:
            _word_paragraph(document, block, styled=styled)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _word_paragraph(document, text: str, *, styled: bool) -> None:
    if text.startswith("- "):
        document.add_paragraph(text[2:], style="List Bullet")
    elif styled and text.startswith("Innsatsområde:"):
        document.add_heading(text, level=1)
    elif text in {"Organisering", "Ressurser", "Rapportering"}:
        document.add_paragraph().add_run(text).bold = True
    else:
        document.add_paragraph(text)


def _word_table(document, rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if len(rows) > 15:
        rows = [*rows[:12], rows[0], *rows[12:]]  # the head again after a page break
    table = document.add_table(rows=len(rows), cols=width)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(index, column)
            if SOFT_BREAK_AT in text:
                before, _, after = text.partition(SOFT_BREAK_AT)
                cell.paragraphs[0].add_run(before.strip()).add_break()
                cell.paragraphs[0].add_run(SOFT_BREAK_AT + after)
            elif text.startswith("Legge til rette for erfaring"):
                cell.paragraphs[0].add_run("Legge til rette for").add_break()
                cell.paragraphs[0].add_run(text.removeprefix("Legge til rette for "))
            else:
                cell.text = text
    _merge_first_column(table, rows)


def _merge_first_column(table, rows: list[list[str]]) -> None:
    start = None
    for index, row in enumerate([*rows, ["stop"]]):
        if not row[0] and any(row[1:]):
            continue
        if start is not None and index - start > 1 and start % 2:  # every other one stays as blank cells
            table.cell(start, 0).merge(table.cell(index - 1, 0))
        start = index if row[0] else None


def excel_file(text: str) -> bytes:
    """An .xlsx with a sheet per area: texts in column A, tables below, first cells merged."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Innledning"
    for block in blocks(text):
        if isinstance(block, list):
            _excel_table(sheet, block)
            continue
        if block.startswith("Innsatsområde:"):
            sheet = book.create_sheet(block.removeprefix("Innsatsområde:").replace("*", "").strip())
            continue
        sheet.append([block])
    return _saved(book)


def _excel_table(sheet, rows: list[list[str]]) -> None:
    sheet.append([])
    start = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
    for offset, row in enumerate(rows):
        for column, value in enumerate(row, start=1):
            sheet.cell(start + offset, column, value or None)
    first = start + 1
    for number in range(start + 2, start + len(rows) + 1):
        goes_on = number < start + len(rows) and not sheet.cell(number, 1).value
        if not goes_on:
            if number - 1 > first:
                sheet.merge_cells(start_row=first, end_row=number - 1, start_column=1, end_column=1)
            first = number


def flat_excel_file(rows: list[list]) -> bytes:
    """An .xlsx with one sheet holding exactly these rows."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Ark1"
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
