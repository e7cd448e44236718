"""What is new to read on my page: plans that were adopted lately."""

from django.utils.translation import gettext as _

from actionplan import places
from actionplan.models import ActionPlan
from governance.mypage.asks import FRESH_FOR, Ask

MOST = 5


def adopted_plans(actor) -> list[Ask]:
    """The newest adopted plans, for everyone but those who write them."""
    if actor.edits_everything:
        return []
    rows = ActionPlan.objects.visible_to(actor).filter(adopted_on__range=(actor.on - FRESH_FOR, actor.on))
    return [_reading(actor, each) for each in rows.select_related("cooperation").order_by("-adopted_on")[:MOST]]


def _reading(actor, plan) -> Ask:
    words = _("Les handlingsplanen for {year}: {title}").format(year=plan.year, title=plan.title)
    return Ask(words, places.address_of(actor, plan), "tasks", due=plan.adopted_on)
