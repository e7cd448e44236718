"""The days of what has happened: none of them lies after today."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock


def need_past_days(actor, days: Mapping[str, Any], names: tuple[str, ...], *, stored=None) -> None:
    """Raises ValidationError by field where a day among the `names` of `days` is to come. One that stands so in the row
    `stored` from before may stay."""
    today = clock.today(actor.alliance)
    told = {name: day for name in names if isinstance(day := days.get(name), date) and day > today}
    if wrong := [name for name, day in told.items() if stored is None or getattr(stored, name) != day]:
        sentence = _("Denne dagen har ikke vært. Skriv i dag eller en tidligere dag.")
        raise ValidationError(dict.fromkeys(wrong, sentence))
