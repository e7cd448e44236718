"""Forms of organisations, memberships and contacts."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.forms.row import RowForm
from governance.models import Membership, Organisation, OrganisationContact


class MunicipalityField(forms.ModelChoiceField):
    """Municipalities with their number and years: after a merger several of them have the same name."""

    def label_from_instance(self, municipality):
        first, last = municipality.valid_from, municipality.valid_to
        years = ""
        if first and last:
            years = f", {first.year}–{last.year}"
        elif last:
            years = ", " + _("til {year}").format(year=last.year)
        elif first:
            years = ", " + _("fra {year}").format(year=first.year)
        return f"{municipality.name} ({municipality.number}{years})"


class OrganisationForm(RowForm):
    class Meta:
        model = Organisation
        fields = [
            "name",
            "short_name",
            "kind",
            "municipality",
            "county",
            "org_number",
            "email",
            "website",
            "note",
        ]
        field_classes = {"municipality": MunicipalityField}
        help_texts = {
            "short_name": gettext_lazy("Brukes i tabeller og på kartet, for eksempel Asker."),
            "municipality": gettext_lazy("Gir kartet, folketallet og arealet."),
            "county": gettext_lazy("Bare for fylkeskommuner."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        municipality = self.fields["municipality"]
        municipality.queryset = municipality.queryset.order_by("name", "number").defer("border")
        self.fields["website"].assume_scheme = "https"

    def clean_org_number(self):
        """Nine digits; spaces are how people write them."""
        number = self.cleaned_data["org_number"].replace(" ", "")
        if number and (len(number) != 9 or not number.isdigit()):
            raise forms.ValidationError(_("Et organisasjonsnummer har ni sifre."))
        return number


class MembershipForm(RowForm):
    """A membership of a known organisation; the period is from-to, the last day inclusive."""

    class Meta:
        model = Membership
        fields = ["cooperation", "area", "reservation", "is_assumed", "valid_from", "valid_to"]
        help_texts = {
            "area": gettext_lazy("Del av samarbeidet medlemmet hører til, for eksempel Hallingdal."),
            "reservation": gettext_lazy("Vilkår eller unntak medlemmet har tatt."),
            "valid_to": gettext_lazy("Siste dag som medlem. La stå tomt så lenge medlemskapet gjelder."),
        }


class MembershipChangeForm(MembershipForm):
    class Meta(MembershipForm.Meta):
        fields = ["area", "reservation", "is_assumed", "valid_from", "valid_to"]


class ContactForm(RowForm):
    class Meta:
        model = OrganisationContact
        fields = ["person", "valid_from", "valid_to"]
