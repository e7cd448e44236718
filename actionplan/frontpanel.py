"""The plans on the front page that everyone sees (governance/panels.py)."""

from django.urls import reverse

from actionplan.models import ActionPlan

SHOWN = 4


def published_plans(actor):
    """Plans of the main cooperation that the actor may read: what "Handlingsplan" in the menu leads to."""
    return ActionPlan.objects.visible_to(actor).filter(cooperation__is_main=True)


def plans_for_all(alliance, actor) -> dict | None:
    """The newest plans of every cooperation, the main one's first."""
    rows = ActionPlan.objects.visible_to(actor).select_related("cooperation")
    plans = list(rows.order_by("-cooperation__is_main", "-year")[:SHOWN])
    return {"plans": [(plan, _address(plan, alliance)) for plan in plans]} if plans else None


def _address(plan, alliance) -> str:
    where = {} if plan.cooperation.is_main else {"cooperation": plan.cooperation.slug}
    return reverse("actionplan:plan_detail", kwargs={"alliance": alliance.slug, "year": plan.year} | where)
