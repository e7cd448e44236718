"""What the pages of a plan share: which plan the address means, addresses below it, breadcrumb, remembered reason."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actionplan.amendments import choice_words, decisions_offered, grounds_of, next_number
from actionplan.asking import plan_question
from actionplan.choices import PlanState
from actionplan.grounds import Grounds
from actionplan.models import ActionPlan
from actionplan.permissions import IS_CLOSED, edit_act, plan_of
from actionplan.planfacts import cooperation_named
from governance import clock
from governance.access import may
from governance.models import Cooperation
from governance.saying import ClosedToAll, GoneBecause
from governance.views.row import ActorMixin
from governance.views.withdrawn import withdrawn_page

LAST_YEAR = 9999  # of an address; no database keeps every number that can be typed
WHY = ("reason", "vedtak")  # what is sent to say why an adopted plan is changed


def find_cooperation(request, slug: str = "") -> Cooperation:
    """The cooperation of an address, if the actor may know of it; the alliance's main one where the address names none.
    Raises Http404."""
    row = cooperation_named(request.actor, slug)
    if row is None:
        raise Http404
    return row


def find_plan(request, year: int, slug: str = "", *related: str) -> ActionPlan:
    """The plan of an address, if the actor may see it, read with its cooperation and `related`. Raises Http404."""
    named = [slug] if slug else []
    plans = _plans(request.actor, year, *named, related=related) if year <= LAST_YEAR else []
    if not plans:
        raise Http404
    return in_alliance(plans[0], request.alliance)


@plan_question
def _plans(actor, year, slug="", *, related: tuple[str, ...]):
    plans = ActionPlan.objects.visible_to(actor).filter(**of_address(year, slug))
    return plans.select_related("cooperation", *related)[:1]


@plan_question
def _years(actor, cooperation):
    return ActionPlan.objects.visible_to(actor).filter(cooperation=cooperation).values_list("year", flat=True)


def of_address(year: int, slug: str, path: str = "") -> dict:
    """The filter for the plan of an address, or with the `path` to it for its rows."""
    which = {"cooperation__slug": slug, "cooperation__is_main": False} if slug else {"cooperation__is_main": True}
    return {f"{path}{name}": value for name, value in ({"year": year} | which).items()}


def in_alliance(plan: ActionPlan, alliance) -> ActionPlan:
    """The plan, which with its cooperation then shares the alliance already read."""
    plan.alliance = plan.cooperation.alliance = alliance
    return plan


def address(name: str, cooperation: Cooperation, alliance, **kwargs) -> str:
    """The address of a page of a cooperation; the main cooperation's have no name of their own in them."""
    where = {"alliance": alliance.slug}
    if not cooperation.is_main:
        where["cooperation"] = cooperation.slug
    return reverse(f"actionplan:{name}", kwargs=where | kwargs)


def case_address(case) -> str:
    """The address of a case's page."""
    kwargs = {"alliance": case.alliance.slug, "year": case.year, "sequence": case.sequence}
    try:
        return reverse("governance:case_detail", kwargs=kwargs)
    except NoReverseMatch:
        return ""


def new_plan_urls(actor, cooperation: Cooperation, alliance) -> dict[str, str]:
    """Where the actor makes the cooperation a plan of another year, by hand or from a file; empty where she may not."""
    acts = {"create_url": ("plan.create", "plan_create"), "import_url": ("plan.import", "plan_import")}
    return {
        key: address(name, cooperation, alliance) if may(actor, act, cooperation) else ""
        for key, (act, name) in acts.items()
    }


def own_cooperation(actor) -> Cooperation | None:
    """The cooperation for which the actor may set up something new: the main one, or one she is secretary of."""
    rows = Cooperation.objects.visible_to(actor).order_by("-is_main", "name")
    return (rows if actor.edits_everything else rows.filter(pk__in=actor.edited_cooperations)).first()


def missing(actor, plan: ActionPlan, model, key) -> Http404:
    """Why a row is not in the plan: whoever may bring it back hears that it was removed; others only that it is not."""
    row = model.objects.in_bin(actor).filter(pk=key).first()
    if row is None or plan_of(row) != plan or not may(actor, edit_act(row), row):
        return Http404()
    text = _("«{row}» er fjernet av en annen, og ligger under «Fjernet» på redigeringssiden. Ingenting er lagret.")
    return GoneBecause(text.format(row=row))


class OpenMixin:
    """A page that opens to everyone with its plan or report. Of one that is not open a visitor is asked to log in, or
    told that it has been taken back."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            if (answer := self._withdrawn(request)) is not None:
                return answer
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    def _withdrawn(self, request):
        slug = self.kwargs.get("cooperation")
        which = {"cooperation__slug": slug} if slug else {"cooperation__is_main": True}
        return withdrawn_page(request, ActionPlan, year=self.kwargs["year"], **which)


class PlanMixin(ActorMixin):
    """`self.plan` of the address, `to(name)` for addresses below it."""

    plan: ActionPlan
    plan_related: tuple[str, ...] = ()  # what the page says of the plan's own relations

    def dispatch(self, request, *args, **kwargs):
        self.plan = self.get_plan()
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as denied:
            if str(denied) != str(IS_CLOSED):
                raise
            raise self._closed(denied) from denied

    def _closed(self, denied: PermissionDenied) -> ClosedToAll:
        """That the plan is closed, whoever asks, with the way back to it."""
        return ClosedToAll(
            str(denied),
            heading=_("Planen er avsluttet"),
            advice=_("Ingenting er endret. Ble planen avsluttet ved en feil, kan en administrator åpne den igjen."),
            url=self.to("plan_detail"),
            label=_("Til {plan}").format(plan=self.plan.title),
        )

    def get_plan(self) -> ActionPlan:
        """The plan of the address. Raises Http404."""
        where = self.kwargs["year"], self.kwargs.get("cooperation", "")
        return find_plan(self.request, *where, *self.plan_related)

    def to(self, name: str, **kwargs) -> str:
        return address(name, self.plan.cooperation, self.request.alliance, year=self.plan.year, **kwargs)

    @property
    def next_url(self) -> str:
        """Where the plan is taken on to the next year; empty for those who may not."""
        return self.to("plan_next") if may(self.actor, "plan.go_through", self.plan) else ""

    def years_at(self, name: str) -> list[tuple[int, str]]:
        """(year, address of the page of this name) of each plan of the cooperation that the actor sees, where there are
        several."""
        years = sorted(_years(self.actor, self.plan.cooperation_id))
        where = self.plan.cooperation, self.request.alliance
        return [(year, address(name, *where, year=year)) for year in years] if len(years) > 1 else []

    def trail(self, *steps) -> list[tuple]:
        """Breadcrumb from the plan's page; the last step is the page itself."""
        plan = (self.plan.title, self.to("plan_detail"))
        return [plan, *steps] if steps else [(self.plan.title, "")]

    @property
    def deadline_url(self) -> str:
        """Where a deadline is read while it is typed."""
        where = reverse("actionplan:deadline_reading", kwargs={"alliance": self.request.alliance.slug})
        return f"{where}?aar={self.plan.year}"

    @property
    def is_adopted(self) -> bool:
        return self.plan.state == PlanState.ADOPTED

    @cached_property
    def reason(self) -> Grounds:
        """Why an adopted plan is changed: what was sent, also when it was emptied; else what was written last."""
        return grounds_of(self.actor, self.plan, self._sent("reason").strip(), self.decision)

    @property
    def decision(self) -> str:
        """The id of the resolution that the change rests on, if any: sent, or chosen last."""
        return self._sent("vedtak")

    def remember_reason(self) -> None:
        """Keep the reason for the next change of the same plan, so it is typed once."""
        for name in WHY if self.is_adopted else ():
            if self._sent(name).strip() != self.request.session.get(self._key(name), ""):
                self.request.session[self._key(name)] = self._sent(name).strip()

    def _sent(self, name: str) -> str:
        sent = self.request.POST or self.request.GET
        return sent[name] if name in sent else self.request.session.get(self._key(name), "")

    def _key(self, name: str) -> str:
        return f"plan_{name}:{self.plan.pk}"

    def why(self) -> dict:
        """What `_reason.html` needs. Asks nothing for a plan that is changed without a reason."""
        if not self.is_adopted:
            return {"is_adopted": False, "reason": "", "decisions": (), "decision": "", "amends": 0}
        words = choice_words(self.actor)
        return {
            "is_adopted": True,
            "reason": self.reason,
            "decisions": [(str(row.pk), words(row)) for row in decisions_offered(self.actor, self.plan)],
            "decision": self.decision,
            "amends": next_number(self.actor, self.plan, self.reason, clock.today(self.actor.alliance)),
        }

    def ways_to_adopted(self) -> dict:
        """What `_adopted_ways.html` needs: where an adopted plan that is changed is read as adopted."""
        if not self.is_adopted:
            return {"adopted_url": "", "compare_url": ""}
        compare = f"{self.to('plan_compare')}?fra=vedtatt&til=i-dag"
        return {"adopted_url": self.to("plan_adopted"), "compare_url": compare}

    def noted(self, notice: str) -> str:
        """The notice with the number of the amendment that was just written, where there is one."""
        if not notice or self.plan.amended is None:
            return notice
        return _("{notice} (endring {number} etter vedtaket)").format(notice=notice, number=self.plan.amended)

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan=self.plan, **kwargs)
