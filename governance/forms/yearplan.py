"""Which body's year is planned, and by which rules its meetings are found."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from governance.bodies.yearwheel import MOST, read_weeks
from governance.forms.meetings import editable_bodies
from governance.models import GoverningBody

YEARS_BACK, YEARS_ON = 1, 5
SCHOOL_HOLIDAYS = "8, 27–32, 40"


class YearForm(forms.Form):
    """The body and the year."""

    organ = forms.ModelChoiceField(
        GoverningBody.objects.none(), label=_("Organ"), to_field_name="slug", empty_label=_("Velg organ")
    )
    ar = forms.IntegerField(label=_("År"))

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        rows = editable_bodies(actor).select_related("cooperation")
        self.fields["organ"].queryset = rows.order_by("cooperation__name", "position", "name")
        first, last = actor.on.year - YEARS_BACK, actor.on.year + YEARS_ON
        self.fields["ar"] = forms.IntegerField(
            label=_("År"),
            min_value=first,
            max_value=last,
            initial=actor.on.year + 1,
            error_messages=dict.fromkeys(
                ("min_value", "max_value", "invalid"),
                _("Velg et år fra {first} til {last}.").format(first=first, last=last),
            ),
        )


class RhythmForm(forms.Form):
    """How many meetings, on which weekday, and how long before each the bodies meet that prepare its cases."""

    antall = forms.IntegerField(label=_("Antall møter"), min_value=1, max_value=MOST)
    ukedag = forms.TypedChoiceField(
        label=_("Ukedag"), coerce=int, choices=[(number, WEEKDAYS[number]) for number in range(5)]
    )
    fri = forms.CharField(
        label=_("Uker uten møter"),
        required=False,
        max_length=120,
        help_text=_("For eksempel {weeks}. Påskeuken og dagene mellom jul og 6. januar holdes alltid fri.").format(
            weeks=SCHOOL_HOLIDAYS
        ),
    )

    def __init__(self, *args, habits, **kwargs):
        leading, *self.others = habits
        usual = {"antall": leading.number, "ukedag": leading.weekday, "fri": SCHOOL_HOLIDAYS}
        usual |= {f"for.{each.body.slug}": each.rules.prepares_days for each in self.others}
        super().__init__(*args, initial=usual, **kwargs)
        for each in self.others:
            self.fields[f"for.{each.body.slug}"] = forms.IntegerField(
                label=_("{body} møtes, dager før").format(body=each.body),
                min_value=1,
                max_value=60,
                required=False,
                help_text=_("La feltet stå tomt hvis organets møter ikke skal planlegges nå."),
            )

    def clean_fri(self) -> frozenset[int]:
        try:
            return read_weeks(self.cleaned_data["fri"])
        except ValueError as error:
            said = _("Vi forsto ikke «{part}». Skriv ukenummer med komma mellom, for eksempel {weeks}.")
            raise ValidationError(said.format(part=error, weeks=SCHOOL_HOLIDAYS)) from error

    def days_before(self) -> dict[str, int]:
        """Slug of a body that is planned -> days before the meeting."""
        named = ((each.body.slug, self.cleaned_data[f"for.{each.body.slug}"]) for each in self.others)
        return {slug: days for slug, days in named if days is not None}
