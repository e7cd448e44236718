"""The workbook to fill in: heads and two rows that show how."""

from governance.sheets import sheet_file

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
    return sheet_file("Personer", (HEADS, *EXAMPLES), [20] * len(HEADS))
