"""The forms of the roll of a meeting: who sits in a seat, who else is there, and from when until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import SEATED, Capacity
from governance.forms.row import RowForm
from governance.models import Attendance, Person


class StayForm(RowForm):
    """From which case until which; `items` are the agenda of the meeting."""

    class Meta:
        model = Attendance
        fields = ["first_item", "until_item"]

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(item.pk, f"{item.number} {item.case.title}".strip()) for item in items]
        for name, empty in (("first_item", _("Fra møtet ble åpnet")), ("until_item", _("Ble til møtet var slutt"))):
            field = self.fields[name]
            field.queryset = field.queryset.filter(pk__in=[key for key, _words in named])
            field.choices = [("", empty), *named]  # asked for once, and shown twice


class SeatForm(StayForm):
    """`choices`: those who may sit there, the likeliest first."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=500,
        help_text=_("Trengs bare når noen sitter på en plass de ikke er vara for. Den blir stående i historikken."),
    )

    class Meta(StayForm.Meta):
        fields = ["person", "first_item", "until_item"]

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.label, field.required, field.empty_label = _("Hvem sitter på plassen"), True, None
        field.queryset = Person.objects.visible_to(self.actor).filter(pk__in=[each.pk for each, _word in choices])
        field.choices = [(each.pk, word) for each, word in choices]


class GuestForm(StayForm):
    """Somebody without a seat."""

    class Meta(StayForm.Meta):
        fields = ["capacity", "person", "name", "first_item", "until_item"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = [each for each in Capacity.choices if each[0] not in SEATED]

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("name", "").strip()) == bool(cleaned.get("person")):
            self.add_error("name", _("Velg en person, eller skriv et navn. Ikke begge."))
        return cleaned
