"""The page on which an agenda is put together: cases from the waiting list, new ones, and their order."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance import history
from governance.access import require
from governance.exemption import reveal
from governance.forms.meetings import AgendaCaseForm
from governance.models import StandingItem
from governance.services import agenda, cases, standing
from governance.views.attachments import posted_position
from governance.views.casefile import items_of
from governance.views.meetings import MeetingActView, MeetingEditView, agenda_rows


class AgendaView(MeetingEditView):
    """The agenda with what waits for the body, and a form that opens a new case onto it."""

    act = "meeting.agenda"
    form_class = AgendaCaseForm
    template_name = "governance/meeting_agenda.html"
    page_title = _("Saksliste")
    submit_label = _("Opprett sak og sett den på sakslisten")
    success_message = _("Saken er opprettet og står på sakslisten.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        values = form.cleaned_data
        cases.open_case_on(self.actor, self.object, title=values["title"], kind=values["kind"], role=values["role"])
        return self.object

    def get_context_data(self, **kwargs):
        waiting = list(
            items_of(self.actor).waiting().filter(body=self.object.body).order_by("case__year", "case__sequence")
        )
        standing = list(lacking(self.actor, self.object))
        reveal(self.actor, [item.case for item in (*waiting, *standing)])
        return super().get_context_data(
            meeting=self.object,
            items=agenda_rows(self.actor, self.object),
            waiting=waiting,
            standing=standing,
            error="",
            **kwargs,
        )

    def get_success_url(self):
        return self.to("meeting_agenda", self.kwargs["meeting"])

    def get_cancel_url(self):
        return self.meeting_url(self.object)


class AgendaActView(MeetingActView):
    """A small act on the agenda, by POST: the form sends `item`, and for a move `position`, counted from 1.

    A browser with script gets the agenda's list back; one without gets the page again.
    """

    http_method_names = ("post",)
    act = "meeting.agenda"

    def post(self, request, *args, **kwargs):
        meeting = self.get_object()
        require(request.actor, self.act, meeting)
        error = ""
        try:
            self.change(meeting, self._item())
        except (history.Refused, ValidationError) as refused:
            error = refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
        if request.htmx:
            context = {"meeting": meeting, "items": agenda_rows(self.actor, meeting), "error": error}
            return render(request, "governance/_agenda_list.html", context, status=422 if error else 200)
        if error:
            messages.error(request, error)
        return redirect("governance:meeting_agenda", request.alliance.slug, meeting.pk)

    def _item(self):
        try:
            return get_object_or_404(items_of(self.actor), pk=self.request.POST.get("item", ""), **self.scope())
        except ValidationError as error:
            raise history.Refused(_("Velg en sak.")) from error

    def scope(self) -> dict:
        """Which treatments the act may reach."""
        return {"meeting": self.kwargs["meeting"]}

    def change(self, meeting, item):
        raise NotImplementedError


class AgendaPlaceView(AgendaActView):
    """Move a treatment to another place."""

    def change(self, meeting, item):
        agenda.place_item(self.actor, item, position=posted_position(self.request))


class AgendaAddView(AgendaActView):
    """Put a waiting treatment on the agenda."""

    def scope(self):
        return {"meeting": None}

    def change(self, meeting, item):
        agenda.list_item(self.actor, item, meeting=meeting)
        messages.success(self.request, _("Saken står på sakslisten."))


class AgendaStandingView(MeetingActView):
    """Put the body's standing cases on the agenda, those that it lacks."""

    http_method_names = ("post",)
    act = "meeting.agenda"

    def get_success_url(self, row):
        return self.to("meeting_agenda", row.pk)

    def perform(self, row, reason):
        listed = standing.list_standing(self.actor, row)
        words = ngettext("{count} fast sak er satt på.", "{count} faste saker er satt på.", len(listed))
        self.success_message = words.format(count=len(listed)) if listed else _("De faste sakene står der alt.")
        return row


def lacking(actor, meeting):
    """The standing cases of the body that the agenda has not."""
    return StandingItem.objects.visible_to(actor).lacking(meeting).select_related("case")


class AgendaDropView(AgendaActView):
    """Take a treatment off the agenda."""

    def change(self, meeting, item):
        agenda.unlist_item(self.actor, item)
        messages.success(self.request, _("Saken er tatt av sakslisten."))
