"""Forms of meetings and of their agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseKind, ItemRole, MeetingState
from governance.forms.day import ends_before_it_begins
from governance.forms.row import RowForm
from governance.models import AgendaItem, Case, GoverningBody, Meeting

TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MeetingForm(RowForm):
    """When, where and how a meeting is held."""

    class Meta:
        model = Meeting
        fields = ["day", "starts_at", "ends_at", "last_day", "kind", "form", "title", "place", "video_link", "note"]
        widgets = {"starts_at": TIME, "ends_at": TIME, "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"last_day": _("Bare når møtet går over flere dager.")}

    def clean(self):
        cleaned = super().clean()
        if ends_before_it_begins(cleaned):
            self.add_error("ends_at", _("Møtet kan ikke slutte før det begynner."))
        return cleaned


class MeetingChangeForm(MeetingForm):
    """A meeting that was held keeps its day, unless it was written down wrong."""

    reason = forms.CharField(
        label=_("Begrunnelse"), required=False, max_length=500, help_text=_("Skriv hvorfor hvis du retter datoen.")
    )

    class Meta(MeetingForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state != MeetingState.HELD:
            del self.fields["reason"]

    def values(self):
        return super().values() | {"reason": self.cleaned_data.get("reason", "")}


class NewMeetingForm(MeetingForm):
    """A meeting of one of the bodies the actor edits."""

    class Meta(MeetingForm.Meta):
        fields = ["body", *MeetingForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = editable_bodies(self.actor)


class AgendaCaseForm(RowForm):
    """A new case, opened from the agenda it goes onto."""

    role = forms.ChoiceField(label=_("Organets oppgave"), choices=ItemRole.choices, initial=ItemRole.DECIDES)

    class Meta:
        model = Case
        fields = ["title", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = CaseKind.choices


class ItemForm(RowForm):
    """What a body is asked to do with a case."""

    class Meta:
        model = AgendaItem
        fields = ["role", "is_authoritative"]
        help_texts = {"is_authoritative": _("Kryss av når det er dette organet som avgjør saken til slutt.")}


class NewItemForm(ItemForm):
    """Send a case to a body, onto one of its open meetings or its waiting list."""

    class Meta(ItemForm.Meta):
        fields = ["body", *ItemForm.Meta.fields, "meeting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = editable_bodies(self.actor)
        self.fields["meeting"].queryset = open_meetings(self.actor)
        self.fields["meeting"].empty_label = _("Vent med møtet")
        self.fields["meeting"].help_text = _("Velg et møte i det samme organet, eller la saken vente.")

    def clean(self):
        cleaned = super().clean()
        body, meeting = cleaned.get("body"), cleaned.get("meeting")
        if body and meeting and meeting.body_id != body.pk:
            self.add_error("meeting", _("Møtet er i et annet organ. Velg et møte i {body}.").format(body=body))
        return cleaned


class SendOnForm(NewItemForm):
    """The next stop of a case."""

    class Meta(NewItemForm.Meta):
        fields = ["body", "role", "meeting"]


class ListForm(RowForm):
    """The meeting a waiting case goes onto."""

    class Meta:
        model = AgendaItem
        fields = ["meeting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = open_meetings(self.actor).filter(body=self.instance.body)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].required = True
        self.fields["meeting"].empty_label = _("Velg et møte")


def editable_bodies(actor):
    """Bodies of the cooperations the actor edits."""
    bodies = GoverningBody.objects.visible_to(actor).on(actor.on)
    return bodies if actor.edits_everything else bodies.filter(cooperation__in=actor.edited_cooperations)


def open_meetings(actor):
    """Meetings that can take another case, the next one first."""
    return Meeting.objects.visible_to(actor).open().select_related("body").order_by("day", "starts_at")
