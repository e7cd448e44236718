"""Everything under one plan as it stood at a moment, made of history rows: what `planrows.py` reads of what is stored
now. For the plan as adopted, where nothing was frozen with the adoption."""

from collections import defaultdict
from uuid import UUID

from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    FundingEntry,
    FundingLine,
    Measure,
    PlatformPoint,
    Position,
    ReportingLine,
    SectionPartner,
    SectionPosition,
    StrategicPlatform,
)
from actionplan.past import Past
from actionplan.pastfacts import sections_as_rows
from governance.models import Cooperation, GoverningBody, Organisation, Person
from governance.norwegian_order import norwegian_key
from vestregion.reporting.facts.planrows import PlanRows, SectionRows


def plan_at(past: Past) -> ActionPlan:
    """The plan's own fields at that moment, with its platform as it stood then."""
    plan = past.header
    plan.alliance, plan.cooperation = past.plan.alliance, past.plan.cooperation
    platform = past.named(StrategicPlatform, {plan.platform_id}).get(plan.platform_id)
    plan.platform = platform.instance if platform is not None else None
    return plan


def rows_at(past: Past, plan: ActionPlan) -> PlanRows:
    """All rows of the plan that were there, in a fixed number of questions."""
    sections = {row.pk: SectionRows(row) for row in sections_as_rows(past)}
    below = {"section_id__in": past.every_section}
    _deal(sections, "measures", _rows(past, Measure, **below))
    activities = _rows(past, Activity, **below)
    _point(past, activities, responsible_organisation=Organisation, responsible_person=Person)
    lines = _rows(past, FundingLine, **below)
    _point(past, lines, payer=Organisation, participants=Cooperation)
    posts = _rows(past, SectionPosition, "order", **below)
    _point_to_posts(past, [(row, "responsible_position") for row in activities] + [(row, "position") for row in posts])
    reporting = sorted(_rows(past, ReportingLine, **below), key=lambda row: row.kind)
    _point(past, reporting, body=GoverningBody, organisation=Organisation)
    named = {"activities": activities, "lines": lines, "posts": posts, "reporting": reporting}
    for name, rows in named.items():
        _deal(sections, name, rows)
    for key, names in _partners(past, SectionPartner, "section_id", sections).items():
        sections[key].partners.extend(names)
    return PlanRows(
        year=past.plan.year,
        sections=list(sections.values()),
        partners=_partners(past, ActivityPartner, "activity_id", [row.pk for row in activities]),
        entries=_rows(past, FundingEntry, "", line_id__in=[line.pk for line in lines]),
        statuses={},
        points=sorted(_rows(past, PlatformPoint, platform_id=plan.platform_id), key=lambda row: row.kind),
    )


def _rows(past: Past, model, order: str = "position", **keep) -> list:
    """Rows as the model has them, in their order ("": by key alone)."""
    found = [row.instance for row in past.rows(model, **keep)]
    return sorted(found, key=lambda row: (getattr(row, order) if order else 0, row.pk.hex))


def _deal(sections: dict[UUID, SectionRows], name: str, rows: list) -> None:
    for row in rows:
        if row.section_id in sections:
            getattr(sections[row.section_id], name).append(row)


def _point(past: Past, rows: list, **models) -> None:
    """Let the rows point to what the others were then: no question for each row."""
    for name, model in models.items():
        found = past.named(model, {getattr(row, f"{name}_id") for row in rows})
        for row in rows:
            other = found.get(getattr(row, f"{name}_id"))
            setattr(row, name, other.instance if other is not None else None)


def _point_to_posts(past: Past, pointing: list[tuple]) -> None:
    """Posts with those who held them; both are asked for once."""
    found = past.named(Position, {getattr(row, f"{name}_id") for row, name in pointing})
    posts = {key: row.instance for key, row in found.items()}
    _point(past, list(posts.values()), holder=Person)
    for row, name in pointing:
        setattr(row, name, posts.get(getattr(row, f"{name}_id")))


def _partners(past: Past, model, path: str, keys) -> dict[UUID, list[str]]:
    rows = [row.instance for row in past.rows(model, **{f"{path}__in": list(keys)})]
    _point(past, rows, organisation=Organisation)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: norwegian_key(str(row.organisation))):
        found[getattr(row, path)].append(str(row.organisation))
    return dict(found)
