"""Forms of a section: its place and columns, its texts, its partners, posts and reporting lines."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.base import PlanRowForm
from actionplan.models import PlanSection, PriorityArea, ReportingLine, SectionPartner, SectionPosition
from actionplan.permissions import edits_plan


class SectionForm(PlanRowForm):
    """Title, area and column heads of a section. A new section may bring a new area with it."""

    level_labels = forms.CharField(
        label=_("Kolonnenavn"),
        required=False,
        max_length=200,
        help_text=_("Overskriftene over tiltak og aktiviteter, skilt med komma. For eksempel: Strategi, Tiltak."),
    )

    new_area = forms.CharField(
        label=_("Nytt innsatsområde"),
        required=False,
        max_length=PriorityArea._meta.get_field("name").max_length,
        help_text=_("Fyll ut når området ikke står i listen. Det legges til i plattformen."),
    )
    field_order = ["title", "area", "new_area"]

    class Meta:
        model = PlanSection
        fields = ["title", "area", "focus_area", "cooperation", "level_labels", "deadline_label"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["level_labels"] = ", ".join(self.instance.level_labels or [])
        for name, path in (("area", "platform"), ("focus_area", "area__platform")):
            self._offer_of_the_year(name, path)
        self._offer_new_area()

    def _offer_of_the_year(self, name: str, path: str) -> None:
        """Of the plan's platform those that exist in its year, and the one the section has already."""
        field, year = self.fields[name], self.plan.year
        rows = field.queryset.filter(**({path: self.plan.platform_id} if self.plan.platform_id else {}))
        of_the_year = rows.overlapping(date(year, 1, 1), date(year, 12, 31))
        field.queryset = of_the_year | rows.filter(pk=getattr(self.instance, f"{name}_id"))
        words = _("Velg et område som gjelder i {year}.")
        field.error_messages["invalid_choice"] = words.format(year=year)

    def _offer_new_area(self) -> None:
        """A section that stands in a plan changes between areas that are there; a new one may need the first of all."""
        if not self.instance._state.adding:
            del self.fields["new_area"]
        elif self.fields["area"].queryset.exists():
            self.fields["area"].required = False
        else:
            del self.fields["area"], self.fields["focus_area"]
            self.fields["new_area"].label = _("Innsatsområde")
            self.fields["new_area"].required = True
            self.fields["new_area"].help_text = _(
                "Et tema planen er delt inn etter, for eksempel «Næring» eller «Helse». Det blir det første i "
                "plattformen."
            )

    def values(self):
        values = super().values()
        if new := self.cleaned_data.get("new_area"):
            values.pop("area", None)
            values["new_area"] = new
        return values

    def clean_level_labels(self) -> list[str]:
        return [label.strip() for label in self.cleaned_data["level_labels"].split(",") if label.strip()]

    def clean(self):
        cleaned = super().clean()
        area, focus = cleaned.get("area"), cleaned.get("focus_area")
        self._one_area(area, cleaned.get("new_area"))
        if area and focus and focus.area_id != area.pk:
            self.add_error("focus_area", _("Velg et fokusområde under innsatsområdet {area}.").format(area=area))
        return cleaned

    def _one_area(self, area, new: str | None) -> None:
        if "area" not in self.fields or "new_area" not in self.fields or self.has_error("new_area"):
            return
        if not area and not new and not self.has_error("area"):
            self.add_error("area", _("Velg et innsatsområde, eller skriv navnet på et nytt."))
        elif area and new:
            self.add_error("new_area", _("Velg et innsatsområde eller skriv et nytt, ikke begge deler."))
        elif new and self.cleaned_data.get("focus_area"):
            self.add_error("focus_area", _("Et nytt innsatsområde har ingen fokusområder ennå. Velg «Ingen»."))


class SectionTextForm(PlanRowForm):
    """The running text of a section."""

    class Meta:
        model = PlanSection
        fields = ["introduction", "organisation", "resources", "reporting"]


class PartnerForm(PlanRowForm):
    class Meta:
        model = SectionPartner
        fields = ["organisation"]


class AssignmentForm(PlanRowForm):
    """A post that works on the section."""

    class Meta:
        model = SectionPosition
        fields = ["position", "percent", "is_lead"]
        help_texts = {"is_lead": _("Den som har stillingen, kan redigere og rapportere denne delen.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = self.fields["position"].queryset.filter(cooperation=self.plan.cooperation)
        self.fields["position"].queryset = mine
        if not edits_plan(self.actor, self.plan):
            # Who leads a section edits it, so only editors of the plan say who that is.
            del self.fields["is_lead"]
            if self.instance.is_lead and not self.instance._state.adding:
                del self.fields["position"]


class ReportingLineForm(PlanRowForm):
    """Who gets a report: a body, or somebody outside."""

    class Meta:
        model = ReportingLine
        fields = ["kind", "body", "organisation", "role"]
        help_texts = {"organisation": _("Fyll ut når mottakeren ikke er et organ i alliansen.")}
