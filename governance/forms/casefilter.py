"""What the register of cases is narrowed to, as it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import Access, CaseKind, CaseState
from governance.forms.day import DayField
from governance.models import GoverningBody, Person, Tag

ALL = ("", _("Alle"))


def _bodies(label) -> forms.ModelChoiceField:
    none = GoverningBody.objects.none()
    return forms.ModelChoiceField(
        label=label, required=False, queryset=none, to_field_name="slug", empty_label=_("Alle")
    )


class CaseFilterForm(forms.Form):
    """The first line is for everyone; `MORE` is for those who are known, since it tells of persons and of work."""

    q = forms.CharField(label=_("Søk i titler og numre"), required=False, max_length=100)
    tekst = forms.BooleanField(label=_("Søk også i papirer og vedlegg"), required=False)
    ar = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)
    organ = _bodies(_("Organ"))
    type = forms.ChoiceField(label=_("Sakstype"), required=False, choices=[ALL, *CaseKind.choices])
    tilstand = forms.ChoiceField(label=_("Tilstand"), required=False, choices=[ALL, *CaseState.choices])
    ansvarlig = forms.ModelChoiceField(
        label=_("Saksansvarlig"), required=False, queryset=Person.objects.none(), empty_label=_("Alle")
    )
    emne = forms.ModelChoiceField(
        label=_("Emneord"), required=False, queryset=Tag.objects.none(), empty_label=_("Alle")
    )
    tilgang = forms.ChoiceField(label=_("Tilgang"), required=False, choices=[ALL, *Access.choices])
    venter = _bodies(_("Venter i organ"))
    fra = DayField(label=_("Møtedag fra"), required=False)
    til = DayField(label=_("Møtedag til"), required=False)
    fulgt = forms.BooleanField(label=_("Bare saker jeg følger"), required=False)

    MORE = ("ansvarlig", "emne", "tilgang", "venter", "fra", "til", "fulgt")

    def __init__(self, *args, actor, years, bodies, responsible, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ar"].choices = [ALL, *((year, year) for year in years)]
        self.fields["organ"].queryset = self.fields["venter"].queryset = bodies
        self.fields["ansvarlig"].queryset = responsible
        self.fields["emne"].queryset = Tag.objects.visible_to(actor)
        if not actor.is_known:
            for name in self.MORE:
                del self.fields[name]
        elif actor.person is None:
            del self.fields["fulgt"]

    def chosen(self) -> dict:
        """The valid part of what was asked; a value nobody offers narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def first(self) -> list:
        """The fields that always stand there."""
        return [self[name] for name in self.fields if name not in self.MORE]

    @property
    def more(self) -> list:
        """The fields that open on demand."""
        return [self[name] for name in self.fields if name in self.MORE]

    @property
    def is_more_chosen(self) -> bool:
        return bool(set(self.chosen()) & set(self.MORE))
