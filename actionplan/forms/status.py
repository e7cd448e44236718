"""The form of one activity's status at a status date."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.choices import Status
from actionplan.models import StatusReport
from actionplan.services.status import NO_REPORT
from governance.forms.row import RowForm, version_field

NEEDED_BY_DEVIATIONS = ("cause", "corrective_action")
WHEN_NEEDED = _(
    "Må fylles ut når aktiviteten er meldt forsinket eller stoppet, "
    "og kan fylles ut når den er forsinket etter fristen."
)


class StatusForm(RowForm):
    """Status, what is done, and for a deviation its cause and what is done about it.

    `asked`: deliveries the deadline asks for, where they are counted. What may be said is the service's to judge.
    """

    class Meta:
        model = StatusReport
        fields = ["status", "delivered", "text", "cause", "corrective_action", "new_deadline_text"]
        widgets = {
            "status": forms.RadioSelect,
            "delivered": forms.NumberInput(attrs={"min": 0, "size": 4}),
            **{name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "cause", "corrective_action")},
        }
        help_texts = dict.fromkeys(NEEDED_BY_DEVIATIONS, WHEN_NEEDED)

    def __init__(self, *args, preset: str = "", asked: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        # A model's blank choice would be a fifth radio button that says "---------".
        self.fields["status"].choices = Status.choices
        if self.instance._state.adding:
            self.fields["base_version"] = version_field(NO_REPORT)
            self.fields["status"].initial = preset
        if asked is None:
            del self.fields["delivered"]
        else:
            self.fields["delivered"].widget.attrs["max"] = asked
        for name in NEEDED_BY_DEVIATIONS:
            # The label does not call it optional; its help says when it is asked for.
            self.fields[name].needed_at_times = True
