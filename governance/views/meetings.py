"""Meetings: the list, the page of one, and every act on it."""

from itertools import count

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.access import may
from governance.bodies.convened import Convened, places_of
from governance.choices import SENT_MEETINGS, AppointmentKind, MeetingState
from governance.composed import all_held, composed
from governance.exemption import reveal
from governance.forms.meetings import MeetingChangeForm, NewMeetingForm
from governance.history import Refused
from governance.models import (
    AgendaItem,
    AgendaVersion,
    Appointment,
    Attachment,
    Meeting,
    MeetingAnswer,
    Resolution,
    Seat,
)
from governance.openness.publication import meeting_opening
from governance.panels import panels_for
from governance.services import agendaversions, meetings, papers
from governance.views.agendapoints import give_points
from governance.views.casefile import CaseFileMixin, PublicListMixin
from governance.views.meetingmails import mailed
from governance.views.programmedays import programme_of
from governance.views.row import RowActView, RowDetailView, RowFormView, RowListView
from governance.views.withdrawn import withdrawn_page


class MeetingListView(PublicListMixin, CaseFileMixin, RowListView):
    """Meetings to come, and those of one year (`?ar=2016`; default the newest year that has any)."""

    model = Meeting
    template_name = "governance/meeting_list.html"

    def get_queryset(self):
        rows = super().get_queryset().select_related("body")
        self.today = clock.today(self.actor.alliance)
        self.upcoming = list(rows.upcoming(self.today))
        past = rows.filter(Q(day__lt=self.today) | Q(state=MeetingState.CANCELLED))
        self.past_years = sorted({day.year for day in past.values_list("day", flat=True)}, reverse=True)
        self.year = self._year()
        return past.filter(day__year=self.year).order_by("-day", "body__position") if self.year else past.none()

    def _year(self) -> int | None:
        wanted = self.request.GET.get("ar", "")
        chosen = [year for year in self.past_years if str(year) == wanted]
        return (chosen or self.past_years or [None])[0]

    def breadcrumb(self):
        return self.trail((_("Møter"), ""))

    def get_context_data(self, **kwargs):
        links = [(str(year), f"?ar={year}#tidligere", year == self.year) for year in self.past_years]
        return super().get_context_data(upcoming=self.upcoming, year_links=links, past_year=self.year, **kwargs)


class MeetingDetailView(CaseFileMixin, RowDetailView):
    """One meeting: when and where, the agenda with numbers and papers, and who sits in the body."""

    model = Meeting
    template_name = "governance/meeting_detail.html"
    visit_kind = "meeting"
    select_related = ("body__cooperation",)
    pk_url_kwarg = "meeting"

    def withdrawn(self):
        return withdrawn_page(self.request, Meeting, pk=self.kwargs["meeting"])

    def breadcrumb(self):
        return self.trail((_("Møter"), self.to("meeting_list")), (str(self.object), ""))

    def get_context_data(self, **kwargs):
        meeting = self.object
        items = agenda_rows(self.actor, meeting)
        return super().get_context_data(
            page_title=meeting_title(meeting),
            meeting=meeting,
            items=items,
            programme=programme_of(self.actor, meeting, items),
            agenda_version=self._version(meeting),
            **self._who_comes(meeting),
            **(self.readiness(meeting) if may(self.actor, "meeting.call", meeting) else {}),
            heads=panels_for("meeting_head", meeting, self.actor),
            panels=panels_for("meeting", meeting, self.actor),
            **kwargs,
        )

    def _version(self, meeting):
        """The agenda that went out last; None before the call."""
        if meeting.state == MeetingState.PLANNED:
            return None
        return AgendaVersion.objects.visible_to(self.actor).filter(meeting=meeting).newest_first().first()

    def _who_comes(self, meeting) -> dict:
        """Who sits in the body; for those who edit it, from the call on, with what each has answered, and how
        many come for who reads its papers. What she has answered herself, for one who is asked."""
        is_sent = meeting.state in SENT_MEETINGS
        if is_sent and self.actor.edits(meeting.body.cooperation_id):
            places = places_of(meeting)
            held = {place.holder.pk for place in places if place.holder}
            return {"convened": Convened(places), **mailed(self, meeting), **self._own(meeting, held)}
        seats = self._seats(meeting)
        is_hers = meeting.body_id in self.actor.bodies or meeting.pk in self.actor.summoned
        counts = Convened(places_of(meeting)) if is_sent and is_hers else None
        return {
            "seats": seats,
            "counts": counts,
            **self._own(meeting, {held.person_id for seat in seats for held in seat.holders}),
        }

    def _own(self, meeting, held: set) -> dict:
        """Whether she is asked, and what she has said. One query for her alone."""
        person = self.actor.person
        is_asked = person is not None and (person.pk in held or meeting.pk in self.actor.summoned)
        if meeting.state != MeetingState.CALLED or not is_asked:
            return {}
        rows = MeetingAnswer.objects.visible_to(self.actor).filter(meeting=meeting, person=person)
        return {"is_asked": True, "own_answer": rows.exclude(answer="").first()}

    def _seats(self, meeting):
        """Who sits in the body on the day; names are for those who are known in the alliance."""
        if not self.actor.is_known:
            return []
        held = Appointment.objects.visible_to(self.actor).on(meeting.day).select_related("person")
        held = held.filter(kind=AppointmentKind.MEMBER)
        seats = Seat.objects.visible_to(self.actor).filter(body=meeting.body).on(meeting.day)
        seats = seats.select_related("on_behalf_of")
        return list(seats.prefetch_related(Prefetch("appointments", queryset=held, to_attr="holders")))


def meeting_title(meeting) -> str:
    """What a meeting is called on its page."""
    return meeting.title or _("Møte i {body}").format(body=meeting.body)


def agenda_rows(actor, meeting) -> list:
    """The cases of an agenda with their resolution and their readable attachments counted."""
    resolutions = Resolution.objects.visible_to(actor)
    attachments = Attachment.objects.visible_to(actor).order_by()
    return agenda_items(
        actor,
        meeting,
        Prefetch("resolutions", queryset=resolutions, to_attr="shown_resolutions"),
        Prefetch("attachments", queryset=attachments, to_attr="shown_attachments"),
    )


def agenda_items(actor, meeting, *beside) -> list:
    """The treatments the actor may see, in order, with the `points` below them and what is wanted `beside`. Who does
    not edit an agenda that is reopened, has it as it went out last."""
    items = _listed(actor, meeting.pk)
    prefetch_related_objects(items, *beside)
    for item in items:  # one meeting and one body, read once
        item.meeting, item.body = meeting, meeting.body
    items = as_it_went_out(actor, items, meeting)
    counter = count(1)
    for item in items:  # as it will be numbered, when it gets a number
        item.counted = next(counter) if item.is_numbered else None
    reveal(actor, [item.case for item in items])
    give_points(actor, items)
    return items


@composed(all_held)
def _listed(actor, meeting):
    return AgendaItem.objects.visible_to(actor).filter(meeting=meeting).in_order().select_related("case__cooperation")


def as_it_went_out(actor, items: list, meeting) -> list:
    """The treatments of an agenda as the actor has it: where it is reopened, who does not edit it has the last that was
    sent."""
    if not agendaversions.is_reopened(meeting) or actor.edits(meeting.body.cooperation_id):
        return items
    version = agendaversions.newest_version(meeting)
    places = {row["item"]: n for n, row in enumerate(version.rows)} if version else {}
    kept = [item for item in items if str(item.pk) in places]
    for item in kept:
        row = version.rows[places[str(item.pk)]]
        item.role, item.is_late, item.sent_points = row["role"], row["late"], row.get("subs", [])
    return sorted(kept, key=lambda item: places[str(item.pk)])


class MeetingCreateView(CaseFileMixin, RowFormView):
    act = "meeting.create"
    form_class = NewMeetingForm
    page_title = _("Nytt møte")
    submit_label = _("Opprett møte")
    success_message = _("Møtet er opprettet. Sett opp sakslisten nå.")

    def breadcrumb(self):
        return self.trail((_("Møter"), self.to("meeting_list")), (self.page_title, ""))

    def perform(self, form):
        return meetings.create_meeting(self.actor, **self.values(form))

    def get_success_url(self):
        return self.meeting_url(self.object)

    def get_cancel_url(self):
        return self.to("meeting_list")


class MeetingEditView(CaseFileMixin, RowFormView):
    act = "meeting.edit"
    form_class = MeetingChangeForm
    page_title = _("Rediger møtet")
    success_message = _("Møtet er lagret.")

    def get_object(self):
        return self.visible_meeting()

    def breadcrumb(self):
        meeting = (str(self.object), self.meeting_url(self.object))
        return self.trail((_("Møter"), self.to("meeting_list")), meeting, (self.page_title, ""))

    def perform(self, form):
        return meetings.change_meeting(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.meeting_url(self.object)


class MeetingActView(CaseFileMixin, RowActView):
    """One act on a meeting."""

    asks_reason = True
    tone = ""

    def get_object(self):
        return self.visible_meeting()

    def breadcrumb(self):
        return self.trail((_("Møter"), self.to("meeting_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.meeting_url(row)


COME_SINCE = _("Noe er kommet til etter at du åpnet siden. Se over listen, og innkall på nytt.")


class MeetingCallView(MeetingActView):
    """Shows what the call will do and what is missing first; some of that is passed over with a reason alone."""

    act = "meeting.call"
    title = _("Innkall til møtet")

    def perform(self, row, reason):
        told = set(self.request.POST.get("told", "").split())
        if not set(self.readiness(row)["told"].split()) <= told:
            raise Refused(COME_SINCE)
        shown = self.request.POST.get("items")
        if shown is not None and not {str(item.pk) for item in agenda_items(self.actor, row)} <= set(shown.split()):
            raise Refused(COME_SINCE)
        meetings.call_meeting(self.actor, row, reason=reason)
        self.success_message = self._what_was_sent(agenda_rows(self.actor, row))
        return row

    def _what_was_sent(self, items) -> str:
        """What the call has done; it never claims that papers went out which nobody has written."""
        written = papers.with_text(items)
        if not items:
            return _("Møtet er innkalt.")
        if not written:
            return _("Møtet er innkalt. Sakene har fått nummer. Ingen saksframlegg er skrevet, så ingen er sendt ut.")
        if len(written) < len(items):
            return _("Møtet er innkalt. Sakene har fått nummer, og saksframleggene som er skrevet, er sendt ut.")
        return _("Møtet er innkalt. Sakene har fått nummer, og saksframleggene er sendt ut.")

    def _page(self, row, *, error="", reason="", status=200):
        context = {
            "page_title": self.title,
            "meeting": row,
            "items": agenda_rows(self.actor, row),
            **self.readiness(row),
            "error": error,
            "reason": reason,
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/meeting_call.html", context, status=status)


class MeetingHoldView(MeetingActView):
    act = "meeting.hold"
    title = _("Møtet er avholdt")
    explanation = _("Registrer vedtakene på hver sak etterpå.")
    asks_reason = False
    success_message = _("Møtet er avholdt. Registrer vedtakene på sakene.")

    def perform(self, row, reason):
        return meetings.hold_meeting(self.actor, row, reason=reason)


class MeetingCancelView(MeetingActView):
    act = "meeting.cancel"
    title = _("Avlys møtet")
    explanation = _("Sakene venter på et nytt møte. Innkalte saker beholder nummeret og vises som utsatt.")
    tone = "danger"
    success_message = _("Møtet er avlyst.")

    def perform(self, row, reason):
        return meetings.cancel_meeting(self.actor, row, reason=reason)


class MeetingPublishView(MeetingActView):
    act = "meeting.publish"
    template_name = "governance/publish.html"
    title = _("Publiser møtet")
    explanation = _(
        "Alle kan lese dette uten å logge inn, med en gang. Det som sendes ut eller vedtas i møtet senere, åpnes når "
        "det registreres."
    )
    asks_reason = False
    success_message = _("Møtet er publisert.")

    def further_context(self, row):
        return {"told": meeting_opening(row)}

    def perform(self, row, reason):
        return meetings.publish_meeting(self.actor, row)


class MeetingUnpublishView(MeetingActView):
    act = "meeting.unpublish"
    title = _("Ta møtet av nettet")
    explanation = _("Møtet og papirene kan ikke lenger leses uten innlogging.")
    success_message = _("Møtet er ikke lenger publisert.")

    def perform(self, row, reason):
        return meetings.unpublish_meeting(self.actor, row, reason=reason)
