"""What is done with a plan as a whole: put forward, adopted, published, closed, removed, and brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from actionplan.closing import not_reported
from actionplan.forms.closing import CloseForm, ReopenForm
from actionplan.forms.plan import AdoptForm, ProposeForm, WhyForm
from actionplan.gaps import gaps_of
from actionplan.models import ActionPlan
from actionplan.periods import Period
from actionplan.planopening import plan_opening
from actionplan.services import plans
from actionplan.views.base import PlanMixin, address, find_cooperation
from governance.access import may, require
from governance.history import Refused
from governance.saying import sentence_of
from governance.views.row import RowActView


@dataclass(frozen=True)
class Act:
    """One act: its right and service, the word on its button, its title, what follows from it, and what is said when
    it is done."""

    right: str
    service: Callable
    label: Any
    title: Any
    consequence: Any
    done: Any
    tone: str = ""


ACTS = {
    "foresla": Act(
        "plan.propose",
        plans.propose_plan,
        gettext_lazy("Foreslå"),
        gettext_lazy("Foreslå planen"),
        gettext_lazy(
            "Alle i alliansen kan lese planen når den er foreslått. Med en sak kan organene behandle den, og sidene "
            "til saken og planen viser til hverandre. Uten en sak registrerer du vedtaket bare med en dato."
        ),
        gettext_lazy("Planen er foreslått."),
    ),
    "ta-tilbake": Act(
        "plan.take_back",
        plans.take_back_plan,
        gettext_lazy("Ta tilbake"),
        gettext_lazy("Ta planen tilbake"),
        gettext_lazy("Planen blir et utkast igjen, og bare sekretariatet ser den."),
        gettext_lazy("Planen er et utkast igjen."),
    ),
    "vedta": Act(
        "plan.adopt",
        plans.adopt_plan,
        gettext_lazy("Vedta"),
        gettext_lazy("Vedta planen"),
        gettext_lazy(
            "Etter vedtaket krever hver endring en begrunnelse. Ble det feil, kan en administrator ta vedtaket tilbake "
            "så lenge planen ikke er endret."
        ),
        gettext_lazy(
            "Planen er vedtatt. Ble det feil, kan en administrator ta vedtaket tilbake så lenge planen ikke er endret."
        ),
    ),
    "angre-vedtak": Act(
        "plan.undo_adoption",
        plans.undo_adoption,
        gettext_lazy("Ta tilbake vedtaket"),
        gettext_lazy("Ta tilbake vedtaket av planen"),
        gettext_lazy(
            "Bare når planen ble registrert som vedtatt ved en feil. Den blir foreslått igjen, og er ikke lenger "
            "publisert. Det som ble fryst, blir stående som en egen versjon."
        ),
        gettext_lazy("Vedtaket er tatt tilbake. Planen er foreslått."),
        "danger",
    ),
    "publiser": Act(
        "plan.publish",
        plans.publish_plan,
        gettext_lazy("Publiser"),
        gettext_lazy("Publiser planen"),
        gettext_lazy("Alle kan lese planen på nett, uten å logge inn."),
        gettext_lazy("Planen er publisert."),
    ),
    "avpubliser": Act(
        "plan.unpublish",
        plans.unpublish_plan,
        gettext_lazy("Trekk tilbake fra nett"),
        gettext_lazy("Trekk planen tilbake fra nett"),
        gettext_lazy("Bare de som er med i alliansen, kan lese planen."),
        gettext_lazy("Planen er trukket tilbake fra nett."),
    ),
    "avslutt": Act(
        "plan.close",
        plans.close_plan,
        gettext_lazy("Avslutt"),
        gettext_lazy("Avslutt planen"),
        gettext_lazy("Planen kan bare leses etterpå. Ble det feil, kan en administrator åpne den igjen."),
        gettext_lazy("Planen er avsluttet. Ble det feil, kan en administrator åpne den igjen."),
        "danger",
    ),
    "apne-igjen": Act(
        "plan.reopen",
        plans.reopen_plan,
        gettext_lazy("Åpne igjen"),
        gettext_lazy("Åpne planen igjen"),
        gettext_lazy("Planen blir vedtatt igjen: dere kan melde status, og endre den med en begrunnelse."),
        gettext_lazy("Planen er åpnet igjen."),
    ),
    "fjern": Act(
        "plan.remove",
        plans.remove_plan,
        gettext_lazy("Fjern"),
        gettext_lazy("Fjern planen"),
        gettext_lazy("Utkastet legges i papirkurven med alle delene. Du kan hente det tilbake fra «Ny handlingsplan»."),
        gettext_lazy("Planen er fjernet."),
        "danger",
    ),
}

FORMS = {  # what an act asks beside whether
    "foresla": ProposeForm,
    "vedta": AdoptForm,
    "angre-vedtak": WhyForm,
    "avslutt": CloseForm,
    "apne-igjen": ReopenForm,
}


def acts_of(actor, plan) -> list[tuple[str, str]]:
    """(label, word of the address) of what the actor may do with the plan now."""
    needless = "publiser" if plan.published_at else "avpubliser"
    return [(act.label, word) for word, act in ACTS.items() if word != needless and may(actor, act.right, plan)]


def removed_plans(actor, cooperation) -> list[tuple[ActionPlan, str]]:
    """Removed drafts of the cooperation with the way back, for those who may go it; the last removed first."""
    rows = ActionPlan.objects.in_bin(actor).filter(cooperation=cooperation)[:30]
    return [
        (row, address("plan_restore", cooperation, actor.alliance, pk=row.pk))
        for row in rows
        if may(actor, "plan.restore", row)
    ]


class PlanActView(PlanMixin, View):
    """One act on the plan. GET asks for confirmation, POST does it; to propose also asks which bodies treat it, to
    adopt when and by which resolution."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs["act"] not in ACTS:
            raise Http404
        self.act = ACTS[kwargs["act"]]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        require(self.actor, self.act.right, self.plan)
        return self._page(self._form())

    def post(self, request, *args, **kwargs):
        require(self.actor, self.act.right, self.plan)
        form = self._form(request.POST)
        if form is not None and not form.is_valid():
            return self._page(form, status=422)
        try:
            self.act.service(self.actor, self.plan, **(form.values() if form is not None else {}))
        except (Refused, ValidationError) as error:
            return self._page(form, error=sentence_of(error), status=422)
        messages.success(request, self.act.done)
        gone = self.plan.removed_at is not None
        where = self.plan.cooperation, request.alliance
        return redirect(address("plan_create", *where) if gone else self.to("plan_detail"))

    def _form(self, data=None):
        form = FORMS.get(self.kwargs["act"])
        return form(data, actor=self.actor, plan=self.plan) if form is not None else None

    def _lacking(self) -> dict | None:
        """How much the plan lacks before it is put forward, or is not reported of it before it is closed, and the way
        to what it is."""
        if self.kwargs["act"] == "avslutt":
            words = not_reported(self.actor, self.plan)
            return {"words": words, "url": self.to("status_list", period=Period.AAR.value)} if words else None
        if self.kwargs["act"] != "foresla":
            return None
        number = sum(len(each.missing) for each in gaps_of(self.plan, self.actor))
        words = ngettext("{n} ting mangler i planen. Se hva", "{n} ting mangler i planen. Se hva", number)
        return {"words": words.format(n=number), "url": self.to("plan_gaps")} if number else None

    def _page(self, form, *, error: str = "", status: int = 200):
        context = {
            "page_title": self.act.title,
            "question": self.plan.title,
            "consequence": error or self.act.consequence,
            "submit_label": self.act.title,
            "tone": self.act.tone,
            "form": form,
            "cancel_url": self.to("plan_detail"),
            "breadcrumb": self.trail((self.act.title, "")),
            "told": plan_opening(self.actor, self.plan) if self.kwargs["act"] == "publiser" else None,
            "lacking": self._lacking(),
        }
        return render(self.request, "components/confirm.html", context, status=status)


class PlanRestoreView(RowActView):
    """Bring back a removed draft."""

    act = "plan.restore"
    title = gettext_lazy("Gjenopprett planen")
    tone = ""

    def get_object(self):
        self.cooperation = find_cooperation(self.request, self.kwargs.get("cooperation", ""))
        row = ActionPlan.objects.in_bin(self.actor).filter(cooperation=self.cooperation, pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def perform(self, row, reason):
        return plans.restore_plan(self.actor, row)

    def get_success_url(self, row=None):
        where = self.cooperation, self.request.alliance
        if row is None or row.removed_at is not None:
            return address("plan_create", *where)
        return address("plan_detail", *where, year=row.year)

    def breadcrumb(self):
        home = address("plan_current", self.cooperation, self.request.alliance)
        return [(_("Handlingsplan"), home), (_("Ny handlingsplan"), self.get_success_url()), (self.title, "")]
