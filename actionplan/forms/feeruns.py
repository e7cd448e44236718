"""The form that chooses what a run of fees is reckoned from, and what stands in the claims."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.accountnumbers import account_number
from actionplan.choices import FundingBasis
from actionplan.forms.base import KronerField
from actionplan.models import FeeRun
from governance.forms.day import DayField

DAYS_TO_PAY = 30
AGAIN = ("corrects", "reason")  # asked where something was claimed before
OWN = ("title", "due_on", "account", "text")


class FeeRunForm(forms.Form):
    """Which lines and which fixed amount, and the words of the claims."""

    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Krev inn etter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fixed = KronerField(
        label=gettext_lazy("Fast beløp fra hver deltaker"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    fixed_title = forms.CharField(label=gettext_lazy("Teksten til det faste beløpet"), required=False, max_length=200)
    members_on = DayField(
        label=gettext_lazy("Det faste beløpet gjelder dem som var medlem"),
        required=False,
        help_text=gettext_lazy("En dag i planens år. 1. januar, om ikke noe annet er avtalt."),
    )
    title = forms.CharField(label=gettext_lazy("Kravet gjelder"), max_length=FeeRun._meta.get_field("title").max_length)
    due_on = DayField(label=gettext_lazy("Forfall"))
    past_is_meant = forms.BooleanField(label=gettext_lazy("Forfallet har vært, og det er meningen"), required=False)
    account = forms.CharField(
        label=gettext_lazy("Kontonummer"),
        required=False,
        max_length=FeeRun._meta.get_field("account").max_length,
        help_text=gettext_lazy("Uten det står det i kravet hvem man spør om hvor det skal betales."),
    )
    text = forms.CharField(
        label=gettext_lazy("Tekst i kravet"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    corrects = forms.ChoiceField(label=gettext_lazy("Retter"), required=False)
    reason = forms.CharField(label=gettext_lazy("Hvorfor det kreves en gang til"), required=False, max_length=500)

    def __init__(self, *args, choices, year: int, cooperation, on, sent=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.on, self.year = on, year
        self.fields["corrects"].choices = [("", _("Ingen")), *((str(run.pk), run.title) for run in sent)]
        for name in () if sent else AGAIN:
            del self.fields[name]
        if not self._is_past():
            del self.fields["past_is_meant"]
        self.fields["lines"].choices = [(str(line.pk), f"{line.title} – {line.section.title}") for line in choices]
        self.fee_lines = [str(line.pk) for line in choices if line.basis == FundingBasis.PER_INHABITANT]
        claimed = {basis.get("line") for run in sent for basis in run.basis}
        if claimed & set(self.fee_lines):
            self.fields["lines"].help_text = _("Det som er krevd inn, er ikke krysset av.")
        fees = [line for line in self.fee_lines if line not in claimed]
        title = _("Kontingent {year}, {cooperation}").format(year=year, cooperation=cooperation)
        own = {"lines": fees, "title": title, "due_on": on + timedelta(days=DAYS_TO_PAY)}
        own["members_on"] = date(year, 1, 1)
        self.initial = own | {"fixed_title": _("Medlemskontingent {year}").format(year=year)} | self.initial

    def _is_past(self) -> bool:
        """Whether the day that was sent has been: only then is it asked whether that is meant."""
        try:
            day = self.fields["due_on"].clean(self.data.get("due_on")) if self.is_bound else None
        except forms.ValidationError:
            day = None
        return day is not None and day < self.on

    def clean_members_on(self):
        day = self.cleaned_data["members_on"] or date(self.year, 1, 1)
        if day.year != self.year:
            raise forms.ValidationError(_("Velg en dag i {year}.").format(year=self.year))
        return day

    def clean_account(self):
        return account_number(self.cleaned_data["account"])

    def clean(self):
        cleaned = super().clean()
        if "past_is_meant" in self.fields and not cleaned.get("past_is_meant"):
            self.add_error(
                "due_on", _("Forfallet har vært. Velg en senere dag, eller kryss av for at det er meningen.")
            )
        if cleaned.get("fixed") and not cleaned.get("fixed_title"):
            self.add_error("fixed_title", _("Skriv hva det faste beløpet er."))
        return cleaned

    def run_values(self) -> dict[str, Any]:
        """What stands in the claims."""
        return {name: self.cleaned_data[name] for name in OWN}
