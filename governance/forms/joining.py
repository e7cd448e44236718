"""Members picked from the reference list of a day: municipalities and county councils, several at once."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.forms.day import DayField
from governance.lifespans import Lifespan, counties_on, municipalities_on


class ListDayForm(forms.Form):
    """The day whose list is shown."""

    dato = DayField(label=gettext_lazy("Vis kommunene slik de var på datoen"), required=False)


@dataclass(frozen=True)
class Option:
    """One line of the list, ready to draw."""

    value: str
    name: str
    note: str
    is_member: bool
    is_chosen: bool


class JoiningForm(forms.Form):
    """`groups` is the list as it is drawn: (county, options). `members` are the keys of those who are members."""

    first_day = DayField(
        label=gettext_lazy("Medlemmer fra og med"),
        required=False,
        help_text=gettext_lazy("La stå tomt når dagen ikke er kjent. Den kan endres for hvert medlem siden."),
    )
    chosen = forms.MultipleChoiceField(label=gettext_lazy("Kommuner og fylkeskommuner"), required=False)

    def __init__(self, *args, day: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipalities = {f"k{one.row.pk}": one for one in municipalities_on(day)}
        self.counties = {f"f{county.pk}": county for county in counties_on(day)}
        keys = [*self.municipalities, *self.counties]
        self.fields["chosen"].choices = [(key, key) for key in keys]
        self.fields["chosen"].error_messages["invalid_choice"] = _("Listen er fra en annen dag. Velg på nytt.")

    def groups(self, members: frozenset[tuple[str, int]]) -> list[tuple[str, list[Option]]]:
        """The municipalities by county, then the county councils. `members`: ("k" or "f", key of the reference row)."""
        chosen = set(self["chosen"].value() or ())

        def option(key: str, name: str, note: str, keys) -> Option:
            return Option(key, name, note, any((key[0], pk) in members for pk in keys), key in chosen)

        by_county = groupby(self.municipalities.items(), key=lambda pair: pair[1].row.county.name)
        groups = [
            (county, [option(key, one.row.name, _note(one), one.keys) for key, one in pairs])
            for county, pairs in by_county
        ]
        councils = [option(key, f"{each.name} fylkeskommune", "", [each.pk]) for key, each in self.counties.items()]
        return [*groups, (_("Fylkeskommuner"), councils)] if councils else groups

    def values(self) -> dict:
        chosen = self.cleaned_data["chosen"]
        return {
            "municipalities": [self.municipalities[key] for key in chosen if key in self.municipalities],
            "counties": [self.counties[key] for key in chosen if key in self.counties],
            "first_day": self.cleaned_data["first_day"],
        }


def _note(one: Lifespan) -> str:
    """What tells two of the same name apart, and that one is no more."""
    if one.last:
        return _("{number}, til {year}").format(number=one.row.number, year=one.last.year)
    return one.row.number
