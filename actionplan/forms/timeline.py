"""What the quarters of a plan are narrowed to, as it stands in the address."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.planfacts import QUARTERS
from actionplan.timeline import Chosen, Named, TimelineSection
from governance.norwegian_order import norwegian_key

PLAN_YEAR, ALL_YEARS = "", "alle"


class TimelineForm(forms.Form):
    """A value that nobody offers narrows nothing."""

    omrade = forms.ChoiceField(label=_("Innsatsområde"), required=False)
    ansvarlig = forms.ChoiceField(label=_("Ansvarlig"), required=False)
    organisasjon = forms.ChoiceField(label=_("Organisasjon"), required=False)
    emneord = forms.ChoiceField(label=_("Emneord"), required=False)
    kvartal = forms.TypedChoiceField(
        label=_("Kvartal"),
        required=False,
        coerce=int,
        empty_value=0,
        choices=[("", _("Hele året")), *enumerate(QUARTERS, 1)],
    )
    ar = forms.ChoiceField(
        label=_("År"), required=False, choices=[(PLAN_YEAR, _("Planens år")), (ALL_YEARS, _("Alle år med frister"))]
    )
    mitt = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, sections: list[TimelineSection], **kwargs):
        super().__init__(*args, **kwargs)
        rows = [row for each in sections for row in each.rows]
        areas = {Named(str(each.section.row.area_id), each.section.area.name): None for each in sections}
        self.fields["omrade"].choices = _choices(areas, in_order=True)
        self.fields["ansvarlig"].choices = _choices(each for row in rows for each in row.lead)
        self.fields["organisasjon"].choices = _choices(each for row in rows for each in row.organisations)
        tags = {Named(name, name) for row in rows for name in row.facts.tags}
        self.fields["emneord"].choices = _choices(tags)
        for name in ("omrade", "ansvarlig", "organisasjon", "emneord"):
            if len(self.fields[name].choices) == 1:  # a choice of nothing is only in the way
                del self.fields[name]
        for field in self.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["class"] = "ds-input"

    def chosen(self) -> Chosen:
        """The valid part of what was asked."""
        self.is_valid()
        said = self.cleaned_data
        return Chosen(
            area=said.get("omrade", ""),
            lead=said.get("ansvarlig", ""),
            organisation=said.get("organisasjon", ""),
            quarter=said.get("kvartal") or 0,
            mine=said.get("mitt", False),
            tag=said.get("emneord", ""),
        )

    @property
    def shows_all_years(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("ar") == ALL_YEARS


def _choices(named: Iterable[Named], *, in_order: bool = False) -> list[tuple]:
    """Each once, in Norwegian order of the names unless they stand in order."""
    once = list(dict.fromkeys(named))
    if not in_order:
        once.sort(key=lambda each: norwegian_key(each.name))
    return [("", _("Alle")), *((each.key, each.name) for each in once)]
