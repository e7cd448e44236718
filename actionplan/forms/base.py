"""What the forms of a plan's rows share: the reason an adopted plan asks for, and amounts as people write them."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.amendments import choice_words, decisions_for
from actionplan.choices import PlanState
from actionplan.grounds import Grounds
from governance.forms.row import RowForm
from governance.history import Clash, FieldClash

REASON_LENGTH = 500
FIRST_YEAR, YEARS_AHEAD = 1990, 10


def year_field(actor, own: int | None = None, **more) -> forms.IntegerField:
    """The field for the year of a plan, or of what hangs on one: from 1990 to ten years from now, or to the year `own`
    that stands there already."""
    last = max(actor.on.year + YEARS_AHEAD, own or 0)
    outside = _("Skriv et år fra %(first)s til %(last)s.") % {"first": FIRST_YEAR, "last": last}
    words = dict.fromkeys(("min_value", "max_value"), outside)
    return forms.IntegerField(min_value=FIRST_YEAR, max_value=last, error_messages=words, **more)


def reason_field(initial: str = "") -> forms.CharField:
    """The field that asks why an adopted plan is changed."""
    return forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Planen er vedtatt. Begrunnelsen lagres i historikken."),
        max_length=REASON_LENGTH,
        initial=initial,
        error_messages={"required": _("Skriv hvorfor den vedtatte planen endres.")},
    )


def decision_field(actor, plan, initial: str = "") -> forms.ModelChoiceField:
    """The resolution that a change of an adopted plan rests on, where there is one."""
    field = forms.ModelChoiceField(
        label=_("Vedtak"),
        queryset=decisions_for(actor, plan),
        required=False,
        empty_label=_("Uten eget vedtak"),
        initial=initial,
    )
    field.label_from_instance = choice_words(actor)
    return field


class PlanRowForm(RowForm):
    """The form of one row of a plan. `values()` are the arguments of the row's service."""

    def __init__(self, *args, plan, reason: str = "", decision: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, without a word
        if plan.state == PlanState.ADOPTED:
            self.fields["reason"] = reason_field(reason)
            if not self.is_bound or self.data.get(self.add_prefix("vedtak")):
                self._offer_decisions(decision)

    def _offer_decisions(self, decision: str = "") -> None:
        """The choice of a resolution, after the reason. It costs a question to make, and is left out of a form that is
        sent without one until it is to be shown again."""
        chosen = decision_field(self.actor, self.plan, decision)
        # Where there is nothing to choose, the field is only in the way; what is sent is looked at all the same.
        if self.is_bound or len(chosen.choices) > 1:
            # Another dict: the fields are being walked through where one of them is wrong.
            names = list(self.fields)
            at = names.index("reason") + 1
            self.fields = {**self.fields, "vedtak": chosen}
            self.order_fields([*names[:at], "vedtak", *names[at:]])

    def add_error(self, field, error):
        if "reason" in self.fields and "vedtak" not in self.fields:
            self._offer_decisions()
        super().add_error(field, error)

    def values(self):
        values = super().values()
        if "reason" in self.fields:
            values["reason"] = Grounds(self.cleaned_data["reason"], self.cleaned_data.get("vedtak"))
        return values

    def told_of(self, clash: Clash) -> list[FieldClash]:
        """The fields that people see; a deadline's stored reading follows its text."""
        return [f for f in clash.fields if clash.current._meta.get_field(f.name).editable]


# Thousands are parted by blanks or by dots, always three digits; a comma stands before the decimals.
_KRONER = re.compile(
    r"(?:kr\.? ?)?([-−]?)((?:[0-9]{1,3}(?:(?: [0-9]{3})+|(?:\.[0-9]{3})+)|[0-9]+))(?:,([0-9]+|-))?(?: ?kr\.?)?"
)


class KronerField(forms.DecimalField):
    """An amount as people write it: "350 000", "1.250,50", "kr 0,50", "500,-". Anything else is refused, with an
    example: "1e9" or "1.5" may mean more than one thing."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": "12"})
    default_error_messages = {
        "unread": _(
            "Skriv beløpet i kroner med tall, og komma foran desimalene, for eksempel «350 000» eller «1 250,50»."
        )
    }

    def to_python(self, value):
        if isinstance(value, str):
            value = self._read(" ".join(value.casefold().split()))
        return super().to_python(value)

    def _read(self, text: str) -> str:
        """The amount as Python writes it; the empty text stays empty."""
        if not text:
            return text
        found = _KRONER.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["unread"])
        minus, whole, decimals = found.groups()
        sign = "-" if minus else ""
        return f"{sign}{whole.replace(' ', '').replace('.', '')}.{(decimals or '').strip('-') or '0'}"

    def prepare_value(self, value):
        """Shown as it is written: thousands apart, with a comma and two decimals where it is not whole, or more where
        it has more."""
        if not isinstance(value, Decimal):
            return value
        whole, _dot, decimals = f"{value:,f}".partition(".")
        decimals = decimals.rstrip("0")
        return whole.replace(",", " ") + (f",{decimals:0<2}" if decimals else "")
