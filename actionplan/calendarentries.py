"""The deadlines of the activities a person reports, in her own calendar (governance/openness/calendars.py)."""

from django.utils.translation import gettext as _

from actionplan.choices import PlanState
from actionplan.deadlines import occurrence_ends
from actionplan.delivery import deadline_of
from actionplan.models import Activity
from actionplan.permissions import led_sections
from governance.openness.calendars import BACK, Entry


def deadlines_of(actor, link) -> list[Entry]:
    """One entry for each delivery of each activity in the sections she leads, from a year back."""
    led = led_sections(actor)
    if not led:
        return []
    plans = {"section__plan__state__in": (PlanState.PROPOSED, PlanState.ADOPTED), "section__removed_at__isnull": True}
    rows = Activity.objects.visible_to(actor).filter(section__in=led, **plans).with_changed_at()
    rows = rows.select_related("section__plan__cooperation").order_by("section", "position", "pk")
    return [entry for row in rows for entry in _entries(row, actor, link)]


def _entries(activity, actor, link):
    plan = activity.section.plan
    ends = occurrence_ends(deadline_of(activity, plan.year), plan.year)
    where = {} if plan.cooperation.is_main else {"cooperation": plan.cooperation.slug}
    url = link("actionplan:plan_detail", year=plan.year, **where)
    for number, day in enumerate(ends, start=1):
        if day >= actor.on - BACK:
            yield Entry(
                uid=f"activity-{activity.pk}-{number}@vestregion",
                sequence=activity.version,
                changed_at=activity.changed_at,
                title=_("Frist: {title}").format(title=" ".join(activity.title.split())),
                start=day,
                end=day,
                text=f"{activity.section}: {url}",
                url=url,
            )
