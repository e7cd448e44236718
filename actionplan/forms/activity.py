"""Forms of measures and activities."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actionplan.forms.base import PlanRowForm
from actionplan.forms.responsible import Responsibles, columns_of, key_of
from actionplan.models import Activity, Measure
from governance.forms.tags import TagsMixin
from governance.models import Organisation


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


class LookedUpField(forms.ChoiceField):
    """A choice whose form looks up the chosen row itself, so the lists are read only when they are shown."""

    def validate(self, value):
        forms.Field.validate(self, value)


class KeptChoiceField(forms.ModelChoiceField):
    """A choice that is looked up only where it is another than the row has, which was read with the row (`kept`)."""

    kept = None

    def to_python(self, value):
        is_kept = self.kept is not None and str(value) == str(self.kept.pk)
        return self.kept if is_kept else super().to_python(value)


# The fields of an activity that say what a plan was adopted with; its tags do not.
OF_AMENDMENT = frozenset(("title", "deadline_text", "responsible", "measure", "mode", "steered_by", "partners", "note"))


class ActivityForm(TagsMixin, PlanRowForm):
    """An activity: text, measure, deadline as typed, who answers for it, who takes part, what it is about."""

    responsible = LookedUpField(label=_("Ansvarlig"), required=False)
    partners = forms.ModelMultipleChoiceField(
        label=_("Samarbeidsparter"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    base_partners = forms.CharField(required=False, widget=forms.HiddenInput)  # ids of those ticked when it was opened

    class Meta:
        model = Activity
        fields = ["title", "measure", "deadline_text", "mode", "steered_by", "note"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2}), "note": forms.Textarea(attrs={"rows": 2})}
        field_classes = {"measure": KeptChoiceField}

    field_order = ["title", "deadline_text", "responsible", "measure", "mode", "steered_by", "partners", "tags", "note"]

    def __init__(self, *args, section, parent=None, **kwargs):
        super().__init__(*args, **kwargs)
        words = _("Skriv for eksempel Q1, Q1 + Q3, Q2 – Q4, Løpende, Kvartalsvis eller 30.11.{year}.")
        self.fields["deadline_text"].help_text = words.format(year=self.plan.year)
        measures = self.fields["measure"]
        measures.queryset = measures.queryset.filter(section=section)
        measures.empty_label = _("Ikke under et tiltak")
        measures.initial = parent
        measures.kept = self.instance._state.fields_cache.get("measure")
        self.show_tags()
        self._let_reason_wait()
        self.fields["responsible"].choices = lambda: self._choices
        if not self.instance._state.adding:
            self.fields["responsible"].initial = key_of(self.instance)
            self.fields["partners"].initial = self._partners
            self.fields["base_partners"].initial = lambda: ",".join(map(str, self._partners()))
        else:
            del self.fields["base_partners"]

    def _let_reason_wait(self) -> None:
        """An adopted plan asks for no reason where the tags alone are changed: `clean` tells first whether they are."""
        reason = self.fields.get("reason")
        self._waiting = None if self.instance._state.adding or "tags" not in self.fields else reason
        if self._waiting is not None:
            reason.help_text = _(
                "Planen er vedtatt. Begrunnelsen lagres i historikken. For emneord alene trengs ingen."
            )
            reason.required = not self.is_bound

    def clean(self):
        cleaned = super().clean()
        if self._waiting is not None:
            self._waiting.required = True
            if cleaned.get("reason") == "" and not OF_AMENDMENT.isdisjoint(self.changed_data):
                self.add_error("reason", self._waiting.error_messages["required"])
        return cleaned

    def _partners(self) -> list:
        return list(self.instance.partners.present().order_by().values_list("organisation_id", flat=True))

    @cached_property
    def _responsibles(self) -> Responsibles:
        return Responsibles(self.actor)

    @cached_property
    def _choices(self) -> list:
        """Posts first, then persons, then organisations, each in a group."""
        return [("", _("Ingen ansvarlig")), *self._present(self._responsibles.groups())]

    def _present(self, choices: list) -> list:
        """The one who is responsible now stays a choice, also when the post has ended."""
        now = self._now
        keys = {key for _name, rows in choices for key, _label in rows}
        if now is not None and key_of(self.instance) not in keys:
            choices = [(_("Nå"), [(key_of(self.instance), str(now))]), *choices]
        return [(name, rows) for name, rows in choices if rows]

    @property
    def _now(self):
        return None if self.instance._state.adding else self.instance.responsible

    def clean_responsible(self):
        """The post, person or organisation that was chosen, or None."""
        chosen = self.cleaned_data["responsible"]
        if not chosen:
            return None
        row = self._now if chosen == key_of(self.instance) else self._responsibles.find(chosen)
        if row is None:
            field = self.fields["responsible"]
            raise ValidationError(field.error_messages["invalid_choice"], "invalid_choice", {"value": chosen})
        return row

    def clean_partners(self) -> list[Organisation]:
        """Those that are ticked; of none nothing is asked."""
        chosen = self.cleaned_data["partners"]
        return [] if chosen.query.is_empty() else list(chosen)

    def clean_base_partners(self) -> list[UUID] | None:
        """Ids of the partners the form was opened with; None where the form did not say."""
        if self.add_prefix("base_partners") not in self.data:
            return None
        try:
            return [UUID(each) for each in self.cleaned_data["base_partners"].split(",") if each]
        except ValueError as error:
            raise ValidationError(_("Siden du startet fra, finnes ikke lenger. Last siden på nytt.")) from error

    def _named(self, name, pk):
        """Who answers for it may be a row of any of three kinds."""
        if not name.startswith("responsible_"):
            return super()._named(name, pk)
        row = self._responsibles.any_of(pk)
        return str(row) if row is not None else _("(kan ikke vises for deg)")

    def values(self):
        values = super().values() | self.tag_values() | columns_of(self.cleaned_data["responsible"])
        partners, base = self.cleaned_data["partners"], self.cleaned_data.get("base_partners")
        if base is not None and {each.pk for each in partners} == set(base):
            return values  # nothing was added or taken away, so the list is not looked at
        return values | {"partners": partners} | ({"base_partners": base} if "base_partners" in self.fields else {})
