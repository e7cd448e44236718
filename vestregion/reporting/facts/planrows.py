"""Everything under one plan, read in a fixed number of queries whatever its size, and handed out section by section."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from actionplan.areanames import Named, called, other_name
from actionplan.models import (
    Activity,
    ActivityPartner,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
    PlatformPoint,
    ReportingLine,
    SectionPartner,
    SectionPosition,
    StatusReport,
)

RESPONSIBLE = ("responsible_position", "responsible_organisation", "responsible_person")


@dataclass(slots=True)
class SectionRows:
    """The rows of one section, in the order of the plan."""

    section: PlanSection
    measures: list[Measure] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    lines: list[FundingLine] = field(default_factory=list)
    posts: list[SectionPosition] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    reporting: list[ReportingLine] = field(default_factory=list)

    def called(self, year: int) -> dict[str, Named | None]:
        """What its area and focus area are called in the plan's year, as on the plan's page."""
        return called(self.section, year)

    def in_order(self):
        """(titles of the measures above, activity) for every activity, measure by measure; those without one first."""
        children, below = defaultdict(list), defaultdict(list)
        present = {measure.pk for measure in self.measures}
        for measure in self.measures:
            children[measure.parent_id if measure.parent_id in present else None].append(measure)
        for activity in self.activities:
            below[activity.measure_id if activity.measure_id in present else None].append(activity)
        yield from (((), activity) for activity in below[None])
        waiting = [(measure, ()) for measure in reversed(children[None])]
        while waiting:
            measure, above = waiting.pop()
            path = (*above, measure.title)
            rows = below[measure.pk]
            yield from ((path, activity) for activity in rows)
            if not rows and not children[measure.pk]:
                yield path, None
            waiting += [(child, path) for child in reversed(children[measure.pk])]


@dataclass(slots=True)
class PlanRows:
    """The sections of a plan, with what belongs to activities and funding lines by their keys, and the points of its
    platform."""

    year: int
    sections: list[SectionRows]
    partners: dict
    entries: list[FundingEntry]
    statuses: dict
    points: list = field(default_factory=list)

    def by_area(self):
        """(number, area, its name in the plan's year, its sections) in the order of the plan; an area stands where its
        first section stands."""
        found = {}
        for part in self.sections:
            found.setdefault(part.section.area_id, []).append(part)
        for number, parts in enumerate(found.values(), 1):
            yield str(number), parts[0].section.area, parts[0].called(self.year)["area"], parts


def read_plan(plan, period: str = "") -> PlanRows:
    """All present rows of the plan; with the status of each activity where a period is given."""
    last = date(plan.year, 12, 31)
    found = PlanSection.objects.of_plan(plan).select_related("area", "focus_area", "cooperation")
    found = found.annotate(other_area=other_name("area", last), other_focus_area=other_name("focus_area", last))
    sections = {section.pk: SectionRows(section) for section in found.order_by("position", "pk")}
    _deal(sections, "measures", Measure.objects.of_plan(plan).order_by("position", "pk"))
    activities = Activity.objects.of_plan(plan).select_related(*RESPONSIBLE, "responsible_position__holder")
    _deal(sections, "activities", activities.order_by("position", "pk"))
    _deal(
        sections,
        "lines",
        FundingLine.objects.of_plan(plan).select_related("payer", "participants").order_by("position", "pk"),
    )
    _deal(
        sections,
        "posts",
        SectionPosition.objects.of_plan(plan).select_related("position__holder").order_by("order", "pk"),
    )
    reporting = ReportingLine.objects.of_plan(plan).select_related("body", "organisation")
    _deal(sections, "reporting", reporting.order_by("kind", "position", "pk"))
    partners = SectionPartner.objects.of_plan(plan).select_related("organisation")
    for row in partners.filter(section__in=sections).order_by("organisation__name"):
        sections[row.section_id].partners.append(str(row.organisation))
    reports = _statuses(plan, period)
    points = [] if period else _points(plan)  # which reports do not print
    return PlanRows(plan.year, list(sections.values()), _partners(plan), _entries(plan), reports, points)


def _deal(sections, name, rows) -> None:
    for row in rows:
        if row.section_id in sections:
            getattr(sections[row.section_id], name).append(row)


def _partners(plan) -> dict:
    found = defaultdict(list)
    rows = ActivityPartner.objects.present().filter(activity__section__plan=plan).select_related("organisation")
    for row in rows.order_by("organisation__name"):
        found[row.activity_id].append(str(row.organisation))
    return dict(found)


def _entries(plan) -> list[FundingEntry]:
    rows = FundingEntry.objects.present().filter(line__section__plan=plan, line__removed_at__isnull=True)
    return list(rows.order_by("pk"))


def _statuses(plan, period) -> dict:
    if not period:
        return {}
    rows = StatusReport.objects.present().filter(activity__section__plan=plan, period=period)
    return {row.activity_id: row for row in rows}


def _points(plan) -> list[PlatformPoint]:
    rows = PlatformPoint.objects.present().filter(platform=plan.platform_id)
    return list(rows.order_by("kind", "position"))
