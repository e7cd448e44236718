"""The claims of a run as a workbook for the accounts office. Amounts are numbers, days are dates."""

from django.utils.translation import gettext as _

from actionplan.models import FeeClaim, FeeRun
from governance.sheets import sheet_file

WIDTHS = (32, 14, 14, 14, 10, 14, 14, 14, 48)


def heads() -> tuple[str, ...]:
    return (
        _("Medlem"), _("Org.nr."), _("Kommunenr."), _("Innbyggere"), _("Sats"), _("Beløp"), _("Forfall"), _("Kravnr."),
        _("Tekst"),
    )  # fmt: skip


def workbook_of(run: FeeRun, claims: list[FeeClaim]) -> bytes:
    """One row for each line of each claim, and the sum of all."""
    rows = [_row(run, claim, line) for claim in claims for line in claim.lines]
    whole = [_("Sum"), *[None] * 4, _number(sum(claim.amount for claim in claims))]
    return sheet_file(_("Krav"), [heads(), *rows, whole], WIDTHS, sum_row=True, amounts=(6,))


def _row(run: FeeRun, claim: FeeClaim, line: dict) -> list:
    words = (claim.name, claim.org_number, claim.municipality_number)
    numbers = (line["inhabitants"], _number(line["rate"]), _number(line["amount"]))
    return [*words, *numbers, run.due_on, claim.number, line["title"]]


def _number(value) -> float | int | None:
    """A number as a spreadsheet holds it; whole kroner stay whole."""
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number
