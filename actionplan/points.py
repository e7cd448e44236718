"""The points at which a plan is compared: as adopted, at the end of a day, as it is now, or as another year's plan."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from actionplan.comparing import Shown
from actionplan.models import ActionPlan, Activity
from actionplan.past import Past, adoption_of
from actionplan.pastfacts import resources_at, sections_at
from actionplan.planfacts import sections_of
from actionplan.resourcefacts import resources_of
from governance import clock

ADOPTED, NOW, DAY = "vedtatt", "i-dag", "dato"
YEARS = 12  # how far back a chain of plans is followed


@dataclass(frozen=True, slots=True)
class Point:
    """`kind` is ADOPTED, NOW or DAY (the end of `day`), of a plan the actor has been shown."""

    plan: ActionPlan
    kind: str
    day: date | None = None

    @property
    def moment(self):
        """The moment of the point; None for now, and for a plan that is not adopted."""
        if self.kind == DAY:
            return clock.oslo(self.day, time.max)
        adoption = adoption_of(self.plan) if self.kind == ADOPTED else None
        return adoption[0] if adoption else None


def shown_at(actor, point: Point) -> Shown:
    """What the plan said at the point; the same few questions whatever its size."""
    moment = point.moment
    if moment is None:
        sections = sections_of(point.plan, actor, statuses=False)
        return Shown(sections, resources_of(actor, [each.row.pk for each in sections]))
    past = Past(point.plan, moment)
    sections = sections_at(past)
    return Shown(sections, resources_at(past, [each.row.pk for each in sections]))


def lineage(actor, old: ActionPlan, new: ActionPlan) -> dict[UUID, UUID]:
    """Activity of the one plan -> the activity of the other that it continues or is continued by; empty for one plan.

    One question for each year between them.
    """
    if old.pk == new.pk:
        return {}
    first, last = sorted((old, new), key=lambda plan: plan.year)
    chain = {pk: pk for pk in _activities(actor, last)}
    ends = set(_activities(actor, first))
    found: dict[UUID, UUID] = {}
    for _step in range(min(YEARS, last.year - first.year)):
        rows = Activity.objects.visible_to(actor).filter(pk__in=set(chain.values()), continues__isnull=False)
        above = dict(rows.values_list("pk", "continues_id"))
        chain = {pk: above[at] for pk, at in chain.items() if at in above}
        found |= {pk: at for pk, at in chain.items() if at in ends}
    return found if last.pk == new.pk else {at: pk for pk, at in found.items()}


def _activities(actor, plan: ActionPlan):
    return Activity.objects.visible_to(actor).filter(section__plan=plan).values_list("pk", flat=True)
