"""Forms of cases and of the links between them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.forms.exempt import ExemptForm
from governance.forms.row import RowForm
from governance.models import Case, CaseLink, Cooperation
from governance.numberforms import parse_number


class CaseForm(ExemptForm):
    """Fields of a case that anyone in the secretariat may change."""

    class Meta(ExemptForm.Meta):
        model = Case
        fields = ["title", "kind", "summary", "responsible", *ExemptForm.Meta.fields, "public_title"]
        help_texts = ExemptForm.Meta.help_texts | {
            "public_title": _(
                "Vises i stedet for tittelen for dem som ikke kan lese en sak som er unntatt offentlighet. Står feltet "
                "tomt, ser de bare «Sak unntatt offentlighet»."
            ),
        }
        widgets = ExemptForm.Meta.widgets | {"summary": forms.Textarea(attrs={"rows": 4})}


class CaseExemptionForm(CaseForm):
    """What a case says of its exemption, alone."""

    class Meta(CaseForm.Meta):
        fields = [*ExemptForm.Meta.fields, "public_title"]


class NewCaseForm(CaseForm):
    """A new case in one of the cooperations the actor edits; its number is given when it is saved."""

    class Meta(CaseForm.Meta):
        fields = ["cooperation", *CaseForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = [each.pk for each in Cooperation.objects.visible_to(self.actor) if self.actor.edits(each.pk)]
        self.fields["cooperation"].queryset = Cooperation.objects.visible_to(self.actor).filter(pk__in=own)
        if len(own) == 1:
            self.fields["cooperation"].initial = own[0]


class RegisteredCaseForm(NewCaseForm):
    """A case that had its number before this system."""

    year = forms.IntegerField(label=_("År"), min_value=1970, max_value=2100)
    sequence = forms.IntegerField(label=_("Løpenummer"), min_value=1, max_value=99_999)

    class Meta(NewCaseForm.Meta):
        fields = ["year", "sequence", *NewCaseForm.Meta.fields]


class CaseLinkForm(RowForm):
    """Point to another case by its number."""

    number = forms.CharField(
        label=_("Saksnummer"), max_length=20, help_text=_("Skriv saksnummeret, for eksempel 2016/12.")
    )

    class Meta:
        model = CaseLink
        fields = ["kind"]

    def clean_number(self) -> Case:
        wanted = parse_number(self.cleaned_data["number"])
        found = None
        if wanted is not None:
            rows = Case.objects.visible_to(self.actor)
            found = rows.filter(year=wanted.year, sequence=wanted.sequence).first()
        if found is None:
            raise ValidationError(_("Det finnes ingen sak med dette nummeret. Skriv det slik: 2016/12."))
        return found

    def values(self):
        return super().values() | {"other": self.cleaned_data["number"]}
