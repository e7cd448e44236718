"""One cell of the table for editing: one field of one row, typed or chosen. Names are understood as well as keys, so
what is pasted from a spreadsheet lands where it should.
"""

from functools import lru_cache
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ActivityMode
from actionplan.deadlines import describe, hint, parse_deadline
from actionplan.forms.base import PlanRowForm
from actionplan.forms.responsible import Names, Responsibles, columns_of, key_of, not_one, organisations_named
from actionplan.models import Activity, Measure
from governance.models import Organisation

TEXTS = {Activity: ("title", "deadline_text", "steered_by", "note"), Measure: ("title",)}
START = "utgangspunkt"  # the keys of the partners that the cell showed when it was opened


class NamedCell(PlanRowForm):
    """A cell in which names are looked up; `names` holds the lists where many cells are read after each other."""

    def __init__(self, *args, names: Names | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names


class ResponsibleCell(NamedCell):
    """Who answers for the activity: a choice ("person:<key>"), or a name that only one has."""

    responsible = forms.CharField(required=False, max_length=300)

    class Meta:
        model = Activity
        fields: list[str] = []

    def clean_responsible(self):
        typed = self.cleaned_data["responsible"]
        if not typed or typed == key_of(self.instance):
            return self.instance.responsible if typed else None
        choices = self.names.responsibles if self.names else Responsibles(self.actor)
        found = [row] if (row := choices.find(typed)) is not None else choices.named(typed)
        if len(found) != 1:
            raise not_one(found, typed, has_list=self.names is None)
        return found[0]

    def values(self):
        return super().values() | columns_of(self.cleaned_data["responsible"])


class PartnersCell(NamedCell):
    """Who takes part: organisations by key or name, with commas or semicolons between."""

    partners = forms.CharField(required=False, max_length=4000)
    utgangspunkt = forms.CharField(required=False, max_length=4000)

    class Meta:
        model = Activity
        fields: list[str] = []

    @cached_property
    def _organisations(self) -> list[Organisation]:
        return self.names.organisations if self.names else list(Organisation.objects.visible_to(self.actor))

    def clean_partners(self) -> list[Organisation]:
        """The organisations in the order typed, each once."""
        typed = self.cleaned_data["partners"]
        return organisations_named(typed, self._organisations, has_list=self.names is None)

    def clean_utgangspunkt(self) -> list[UUID] | None:
        if START not in self.data:
            return None
        try:
            return [UUID(key) for key in self.cleaned_data[START].split(",") if key]
        except ValueError as error:
            raise ValidationError(_("Siden du startet fra, finnes ikke lenger. Last siden på nytt.")) from error

    def values(self):
        chosen = {"partners": self.cleaned_data["partners"], "base_partners": self.cleaned_data[START]}
        return super().values() | chosen


class ModeCell(PlanRowForm):
    """How the work is done: a code, or its word."""

    mode = forms.CharField(required=False)

    class Meta:
        model = Activity
        fields: list[str] = []

    def clean_mode(self) -> str:
        typed = self.cleaned_data["mode"].strip()
        codes = {str(label).casefold(): code for code, label in ActivityMode.choices}
        code = typed or ActivityMode.OWN.value
        code = code if code in ActivityMode.values else codes.get(typed.casefold(), "")
        if not code:
            raise ValidationError(no_mode(typed))
        return code

    def values(self):
        return super().values() | {"mode": self.cleaned_data["mode"]}


CHOSEN = {"responsible": ResponsibleCell, "partners": PartnersCell, "mode": ModeCell}


@lru_cache
def cell_class(model, name: str) -> type[PlanRowForm] | None:
    """The form of one field, or None for a field that has no cell."""
    if model is Activity and name in CHOSEN:
        return CHOSEN[name]
    if name in TEXTS.get(model, ()):
        words = {name: {"required": _("Cellen kan ikke være tom. Skriv noe, eller fjern raden.")}}
        return forms.modelform_factory(model, form=PlanRowForm, fields=[name], error_messages=words)
    return None


def read_as(text: str, year: int) -> tuple[str, bool]:
    """What a deadline is understood as, and whether it is not."""
    deadline = parse_deadline(text, year)
    if deadline.understood:
        return describe(deadline), False
    return f"{_('Fristen er ikke forstått.')} {hint(text, year)}".rstrip(), True


def no_mode(typed: str) -> str:
    """What to say of a word that is no way of working."""
    words = ", ".join(f"«{label}»" for label in ActivityMode.labels)
    return _("«{typed}» er ingen arbeidsform. Velg en av {words}.").format(typed=typed, words=words)
