"""Forms of seats and of the people who hold them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.day import DayField
from governance.forms.row import RowForm
from governance.models import Appointment, Seat


class SeatForm(RowForm):
    class Meta:
        model = Seat
        fields = ["on_behalf_of", "area", "role", "title", "may_vote", "position", "valid_from", "valid_to"]


class AppointmentForm(RowForm):
    """A new holder or substitute of a seat."""

    end_previous = forms.BooleanField(
        label=_("Avslutt vervet til den som har plassen nå"),
        required=False,
        help_text=_("Det slutter dagen før det nye begynner."),
    )

    class Meta:
        model = Appointment
        fields = ["person", "kind", "substitute_order", "valid_from", "valid_to"]
        help_texts = {"substitute_order": _("Bare for varamedlemmer: 1 kalles inn først.")}

    def values(self):
        return super().values() | {"end_previous": self.cleaned_data["end_previous"]}


class AppointmentChangeForm(RowForm):
    class Meta(AppointmentForm.Meta):
        pass


class EndForm(RowForm):
    """The last day of what a person holds."""

    last_day = DayField(label=_("Siste dag"))

    class Meta:
        model = Appointment
        fields = []

    def values(self):
        return {"last_day": self.cleaned_data["last_day"]}
