"""The page on which an agenda is put together: cases from the waiting list, new ones, and their order."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance import history
from governance.access import require
from governance.agendalive import KIND
from governance.agendaplaces import merged, ranks_of
from governance.choices import CaseState, MeetingState
from governance.composed import all_held, composed
from governance.exemption import reveal
from governance.forms.meetings import AgendaCaseForm
from governance.live import pulses
from governance.models import StandingItem
from governance.services import agenda, cases, reopening, standing
from governance.services.agendaversions import is_reopened, refuse_otherwise, stands_as
from governance.views.agendaversions import planned_changes
from governance.views.attachments import posted_position
from governance.views.casefile import items_of
from governance.views.meetings import MeetingActView, MeetingEditView, agenda_items


class AgendaView(MeetingEditView):
    """The agenda with what waits for the body, and a form that opens a new case onto it."""

    act = "meeting.agenda"
    form_class = AgendaCaseForm
    template_name = "governance/meeting_agenda.html"
    page_title = gettext_lazy("Saksliste")
    submit_label = gettext_lazy("Opprett sak og sett den på sakslisten")
    success_message = gettext_lazy("Saken er opprettet og står på sakslisten.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        values, seen = form.cleaned_data, self.request.POST.get("as", "")
        new = {name: values[name] for name in ("title", "kind", "role")}
        cases.open_case_on(self.actor, self.object, seen=seen, **new)
        return self.object

    def get_context_data(self, **kwargs):
        number = pulses.number_of(KIND, self.object.body_id)  # before what the page shows
        self.object.refresh_from_db(fields=("state", "reopened_at", "reopened_why"))
        waiting = _waiting(self.actor, self.object.body_id)
        items = agenda_items(self.actor, self.object)
        template = list(StandingItem.objects.visible_to(self.actor).template_of(self.object).select_related("case"))
        standing = lacking(self.object, template, items)
        reveal(self.actor, [item.case for item in (*waiting, *standing)])
        return super().get_context_data(
            number=number,
            meeting=self.object,
            items=items,
            stands_as=stands_as(self.object),
            waiting=waiting,
            standing=standing,
            has_template=bool(template),
            error="",
            done="",
            changes=self._changes(),
            **kwargs,
        )

    def _changes(self):
        """What is changed in a reopened agenda since it went out."""
        return planned_changes(self.actor, self.object) if is_reopened(self.object) else None

    def get_success_url(self):
        return self.to("meeting_agenda", self.kwargs["meeting"])

    def get_cancel_url(self):
        return self.meeting_url(self.object)


@composed(all_held)
def _waiting(actor, body):
    return items_of(actor).waiting().filter(body=body).order_by("case__year", "case__sequence")


class AgendaActView(MeetingActView):
    """A small act on the agenda, by POST: the form sends `item`, and `as`, how the agenda stood where she clicked.

    A browser with script gets the agenda's list back; one without gets the page again. On an agenda that stands
    otherwise by now (called, sent, held) nothing is done: there the same click means something else.
    """

    http_method_names = ("post",)
    act = "meeting.agenda"

    def post(self, request, *args, **kwargs):
        meeting = self.get_object()
        require(request.actor, self.act, meeting)
        error = done = ""
        try:
            refuse_otherwise(meeting, self.seen())
            done = self.change(meeting, self._item(meeting)) or ""
        except (history.Refused, ValidationError) as refused:
            error = refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
        if request.htmx:
            items = agenda_items(self.actor, meeting)
            context = {
                "meeting": meeting,
                "items": items,
                "stands_as": stands_as(meeting),
                "error": error,
                "done": done,
            }
            return render(request, "governance/_agenda_list.html", context, status=422 if error else 200)
        if error:
            messages.error(request, error)
        elif done:
            messages.success(request, done)
        return redirect("governance:meeting_agenda", request.alliance.slug, meeting.pk)

    def _item(self, meeting):
        """The treatment she clicked on. 404 for one of another body, or that she may not see; Refused where it stands
        elsewhere by now."""
        try:
            item = get_object_or_404(items_of(self.actor), pk=self.wanted(), body=meeting.body_id)
        except ValidationError as error:
            raise history.Refused(_("Velg en sak.")) from error
        if item.meeting_id != self.place():
            reveal(self.actor, [item.case])
            raise history.Refused(self.gone.format(title=item.case.shown_title))
        return item

    def seen(self) -> str:
        return self.request.POST.get("as", "")

    def wanted(self) -> str:
        return self.request.POST.get("item", "")

    gone = gettext_lazy("«{title}» står ikke lenger på denne sakslisten. Noen har tatt den av i mellomtiden.")

    def place(self):
        """The key of the meeting on whose agenda the act finds the treatment; None where it waits."""
        return self.kwargs["meeting"]

    def change(self, meeting, item) -> str | None:
        """Do it; what is said of it, where the list does not say enough."""
        raise NotImplementedError


class AgendaPlaceView(AgendaActView):
    """Move a treatment: `item` to `position`, counted from 1 in the agenda as it was `shown`; `up` or `down` by one."""

    def wanted(self):
        post = self.request.POST
        return post.get("up") or post.get("down") or super().wanted()

    def change(self, meeting, item):
        shown = self.request.POST.get("shown", "").split()
        agenda.place_item(self.actor, item, position=self._position(str(item.pk), shown), shown=shown)

    def _position(self, key: str, shown: list[str]) -> int:
        step = -1 if "up" in self.request.POST else 1 if "down" in self.request.POST else 0
        return shown.index(key) + 1 + step if step and key in shown else posted_position(self.request)


class AgendaAddView(AgendaActView):
    """Put a waiting treatment on the agenda."""

    gone = gettext_lazy("«{title}» står allerede på en saksliste. Noen har satt den på i mellomtiden.")

    def place(self):
        return None

    def change(self, meeting, item):
        agenda.list_item(self.actor, item, meeting=meeting, seen=self.seen())
        return _("Saken står på sakslisten.")


class AgendaStandingView(MeetingActView):
    """Put what the agenda lacks of the template of the body on it."""

    http_method_names = ("post",)
    act = "meeting.agenda"

    def get_success_url(self, row):
        return self.to("meeting_agenda", row.pk)

    def perform(self, row, reason):
        listed = standing.list_standing(self.actor, row, seen=self.request.POST.get("as", ""))
        words = ngettext("{count} fast sak er satt på.", "{count} faste saker er satt på.", len(listed))
        self.success_message = words.format(count=len(listed)) if listed else _("De faste sakene står der alt.")
        return row


def lacking(meeting, template, items) -> list[StandingItem]:
    """What the agenda lacks of the template, each with `comes_as`: its place when all of it is put on, None where what
    is put on comes late and last."""
    keys = [item.case_id for item in items]
    found = [row for row in template if row.case.state == CaseState.OPEN and row.case_id not in keys]
    whole = merged(keys, [row.case_id for row in found], ranks_of(template))
    for row in found:
        row.comes_as = whole.index(row.case_id) + 1 if meeting.state == MeetingState.PLANNED else None
    return found


class AgendaDropView(AgendaActView):
    """Take a treatment off the agenda."""

    def change(self, meeting, item):
        agenda.unlist_item(self.actor, item)
        return _("Saken er tatt av sakslisten.")


class AgendaKeepView(AgendaActView):
    """A numbered case that was to leave a reopened agenda stays."""

    act = "meeting.send_agenda"

    def change(self, meeting, item):
        reopening.keep_on(self.actor, item)
        return _("Saken blir stående på sakslisten.")
