"""What a case's page shows of the plans: those it treats or has adopted, with their size."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse


def plans_of_case(case, actor) -> dict[str, Any] | None:
    """The plans that the case treats or whose resolution is of it, as far as the actor sees them; None for none."""
    from actionplan.models import ActionPlan

    counted = Count("sections__activities", filter=Q(sections__activities__removed_at__isnull=True), distinct=True)
    rows = ActionPlan.objects.visible_to(actor).filter(Q(case=case) | Q(resolution__item__case=case))
    plans = rows.select_related("cooperation").annotate(activities_now=counted).order_by("year")
    found = [{"plan": plan, "url": _address(plan, actor.alliance), "activities": plan.activities_now} for plan in plans]
    return {"plans": found} if found else None


def _address(plan, alliance) -> str:
    where = {"alliance": alliance.slug, "year": plan.year}
    if not plan.cooperation.is_main:
        where["cooperation"] = plan.cooperation.slug
    return reverse("actionplan:plan_detail", kwargs=where)
