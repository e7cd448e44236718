"""The agenda of a called meeting as numbered versions: opened again, sent, closed; and two of them compared."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import history
from governance.agendachoices import Leaving
from governance.agendawords import difference
from governance.models import AgendaVersion, Meeting
from governance.readiness import sending_findings
from governance.services import reopening
from governance.services.agendaversions import newest_version
from governance.views.agendachanges import changes_for
from governance.views.casefile import CaseFileMixin, items_of
from governance.views.meetings import MeetingActView
from governance.views.row import RowDetailView

CHANGED_SINCE = gettext_lazy("Noe er endret etter at du åpnet siden. Se over listen, og send på nytt.")


class AgendaVersionMixin:
    """A page below the agenda, which it leads back to."""

    def breadcrumb(self):
        meeting = self.visible_meeting()
        agenda = (_("Saksliste"), self.to("meeting_agenda", meeting.pk))
        return self.trail(
            (_("Møter"), self.to("meeting_list")), (str(meeting), self.meeting_url(meeting)), agenda, (self.title, "")
        )

    def get_success_url(self, row):
        return self.to("meeting_agenda", self.kwargs["meeting"])


class AgendaReopenView(AgendaVersionMixin, MeetingActView):
    act = "meeting.reopen_agenda"
    title = gettext_lazy("Åpne sakslisten igjen")
    explanation = gettext_lazy(
        "Du kan sette på saker, flytte, ta av og bytte ut papirer. De som er innkalt, ser den gamle sakslisten til du "
        "sender den nye, og får da én e-post med det som er endret. Skriv hvorfor; grunnen står i e-posten."
    )
    success_message = gettext_lazy("Sakslisten er åpnet igjen. Send den nye når du er ferdig.")

    def further_context(self, row):
        return {"needs_reason": True}

    def perform(self, row, reason):
        return reopening.reopen_agenda(self.actor, row, reason=reason)


class AgendaCloseView(AgendaVersionMixin, MeetingActView):
    act = "meeting.close_agenda"
    title = gettext_lazy("Lukk uten endringer")
    explanation = gettext_lazy("Sakslisten blir stående slik de som er innkalt, har den. Ingen får e-post.")
    asks_reason = False
    success_message = gettext_lazy("Sakslisten er lukket, uendret.")

    def perform(self, row, reason):
        return reopening.close_agenda(self.actor, row)


class AgendaSendView(AgendaVersionMixin, MeetingActView):
    """Shows what is changed, and which papers lie ready, before it goes out."""

    act = "meeting.send_agenda"
    template_name = "governance/meeting_agenda_send.html"
    title = gettext_lazy("Send ny saksliste")
    asks_reason = False

    def further_context(self, row):
        chosen = self.request.POST.getlist("papers") if self.request.method == "POST" else None
        waiting = reopening.waiting_of(row)
        for each in waiting:
            each.item.is_chosen = chosen is None or str(each.item.pk) in chosen
        changes = planned_changes(self.actor, row)
        newest = newest_version(row)
        found = sending_findings(row, [each.item for each in waiting if each.paper or each.goes])
        return {
            "meeting": row,
            "findings": self.finding_lines(found),
            "changes": changes,
            "waiting": waiting,
            "next_number": newest.number + 1 if newest else 1,
            "told": self._told(changes, waiting),
        }

    def _told(self, changes, waiting) -> str:
        papers = [f"{each.item.pk}.{each.paper.version if each.paper else ''}" for each in waiting]
        files = [str(file.newest_key) for each in waiting for file in each.files]
        return " ".join([changes.mark, *papers, *files])

    def perform(self, row, reason):
        if self._told(planned_changes(self.actor, row), reopening.waiting_of(row)) != self.request.POST.get("told", ""):
            raise history.Refused(str(CHANGED_SINCE))
        chosen = {key for text in self.request.POST.getlist("papers") if (key := _key(text))}
        version = reopening.send_agenda(self.actor, row, papers_of=chosen)
        words = _("Saksliste versjon {number} er sendt til dem som er innkalt.")
        messages.success(self.request, words.format(number=version.number))
        return row

    def get_success_url(self, row):
        if self.request.method == "POST":
            return self.meeting_url(row)
        return super().get_success_url(row)


class AgendaOffView(AgendaVersionMixin, MeetingActView):
    """How a numbered case leaves a reopened agenda."""

    act = "meeting.send_agenda"
    template_name = "governance/meeting_agenda_off.html"
    title = gettext_lazy("Ta saken av sakslisten")
    asks_reason = False
    success_message = gettext_lazy("Saken tas av når du sender ny saksliste.")

    def _item(self, row):
        return get_object_or_404(items_of(self.actor), pk=self.kwargs["item"], meeting=row)

    def further_context(self, row):
        item = self._item(row)
        return {"item": item, "choices": Leaving.choices, "chosen": item.leaving or Leaving.POSTPONED}

    def perform(self, row, reason):
        reopening.take_off(self.actor, self._item(row), leaving=self.request.POST.get("leaving", ""))
        return row


def planned_changes(actor, meeting):
    """What becomes different when a reopened agenda is sent, in words."""
    found, newest = reopening.planned_difference(meeting), newest_version(meeting)
    return changes_for(actor, meeting, found, newest.rows if newest else [])


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class AgendaCompareView(CaseFileMixin, RowDetailView):
    """Two versions of an agenda; without a choice the newest and the one before it. 404 where there is but one."""

    model = Meeting
    template_name = "governance/meeting_agenda_compare.html"
    page_title = gettext_lazy("Hva er nytt på sakslisten?")

    def get_object(self, queryset=None):
        meeting = self.visible_meeting()
        self.versions = list(AgendaVersion.objects.visible_to(self.actor).filter(meeting=meeting).newest_first())
        if len(self.versions) < 2:
            raise Http404
        self.after = self._asked("til", self.versions[0])
        older = [each for each in self.versions if each.number < self.after.number]
        self.before = self._asked("fra", (older or self.versions[-1:])[0])
        return meeting

    def _asked(self, key: str, usual: AgendaVersion) -> AgendaVersion:
        wanted = self.request.GET.get(key)
        if not wanted:
            return usual
        found = next((each for each in self.versions if str(each.number) == wanted), None)
        if found is None:
            raise Http404
        return found

    def breadcrumb(self):
        meeting = (str(self.object), self.meeting_url(self.object))
        return self.trail((_("Møter"), self.to("meeting_list")), meeting, (self.page_title, ""))

    def get_context_data(self, **kwargs):
        found = difference(self.before, self.after)
        return super().get_context_data(
            page_title=self.page_title,
            meeting=self.object,
            versions=self.versions,
            before=self.before,
            after=self.after,
            changes=changes_for(self.actor, self.object, found, self.before.rows, self.after.rows),
            **kwargs,
        )
