"""The form that chooses what a run of fees is reckoned from, and what stands in the claims."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import FundingBasis
from actionplan.forms.base import KronerField
from actionplan.models import FeeRun
from governance.forms.day import DayField

DAYS_TO_PAY = 30
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
    title = forms.CharField(label=gettext_lazy("Kravet gjelder"), max_length=FeeRun._meta.get_field("title").max_length)
    due_on = DayField(label=gettext_lazy("Forfall"))
    account = forms.CharField(
        label=gettext_lazy("Kontonummer"), required=False, max_length=FeeRun._meta.get_field("account").max_length
    )
    text = forms.CharField(
        label=gettext_lazy("Tekst i kravet"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, choices, year: int, cooperation, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(str(line.pk), f"{line.title} – {line.section.title}") for line in choices]
        fees = [str(line.pk) for line in choices if line.basis == FundingBasis.PER_INHABITANT]
        title = _("Kontingent {year}, {cooperation}").format(year=year, cooperation=cooperation)
        own = {"lines": fees, "title": title, "due_on": on + timedelta(days=DAYS_TO_PAY)}
        self.initial = own | {"fixed_title": _("Medlemskontingent {year}").format(year=year)} | self.initial

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("fixed") and not cleaned.get("fixed_title"):
            self.add_error("fixed_title", _("Skriv hva det faste beløpet er."))
        return cleaned

    def run_values(self) -> dict[str, Any]:
        """What stands in the claims."""
        return {name: self.cleaned_data[name] for name in OWN}
