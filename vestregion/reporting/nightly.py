"""What the night prints of adopted plans: what was adopted where nothing was frozen with the adoption, and the PDF that
visitors are to find where a plan was changed by day, or was printed when plans were printed otherwise."""

from actionplan.choices import PlanState
from governance.access import system_actor
from governance.documents import existing_file
from governance.history import Refused
from governance.models import Alliance, FrozenDocument
from vestregion.reporting import making, ordering, shelf
from vestregion.reporting.facts import plan as plan_facts


def complete_plans() -> int:
    """Freeze and order what is missing, for every alliance; the number of plans that lacked something."""
    return sum(_complete(alliance) for alliance in Alliance.objects.all())


def _complete(alliance) -> int:
    plans = shelf.all_plans_of(system_actor(alliance)).filter(state__in=(PlanState.ADOPTED, PlanState.CLOSED))
    return sum(_complete_plan(plan) for plan in plans)


def _complete_plan(plan) -> bool:
    """Whether the plan lacked something. One whose facts cannot be read stops none of the others; whoever orders its
    PDF is told what is wrong with it."""
    try:
        document = making.adopted_document(plan)
        lacks = document is None or existing_file(document, "pdf") is None
        if document is None:
            making.freeze_what_was_adopted(plan)
    except Refused:
        return False
    if lacks:
        ordering.order_anew(plan)
        return True
    return plan.published_at is not None and not _is_settled(plan) and ordering.order_plan(plan) > 0


def _is_settled(plan) -> bool:
    """Whether the PDF of a closed plan, which nobody changes, is made as plans are printed today."""
    prints = FrozenDocument.objects.of(plan.alliance).filter(kind="plan", subject=f"plan:{plan.pk}", period="")
    newest = prints.newest().first()
    if plan.state != PlanState.CLOSED or newest is None or newest.schema_version != plan_facts.SCHEMA_VERSION:
        return False
    return existing_file(newest, "pdf") is not None
