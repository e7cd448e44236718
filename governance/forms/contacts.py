"""The filters of the list of persons, and the day a person leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import Role
from governance.forms.day import DayField
from governance.models import GoverningBody, Organisation
from governance.people.contacts import LEFT, NO_LOGIN

SHOWN = [("", _("Aktive")), (NO_LOGIN, _("Har ikke innlogging")), (LEFT, _("Deaktiverte"))]


class PersonFilterForm(forms.Form):
    """What the list of persons shows. Anything it does not know is as if it were not chosen."""

    q = forms.CharField(label=_("Søk"), required=False, max_length=120)
    organisasjon = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisasjon"), required=False)
    organ = forms.ModelChoiceField(GoverningBody.objects.none(), label=_("Organ"), required=False, to_field_name="slug")
    rolle = forms.ChoiceField(label=_("Rolle"), required=False, choices=[("", _("Alle")), *Role.choices])
    vis = forms.ChoiceField(label=_("Vis"), required=False, choices=SHOWN)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisasjon"].queryset = Organisation.objects.visible_to(actor)
        self.fields["organ"].queryset = GoverningBody.objects.visible_to(actor)
        for name in ("organisasjon", "organ"):
            self.fields[name].empty_label = _("Alle")
        if not actor.edits_everything:
            self.fields["vis"].choices = [choice for choice in SHOWN if choice[0] != NO_LOGIN]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    @property
    def filters(self) -> dict:
        """The arguments of `contacts.persons`."""
        self.is_valid()
        words = {"text": "q", "organisation": "organisasjon", "body": "organ", "role": "rolle", "shown": "vis"}
        empty = {"organisation": None, "body": None}
        return {name: self.cleaned_data.get(field, empty.get(name, "")) for name, field in words.items()}


class LastDayForm(forms.Form):
    """The last day of a person in the alliance, and why she leaves."""

    last_day = DayField(label=_("Siste dag"), css_class="ds-input")
    reason = forms.CharField(
        label=_("Begrunnelse"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "ds-input"}),
    )
