"""How a body writes its agenda numbers, and how people write them back: pure text, no database.

Forms met in practice (docs/domain.md F4): "Sak 24/2017", "03/2018", "PS 56/09", "RS 15/15", "AU-sak 06/17",
"SR-sak 32/14". A body's format is data: "{seq}/{year}", "{seq:02}/{year}", "SR-sak {seq}/{yy:02}".
"""

import re
from string import Formatter
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# A two-digit year from 90 on belongs to the last century: the first regional councils are from 1992.
FIRST_YEAR_OF_OLD_CENTURY = 90
MAX_SEQUENCE = 99_999
_WIDTH = re.compile(r"(0?[1-5])?d?")
_FIELDS = {"seq", "year", "yy"}
_SEQUENCE_FIRST = re.compile(r"(?:[^\W\d_][^\d/]*?)?\s*(\d{1,5})\s*/\s*(\d{4}|\d{2})", re.UNICODE)
_YEAR_FIRST = re.compile(r"(?:[^\W\d_][^\d/]*?)?\s*((?:19|20)\d{2})\s*[-/]\s*(\d{1,5})", re.UNICODE)

_EXAMPLE = re.compile(r"([^\d{}]*)(\d{1,5})(\s*/\s*)(\d{4}|\d{2})", re.UNICODE)


class Number(NamedTuple):
    """A number in a series: the four-digit year and the sequence within it."""

    year: int
    sequence: int


def format_number(number_format: str, year: int, sequence: int) -> str:
    """The number as the body prints it. The format must have passed `validate_number_format`."""
    return number_format.format(year=year, yy=year % 100, seq=sequence)


def format_like(example: str) -> str:
    """The format of a number that somebody wrote as an example: "24/2026", "03/26", "AU-sak 03/26". Raises
    ValidationError when it cannot be read as one."""
    found = _EXAMPLE.fullmatch(example.strip())
    if found is None:
        raise ValidationError(_("Skriv et saksnummer slik det skal se ut: 24/2026, 03/26 eller AU-sak 03/26."))
    before, sequence, between, year = found.groups()
    width = f":0{len(sequence)}" if sequence.startswith("0") and len(sequence) > 1 else ""
    return f"{before}{{seq{width}}}{between}{{year}}" if len(year) == 4 else f"{before}{{seq{width}}}{between}{{yy:02}}"


def parse_number(text: str) -> Number | None:
    """Read an agenda number in any of the forms people use, or a file number (2016/12, 2016-12); None if it is neither.

    "2016/12" is a year first, "12/2016" and "12/16" a sequence first; letters before it ("Sak", "AU-sak") are skipped.
    """
    text = text.strip().rstrip(".")
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        return _number(int(year_first[1]), int(year_first[2]))
    sequence_first = _SEQUENCE_FIRST.fullmatch(text)
    if sequence_first:
        return _number(_whole_year(sequence_first[2]), int(sequence_first[1]))
    return None


def _number(year: int, sequence: int) -> Number | None:
    return Number(year, sequence) if 0 < sequence <= MAX_SEQUENCE else None


def _whole_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= FIRST_YEAR_OF_OLD_CENTURY else 2000)


def validate_number_format(value: str) -> None:
    """Refuse a format that lacks the sequence or the year, or holds any other field. Raises ValidationError."""
    try:
        parts = [(name, spec or "", conversion) for _text, name, spec, conversion in Formatter().parse(value)]
    except ValueError as error:
        raise ValidationError(_("Formatet har en krøllparentes for mye eller for lite.")) from error
    fields = [part for part in parts if part[0] is not None]
    names = {name for name, _spec, _conversion in fields}
    unknown = sorted(names - _FIELDS)
    if unknown:
        raise ValidationError(
            _("Formatet kan bare bruke {{seq}}, {{year}} og {{yy}}, ikke {names}.").format(
                names=", ".join(f"{{{name}}}" for name in unknown)
            )
        )
    if any(conversion or not _WIDTH.fullmatch(spec) for _name, spec, conversion in fields):
        raise ValidationError(_("Etter kolon kan det bare stå antall sifre, for eksempel {seq:02}."))
    if "seq" not in names or not names & {"year", "yy"}:
        raise ValidationError(_("Formatet må ha både {seq} og {year} eller {yy}, for eksempel {seq}/{year}."))
