"""What the pages of a cooperation's economy share: whose money of which year, and the addresses."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actionplan.areanames import other_name
from actionplan.models import ActionPlan, PlanSection
from actionplan.permissions import edits_plan, led_sections
from actionplan.views.base import PlanMixin, address, find_cooperation
from governance.access import may
from governance.models import Cooperation


@dataclass(frozen=True)
class Scope:
    """The cooperation of the address, and the plan that holds its money: its own, else one with sections about it."""

    cooperation: Cooperation
    plan: ActionPlan

    @property
    def is_own(self) -> bool:
        return self.plan.cooperation_id == self.cooperation.pk

    def sections(self, actor):
        rows = PlanSection.objects.visible_to(actor).filter(plan=self.plan)
        rows = rows if self.is_own else rows.filter(cooperation=self.cooperation)
        rows = rows.annotate(other_area=other_name("area", date(self.plan.year, 12, 31)))
        return rows.select_related("area", "cooperation").order_by("position", "pk")


def scopes_of(actor, cooperation: Cooperation):
    """The plans the actor reads in which the cooperation has money: its own, and those with sections about it."""
    plans = ActionPlan.objects.visible_to(actor)
    about = PlanSection.objects.visible_to(actor).filter(cooperation=cooperation).values("plan")
    return plans.filter(cooperation=cooperation), plans.filter(pk__in=about).exclude(cooperation=cooperation)


def find_scope(request, year: int, slug: str = "") -> Scope:
    """Whose money the address means. Raises Http404 where the actor reads no plan that tells of it."""
    cooperation = find_cooperation(request, slug)
    for plans in scopes_of(request.actor, cooperation):
        plan = plans.filter(year=year).select_related("cooperation").order_by("-cooperation__is_main", "pk").first()
        if plan is not None:
            plan.alliance = plan.cooperation.alliance = cooperation.alliance = request.alliance
            return Scope(cooperation, plan)
    raise Http404


class EconomyMixin(PlanMixin):
    """`self.scope`, `self.plan` and `self.cooperation` of the address; `here(name)` for the economy's own addresses,
    `to(name)` for those of the plan that holds the rows."""

    scope: Scope

    def dispatch(self, request, *args, **kwargs):
        self.scope = find_scope(request, kwargs["year"], kwargs.get("cooperation", ""))
        self.plan, self.cooperation = self.scope.plan, self.scope.cooperation
        return super(PlanMixin, self).dispatch(request, *args, **kwargs)

    def here(self, name: str = "economy_detail", **kwargs) -> str:
        return address(name, self.cooperation, self.request.alliance, year=self.plan.year, **kwargs)

    def trail(self, *steps) -> list[tuple]:
        """Breadcrumb from the plan's page by that of its economy."""
        home = self.here() if steps else ""
        return [(self.plan.title, self.to("plan_detail")), (_("Økonomi"), home), *steps]

    @cached_property
    def edits_all(self) -> bool:
        return bool(edits_plan(self.actor, self.plan))

    def may_edit(self, section_id) -> bool:
        """Whether the actor changes the rows of a section, without asking the database for each."""
        mine = self.edits_all or section_id in led_sections(self.actor)
        return mine and self._works

    @cached_property
    def _works(self) -> bool:
        return bool(may(self.actor, "plan.work", self.plan))
