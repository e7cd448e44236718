"""The year wheel: choose a body and a year, say how often it meets, look over the days, and plan them in one act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from governance.access import require
from governance.bodies import yearplanning
from governance.bodies.yearwheel import Rhythm
from governance.forms.yearplan import RhythmForm, YearForm
from governance.history import Refused
from governance.saying import sentence_of
from governance.services.yearplan import PlannedMeeting, plan_year
from governance.views.casefile import CaseFileMixin

LOOK_FIRST = gettext_lazy("Se over dagene som er merket. Er de riktige, kan du opprette møtene.")
NOTHING = gettext_lazy("Ingen av møtene har en dato.")


class YearPlanView(CaseFileMixin, View):
    """The steps are one address: the questions come with it, and the days are posted from step to step."""

    title = gettext_lazy("Planlegg et år med møter")

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "meeting.create", None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        chosen = self._chosen(request.GET)
        if chosen is None:
            return self._choose(self._year_form(request.GET))
        if "antall" not in request.GET:
            return self._ask(RhythmForm(habits=self.habits))
        form = RhythmForm(request.GET, habits=self.habits)
        if not form.is_valid():
            return self._ask(form, status=422)
        return self._ask(form) if "endre" in request.GET else self._propose(form)

    def post(self, request, *args, **kwargs):
        if self._chosen(request.POST) is None:
            return self._choose(YearForm(request.POST, actor=self.actor))
        plan = self._look_over(yearplanning.written(self.habits, self.year, request.POST.dict()))
        if request.POST.get("steg") != "lagre":
            return self._show(plan)
        return self._store(plan)

    def _chosen(self, values):
        """The body, kept as `body` with `year`; None where they are not chosen yet, or wrongly."""
        form = YearForm(values, actor=self.actor)
        if not form.is_valid():
            return None
        self.body, self.year = form.cleaned_data["organ"], form.cleaned_data["ar"]
        return self.body

    @cached_property
    def habits(self):
        return yearplanning.habits(self.actor, self.body, self.year)

    def _year_form(self, values):
        """Asked for the first time, or with a body alone, there is nothing to complain of."""
        if "ar" in values:
            return YearForm(values, actor=self.actor)
        return YearForm(initial={"organ": values.get("organ")}, actor=self.actor)

    def _choose(self, form):
        return self._page("choose", {"form": form}, 422 if form.is_bound else 200)

    def _ask(self, form, status=200):
        return self._page("rhythm", {"form": form, "body": self.body, "year": self.year, "habits": self.habits}, status)

    def _propose(self, form):
        given = form.cleaned_data
        held = frozenset(self.habits[0].held)
        rhythm = Rhythm(self.year, given["antall"], given["ukedag"], given["fri"], held)
        plan = self._look_over(yearplanning.propose(self.habits, rhythm, form.days_before()))
        if len(plan.rounds) < rhythm.number:
            found = len(plan.rounds)
            words = ngettext(
                "Det er bare plass til {found} møte med disse reglene.",
                "Det er bare plass til {found} møter med disse reglene.",
                found,
            )
            plan.warnings.insert(0, words.format(found=found))
        return self._show(plan)

    def _look_over(self, plan):
        return yearplanning.look_over(plan, self.actor.on)

    def _show(self, plan, *, error="", status=200):
        asked = self.request.GET.dict() | {"organ": self.body.slug, "ar": self.year, "endre": "1"}
        context = {
            "is_wrong": error != LOOK_FIRST,
            "plan": plan,
            "body": self.body,
            "year": self.year,
            "error": error,
            "back_query": urlencode(asked),
        }
        return self._page("days", context, status)

    def _store(self, plan):
        if plan.is_wrong:
            return self._show(plan, error=_("Rett dagene som er merket."), status=422)
        if not plan.meetings:
            return self._show(plan, error=NOTHING, status=422)
        if not plan.is_told(self.request.POST.get("sett", "")):
            return self._show(plan, error=LOOK_FIRST, status=422)
        try:
            made = plan_year(self.actor, self.body, [_planned(each) for each in plan.meetings])
        except (Refused, ValidationError) as error:
            return self._show(plan, error=sentence_of(error), status=422)
        words = ngettext("{count} møte er opprettet.", "{count} møter er opprettet.", len(made))
        messages.success(self.request, words.format(count=len(made)))
        return redirect(self.to("meeting_list"))

    def _page(self, step, context, status):
        trail = self.trail((_("Møter"), self.to("meeting_list")), (self.title, ""))
        shown = {"page_title": self.title, "breadcrumb": trail, "cancel_url": self.to("meeting_list")}
        return render(self.request, f"governance/yearplan_{step}.html", shown | context, status=status)


def _planned(each) -> PlannedMeeting:
    """When and where its body met last."""
    newest, body = each.habit.newest, each.habit.body
    if newest is None:
        return PlannedMeeting(body, each.day)
    return PlannedMeeting(body, each.day, newest.starts_at, newest.ends_at, newest.place, newest.form)
