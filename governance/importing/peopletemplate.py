"""The workbook to fill in: heads and two rows that show how."""

import io

HEADS = (
    "Fornavn", "Etternavn", "Tittel", "Kommune", "E-post", "Telefon", "Organ", "Plass", "Fra", "Til", "Rolle",
)  # fmt: skip
EXAMPLES = (
    ("Kari", "Nordmann", "Ordfører", "Asker kommune", "kari.nordmann@kommune.example", "920 00 000",
     "Styringsgruppen", "fast", "01.10.2019", "", ""),
    ("Ola", "Nordmann", "Varaordfører", "Asker kommune", "ola.nordmann@kommune.example", "",
     "Styringsgruppen", "vara 1", "01.10.2019", "", ""),
)  # fmt: skip


def template() -> bytes:
    """An .xlsx with the heads that the import knows."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Personer"
    for row in (HEADS, *EXAMPLES):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 20
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
