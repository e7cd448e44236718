"""Forms of a plan on its way to the next year: what becomes of one activity, and what is taken on."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import Fate
from actionplan.deadlines import parse_deadline
from actionplan.models import StrategicPlatform
from actionplan.nextareas import NextAreas, Place
from actionplan.rolloverfacts import FateRow, SectionFates
from actionplan.services.firstcome import NOTHING
from actionplan.services.rollover import Wanted
from governance.forms import plainwords
from governance.forms.row import version_field


class FateForm(forms.Form):
    """What becomes of one activity, preset from its status and its deadline."""

    fate = forms.ChoiceField(label=gettext_lazy("Neste år"), choices=Fate.choices)
    deadline_text = forms.CharField(label=gettext_lazy("Frist neste år"), max_length=80, required=False)
    move = forms.BooleanField(required=False)
    title = forms.CharField(
        label=gettext_lazy("Ny tekst"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Til «Endres»: hele den nye teksten. Til «Deles i flere»: en linje for hver."),
    )
    grounds = forms.CharField(label=gettext_lazy("Begrunnelse"), max_length=300, required=False)
    base_version = version_field()

    def __init__(self, *args, row: FateRow, **kwargs):
        choice = row.choice
        initial = {name: getattr(choice, name) for name in ("fate", "deadline_text", "title", "grounds")}
        super().__init__(*args, prefix=str(row.pk), initial=initial | {"base_version": choice.version}, **kwargs)
        self.row = row
        if row.moved:
            self.fields["move"].label = _("Flytt fristen til «{text}»").format(text=row.moved)
        else:
            del self.fields["move"]
        for field in self.fields.values():
            plainwords.speak(field)
            field.widget.attrs["class"] = "ds-input"
        self.refusal = ""

    @property
    def shown(self) -> FateRow:
        """The row as the form shows it: what was sent is read, and not what is stored."""
        if not self.is_bound:
            return self.row
        fate, text = self["fate"].value(), self["deadline_text"].value() or ""
        if "move" in self.fields and self["move"].value():
            text = self.row.moved
        fate = Fate(fate) if fate in Fate.values else self.row.choice.fate
        choice = replace(self.row.choice, fate=fate, deadline_text=text)
        return replace(self.row, choice=choice, next_deadline=parse_deadline(text, self.row.next_year))

    @property
    def needs_text(self) -> bool:
        """Whether the choice wants a new text, so that its box is to stand open."""
        choice = self.shown.choice
        return bool(self.errors or choice.fate in (Fate.CHANGED, Fate.SPLIT) or choice.title or choice.grounds)

    def values(self) -> dict:
        """The arguments of the service."""
        said = dict(self.cleaned_data)
        moves = said.pop("move", False)
        if moves:
            said["deadline_text"] = self.row.moved
        version = said.pop("base_version")
        return said | {"base_version": NOTHING if version is None else version}


class RollForm(forms.Form):
    """Which sections are taken on to the next year, and what comes with them. Where the plan is there already, it has
    its title and platform."""

    title = forms.CharField(label=gettext_lazy("Tittel"), max_length=160)
    platform = forms.ModelChoiceField(
        label=gettext_lazy("Plattform"),
        queryset=StrategicPlatform.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen plattform"),
    )
    texts = forms.BooleanField(label=gettext_lazy("Ta med tekstene i delene"), required=False, initial=True)
    notes = forms.BooleanField(label=gettext_lazy("Ta med merknader"), required=False, initial=True)
    bare = forms.BooleanField(label=gettext_lazy("Ta med tiltak som er uten aktiviteter"), required=False)

    def __init__(self, *args, actor, plan, target, sections: list[SectionFates], platform=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.plan, self.target, self.sections = actor, plan, target, sections
        year = plan.year + 1
        rows = StrategicPlatform.objects.visible_to(actor).filter(cooperation=plan.cooperation)
        self.fields["platform"].queryset = rows
        self.initial |= {
            "title": _("Handlingsplan {year}").format(year=year),
            "platform": getattr(platform, "pk", None),
        }
        if target is not None:
            del self.fields["title"], self.fields["platform"]
        self.areas = NextAreas(plan.alliance, self._platform(platform), year)
        self.places = {each.section.pk: self.areas.place_of(each.section) for each in sections}
        self._ask_sections()
        self._ask_areas()
        for field in self.fields.values():
            plainwords.speak(field)

    def _platform(self, preset):
        """The platform whose areas are asked for: that of the plan which is there, or the one chosen."""
        if self.target is not None:
            return self.target.platform
        if not self.is_bound:
            return preset
        try:
            return self.fields["platform"].clean(self.data.get("platform"))
        except forms.ValidationError:
            return preset

    def _ask_sections(self) -> None:
        left = [each for each in self.sections if each.open]
        choices = [(str(each.section.pk), each.section.title) for each in left]
        self.fields["sections"] = forms.MultipleChoiceField(
            label=_("Deler"),
            choices=choices,
            required=False,
            initial=[str(each.section.pk) for each in left if each.is_gone_through],
        )

    def _ask_areas(self) -> None:
        """New areas, and an area for each section that has no place of its own."""
        self.new = {each.key: each for each in self.areas.new_areas(each.section for each in self.sections)}
        self.fields["new_areas"] = forms.MultipleChoiceField(
            label=_("Nye områder, som tomme deler"),
            choices=[(key, each.name) for key, each in self.new.items()],
            required=False,
            initial=[key for key, each in self.new.items() if each.begins],
            widget=forms.CheckboxSelectMultiple,
        )
        if not self.new:
            del self.fields["new_areas"]
        options = [("", _("Velg område")), *((str(each.pk), each.name) for each in self.areas.areas)]
        for each in self.sections:
            if self.places[each.section.pk].area is None and each.open:
                label = _("Område for «{section}»").format(section=each.section.title)
                help_text = _("«{area}» finnes ikke i plattformen for det nye året.").format(
                    area=each.section.area.name
                )
                name = f"area_{each.section.pk}"
                self.fields[name] = forms.ChoiceField(label=label, choices=options, required=False, help_text=help_text)

    def clean(self):
        found = super().clean()
        chosen = found.get("sections") or []
        if not chosen and not found.get("new_areas"):
            raise forms.ValidationError(_("Velg minst én del å ta med."))
        for key in chosen:
            if f"area_{key}" in self.fields and not found.get(f"area_{key}"):
                self.add_error(f"area_{key}", _("Velg hvor delen skal stå, eller ta bort haken ved den."))
        return found

    @property
    def chosen(self) -> list[SectionFates]:
        """The sections that are taken on."""
        keys = set(self.cleaned_data["sections"])
        return [each for each in self.sections if str(each.section.pk) in keys]

    def place_of(self, pk) -> Place:
        """Where a chosen section goes."""
        by_key = {str(each.pk): each for each in self.areas.areas}
        place = self.places[pk]
        return place if place.area is not None else Place(by_key[self.cleaned_data[f"area_{pk}"]], None, place.lost)

    def wanted(self) -> Wanted:
        """What the service is asked for."""
        said = self.cleaned_data
        places = {each.section.pk: self.place_of(each.section.pk) for each in self.chosen}
        return Wanted(
            places={pk: (place.area, place.focus_area) for pk, place in places.items()},
            new_areas=tuple(self.new[key] for key in said.get("new_areas", ())),
            texts=said["texts"],
            notes=said["notes"],
            bare_measures=said["bare"],
        )

    def values(self) -> dict:
        """The fields of the new plan; none where it is there."""
        return {name: self.cleaned_data[name] for name in ("title", "platform") if name in self.fields}
