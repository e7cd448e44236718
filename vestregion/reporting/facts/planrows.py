"""Everything under one plan, read in a fixed number of queries whatever its size, and handed out section by section."""

from collections import defaultdict
from dataclasses import dataclass, field

from actionplan.models import (
    Activity,
    ActivityPartner,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
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
    """The sections of a plan, with what belongs to activities and funding lines by their keys."""

    sections: list[SectionRows]
    partners: dict
    entries: list[FundingEntry]
    statuses: dict

    def by_area(self):
        """(number, area, its sections) in the order of the plan; an area stands where its first section stands."""
        found = {}
        for part in self.sections:
            found.setdefault(part.section.area_id, []).append(part)
        for number, parts in enumerate(found.values(), 1):
            yield str(number), parts[0].section.area, parts


def read_plan(plan, period: str = "") -> PlanRows:
    """All present rows of the plan; with the status of each activity where a period is given."""
    found = PlanSection.objects.of_plan(plan).select_related("area", "focus_area", "cooperation")
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
    return PlanRows(list(sections.values()), _partners(plan), _entries(plan), _statuses(plan, period))


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
