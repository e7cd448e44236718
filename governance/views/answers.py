"""Who comes to a meeting: one's own answer, answers that the secretariat writes down, substitutes, reminders."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from governance.access import require
from governance.bodies.convened import Place, asked_to, places_of
from governance.choices import Answer
from governance.history import Refused
from governance.models import MeetingAnswer, Person
from governance.services import answers
from governance.views.casefile import CaseFileMixin
from governance.views.meetings import MeetingActView, meeting_title
from governance.views.row import RowActView

SAVED = {
    Answer.COMING: gettext_lazy("Takk. Du har svart at du kommer."),
    Answer.ABSENT: gettext_lazy("Takk. Du har svart at du ikke kommer. Sekretariatet kaller inn vara."),
}


def answer_context(meeting, asked, *, error="", typed=None) -> dict:
    """What the page of an answer shows, with and without a login: the meeting, what was said, two buttons."""
    said = next((answer for _place, answer in asked if answer is not None and answer.answer), None)
    typed = typed or {}
    return {
        "page_title": _("Kommer du på møtet?"),
        "meeting": meeting,
        "meeting_title": meeting_title(meeting),
        "said": said,
        "is_summoned": any(answer is not None and answer.summoned_at for _place, answer in asked),
        "places": [place.seat for place, _answer in asked],
        "error": error,
        "reason": typed.get("reason", said.why if said else ""),
        "is_declining": typed.get("answer") == Answer.ABSENT,
    }


class OwnAnswerView(CaseFileMixin, View):
    """The answer of the one who is logged in."""

    def get_person(self) -> Person:
        if self.actor.person is None:
            raise PermissionDenied(answers.NOT_ASKED)
        return self.actor.person

    def dispatch(self, request, *args, **kwargs):
        self.meeting = self.visible_meeting()
        self.person = self.get_person()
        self.asked = asked_to(self.meeting).get(self.person.pk, (None, []))[1]
        if not self.asked:
            self.nobody_asked()
        for place, answer in self.asked:
            row = answer or MeetingAnswer(meeting=self.meeting, seat=place.seat, person=self.person)
            row.meeting, row.seat = self.meeting, place.seat
            require(self.actor, "meeting.answer", row)
        return super().dispatch(request, *args, **kwargs)

    def nobody_asked(self):
        raise PermissionDenied(answers.NOT_ASKED)

    def get(self, request, **kwargs):
        return self._page()

    def post(self, request, **kwargs):
        typed = {name: request.POST.get(name, "") for name in ("answer", "reason")}
        try:
            answers.answer_call(self.actor, self.meeting, person=self.person, **typed)
        except Refused as refused:
            return self._page(error=str(refused), typed=typed, status=422)
        messages.success(request, self.saved(typed["answer"]))
        return redirect(self.afterwards(typed["answer"]))

    def afterwards(self, answer: str) -> str:
        """Back to the meeting; a substitute who says no reads it no more."""
        is_left = answer == Answer.ABSENT and self.meeting.pk in self.actor.summoned
        return self.to("my_page") if is_left else self.meeting_url(self.meeting)

    def saved(self, answer: str):
        return SAVED[answer]

    def _page(self, *, status=200, **more):
        trail = self.trail((_("Møter"), self.to("meeting_list")), (str(self.meeting), self.meeting_url(self.meeting)))
        context = answer_context(self.meeting, self.asked, **more) | self.further_context()
        context["breadcrumb"] = [*trail, (context["page_title"], "")]
        return render(self.request, "governance/meeting_answer.html", context, status=status)

    def further_context(self) -> dict:
        return {}


class AnswerForView(OwnAnswerView):
    """The secretariat writes down what somebody said on the telephone; who wrote it stands in the history."""

    def afterwards(self, answer):
        return self.meeting_url(self.meeting)

    def get_person(self):
        require(self.actor, "meeting.edit", self.meeting)
        return get_object_or_404(Person.objects.visible_to(self.actor), pk=self.kwargs["person"])

    def nobody_asked(self):
        raise Http404

    def saved(self, answer: str):
        if answer == Answer.COMING:
            return _("Registrert: {name} kommer.").format(name=self.person)
        return _("Registrert: {name} kommer ikke.").format(name=self.person)

    def further_context(self) -> dict:
        return {"page_title": _("Kommer {name} på møtet?").format(name=self.person), "on_behalf_of": self.person}


class SummonView(MeetingActView):
    """The substitutes of a seat in their order; another than the next asks for a reason."""

    act = "meeting.summon"
    template_name = "governance/meeting_summon.html"
    title = gettext_lazy("Kall inn vara")
    success_message = gettext_lazy("Vara er kalt inn, har fått e-post med lenke til å svare, og kan lese papirene.")

    def perform(self, row, reason):
        chosen = self.request.POST.get("person", "")
        self.chosen = next((str(each.person_id) for each in self._free(row) if str(each.person_id) == chosen), "")
        person = get_object_or_404(Person.objects.visible_to(self.actor), pk=self.chosen) if self.chosen else None
        answers.summon(self.actor, row, seat=self._place(row).seat, person=person, reason=reason)
        return row

    def _places(self, meeting) -> list[Place]:
        if not hasattr(self, "_known_places"):
            self._known_places = places_of(meeting)
        return self._known_places

    def _place(self, meeting) -> Place:
        place = next((each for each in self._places(meeting) if each.seat.pk == self.kwargs["seat"]), None)
        if place is None:
            raise Http404
        return place

    def _free(self, meeting) -> list:
        return answers.candidates(self._places(meeting), self._place(meeting))

    def further_context(self, row):
        place = self._place(row)
        shown = [(each, answers.order_warning(row, place, each.person)) for each in self._free(row)]
        chosen = getattr(self, "chosen", "") or (str(place.next.person_id) if place.next else "")
        may_summon = place.is_open and place.summons is None
        return {"meeting": row, "place": place, "choices": shown, "chosen": chosen, "may_summon": may_summon}


class UnsummonView(CaseFileMixin, RowActView):
    act = "meeting.summon"
    title = gettext_lazy("Trekk innkallingen av vara")
    explanation = gettext_lazy("Varamedlemmet får e-post om det, og kan ikke lenger lese papirene som vara.")
    submit_label = gettext_lazy("Trekk innkallingen")
    success_message = gettext_lazy("Innkallingen er trukket tilbake.")

    def get_object(self):
        self.meeting = self.visible_meeting()
        require(self.actor, self.act, self.meeting)
        rows = MeetingAnswer.objects.visible_to(self.actor).select_related("seat__body__cooperation", "person__user")
        row = get_object_or_404(rows, pk=self.kwargs["answer"], meeting=self.meeting, summoned_at__isnull=False)
        row.meeting = self.meeting
        row.words = f"{row.person}, {row.seat}"
        return row

    def get(self, request, *args, **kwargs):
        return self._page(self.get_object())

    def post(self, request, *args, **kwargs):
        row = self.get_object()
        try:
            answers.withdraw_summons(self.actor, row)
        except Refused as refused:
            return self._page(row, error=str(refused), status=422)
        messages.success(request, self.success_message)
        return redirect(self.get_success_url(row))

    def breadcrumb(self):
        meeting = (str(self.meeting), self.meeting_url(self.meeting))
        return self.trail((_("Møter"), self.to("meeting_list")), meeting, (self.title, ""))

    def get_success_url(self, row):
        return self.meeting_url(self.meeting)


class RemindView(MeetingActView):
    act = "meeting.remind"
    title = gettext_lazy("Purr på dem som ikke har svart")
    explanation = gettext_lazy("Hver av dem får en e-post med lenke til å svare. Den samme purres bare én gang.")
    submit_label = gettext_lazy("Send purring")
    asks_reason = False

    def perform(self, row, reason):
        count = answers.remind(self.actor, row)
        said = ngettext("{count} purring er sendt.", "{count} purringer er sendt.", count)
        self.success_message = said.format(count=count)
        return row
