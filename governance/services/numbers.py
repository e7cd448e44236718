"""Number series: gap-free, taken inside the transaction of the act that needs the number, and never reused.

A case's file number runs per alliance and year; a body's agenda number per body and year of the meeting date.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.models import AgendaItem, Case, NumberSeries
from governance.numberforms import MAX_SEQUENCE

CASE = "case"


def series_of(body) -> str:
    """The key of a body's own series."""
    return str(body.pk)


def take_number(alliance, key: str, year: int) -> int:
    """The next number of the series. Call inside `history.recording`; a rollback gives the number back."""
    series = _locked_series(alliance, key, year)
    return history.save(series, {"last": series.last + 1}).last


def register_number(alliance, key: str, year: int, sequence: int) -> int:
    """Reserve a number that was given before this system; the series goes on above it and is never lowered.

    Call inside `history.recording`. Raises ValidationError when the number is out of range or in use.
    """
    _refuse_out_of_range(sequence)
    series = _locked_series(alliance, key, year)
    if _is_taken(alliance, key, year, sequence):
        raise ValidationError(
            _("Nummer {sequence}/{year} er allerede i bruk. Velg et annet, eller åpne saken som har det.").format(
                sequence=sequence, year=year
            )
        )
    if sequence > series.last:
        history.save(series, {"last": sequence})
    return sequence


def _refuse_out_of_range(sequence: int) -> None:
    if not 0 < sequence <= MAX_SEQUENCE:
        raise ValidationError(_("Saksnummeret må være et tall fra 1 til {last}.").format(last=MAX_SEQUENCE))


def go_on_after(alliance, key: str, year: int, last: int) -> NumberSeries:
    """Let the series go on above the last number of another system. Call inside `history.recording`.

    Raises ValidationError, at the field, where the number is out of range or the series has come so far already.
    """
    _refuse_out_of_range(last)
    series = _locked_series(alliance, key, year)
    if last <= series.last:
        words = _("Organet har alt brukt saksnumre til og med {last} i {year}. Skriv et høyere tall.")
        raise ValidationError({"last": words.format(last=series.last, year=year)})
    return history.save(series, {"last": last})


def _locked_series(alliance, key: str, year: int) -> NumberSeries:
    rows = NumberSeries.objects.select_for_update().filter(alliance=alliance, key=key, year=year)
    series = rows.first()
    if series is None:
        # Two who start the same series at once queue up behind the alliance's row, so only the first makes it.
        history.lock(alliance, weak=True)
        series = rows.first() or history.create(NumberSeries(alliance=alliance, key=key, year=year))
    return series


def _is_taken(alliance, key: str, year: int, sequence: int) -> bool:
    """Whether any row bears the number, rows in the bin included: a number is never used twice."""
    if key == CASE:
        return Case.objects.filter(alliance=alliance, year=year, sequence=sequence).exists()
    return AgendaItem.objects.filter(alliance=alliance, body=key, number_year=year, number_sequence=sequence).exists()
