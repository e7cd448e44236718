"""The form of one entry in the programme of a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.exemption import labels
from governance.forms.meetings import TIME
from governance.forms.row import RowForm
from governance.models import Meeting, ProgrammeEntry
from governance.programme import days_of
from governance.services.programme import other_agenda, outside
from governance.templatetags.norwegian import norwegian_date


class ProgrammeForm(RowForm):
    """When, what, where and by whom. The day is asked for where the meeting has several."""

    on_day = forms.TypedChoiceField(label=_("Dag"), coerce=int)
    groups = (
        (_("Når"), ("on_day", "starts_at", "ends_at")),
        (_("Hva"), ("title", "place", "speaker", "item")),
    )

    class Meta:
        model = ProgrammeEntry
        fields = ["on_day", "starts_at", "ends_at", "title", "place", "speaker", "item"]
        widgets = {"starts_at": TIME, "ends_at": TIME}
        help_texts = {
            "title": _("Alle som ser møtet, ser dette. Skriv ikke her hva en sak som er unntatt, gjelder."),
            "speaker": _("Bare de som er med i alliansen, ser navnet."),
            "item": _("Tittelen på saken vises for dem som kan lese den."),
        }

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        days, field = days_of(meeting), self.fields["on_day"]
        field.choices = [(number, norwegian_date(day)) for number, day in enumerate(days, 1)]
        field.error_messages["invalid_choice"] = outside(meeting)
        if len(days) == 1 and self.data.get(self.add_prefix("on_day"), "1") == "1":
            self.initial["on_day"], field.widget = 1, forms.HiddenInput()
        item, label = self.fields["item"], labels(self.actor)
        item.queryset = item.queryset.filter(meeting=meeting).in_order().select_related("case")
        item.error_messages["invalid_choice"] = other_agenda()
        item.label_from_instance = lambda each: label(each.case)
