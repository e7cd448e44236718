"""The templates as a form: each has a box to tick, a name and a number format that may be changed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.bodies.templates import TEMPLATES, Template
from governance.models import GoverningBody, Seat
from governance.numberforms import format_like, format_number
from governance.services.body_templates import Wanted

LONGEST_NAME = GoverningBody._meta.get_field("name").max_length
LONGEST_AREA = Seat._meta.get_field("area").max_length
MOST_AT_ONCE = 30


@dataclass(frozen=True)
class Card:
    """One template on the page: its fields, and how many seats it gives with the members there are."""

    template: Template
    wanted: Any
    name: Any
    number_format: Any
    areas: Any
    seats: int


class ExampleField(forms.CharField):
    """A case number as it shall look; the value is the format that gives it."""

    def clean(self, value):
        example = super().clean(value)
        return format_like(example) if example else ""


class TemplatesForm(forms.Form):
    """Two to four fields for each template, named `<key>-<field>`: a box to tick, or for those that come in numbers the
    names alone. `areas` are those of the members, as a proposal; `wants_some`
    refuses a form without any."""

    def __init__(self, *args, areas: list[str], year: int, wants_some: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.wants_some = wants_some
        for template in TEMPLATES:
            self.fields |= {f"{template.key}-{name}": field for name, field in _fields(template, areas, year)}
        for field in self.fields.values():
            field.needed_at_times = True  # not called optional: a ticked template needs them

    def cards(self, members) -> list[Card]:
        return [self._card(template, members) for template in TEMPLATES]

    def _card(self, template: Template, members) -> Card:
        parts = ("wanted", "name", "number_format", "areas")
        own = {part: self[key] for part in parts if (key := f"{template.key}-{part}") in self.fields}
        areas = lines(own["areas"].value() or "") if template.by_areas else []
        seats = len(template.seats(members, areas))
        return Card(template, own.get("wanted"), own["name"], own.get("number_format"), own.get("areas"), seats)

    def clean(self):
        cleaned = super().clean()
        for template in TEMPLATES:
            if self._is_chosen(template):
                self._check(template)
            else:
                self._forgive(template)
        if self.wants_some and not self._chosen():
            raise forms.ValidationError(_("Kryss av for et organ, eller gå videre uten."))
        return cleaned

    def _forgive(self, template: Template) -> None:
        """One that is not ticked may stand half filled in."""
        for key in [key for key in self.errors if key.startswith(f"{template.key}-")]:
            del self.errors[key]

    def _chosen(self) -> list[Template]:
        return [template for template in TEMPLATES if self._is_chosen(template)]

    def _is_chosen(self, template: Template) -> bool:
        if template.several:
            return bool(self._names(template))
        return bool(self.cleaned_data.get(f"{template.key}-wanted"))

    def _check(self, template: Template) -> None:
        """What a template that is asked for must have."""
        key = f"{template.key}-name"
        names = self._names(template)
        if key not in self.errors and not names:
            self.add_error(key, _("Skriv hva organet heter."))
        if any(len(name) > LONGEST_NAME for name in names):
            self.add_error(key, _("Navnet er for langt. Bruk høyst {n} tegn.").format(n=LONGEST_NAME))
        if len(names) > MOST_AT_ONCE:
            self.add_error(key, _("Lag høyst {n} om gangen.").format(n=MOST_AT_ONCE))
        if template.by_areas:
            self._check_areas(f"{template.key}-areas")

    def _check_areas(self, key: str) -> None:
        areas = lines(self.cleaned_data.get(key, ""))
        if not areas:
            self.add_error(key, _("Skriv områdene, ett på hver linje."))
        if any(len(area) > LONGEST_AREA for area in areas):
            self.add_error(key, _("Navnet er for langt. Bruk høyst {n} tegn.").format(n=LONGEST_AREA))
        if len(areas) > MOST_AT_ONCE:
            self.add_error(key, _("Lag høyst {n} om gangen.").format(n=MOST_AT_ONCE))

    def _names(self, template: Template) -> list[str]:
        typed = self.cleaned_data.get(f"{template.key}-name", "")
        return lines(typed) if template.several else [typed.strip()] * bool(typed.strip())

    def wanted(self) -> list[Wanted]:
        """What the service wants, leading bodies before those that prepare for them."""
        return [
            Wanted(
                template,
                name,
                self.cleaned_data.get(f"{template.key}-number_format") or template.number_format,
                tuple(lines(self.cleaned_data.get(f"{template.key}-areas", ""))),
            )
            for template in self._chosen()
            for name in self._names(template)
        ]


def lines(text: str) -> list[str]:
    """The lines of a text that hold something, each once, in their order."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _fields(template: Template, areas: list[str], year: int):
    if not template.several:
        yield "wanted", forms.BooleanField(label=template.name, required=False)
    if template.several:
        yield (
            "name",
            forms.CharField(
                label=gettext_lazy("Navn, ett på hver linje"), required=False, max_length=4000, widget=_lines(3)
            ),
        )
    else:
        yield (
            "name",
            forms.CharField(label=gettext_lazy("Navn"), required=False, max_length=LONGEST_NAME, initial=template.name),
        )
    if template.by_areas:
        yield (
            "areas",
            forms.CharField(
                label=gettext_lazy("Områder, ett på hver linje"),
                required=False,
                max_length=4000,
                initial="\n".join(areas),
                widget=_lines(3),
            ),
        )
    if template.rules:
        yield (
            "number_format",
            ExampleField(
                label=gettext_lazy("Slik skal et saksnummer se ut"),
                required=False,
                max_length=30,
                initial=format_number(template.number_format, year, 3),
                help_text=gettext_lazy("For eksempel 3/2026, 03/26 eller AU-sak 03/26."),
            ),
        )


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
