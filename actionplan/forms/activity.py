"""Forms of measures and activities."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.base import PlanRowForm
from actionplan.models import Activity, Measure, Position
from governance.models import Organisation, Person

RESPONSIBLE = {"position": Position, "organisation": Organisation, "person": Person}


class MeasureForm(PlanRowForm):
    """A measure and what it hangs under."""

    class Meta:
        model = Measure
        fields = ["title", "parent"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, section, parent=None, **kwargs):
        super().__init__(*args, **kwargs)
        measures = self.fields["parent"].queryset.filter(section=section).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = measures
        self.fields["parent"].empty_label = _("Øverst i delen")
        self.fields["parent"].initial = parent
        if not measures.exists():
            del self.fields["parent"]


class ActivityForm(PlanRowForm):
    """An activity: text, measure, deadline as typed, who answers for it, who takes part."""

    responsible = forms.ChoiceField(label=_("Ansvarlig"), required=False)
    partners = forms.ModelMultipleChoiceField(
        label=_("Samarbeidsparter"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Activity
        fields = ["title", "measure", "deadline_text", "mode", "steered_by", "note"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "deadline_text": _("Skriv for eksempel Q1, Q1 + Q3, Q2 – Q4, Løpende, Kvartalsvis eller 30.11.2016."),
        }

    field_order = ["title", "deadline_text", "responsible", "measure", "mode", "steered_by", "partners", "note"]

    def __init__(self, *args, section, parent=None, **kwargs):
        super().__init__(*args, **kwargs)
        measures = self.fields["measure"]
        measures.queryset = measures.queryset.filter(section=section)
        measures.empty_label = _("Ikke under et tiltak")
        measures.initial = parent
        self.fields["responsible"].choices = self._people()
        self.fields["partners"].queryset = Organisation.objects.visible_to(self.actor)
        if not self.instance._state.adding:
            self.fields["responsible"].initial = _key(self.instance)
            self.fields["partners"].initial = [row.organisation_id for row in self.instance.partners.present()]

    def _people(self) -> list:
        """Posts first, then persons of the alliance, then organisations, each in a group."""
        groups = [
            (_("Stillinger"), "position", Position.objects.visible_to(self.actor).on(self.actor.on)),
            (_("Personer"), "person", Person.objects.visible_to(self.actor)),
            (_("Organisasjoner"), "organisation", Organisation.objects.visible_to(self.actor)),
        ]
        choices = [(name, [(f"{kind}:{row.pk}", str(row)) for row in rows]) for name, kind, rows in groups]
        return [("", _("Ingen ansvarlig")), *self._present(choices)]

    def _present(self, choices: list) -> list:
        """The one who is responsible now stays a choice, also when the post has ended."""
        now = None if self.instance._state.adding else self.instance.responsible
        keys = {key for _name, rows in choices for key, _label in rows}
        if now is not None and _key(self.instance) not in keys:
            choices = [(_("Nå"), [(_key(self.instance), str(now))]), *choices]
        return [(name, rows) for name, rows in choices if rows]

    def values(self):
        values = super().values() | {"partners": list(self.cleaned_data["partners"])}
        kind, _colon, key = self.cleaned_data["responsible"].partition(":")
        for name, model in RESPONSIBLE.items():
            chosen = model.objects.of(self.actor.alliance).filter(pk=key).first() if name == kind else None
            values[f"responsible_{name}"] = chosen
        return values


def _key(activity: Activity) -> str:
    for name in RESPONSIBLE:
        key = getattr(activity, f"responsible_{name}_id")
        if key is not None:
            return f"{name}:{key}"
    return ""
