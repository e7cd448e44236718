"""The form of one row. It cleans and hands over values; a service writes them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import once
from governance.forms import plainwords
from governance.forms.day import DayField
from governance.forms.namesakes import PersonChoices
from governance.history import Clash
from governance.merging import BaseVersion, FieldClash
from governance.models import Person, TenantRow
from governance.richtext import RichTextField, plain_text

UNKNOWN_VERSION = _("Vi vet ikke hvilken utgave du endret. Last siden på nytt, og prøv igjen.")
LAST_VERSION = 2**31 - 1  # what the column holds


class VersionField(forms.IntegerField):
    """A version, and after a clash what has been settled since (`BaseVersion`)."""

    def to_python(self, value):
        text, _semicolon, rest = str(value if value is not None else "").partition(";")
        base = super().to_python(text)
        if base is None or not rest:
            return base
        seen, _colon, names = rest.partition(":")
        if not seen.isdecimal() or len(seen) > len(str(LAST_VERSION)):
            raise ValidationError(self.error_messages["invalid"])
        return BaseVersion.after(base, int(seen), filter(None, names.split(",")))


def version_field(initial: int | None = None) -> VersionField:
    """The hidden field that says which version of a row a page was made from."""
    words = dict.fromkeys(("invalid", "min_value", "max_value"), UNKNOWN_VERSION)
    bounds = {"min_value": 0, "max_value": LAST_VERSION, "error_messages": words}
    return VersionField(required=False, widget=forms.HiddenInput, initial=initial, **bounds)


def settle(base: int | None, clash: Clash) -> str:
    """What a page that has shown a clash keeps as its base version. She has seen both texts of what clashed and of that
    alone: what she has not touched is still what it was made from, and another's change of it stands. A row that was
    not there when the page was made has no text of its own before."""
    if not base:
        return str(clash.current.version)
    settled = {field.name for field in clash.fields} | getattr(base, "settled", frozenset())
    return BaseVersion.after(base, clash.current.version, settled).written()


class RowForm(forms.ModelForm):
    """A ModelForm that never saves. Every choice of a tenant row is limited to the actor's own alliance.

    `base_version` is the version the page was made from: the service merges with what others saved since.
    """

    base_version = version_field()
    shown_when = False  # whether fields wait for what other fields say (shown-when.js)
    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()  # (heading, names), for a form too long to be one list

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.clashes = ()
        if not issubclass(self._meta.model, TenantRow):
            del self.fields["base_version"]  # the alliance itself is no tenant row and has no version
        elif self.instance.pk and not self.instance._state.adding:
            self.fields["base_version"].initial = self.instance.version
        else:
            self.instance.alliance = actor.alliance
            del self.fields["base_version"]
            self.fields[once.FIELD] = _token_field()
        for name, field in self.fields.items():
            self._limit(name, field)
            plainwords.speak(field)
            if type(field) is forms.DateField:
                self.fields[name] = DayField.like(field)

    def _limit(self, name: str, field) -> None:
        rows = getattr(field, "queryset", None)
        if rows is not None and issubclass(rows.model, TenantRow):
            field.queryset = rows.model.objects.visible_to(self.actor)
            if rows.model is Person:  # who has left is chosen for nothing more, but stays where she stands
                chosen = self.initial.get(name)
                left = Q(last_day__isnull=False, last_day__lt=self.actor.on) & ~Q(pk=getattr(chosen, "pk", chosen))
                field.iterator = PersonChoices
                field.queryset = field.queryset.exclude(left).select_related("organisation")

    def _post_clean(self):
        """Nothing: the service checks the row it stores, and `take_errors` shows what it refused at its field."""

    def clean(self):
        """A change says which version it was made from; without it, it would overwrite what others saved."""
        cleaned = super().clean()
        is_change = "base_version" in self.fields and not self.instance._state.adding
        if is_change and cleaned.get("base_version") is None and "base_version" not in self.errors:
            self.add_error(None, UNKNOWN_VERSION)
        return cleaned

    def save(self, commit=True):
        raise NotImplementedError("Forms clean; services write.")

    @property
    def grouped(self) -> list[tuple[Any, list]]:
        """(heading, fields) as a long form is drawn. What stands in no group comes before the first, or after the last,
        without a heading."""
        named = {name for _heading, names in self.groups for name in names}
        order = list(self.fields)
        first = min((order.index(name) for name in named if name in self.fields), default=len(order))
        lead = order[:first]
        rest = [name for name in order[first:] if name not in named]
        parts = (("", lead), *self.groups, ("", rest))
        drawn = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in parts]
        return [(heading, fields) for heading, fields in drawn if fields]

    def values(self) -> dict[str, Any]:
        """Cleaned values of the model's own fields, ready for a service."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}

    def take_errors(self, error: ValidationError) -> None:
        """Show what a service refused, at the field where it belongs."""
        if hasattr(error, "error_dict"):
            for name, messages in error.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)
        else:
            self.add_error(None, error.messages)

    def take_clash(self, clash: Clash) -> None:
        """Keep what was typed, show the other text beside it, and let the next save be meant (`settle`)."""
        told = self.told_of(clash)
        self.clashes = [
            {"label": f.label, "theirs": self._shown(f.name, f.theirs), "mine": self._shown(f.name, f.mine)}
            for f in told
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("base_version")] = settle(self.cleaned_data.get("base_version"), clash)
        self.add_error(None, str(Clash(clash.current, told, clash.merged)))

    def told_of(self, clash: Clash) -> list[FieldClash]:
        """Of what clashed, what is shown."""
        return list(clash.fields)

    def _shown(self, name: str, value) -> str:
        field = self._meta.model._meta.get_field(name)
        if field.is_relation and value is not None:
            return self._named(name, getattr(value, "pk", value))
        if field.choices:
            value = dict(field.flatchoices).get(value, value)
        if isinstance(field, RichTextField):
            value = plain_text(value)
        return _("(tomt)") if value in (None, "") else str(value)

    def _named(self, name: str, pk) -> str:
        """A row of those the actor may choose, as it stands among the choices; of others, and of a field that is not in
        the form, nothing is told."""
        choice = self.fields.get(name)
        row = choice.queryset.filter(pk=pk).first() if choice is not None else None
        return _("(kan ikke vises for deg)") if row is None else choice.label_from_instance(row)


def _token_field():
    """Tells a form that is sent twice from the same text typed anew."""
    unkept = forms.HiddenInput(attrs={"autocomplete": "off"})  # some browsers bring old values back on reload
    return forms.CharField(required=False, initial=once.new_token, widget=unkept)


def form_values(form: RowForm) -> Mapping[str, Any]:
    """The arguments a service wants from a bound, valid form: its values, and the base version of an existing row."""
    values = form.values()
    if "base_version" in form.fields:
        values["base_version"] = form.cleaned_data["base_version"]
    return values
