"""The list of a gathering as a workbook, for badges, seating and food."""

from django.utils.translation import gettext as _

from actionplan.gatheringmail import address_of
from actionplan.models import Gathering, SignUp
from governance.sheets import sheet_file

WIDTHS = (6, 32, 34, 34, 20, 10, 48)


def workbook_of(gathering: Gathering, rows: list[SignUp]) -> bytes:
    """One row for each on the list, in order of arrival; what was said of food only where it is asked for."""
    heads = [_("Nr."), _("Navn"), _("E-post"), _("Arbeidssted"), _("Tilstand"), _("Møtte")]
    if gathering.asks_needs:
        heads.append(_("Mat og tilrettelegging"))
    return sheet_file(_("Deltakere"), [heads, *(_line(gathering, row) for row in rows)], WIDTHS)


def _line(gathering: Gathering, row: SignUp) -> list:
    came = _("ja") if row.attended else ""
    line = [row.number, row.who, address_of(row), row.where, row.get_state_display(), came]
    return [*line, row.needs] if gathering.asks_needs else line
