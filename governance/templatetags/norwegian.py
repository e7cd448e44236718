"""How money, dates and telephone numbers are written: in Norwegian, and on an English page as English readers write
them. The ui library makes these functions filters."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext

from governance import clock

NBSP = "\u00a0"
MINUS = "\u2212"


def kroner(value: Decimal | int | str | None) -> str:
    """Kroner as "kr 350 000", with øre only when there are any ("kr 0,50"), on an English page "NOK 350,000"; empty for
    no amount."""
    if value is None or value == "":
        return ""
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return str(value)
    digits, minus = f"{abs(amount):,.2f}".removesuffix(".00"), MINUS if amount < 0 else ""
    if _is_english():
        return f"NOK{NBSP}{minus}{digits}"
    return f"kr{NBSP}{minus}" + digits.replace(",", NBSP).replace(".", ",")


def thousands(value: int | None) -> str:
    """A whole number as "426 065", on an English page "426,065"; empty for none."""
    if value is None:
        return ""
    return f"{value:,}" if _is_english() else f"{value:,}".replace(",", NBSP)


def minus(number) -> str:
    """A number with a minus before it where it has a hyphen: −6."""
    return str(number).replace("-", MINUS)


def norwegian_date(value: date | datetime | None) -> str:
    """A day as "8. mars 2018", on an English page "8 March 2018"; empty for none."""
    dot = "" if _is_english() else "."
    return date_format(_day(value), f"j{dot}{NBSP}F{NBSP}Y") if value else ""


def norwegian_days(first: date, last: date | None) -> str:
    """The days from the first to the last as "8.–9. februar 2017", with what they share said once; one day without a
    last."""
    if last is None or last == first:
        return norwegian_date(first)
    ends, dot = norwegian_date(last), "" if _is_english() else "."
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{dot}–{ends}"
    return f"{norwegian_date(first).removesuffix(f'{NBSP}{last.year}')}–{ends}"


def short_date(value: date | datetime | None) -> str:
    """A day as "08.03.2018", on an English page "8 Mar 2018", for tables; empty for none."""
    if not value:
        return ""
    return date_format(_day(value), f"j{NBSP}M{NBSP}Y" if _is_english() else "d.m.Y")


def short_moment(value: datetime | None) -> str:
    """A day and the clock as "08.03.2018 14.30", on an English page "8 Mar 2018 14:30"; empty for none."""
    return f"{short_date(value)}{NBSP}{clock_time(value)}" if value else ""


def clock_time(value: datetime | time | None) -> str:
    """The clock as "14.30", on an English page "14:30"; empty for none."""
    return time_format(value, "H:i" if _is_english() else "H.i") if value else ""


def foldable(address: str | None) -> SafeString:
    """An address of e-mail that folds after its @ and its full stops where there is no room for it on one line."""
    parts = re.split(r"(?<=[@.])", address or "")
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


def tel(number: str | None) -> str:
    """A Norwegian telephone number grouped as people read it, as a link that dials. Other numbers stay as typed."""
    if not number:
        return ""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    local = digits.removeprefix("+47").removeprefix("0047")
    if not local.strip("+"):
        return number  # a word in the field of the number, which nothing can dial
    if len(local) != 8 or "+" in local:
        return format_html('<a class="ds-link" href="tel:{}">{}</a>', digits, number)
    # Mobile numbers (4, 9) are read 3-2-3, the others in pairs.
    cuts = (3, 5) if local[0] in "49" else (2, 4, 6)
    shown = NBSP.join(local[start:end] for start, end in zip((0, *cuts), (*cuts, 8), strict=True))
    return format_html('<a class="ds-link" href="tel:+47{}">{}</a>', local, shown)


def _day(value: date | datetime) -> date:
    """The day in Oslo: a moment stored in UTC may belong to the next day here."""
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def ago(moment: datetime) -> str:
    """How long ago, in words: "nå nettopp", "for 3 timer siden"."""
    if clock.now() - moment < timedelta(minutes=1):
        return gettext("nå nettopp")
    return gettext("for %(ago)s siden") % {"ago": timesince(moment, clock.now())}
