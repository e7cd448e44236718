"""The roll of a meeting: who sits where while it lasts, who comes late or leaves, and whether enough take part."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from governance.access import require
from governance.bodies.convened import Place, places_of
from governance.forms.attendance import GuestForm, SeatForm, StayForm
from governance.models import Attendance, Meeting, Person
from governance.room.roll import cases_of, roll_of, stays_of
from governance.services import attendance
from governance.views.casefile import CaseFileMixin
from governance.views.meetings import MeetingActView
from governance.views.row import RowActView, RowFormView


class RollMixin(CaseFileMixin):
    """Pages below the roll of one meeting."""

    act = "meeting.attendance"

    @cached_property
    def meeting(self) -> Meeting:
        return self.visible_meeting()

    def breadcrumb(self):
        return self.steps((_("Frammøte"), self.roll_url()), (self.title, ""))

    def steps(self, *last):
        """The way to the meeting, and on."""
        meeting = (str(self.meeting), self.meeting_url(self.meeting))
        return self.trail((_("Møter"), self.to("meeting_list")), meeting, *last)

    def roll_url(self) -> str:
        return self.to("meeting_attendance", self.kwargs["meeting"])

    def get_success_url(self, row=None):
        return self.roll_url()

    get_cancel_url = get_success_url


class RollView(RollMixin, TemplateView):
    """The whole roll, seat by seat, and how many take part from case to case."""

    template_name = "governance/meeting_attendance.html"

    def get(self, request, *args, **kwargs):
        require(self.actor, self.act, self.meeting)
        return super().get(request, *args, **kwargs)

    def breadcrumb(self):
        return self.steps((_("Frammøte"), ""))

    def get_context_data(self, **_address):
        roll = roll_of(self.meeting)
        return super().get_context_data(
            page_title=_("Frammøte"),
            meeting=self.meeting,
            is_early=self.meeting.day > self.actor.on,
            lines=roll.lines,
            others=roll.others,
            quorum=roll.quorum(),
            is_empty=not any(line.stays for line in roll.lines),
            later=roll.changes()[1:],
            waits=any(line.expected and not line.stays for line in roll.lines),
        )


class ExpectedView(RollMixin, MeetingActView):
    """All who are expected are there, by one press."""

    title = gettext_lazy("Alle som er ventet, er her")
    explanation = gettext_lazy(
        "Alle som ikke har meldt forfall, og vara som er kalt inn, blir ført som til stede fra møtet ble åpnet. "
        "Rett på dem som ikke er kommet etterpå."
    )
    asks_reason = False

    def get_object(self):
        return self.meeting

    def perform(self, row, reason):
        count = attendance.seat_expected(self.actor, row)
        self.success_message = _("{count} er ført som til stede.").format(count=count)


class StayMixin(RollMixin):
    """A form for one stay in the meeting."""

    def get_subject(self):
        return self.meeting

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"items": cases_of(self.meeting)}


class SeatView(StayMixin, RowFormView):
    """Who takes one seat: its holder, its substitutes in their order, then those of the other seats."""

    form_class = SeatForm
    page_title = title = gettext_lazy("Hvem sitter på plassen")
    explanation = gettext_lazy("Sitter en annen der når den nye kommer, går hun eller han da.")
    submit_label = gettext_lazy("Før som til stede")

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.meeting)

    @cached_property
    def place(self) -> Place:
        place = next((each for each in self.places if each.seat.pk == self.kwargs["seat"]), None)
        if place is None:
            raise Http404
        return place

    @property
    def lead(self):
        return f"{self.place.seat}. {self.meeting}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"choices": self._choices()}

    def get_initial(self):
        """Who has not sat there yet, from the case before which the last one left."""
        sat = [row for row in stays_of(self.meeting) if row.seat_id == self.place.seat.pk]
        waiting = [person.pk for person, _word in self._choices() if all(row.person_id != person.pk for row in sat)]
        left = sat[-1].until_item if sat else None
        return super().get_initial() | {"person": next(iter(waiting), None), "first_item": left}

    def _choices(self) -> list[tuple[Person, str]]:
        place, found = self.place, {}
        if place.holder is not None:
            found[place.holder] = _("{name}, medlem").format(name=place.holder.name)
        for each in place.substitutes:
            found.setdefault(each.person, _("{name}, vara").format(name=each.person.name))
        for other in self.places:
            for each in other.substitutes:
                says = _("{name}, vara for {seat}").format(name=each.person.name, seat=other.seat)
                found.setdefault(each.person, says)
        return list(found.items())

    def perform(self, form):
        reason = form.cleaned_data["reason"]
        row = attendance.seat_person(self.actor, self.meeting, seat=self.place.seat, reason=reason, **self.values(form))
        self.success_message = _("{name} er ført som til stede.").format(name=row.person.name)
        return row


class GuestView(StayMixin, RowFormView):
    form_class = GuestForm
    page_title = title = gettext_lazy("Andre som er til stede")
    explanation = gettext_lazy("De som er her uten plass i organet, har ikke stemmerett.")
    submit_label = gettext_lazy("Legg til")

    def perform(self, form):
        return attendance.admit(self.actor, self.meeting, **self.values(form))


class StayView(StayMixin, RowFormView):
    """Somebody came later or left before the end."""

    form_class = StayForm
    page_title = title = gettext_lazy("Fra og til")
    submit_label = gettext_lazy("Lagre")

    def get_object(self):
        return _stay(self)

    @property
    def lead(self):
        return self.object.who

    def perform(self, form):
        return attendance.change_stay(self.actor, self.object, **self.values(form))


class StayRemoveView(RollMixin, RowActView):
    act = "attendance.edit"
    title = gettext_lazy("Fjern fra frammøtet")
    explanation = gettext_lazy(
        "Bruk dette når den som er ført opp, ikke var der i det hele tatt. Gikk hun eller han før slutten, velger du "
        "«Fra og til» i stedet."
    )

    def get_object(self):
        return _stay(self)

    def perform(self, row, reason):
        attendance.remove_stay(self.actor, row)
        self.success_message = _("{name} er fjernet fra frammøtet.").format(name=row.who)


class StayRestoreView(RollMixin, RowActView):
    act = "attendance.edit"
    title = gettext_lazy("Hent tilbake til frammøtet")
    tone = ""
    success_message = gettext_lazy("Hentet tilbake til frammøtet.")

    def get_object(self):
        rows = Attendance.objects.in_bin(self.actor).select_related(*STAY)
        return get_object_or_404(rows, pk=self.kwargs["pk"], meeting=self.meeting)

    def perform(self, row, reason):
        attendance.restore_stay(self.actor, row)


STAY = ("meeting__body__cooperation", "seat__on_behalf_of", "person", "first_item__case", "until_item__case")


def _stay(view) -> Attendance:
    rows = Attendance.objects.visible_to(view.actor).select_related(*STAY)
    return get_object_or_404(rows, pk=view.kwargs["stay"], meeting=view.meeting)
