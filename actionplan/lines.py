"""An activity through the years: what it continues, what continues it, and what each year said of it. Five questions
whatever the number of years and of rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.choices import Fate
from actionplan.models import ActionPlan, Activity, ActivityFate, StatusReport
from actionplan.rolloverfacts import Told, newest_reports, reading_of, told_of


@dataclass(slots=True)
class Step:
    """One year's activity of a line. `above`: what it continues, where that is shown; `below`: what continues it.

    `fate` and `grounds` say why nothing does. `is_left`: the next plan is there, and nothing says why it is not in it.
    """

    activity: Activity
    told: Told
    reading: str
    above: "Step | None" = None
    below: list["Step"] = field(default_factory=list)
    fate: str = ""
    grounds: str = ""
    is_left: bool = False

    @property
    def year(self) -> int:
        return self.activity.section.plan.year

    @property
    def is_split(self) -> bool:
        return len(self.below) > 1

    @property
    def is_part(self) -> bool:
        """One of several that continue the same."""
        return self.above is not None and self.above.is_split

    @property
    def says_the_same(self) -> bool:
        return self.above is not None and self.above.activity.title == self.activity.title

    @property
    def path(self) -> list[str]:
        """The section and the measure it stands under."""
        measure = self.activity.measure
        return [self.activity.section.title, *([measure.title] if measure is not None else [])]


def line_of(actor, activity: Activity) -> list[Step]:
    """Every activity of the line that the actor sees, year by year; those that continue the same beside each other."""
    plan = activity.section.plan
    rows = Activity.objects.visible_to(actor).filter(pk__in=_keys(actor, activity))
    related = ("section__plan", "measure", "responsible_position", "responsible_organisation", "responsible_person")
    rows = list(rows.select_related(*related).order_by("section__plan__year", "position", "pk"))
    reports = newest_reports(StatusReport.objects.visible_to(actor).filter(activity__in=rows).order_by())
    steps = {row.pk: _step(actor, row, reports.get(row.pk)) for row in rows}
    for step in steps.values():
        step.above = steps.get(step.activity.continues_id)
        if step.above is not None:
            step.above.below.append(step)
    _tell_ends(actor, plan, [step for step in steps.values() if not step.below])
    return _in_order(steps.values())


def _keys(actor, activity: Activity) -> set[UUID]:
    """All that hang together with the activity. A row met before is not followed again, so no ring is walked twice."""
    cooperation = activity.section.plan.cooperation_id
    rows = Activity.objects.visible_to(actor).filter(section__plan__cooperation=cooperation, continues__isnull=False)
    beside: dict[UUID, set[UUID]] = {}
    for new, old in rows.order_by().values_list("pk", "continues_id"):
        beside.setdefault(new, set()).add(old)
        beside.setdefault(old, set()).add(new)
    found, left = {activity.pk}, [activity.pk]
    while left:
        new = beside.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _step(actor, row: Activity, report: StatusReport | None) -> Step:
    """What was written of a status is for those inside, as on the page where it is reported."""
    told = told_of(report)
    if not actor.is_known:
        told = Told(told.code, told.label, told.symbol, told.period)
    return Step(row, told, reading_of(row.deadline_text, row.section.plan.year))


def _tell_ends(actor, plan: ActionPlan, ends: list[Step]) -> None:
    """Why a line ends: only where the plan of the next year is read too, and the reasons only inside the alliance."""
    plans = ActionPlan.objects.visible_to(actor).filter(cooperation=plan.cooperation_id)
    years = set(plans.order_by().values_list("year", flat=True))
    over = {step.activity.pk: step for step in ends if step.year + 1 in years}
    fates = ActivityFate.objects.visible_to(actor).filter(activity__in=list(over), carried_version__isnull=False)
    kept = {row.activity_id: row for row in fates.order_by()} if over and actor.is_known else {}
    for pk, step in over.items():
        row = kept.get(pk)
        if row is not None and row.fate in (Fate.DONE, Fate.DROPPED):
            step.fate, step.grounds = row.fate, row.grounds
        else:
            step.is_left = True


def _in_order(steps: Iterable[Step]) -> list[Step]:
    """By year, and within it in the order of what they continue, then of the plan."""
    place: dict[UUID, tuple] = {}
    ordered = []
    for step in sorted(steps, key=lambda each: (each.year, each.activity.position)):
        above = place.get(step.above.activity.pk, ()) if step.above is not None else ()
        place[step.activity.pk] = (*above, step.activity.position)
        ordered.append(step)
    return sorted(ordered, key=lambda each: (each.year, place[each.activity.pk]))
