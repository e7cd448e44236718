"""Forms of the economy page: the amounts of one line together, and what the money is held against."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import EntryKind
from actionplan.forms.base import KronerField, reason_field
from actionplan.models import EconomyLimits
from actionplan.services.amounts import newest_entries, stamp
from governance.forms import plainwords
from governance.forms.day import DayField
from governance.forms.row import RowForm

AMOUNT = {"max_digits": 14, "decimal_places": 2}
SEEN = "seen_"


class AmountsForm(forms.Form):
    """Planned, revised, actual and forecast of one line. Only what was changed on the page is written."""

    status_date = DayField(
        label=gettext_lazy("Regnskap og prognose gjelder per"),
        required=False,
        help_text=gettext_lazy("Tom dato retter beløpet som står. En ny dato legger det ved siden av de eldre."),
    )

    def __init__(self, *args, line, asks_reason: bool, reason: str = "", reckoned: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        entries = newest_entries(line)
        for kind in EntryKind:
            entry = entries.get(kind.value)
            self.fields[kind.value] = KronerField(label=kind.label, required=False, **AMOUNT)
            self.initial[kind.value] = entry.amount if entry else None
            seen = f"{stamp(entry)}:{entry.amount}" if entry else ""
            self.fields[SEEN + kind.value] = forms.CharField(required=False, widget=forms.HiddenInput, initial=seen)
        if reckoned and EntryKind.PLANNED not in entries:
            self.fields["planned"].help_text = _("Beregnet av folketallet: {amount}. Et beløp her gjelder i stedet.")
            self.fields["planned"].help_text = self.fields["planned"].help_text.format(amount=reckoned)
        if asks_reason:
            self.fields["reason"] = reason_field(reason)
        self.order_fields([*EntryKind.values, "status_date", "reason"])
        for field in self.fields.values():
            plainwords.speak(field)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.amounts():
            self.add_error(None, _("Ingen beløp er endret."))
        return cleaned

    def amounts(self) -> dict[str, Decimal | None]:
        """Kind -> amount, of those that are other than the page showed."""
        sent = {kind: self.cleaned_data.get(kind) for kind in EntryKind.values}
        return {kind: amount for kind, amount in sent.items() if amount != self._shown(kind)}

    def seen(self) -> dict[str, str]:
        """Kind -> which row in which version the page showed."""
        return {kind: self.cleaned_data[SEEN + kind].rpartition(":")[0] for kind in EntryKind.values}

    def values(self) -> dict[str, Any]:
        """The arguments of `set_amounts`."""
        reason = self.cleaned_data.get("reason", "")
        day = self.cleaned_data["status_date"]
        return {"amounts": self.amounts(), "seen": self.seen(), "status_date": day, "reason": reason}

    def _shown(self, kind: str) -> Decimal | None:
        try:
            return Decimal(self.cleaned_data.get(SEEN + kind, "").rpartition(":")[2])
        except InvalidOperation:
            return None

    def take_errors(self, error) -> None:
        """What a service refused, at its field; what a page showed is then what stands now."""
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, texts in told.items():
            self.add_error(name if name in self.fields else None, texts)

    def see_anew(self, line) -> None:
        """Show the same words against what stands now, so that saving once more is meant."""
        self.data = self.data.copy()
        for kind, entry in newest_entries(line).items():
            self.data[SEEN + kind] = f"{stamp(entry)}:{entry.amount}"
        for kind in set(EntryKind.values) - set(newest_entries(line)):
            self.data[SEEN + kind] = ""


class LimitsForm(RowForm):
    """What the money of a plan is held against, and the amount of each area."""

    turnover_from = KronerField(label=gettext_lazy("Omsetning fra"), required=False, min_value=0, **AMOUNT)
    turnover_to = KronerField(label=gettext_lazy("Omsetning til"), required=False, min_value=0, **AMOUNT)
    turnover_before = KronerField(
        label=gettext_lazy("Omsetning året før"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("Tom: omsetningen i planen for året før, når den finnes her."),
        **AMOUNT,
    )

    class Meta:
        model = EconomyLimits
        fields = [
            "fee_share",
            "fee_margin",
            "allocation_is_fee",
            "turnover_from",
            "turnover_to",
            "turnover_change",
            "turnover_before",
        ]
        labels = {
            "fee_share": gettext_lazy("Kontingenten skal være omtrent så mange prosent av omsetningen"),
            "fee_margin": gettext_lazy("Slingringsmonn i prosentpoeng"),
            "allocation_is_fee": gettext_lazy("Det som er avsatt i budsjettet, regnes som kontingent"),
            "turnover_change": gettext_lazy("Største endring fra året før i prosent"),
        }

    def __init__(self, *args, areas, budgets, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas = {f"area_{area.pk}": area for area in areas}
        self.groups = (
            (_("Kontingenten"), ("fee_share", "fee_margin", "allocation_is_fee")),
            (_("Omsetningen"), ("turnover_from", "turnover_to", "turnover_change", "turnover_before")),
            (_("Rammer for områdene"), tuple(self.areas)),
        )
        for name, area in self.areas.items():
            label = _("Ramme for {area}").format(area=area)
            self.fields[name] = KronerField(label=label, required=False, min_value=0, **AMOUNT)
            self.initial[name] = budgets.get(area.pk)

    def values(self) -> dict[str, Any]:
        return super().values() | {"areas": {area: self.cleaned_data[name] for name, area in self.areas.items()}}
