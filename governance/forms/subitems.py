"""The form of a point below a case on the agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import SubItem


class SubItemForm(RowForm):
    """`stood`: how the agenda stood when the form was drawn."""

    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SubItem
        fields = ["title", "on_behalf_of", "presenter", "presenter_name"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("presenter") and cleaned.get("presenter_name"):
            self.add_error("presenter_name", _("Velg en person, eller skriv et navn. Ikke begge."))
        return cleaned

    def stands(self, agenda: str) -> None:
        """Say how the agenda stands now, also where the form is shown again."""
        self.initial["stood"] = agenda
        if self.is_bound:
            self.data = self.data.copy()
            self.data[self.add_prefix("stood")] = agenda
