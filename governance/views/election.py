"""After an election: choose bodies and day, fill in the seats, look at what becomes of it, and store it in one act."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from governance.access import require
from governance.bodies import election
from governance.bodies.pastedseats import read_pasted
from governance.forms.election import TermForm
from governance.history import Refused
from governance.models import Person
from governance.saying import sentence_of
from governance.services.election import change_seats
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin

FIELDS = ("m-", "v-", "svar-")


class ElectionView(AddressMixin, ActorMixin, View):
    """The steps are one address: everything typed goes with each step, so that nothing is lost on the way."""

    title = gettext_lazy("Etter valget")

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "body.edit", None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if "first_day" not in request.GET:
            chosen = {"organ": request.GET.getlist("organ"), "first_day": self.actor.on}
            return self._choose(TermForm(initial=chosen, actor=self.actor))
        form = TermForm(request.GET, actor=self.actor)
        return self._fill_in(form) if form.is_valid() else self._choose(form, status=422)

    def post(self, request, *args, **kwargs):
        form = TermForm(request.POST, actor=self.actor)
        if not form.is_valid():
            return self._choose(form, status=422)
        values = {name: text for name, text in request.POST.items() if name.startswith(FIELDS)}
        steps = {"lim": self._paste, "rett": self._fill_in, "lagre": self._store}
        return steps.get(request.POST.get("steg"), self._preview)(form, values)

    def _choose(self, form, status=200):
        return self._page("choose", {"form": form}, status)

    def _plans(self, form):
        found = election.seats_of(self.actor, form.cleaned_data["organ"], form.cleaned_data["first_day"])
        return [(body, found[body.pk]) for body in form.cleaned_data["organ"]]

    def _fill_in(self, form, values=None, *, pasted=None, status=200):
        groups = self._plans(form)
        standing = election.as_it_stands(plan for _body, plans in groups for plan in plans)
        shown = standing | (values or {})
        rows = [(body, [_line(plan, shown) for plan in plans]) for body, plans in groups]
        persons = Person.objects.visible_to(self.actor).active_on(form.cleaned_data["first_day"])
        known = [election.typed(person) for person in persons]
        context = {"form": form, "groups": rows, "pasted": pasted, "known": known}
        return self._page("fill_in", context, status)

    def _paste(self, form, values):
        plans = [plan for _body, plans in self._plans(form) for plan in plans]
        pasted = read_pasted(self.request.POST.get("celler", ""), plans)
        return self._fill_in(form, values | pasted.values, pasted=pasted)

    def _preview(self, form, values, *, error="", status=200):
        days = form.cleaned_data
        plan = election.make_plan(self.actor, list(days["organ"]), days["first_day"], values)
        kept = {name: text for name, text in values.items() if not name.startswith("svar-")}
        context = {
            "form": form,
            "plan": plan,
            "kept": kept,
            "error": error,
            "last": election.last_day_before(plan.first_day),
        }
        return self._page("preview", context, status)

    def _store(self, form, values):
        days, seen = form.cleaned_data, self.request.POST.get("seen", "")
        wanted = {name: days[name] for name in ("first_day", "last_day", "reason")}
        try:
            plan = change_seats(self.actor, list(days["organ"]), values=values, seen=seen, **wanted)
        except (Refused, ValidationError) as error:
            return self._preview(form, values, error=sentence_of(error), status=422)
        counts = plan.counts
        said = _("Plassene er endret: {out} går ut, {on} fortsetter og {new} kommer inn.")
        messages.success(self.request, said.format(**counts))
        bodies = [body.body for body in plan.bodies]
        return redirect(self.to("body_detail", bodies[0].slug) if len(bodies) == 1 else self.to("body_list"))

    def _page(self, step, context, status):
        trail = self.trail((_("Organer"), self.to("body_list")), (self.title, ""))
        shown = {"page_title": self.title, "breadcrumb": trail, "cancel_url": self.to("body_list")}
        return render(self.request, f"governance/election_{step}.html", shown | context, status=status)


def _line(plan, values) -> dict:
    """A seat of the form: its two fields with what stands in them."""
    member, substitutes = election.member_field(plan.seat), election.substitutes_field(plan.seat)
    return {
        "seat": plan.seat,
        "current": plan.current,
        "member": (member, values.get(member, "")),
        "substitutes": (substitutes, values.get(substitutes, "")),
    }
