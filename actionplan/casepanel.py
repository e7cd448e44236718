"""What a case's page shows of the plans: those it treats or has adopted, and the rows of plans that lead to it."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from actionplan.choices import LinkKind
from actionplan.models import ActionPlan, PlanLink


def plans_of_case(case, actor) -> dict[str, Any] | None:
    """The plans that the case treats or whose resolution is of it, as far as the actor sees them; None for none."""
    counted = Count("sections__activities", filter=Q(sections__activities__removed_at__isnull=True), distinct=True)
    rows = ActionPlan.objects.visible_to(actor).filter(Q(case=case) | Q(resolution__item__case=case))
    plans = rows.select_related("cooperation").annotate(activities_now=counted).order_by("year")
    found = [{"plan": plan, "url": _address(plan, actor.alliance), "activities": plan.activities_now} for plan in plans]
    return {"plans": found} if found else None


# How a row hangs together with the case, said from the case's side.
OF_THE_CASE = {
    LinkKind.BASIS: gettext_lazy("Grunnlag for"),
    LinkKind.FOLLOWS: gettext_lazy("Følges opp av"),
    LinkKind.MENTIONED: gettext_lazy("Omtaler"),
    LinkKind.ASKED: gettext_lazy("Svarer på"),
}


def rows_of_case(case, actor) -> dict[str, Any] | None:
    """Measures and activities of the plans the actor reads that lead to the case or to a resolution in it, the newest
    plan first; None for none. One question."""
    rows = PlanLink.objects.visible_to(actor).filter(case=case)
    rows = rows.select_related("plan__cooperation", "measure", "activity")
    found: dict[tuple, dict] = {}
    for link in rows.order_by("-plan__year", "plan", "kind", "pk"):
        row = link.row
        url = f"{_address(link.plan, actor.alliance)}#del-{row.section_id}"
        told = {"plan": link.plan, "word": OF_THE_CASE[link.kind], "title": row.title, "url": url}
        found.setdefault((row.pk, link.kind), told)  # several resolutions of one case are one way
    return {"rows": list(found.values())} if found else None


def _address(plan, alliance) -> str:
    where = {"alliance": alliance.slug, "year": plan.year}
    if not plan.cooperation.is_main:
        where["cooperation"] = plan.cooperation.slug
    return reverse("actionplan:plan_detail", kwargs=where)
