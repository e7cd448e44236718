"""The page where the programme of a meeting is written."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from governance.choices import MeetingState
from governance.forms.programme import ProgrammeForm
from governance.models import Meeting, ProgrammeEntry
from governance.programme import by_day, mark
from governance.services import agendaversions, programme
from governance.views.casefile import CaseFileMixin
from governance.views.meetings import agenda_items
from governance.views.programmedays import entries_of
from governance.views.row import RowActView, RowFormView


class ProgrammeMixin(CaseFileMixin):
    """A page about the programme of the meeting in the address: what is asked is the right to edit the meeting."""

    act = "meeting.edit"

    @cached_property
    def meeting(self) -> Meeting:
        return self.visible_meeting()

    def entry_of(self, rows) -> ProgrammeEntry:
        rows = rows.select_related("meeting__body__cooperation", "item")
        return get_object_or_404(rows, meeting=self.meeting, pk=self.kwargs["entry"])

    def breadcrumb(self):
        here = (_("Program"), self.to("meeting_programme", self.meeting.pk))
        below = [here, (self.title, "")] if self.title else [(here[0], "")]
        meeting = (str(self.meeting), self.meeting_url(self.meeting))
        return self.trail((_("Møter"), self.to("meeting_list")), meeting, *below)

    def get_success_url(self, row=None):
        return self.to("meeting_programme", self.meeting.pk)


class ProgrammeFormView(ProgrammeMixin, RowFormView):
    form_class = ProgrammeForm

    def get_subject(self):
        return self.meeting

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}


class ProgrammeView(ProgrammeFormView):
    """The whole programme, with a form for one more entry."""

    template_name = "governance/meeting_programme.html"
    title = ""
    page_title = _("Program")
    submit_label = _("Legg til")
    success_message = _("Punktet er lagt til i programmet.")

    @cached_property
    def entries(self) -> list[ProgrammeEntry]:
        return list(entries_of(self.actor, self.meeting.pk))

    def get_initial(self):
        """What comes next begins where the last ends."""
        last = self.entries[-1] if self.entries else None
        return {"on_day": last.on_day, "starts_at": last.ends_at} if last else {}

    def perform(self, form):
        return programme.add_entry(self.actor, self.meeting, **self.values(form))

    def get_context_data(self, **kwargs):
        items = {item.pk: item for item in agenda_items(self.actor, self.meeting)}
        days = by_day(self.meeting, self.entries, items)
        told = {"programme": days, "is_untold": self._is_untold()}
        return super().get_context_data(meeting=self.meeting, **told, **kwargs)

    def _is_untold(self) -> bool:
        """Whether those who are called were written to about another programme than this."""
        is_called = self.meeting.state == MeetingState.CALLED
        return is_called and agendaversions.programme_told(self.meeting) != mark(self.entries)


class ProgrammeEditView(ProgrammeFormView):
    page_title = title = _("Rediger programpunktet")
    success_message = _("Programpunktet er lagret.")

    def get_object(self):
        return self.entry_of(ProgrammeEntry.objects.visible_to(self.actor))

    def perform(self, form):
        return programme.change_entry(self.actor, self.object, **self.values(form))


class ProgrammeActView(ProgrammeMixin, RowActView):
    """One act on an entry."""

    def get_object(self):
        self.entry = self.entry_of(self.rows())
        return self.meeting

    def rows(self):
        return ProgrammeEntry.objects.visible_to(self.actor)

    def further_context(self, row):
        return {"row": self.entry}


class ProgrammeRemoveView(ProgrammeActView):
    title = _("Fjern programpunktet")
    success_message = _("Programpunktet er fjernet. Det ligger i papirkurven.")

    def perform(self, row, reason):
        programme.remove_entry(self.actor, self.entry)


class ProgrammeRestoreView(ProgrammeActView):
    title = _("Hent programpunktet tilbake")
    tone = ""
    success_message = _("Programpunktet er hentet tilbake.")

    def rows(self):
        return ProgrammeEntry.objects.in_bin(self.actor)

    def perform(self, row, reason):
        programme.restore_entry(self.actor, self.entry)
