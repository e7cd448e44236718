"""The claims of a run as a workbook for the accounts office. Amounts are numbers, days are dates."""

import io

from django.utils.translation import gettext as _

from actionplan.models import FeeClaim, FeeRun

WIDTHS = (32, 14, 14, 14, 10, 14, 14, 14, 48)


def heads() -> tuple[str, ...]:
    return (
        _("Medlem"), _("Org.nr."), _("Kommunenr."), _("Innbyggere"), _("Sats"), _("Beløp"), _("Forfall"), _("Kravnr."),
        _("Tekst"),
    )  # fmt: skip


def workbook_of(run: FeeRun, claims: list[FeeClaim]) -> bytes:
    """One row for each line of each claim, and the sum of all."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = _("Krav")
    sheet.append(heads())
    for claim in claims:
        for line in claim.lines:
            sheet.append(_row(run, claim, line))
    sheet.append([_("Sum"), *[None] * 4, _number(sum(claim.amount for claim in claims))])
    for row in (sheet[1], sheet[sheet.max_row]):
        for cell in row:
            cell.font = Font(bold=True)
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        sheet.column_dimensions[cell.column_letter].width = width
    for (cell,) in sheet.iter_rows(min_row=2, min_col=6, max_col=6):
        cell.number_format = "#,##0.00"
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(run: FeeRun, claim: FeeClaim, line: dict) -> list:
    """Text that a spreadsheet would take for a formula stands as text."""
    words = (claim.name, claim.org_number, claim.municipality_number)
    numbers = (line["inhabitants"], _number(line["rate"]), _number(line["amount"]))
    return [*map(plain, words), *numbers, run.due_on, claim.number, plain(line["title"])]


def plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _number(value) -> float | int | None:
    """A number as a spreadsheet holds it; whole kroner stay whole."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
