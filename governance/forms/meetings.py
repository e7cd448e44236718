"""Forms of meetings and of their agenda."""

from collections.abc import Collection
from contextlib import suppress
from itertools import groupby
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from governance.choices import OPEN_MEETINGS, CaseKind, ItemRole, MeetingState
from governance.forms.day import ends_before_it_begins
from governance.forms.row import RowForm
from governance.handover import closed_agenda
from governance.models import AgendaItem, Case, GoverningBody, Meeting
from governance.services.agendaversions import stands_as

TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class MeetingForm(RowForm):
    """When, where and how a meeting is held."""

    class Meta:
        model = Meeting
        fields = ["day", "starts_at", "ends_at", "last_day", "kind", "form", "title", "place", "video_link"]
        fields += ["dial_in", "note"]
        widgets = {"starts_at": TIME, "ends_at": TIME, "note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "last_day": _("Bare når møtet går over flere dager."),
            "dial_in": _("For telefonmøter: nummeret alle ringer, med kode. Bare de som er med i alliansen, ser det."),
        }

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


class StoodField(forms.CharField):
    """How each agenda stood when the page was made; a page that is shown again says how they stand by then."""

    widget = forms.HiddenInput

    def bound_data(self, data, initial):
        return initial


class AgendaChoice:
    """A form with the agenda a case goes onto. Only agendas that can take it are offered; one that was closed while the
    form stood open stays chosen, and the form says where the case can go instead."""

    def offer_agendas(self, empty_label, **scope) -> None:
        field = self.fields["meeting"]
        field.queryset = open_meetings(self.actor, self._sent()).filter(**scope)
        field.empty_label = empty_label
        field.label_from_instance = agenda_label
        self.fields["stood"] = StoodField(required=False, initial=self._as_they_stand)

    def _as_they_stand(self) -> str:
        return " ".join(f"{each.pk}:{stands_as(each)}" for each in self.fields["meeting"].queryset)

    @property
    def seen(self) -> str:
        """How the chosen agenda stood when she chose it (`agendaversions.refuse_otherwise`)."""
        meeting = self.cleaned_data["meeting"]
        stood = dict(each.split(":", 1) for each in self.cleaned_data["stood"].split() if ":" in each)
        return stood.get(str(meeting.pk), "") if meeting else ""

    def _sent(self) -> UUID | None:
        with suppress(ValueError):
            return UUID(self.data.get(self.add_prefix("meeting"), ""))

    def clean_meeting(self):
        meeting = self.cleaned_data["meeting"]
        if meeting is not None and meeting.state not in OPEN_MEETINGS:
            raise ValidationError(closed_agenda(meeting))
        return meeting


class ByBody(ModelChoiceIterator):
    """Meetings as choices under the body that holds them."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = sorted(self.queryset, key=lambda each: (each.body.position, each.body.name))
        for body, meetings in groupby(rows, key=lambda each: each.body):
            yield str(body), [self.choice(each) for each in meetings]


def agenda_label(meeting: Meeting) -> str:
    """A meeting as a choice: what it means for the case that it is called already."""
    if meeting.state == MeetingState.PLANNED:
        return str(meeting)
    if meeting.state == MeetingState.CALLED and meeting.reopened_at is not None:
        return _("{meeting} – sakslisten er åpnet igjen, saken blir ettersendt").format(meeting=meeting)
    if meeting.state == MeetingState.CALLED:
        return _("{meeting} – er innkalt, saken blir ettersendt").format(meeting=meeting)
    return f"{meeting} – {meeting.get_state_display().lower()}"


class NewItemForm(AgendaChoice, ItemForm):
    """Send a case to a body, onto one of its open meetings or its waiting list. `waits_in`: bodies it lies with."""

    class Meta(ItemForm.Meta):
        fields = ["body", *ItemForm.Meta.fields, "meeting"]

    def __init__(self, *args, waits_in: Collection[UUID] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.waits_in = waits_in
        self.fields["body"].queryset = editable_bodies(self.actor)
        self.fields["body"].label_from_instance = self._body_label
        self.offer_agendas(_("Vent med møtet"))
        self.fields["meeting"].iterator = ByBody
        self.fields["meeting"].widget.choices = self.fields["meeting"].choices
        self.fields["meeting"].help_text = _("Velg et møte i det samme organet, eller la saken vente.")

    def _body_label(self, body: GoverningBody) -> str:
        return _("{body} – saken ligger der alt").format(body=body) if body.pk in self.waits_in else str(body)

    def clean(self):
        cleaned = super().clean()
        body, meeting = cleaned.get("body"), cleaned.get("meeting")
        if body and meeting and meeting.body_id != body.pk:
            self.add_error("meeting", _("Møtet er i et annet organ. Velg et møte i {body}.").format(body=body))
        return cleaned


class ListForm(AgendaChoice, RowForm):
    """The meeting a waiting case goes onto."""

    class Meta:
        model = AgendaItem
        fields = ["meeting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_agendas(_("Velg et møte"), body=self.instance.body)
        self.fields["meeting"].required = True


def editable_bodies(actor):
    """Bodies of the cooperations the actor edits."""
    bodies = GoverningBody.objects.visible_to(actor).on(actor.on)
    return bodies if actor.edits_everything else bodies.filter(cooperation__in=actor.edited_cooperations)


def open_meetings(actor, also: UUID | None = None):
    """Meetings that can take another case, the next one first; `also` the one that was chosen before."""
    rows = Meeting.objects.visible_to(actor).filter(Q(state__in=OPEN_MEETINGS) | Q(pk=also))
    return rows.select_related("body").order_by("day", "starts_at")
