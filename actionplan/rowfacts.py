"""What is said of the activities of a plan beside their own row: their tags, and where each stands."""

from uuid import UUID

from actionplan.models import ActivityTag, StatusReport
from actionplan.periods import Period

PERIOD_ORDER = [period.value for period in Period]


def tags_of(plan, actor) -> dict[UUID, tuple[str, ...]]:
    """Activity -> its tags in order."""
    rows = ActivityTag.objects.visible_to(actor).filter(activity__section__plan=plan).order_by("tag__key")
    found: dict[UUID, tuple[str, ...]] = {}
    for activity, name in rows.values_list("activity_id", "tag__name"):
        found[activity] = (*found.get(activity, ()), name)
    return found


def statuses_of(plan, actor) -> dict[UUID, tuple[str, str]]:
    """Activity -> (period, status) of its newest period."""
    rows = StatusReport.objects.visible_to(actor).filter(activity__section__plan=plan)
    found: dict[UUID, tuple[str, str]] = {}
    for activity, period, status in rows.values_list("activity_id", "period", "status"):
        if activity not in found or PERIOD_ORDER.index(period) > PERIOD_ORDER.index(found[activity][0]):
            found[activity] = (period, status)
    return found
