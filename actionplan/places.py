"""How plans are named in the list of what was used lately."""

from django.urls import reverse

from actionplan.models import ActionPlan
from governance.mypage.visits import Place


def plans(actor, keys: list[str]) -> dict[str, Place]:
    rows = ActionPlan.objects.visible_to(actor).filter(pk__in=keys).select_related("cooperation")
    return {row.pk.hex: Place(row.title, address_of(actor, row), "tasks") for row in rows}


def address_of(actor, plan) -> str:
    where = {"alliance": actor.alliance.slug, "year": plan.year}
    if not plan.cooperation.is_main:
        where["cooperation"] = plan.cooperation.slug
    return reverse("actionplan:plan_detail", kwargs=where)
