"""The filters above the registers, as they stand in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

ALL = ("", _("Alle"))


class RegisterFilter(forms.Form):
    """Choices by name: (label, the values there are). A value nobody offers narrows nothing."""

    def __init__(self, *args, choices: dict[str, tuple], **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, values) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[ALL, *values])
            self.fields[name].widget.attrs["class"] = "ds-input"

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
