"""Forms of funding lines and amounts."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.choices import FundingBasis
from actionplan.forms.base import KronerField, PlanRowForm
from actionplan.models import CostEntry, CostLine, FundingEntry, FundingLine


class FundingLineForm(PlanRowForm):
    """A source of money; per inhabitant it needs a rate, a population date and whose members pay. A new one takes its
    budget with it; later amounts are written on the economy page."""

    amount = KronerField(
        label=_("Beløp i kroner"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("Budsjettet, når grunnlaget er fast beløp. Kan også skrives senere."),
    )
    rate = KronerField(
        label=_("Sats i kroner"),
        max_digits=10,
        decimal_places=4,
        required=False,
        min_value=0,
        error_messages={
            "unread": _("Skriv satsen i kroner med tall, og komma foran desimalene, for eksempel «2» eller «0,50».")
        },
    )

    class Meta:
        model = FundingLine
        fields = [
            "title",
            "source",
            "basis",
            "certainty",
            "rate",
            "population_on",
            "participants",
            "payer",
            "restriction",
        ]
        help_texts = {
            "rate": _("Bare når grunnlaget er kroner per innbygger."),
            "population_on": _("1. januar i det året folketallet hentes fra."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name != "amount"]
        at = names.index("certainty")
        self.order_fields([*names[:at], "amount", *names[at:]])
        if not self.instance._state.adding:
            del self.fields["amount"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("amount") is not None and cleaned.get("basis") != FundingBasis.FIXED:
            message = _("Et beløp hører til grunnlaget «Fast beløp». Velg det, eller la feltet stå tomt.")
            self.add_error("amount", message)
        return cleaned

    def values(self):
        amount = self.cleaned_data.get("amount")
        return super().values() | ({} if amount is None else {"amount": amount})


class FundingEntryForm(PlanRowForm):
    """An amount in kroner; `line` is the source of money it is of."""

    amount = KronerField(label=_("Beløp i kroner"), max_digits=14, decimal_places=2)

    class Meta:
        model = FundingEntry
        fields = ["kind", "amount", "status_date", "origin", "note"]

    def __init__(self, *args, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line or self.instance.line

    def take_errors(self, error):
        """There is an amount like this already: said at the day, since that is what tells amounts of a kind apart."""
        told = dict(error.message_dict) if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        at_day = [*told.pop("status_date", ()), *told.pop(NON_FIELD_ERRORS, ())]
        super().take_errors(ValidationError(told | ({"status_date": at_day} if at_day else {})))


class CostLineForm(PlanRowForm):
    """What money goes to."""

    class Meta:
        model = CostLine
        fields = ["kind", "title"]
        help_texts = {"title": _("Valgfritt. For eksempel «Dirigent» under innleid hjelp.")}


class CostEntryForm(FundingEntryForm):
    """An amount of a cost."""

    class Meta(FundingEntryForm.Meta):
        model = CostEntry
