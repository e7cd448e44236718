"""The part of an address that names a reporting period: t1, t2 or aar."""

from django.urls import register_converter
from django.urls.converters import get_converters

from actionplan.periods import Period


class PeriodConverter:
    regex = "|".join(period.value for period in Period)

    def to_python(self, value: str) -> Period:
        return Period(value)

    def to_url(self, value: Period | str) -> str:
        return str(Period(value).value)


def register_period() -> None:
    """Make <period:…> known, once."""
    if "period" not in get_converters():
        register_converter(PeriodConverter, "period")
