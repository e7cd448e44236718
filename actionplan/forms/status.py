"""The form of one activity's status at a status date."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionplan.choices import DEVIATIONS, Status
from actionplan.models import StatusReport
from actionplan.services.status import NO_REPORT
from governance.forms.row import RowForm, version_field

NEEDED_BY_DEVIATIONS = ("cause", "corrective_action")
OF_DEVIATIONS = (*NEEDED_BY_DEVIATIONS, "new_deadline_text")


class StatusForm(RowForm):
    """Status, what is done, and for a deviation its cause and what is done about it.

    `dropped`: whether something was said of a deviation that is none any more.
    """

    dropped = False

    class Meta:
        model = StatusReport
        fields = ["status", "delivered", "text", "cause", "corrective_action", "new_deadline_text"]
        widgets = {
            "status": forms.RadioSelect,
            "delivered": forms.NumberInput(attrs={"min": 0, "size": 4}),
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "cause", "corrective_action")},
        }
        help_texts = {
            "cause": _("Må fylles ut når aktiviteten er forsinket eller stoppet."),
            "corrective_action": _("Må fylles ut når aktiviteten er forsinket eller stoppet."),
        }

    def __init__(self, *args, preset: str = "", asked: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        # A model's blank choice would be a fifth radio button that says "---------".
        self.fields["status"].choices = Status.choices
        if self.instance._state.adding:
            self.fields["base_version"] = version_field(NO_REPORT)
            self.fields["status"].initial = preset
        self.asked = asked
        if asked is None:
            del self.fields["delivered"]
        else:
            self.fields["delivered"].widget.attrs["max"] = asked
        for name in NEEDED_BY_DEVIATIONS:
            # The label does not call it optional; its help says when it is asked for.
            self.fields[name].needed_at_times = True

    def clean_delivered(self):
        delivered = self.cleaned_data["delivered"]
        if delivered is not None and delivered > self.asked:
            text = ngettext(
                "Fristen ber om {number} levering. Skriv 0 eller 1.",
                "Fristen ber om {number} leveringer. Skriv et tall fra 0 til {number}.",
                self.asked,
            )
            raise forms.ValidationError(text.format(number=self.asked))
        return delivered

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") in DEVIATIONS:
            for name in NEEDED_BY_DEVIATIONS:
                if not (cleaned.get(name) or "").strip() and name not in self.errors:
                    self.add_error(name, _("Fyll ut dette når aktiviteten er forsinket eller stoppet."))
        elif "status" in cleaned:
            self._drop(cleaned)
        return cleaned

    def _drop(self, cleaned) -> None:
        """What is no deviation has no cause; what was said of the deviation that is over stays in the history."""
        self.dropped = any(cleaned.get(name) for name in OF_DEVIATIONS)
        cleaned.update(dict.fromkeys(OF_DEVIATIONS, ""))
