"""What Django's own form fields say, in words for people: an empty choice, a number out of bounds, an address name."""

import re

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_NUMBER = 9_999  # days, meetings, places in a list: what people count
DASHES = re.compile("-+")


def speak(field: forms.Field) -> None:
    """Give one field of a form its plain words. What a form says of a field itself stays."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None and DASHES.fullmatch(str(field.empty_label)):
            field.empty_label = _empty(field)
    elif isinstance(field, forms.ChoiceField):
        _name_empty_choice(field)
    elif type(field) is forms.IntegerField and field.max_value is None:
        _bound(field)
    elif isinstance(field, forms.SlugField):
        field.error_messages["invalid"] = _("Bruk bare a–z, tall og bindestrek i adressenavnet, uten mellomrom.")


def _empty(field: forms.Field) -> Promise:
    return _("Velg …") if field.required else _("Ingen")


def _name_empty_choice(field: forms.ChoiceField) -> None:
    choices = list(field.choices)
    if choices and choices[0][0] == "" and DASHES.fullmatch(str(choices[0][1])):
        field.choices = [("", _empty(field)), *choices[1:]]


def _bound(field: forms.IntegerField) -> None:
    """The database's own bound has nineteen digits, and so has the message that tells of it."""
    field.max_value = MAX_NUMBER
    field.widget.attrs.setdefault("max", MAX_NUMBER)
    field.validators.append(MaxValueValidator(MAX_NUMBER))
