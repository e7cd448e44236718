"""The one field for a day. What a date can hold and what a calendar of ours can hold are not the same."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
OUTSIDE = _("Skriv en dato fra 1900 til 2200.")


class DayField(forms.DateField):
    """A day between 1900 and 2200, so that a rule can count days from it without leaving the calendar.

    Shown in the browser's own day picker, which wants 2018-03-15 whatever the language of the page.
    """

    default_validators = [MinValueValidator(FIRST_DAY, OUTSIDE), MaxValueValidator(LAST_DAY, OUTSIDE)]

    def __init__(self, *, css_class: str = "", **kwargs):
        attrs = {"type": "date"} | ({"class": css_class} if css_class else {})
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs), **kwargs)

    @classmethod
    def like(cls, field: forms.DateField) -> "DayField":
        """A field of ours in place of the one that a model gives."""
        return cls(required=field.required, label=field.label, help_text=field.help_text, initial=field.initial)


def ends_before_it_begins(cleaned: dict) -> bool:
    """Whether the hours of what has its day and hours as a meeting has stand the wrong way round."""
    start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
    return bool(start and end and end <= start and not cleaned.get("last_day"))
