"""The list of a gathering as a workbook, for badges, seating and food."""

import io

from django.utils.translation import gettext as _

from actionplan.feeexcel import plain
from actionplan.gatheringmail import address_of
from actionplan.models import Gathering, SignUp

WIDTHS = (6, 32, 34, 34, 20, 10, 48)


def workbook_of(gathering: Gathering, rows: list[SignUp]) -> bytes:
    """One row for each on the list, in order of arrival; what was said of food only where it is asked for."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = _("Deltakere")
    heads = [_("Nr."), _("Navn"), _("E-post"), _("Arbeidssted"), _("Tilstand"), _("Møtte")]
    sheet.append([*heads, _("Mat og tilrettelegging")] if gathering.asks_needs else heads)
    for row in rows:
        sheet.append(_line(gathering, row))
    for cell, width in zip(sheet[1], WIDTHS, strict=False):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _line(gathering: Gathering, row: SignUp) -> list:
    came = _("ja") if row.attended else ""
    line = [row.number, *map(plain, (row.who, address_of(row), row.where, row.get_state_display())), came]
    return [*line, plain(row.needs)] if gathering.asks_needs else line
