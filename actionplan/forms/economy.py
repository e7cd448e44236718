"""Forms of the economy page: the amounts of one line together, and what the money is held against."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import EntryKind
from actionplan.forms.base import KronerField, reason_field
from actionplan.models import EconomyLimits
from actionplan.services.amounts import AmountsMoved, newest_entries, stamp
from actionplan.services.firstcome import NOTHING
from actionplan.services.limits import field_of
from governance.forms import plainwords
from governance.forms.day import DayField
from governance.forms.row import RowForm, version_field

AMOUNT = {"max_digits": 14, "decimal_places": 2}
SEEN = "seen_"


def seen_field(row) -> forms.CharField:
    """The hidden field that remembers which row a page showed at an amount, in which version, and the amount."""
    return forms.CharField(required=False, widget=forms.HiddenInput, initial=_seen(row))


def _seen(row) -> str:
    return f"{stamp(row)}:{row.amount}" if row is not None else ""


def stamp_of(seen: str) -> str:
    """Which row in which version the page showed (`stamp`)."""
    return seen.rpartition(":")[0]


def amount_of(seen: str) -> Decimal | None:
    """The amount that the page showed."""
    try:
        amount = Decimal(seen.rpartition(":")[2])
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


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
            self.fields[SEEN + kind.value] = seen_field(entry)
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
        said = self.cleaned_data
        sent = {kind: (said.get(kind), amount_of(said.get(SEEN + kind, ""))) for kind in EntryKind.values}
        return {kind: amount for kind, (amount, shown) in sent.items() if amount != shown}

    def seen(self) -> dict[str, str]:
        """Kind -> which row in which version the page showed."""
        return {kind: stamp_of(self.cleaned_data[SEEN + kind]) for kind in EntryKind.values}

    def values(self) -> dict[str, Any]:
        """The arguments of `set_amounts`."""
        reason = self.cleaned_data.get("reason", "")
        day = self.cleaned_data["status_date"]
        return {"amounts": self.amounts(), "seen": self.seen(), "status_date": day, "reason": reason}

    def take_errors(self, error) -> None:
        """What a service refused, at its field; what a page showed is then what stands now."""
        told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, texts in told.items():
            self.add_error(name if name in self.fields else None, texts)

    def see_anew(self, line) -> None:
        """Show the same words against what stands now, so that saving once more is meant."""
        self.data = self.data.copy()
        now = newest_entries(line)
        for kind in EntryKind.values:
            self.data[SEEN + kind] = _seen(now.get(kind))


class LimitsForm(RowForm):
    """What the money of a plan is held against, and the amount of each area. Of the areas only what was changed on the
    page is written."""

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
        self.is_stale = False
        self.fields.setdefault("base_version", version_field(NOTHING))  # two may set them for the first time
        self.areas = {field_of(area): area for area in areas}
        self.groups = (
            (_("Kontingenten"), ("fee_share", "fee_margin", "allocation_is_fee")),
            (_("Omsetningen"), ("turnover_from", "turnover_to", "turnover_change", "turnover_before")),
            (_("Rammer for områdene"), tuple(self.areas)),
        )
        for name, area in self.areas.items():
            label = _("Ramme for {area}").format(area=area)
            self.fields[name] = KronerField(label=label, required=False, min_value=0, **AMOUNT)
            row = budgets.get(area.pk)
            self.initial[name] = row.amount if row is not None else None
            self.fields[SEEN + name] = seen_field(row)

    def clean(self):
        """A page without a version was made before there were thresholds, or is refused above."""
        cleaned = super().clean()
        cleaned["base_version"] = cleaned.get("base_version") or NOTHING
        return cleaned

    def values(self) -> dict[str, Any]:
        """The arguments of `set_limits`."""
        said = self.cleaned_data
        changed = {each: name for name, each in self.areas.items() if said[name] != amount_of(said[SEEN + name])}
        areas = {area: said[name] for area, name in changed.items()}
        seen = {area: stamp_of(said[SEEN + name]) for area, name in changed.items()}
        return super().values() | {"areas": areas, "seen": seen}

    def take_errors(self, error) -> None:
        """What somebody wrote meanwhile is what the page shows from now on, so that saving once more is meant."""
        super().take_errors(error)
        if isinstance(error, AmountsMoved):
            self.is_stale, self.data = True, self.data.copy()
            for name in error.message_dict:
                self.data[SEEN + name] = self.fields[SEEN + name].initial
