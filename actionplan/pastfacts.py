"""What the pages of a plan showed at a moment: the facts of planfacts.py and resourcefacts.py, made of history rows.

The number of questions is fixed, whatever the size of the plan and the number of its changes.
"""

from datetime import date
from uuid import UUID

from actionplan.areanames import best_name
from actionplan.models import (
    Activity,
    ActivityPartner,
    AreaName,
    FocusArea,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
    Position,
    PriorityArea,
    ReportingLine,
    SectionPartner,
    SectionPosition,
)
from actionplan.past import Past
from actionplan.planfacts import ACTIVITY_VALUES, SectionFacts, facts_of, put_together, tree_of
from actionplan.resourcefacts import LINE_NAMES, ResourceFacts, gathered
from actionplan.rowfacts import Beside, partner_words
from governance.models import Cooperation, GoverningBody, Organisation, Person
from governance.norwegian_order import norwegian_key

OWN_VALUES = ACTIVITY_VALUES[1 : ACTIVITY_VALUES.index("responsible_position__title")]
OWN_LINE = LINE_NAMES[1 : LINE_NAMES.index("participants__short_name")]


def sections_at(past: Past) -> list[SectionFacts]:
    """The sections with measures and activities as they stood, without statuses."""
    rows = sections_as_rows(past)
    places = {row.pk: row.position for row in rows}
    mine = {"section_id__in": past.every_section}
    measures = [row for row in past.rows(Measure, **mine) if row.section_id in places]
    measures.sort(key=lambda row: (places[row.section_id], row.position, row.id.hex))
    tree = tree_of((row.id, row.parent_id, row.section_id, row.title) for row in measures)
    activities = sorted(past.rows(Activity, **mine), key=lambda row: (row.position, row.id.hex))
    partners = _partners_of(past, [row.id for row in activities])
    return put_together(
        rows, tree, facts_of(_values(past, activities), past.plan.year, Beside(partners)), past.plan.year
    )


def sections_as_rows(past: Past) -> list[PlanSection]:
    """The sections in their order, each with its area, focus area and cooperation as they were, and with what the areas
    were known to be called (`areanames.called`)."""
    rows = [row.instance for row in past.rows(PlanSection, plan_id=past.plan.pk)]
    for name, model in (("area", PriorityArea), ("focus_area", FocusArea), ("cooperation", Cooperation)):
        found = past.named(model, {getattr(row, f"{name}_id") for row in rows})
        for row in rows:
            above = found.get(getattr(row, f"{name}_id"))
            setattr(row, name, above.instance if above is not None else None)
    names = [row.instance for row in past.rows(AreaName)]
    for row in rows:
        row.other_area = best_name(names, date(past.plan.year, 12, 31), area_id=row.area_id)
        row.other_focus_area = best_name(names, date(past.plan.year, 12, 31), focus_area_id=row.focus_area_id)
    return sorted(rows, key=lambda row: (row.position, row.pk.hex))


def _values(past: Past, activities: list) -> list[tuple]:
    """Rows as ACTIVITY_VALUES, with the names of who was responsible."""
    posts = past.named(Position, {row.responsible_position_id for row in activities})
    organisations = past.named(Organisation, {row.responsible_organisation_id for row in activities})
    persons = past.named(Person, {row.responsible_person_id for row in activities})
    return [
        (
            row.id,
            *(getattr(row, name) for name in OWN_VALUES),
            _of(posts, row.responsible_position_id, "title"),
            _of(organisations, row.responsible_organisation_id, "name"),
            _of(persons, row.responsible_person_id, "given_name"),
            _of(persons, row.responsible_person_id, "family_name"),
        )
        for row in activities
    ]


def _of(found: dict, key: UUID | None, name: str):
    return getattr(found[key], name) if key in found else None


def _partners_of(past: Past, activities: list[UUID]) -> dict[UUID, str]:
    rows = past.rows(ActivityPartner, activity_id__in=activities)
    names = past.named(Organisation, {row.organisation_id for row in rows})
    told = [(row.activity_id, _of(names, row.organisation_id, "short_name"), _name(names, row)) for row in rows]
    return partner_words(sorted(told, key=lambda each: norwegian_key(each[2])))


def _name(names: dict, row) -> str:
    return _of(names, row.organisation_id, "name") or ""


def resources_at(past: Past, section_ids) -> dict[UUID, ResourceFacts]:
    """Section -> what it had to work with, and whom it reported to."""
    keys = list(section_ids)
    mine = {"section_id__in": keys}
    lines = sorted(past.rows(FundingLine, **mine), key=lambda row: (row.position, row.id.hex))
    entries = past.rows(FundingEntry, line_id__in=[line.id for line in lines])
    return gathered(
        keys,
        lines=_lines(past, lines),
        entries=[(row.line_id, row.id, row.kind, row.status_date, row.amount, row.version) for row in entries],
        posts=_posts(past, mine),
        reports=_reports(past, mine),
        partners=_partners(past, mine),
    )


def _lines(past: Past, lines: list) -> list[tuple]:
    payers = past.named(Organisation, {line.payer_id for line in lines})
    shares = past.named(Cooperation, {line.participants_id for line in lines})
    return [
        (
            line.id,
            *(getattr(line, name) for name in OWN_LINE),
            _of(shares, line.participants_id, "short_name"),
            _of(shares, line.participants_id, "name"),
            _of(payers, line.payer_id, "name"),
        )
        for line in lines
    ]


def _posts(past: Past, mine: dict) -> list[tuple]:
    rows = sorted(past.rows(SectionPosition, **mine), key=lambda row: (row.order, row.id.hex))
    posts = past.named(Position, {row.position_id for row in rows})
    persons = past.named(Person, {post.holder_id for post in posts.values()})
    return [(row.section_id, row.id, row.percent, row.is_lead, *_post(posts, persons, row)) for row in rows]


def _post(posts: dict, persons: dict, row) -> tuple:
    holder = _of(posts, row.position_id, "holder_id")
    names = (_of(persons, holder, "given_name"), _of(persons, holder, "family_name"))
    words = _of(posts, row.position_id, "title") or "", bool(_of(posts, row.position_id, "is_hourly"))
    return *words, row.position_id, _of(posts, row.position_id, "percent"), *names


def _reports(past: Past, mine: dict) -> list[tuple]:
    rows = sorted(past.rows(ReportingLine, **mine), key=lambda row: (row.position, row.id.hex))
    bodies = past.named(GoverningBody, {row.body_id for row in rows})
    others = past.named(Organisation, {row.organisation_id for row in rows})
    words = ((_of(bodies, row.body_id, "name"), _of(others, row.organisation_id, "name")) for row in rows)
    return [(row.section_id, row.kind, row.id, *names, row.role) for row, names in zip(rows, words, strict=True)]


def _partners(past: Past, mine: dict) -> list[tuple]:
    rows = past.rows(SectionPartner, **mine)
    names = past.named(Organisation, {row.organisation_id for row in rows})
    told = [(row.section_id, row.id, _name(names, row)) for row in rows]
    return sorted(told, key=lambda each: (norwegian_key(each[2]), each[1].hex))
