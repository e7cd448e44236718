"""A platform, and a plan for each year with its sections, measures, activities and what became of them."""

from datetime import date, datetime, time

from actionplan.choices import PlanState, Status
from actionplan.models import (
    ActionPlan,
    Activity,
    Measure,
    PlanSection,
    PriorityArea,
    StatusReport,
    StrategicPlatform,
)
from actionplan.periods import Period
from actionplan.services.activities import deadline_fields
from governance.clock import OSLO
from vestregion.scale import TODAY

AREAS, SECTIONS, MEASURES = 4, 9, 4
DEADLINES = ("Innen 1. mai", "Løpende", "Innen utgangen av året", "Høsten {year}", "2. kvartal", "")


def write_platform(filling) -> list[PriorityArea]:
    """Returns the priority areas that the plans of all years hang under."""
    platform = filling.make(StrategicPlatform, cooperation=filling.main, title="Strategisk plattform")
    filling.add(platform)
    names = [f"Område {n}: {filling.chance.words(1)}" for n in range(1, AREAS + 1)]
    return filling.add(
        *(filling.make(PriorityArea, platform=platform, name=name, position=n) for n, name in enumerate(names))
    )


def write_plan(filling, year: int, activities: int) -> None:
    """The plan of the last year is at work; those before it are closed and reported."""
    adopted, at_work = date(year - 1, 12, 10), year == TODAY.year
    plan = filling.make(
        ActionPlan,
        cooperation=filling.main,
        platform=filling.areas[0].platform,
        year=year,
        title=f"Handlingsplan {year}",
        adopted_on=adopted,
        published_at=datetime.combine(adopted, time(12), tzinfo=OSLO),
        state=PlanState.ADOPTED if at_work else PlanState.CLOSED,
    )
    filling.add(plan)
    sections = filling.add(*(_section(filling, plan, n) for n in range(SECTIONS)))
    measures = filling.add(*(_measure(filling, section, n) for section in sections for n in range(MEASURES)))
    rows = filling.add(*(_activity(filling, measures[n % len(measures)], year, n) for n in range(activities)))
    if not at_work:
        filling.add(*(_status(filling, activity) for activity in rows))


def _section(filling, plan: ActionPlan, number: int) -> PlanSection:
    area, title = filling.areas[number % AREAS], filling.chance.words(2)
    labels = ["Tiltak", "Aktiviteter"]
    return filling.make(PlanSection, plan=plan, area=area, title=title, position=number, level_labels=labels)


def _measure(filling, section: PlanSection, number: int) -> Measure:
    return filling.make(Measure, section=section, title=filling.chance.words(5), position=number)


def _activity(filling, measure: Measure, year: int, number: int) -> Activity:
    typed = DEADLINES[number % len(DEADLINES)].format(year=year)
    values = deadline_fields(typed, year) | {"responsible_person": filling.secretary if number % 3 == 0 else None}
    title = filling.chance.words(9)
    return filling.make(Activity, section=measure.section, measure=measure, title=title, position=number, **values)


def _status(filling, activity: Activity) -> StatusReport:
    values = {"period": Period.AAR.value, "status": Status.DONE, "text": filling.chance.words(8), "is_demo": True}
    return filling.make(StatusReport, activity=activity, **values)
