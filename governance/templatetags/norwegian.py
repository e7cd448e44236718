"""How money, dates and telephone numbers are written in Norwegian. The ui library makes these functions filters."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language

NBSP = "\u00a0"
MINUS = "\u2212"


def kroner(value: Decimal | int | str | None) -> str:
    """Kroner as "kr 350 000", with øre only when there are any ("kr 0,50"); empty for no amount."""
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return str(value)
    digits = f"{abs(amount):,.2f}".replace(",", NBSP).replace(".", ",").removesuffix(",00")
    return f"kr{NBSP}{MINUS if amount < 0 else ''}{digits}"


def thousands(value: int | None) -> str:
    """A whole number as "426 065"; empty for none."""
    return "" if value is None else f"{value:,}".replace(",", NBSP)


def norwegian_date(value: date | datetime | None) -> str:
    """A day as "8. mars 2018", on an English page "8 March 2018"; empty for none."""
    dot = "" if (get_language() or "").startswith("en") else "."
    return date_format(_day(value), f"j{dot}{NBSP}F{NBSP}Y") if value else ""


def short_date(value: date | datetime | None) -> str:
    """A day as "08.03.2018", for tables; empty for none."""
    return date_format(_day(value), "d.m.Y") if value else ""


def tel(number: str | None) -> str:
    """A Norwegian telephone number grouped as people read it, as a link that dials. Other numbers stay as typed."""
    if not number:
        return ""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    local = digits.removeprefix("+47").removeprefix("0047")
    if len(local) != 8 or "+" in local:
        return format_html('<a class="ds-link" href="tel:{}">{}</a>', digits, number)
    # Mobile numbers (4, 9) are read 3-2-3, the others in pairs.
    cuts = (3, 5) if local[0] in "49" else (2, 4, 6)
    shown = NBSP.join(local[start:end] for start, end in zip((0, *cuts), (*cuts, 8), strict=True))
    return format_html('<a class="ds-link" href="tel:+47{}">{}</a>', local, shown)


def _day(value: date | datetime) -> date:
    """The day in Oslo: a moment stored in UTC may belong to the next day here."""
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value
