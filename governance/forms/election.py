"""Which bodies change, from which day, and why."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.access import may
from governance.forms.day import DayField
from governance.models import GoverningBody


class TermForm(forms.Form):
    """The bodies and the days of the new term."""

    organ = forms.ModelMultipleChoiceField(
        GoverningBody.objects.none(),
        label=_("Organer"),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
        error_messages={"required": _("Velg minst ett organ.")},
    )
    first_day = DayField(label=_("Første dag i den nye perioden"), css_class="ds-input")
    last_day = DayField(label=_("Siste dag i den nye perioden"), required=False, css_class="ds-input")
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=500)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        rows = GoverningBody.objects.visible_to(actor).select_related("cooperation")
        allowed = [body.pk for body in rows if may(actor, "seat.edit", body)]
        self.fields["organ"].queryset = rows.filter(pk__in=allowed)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            raise ValidationError({"last_day": _("Til-datoen kan ikke være før fra-datoen.")})
        return cleaned
