"""Which plans a change is seen on, and in which sections: for the pages where plans are edited (governance/live)."""

from collections.abc import Iterable
from uuid import UUID

from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    ActivityTag,
    CostEntry,
    CostLine,
    FundingEntry,
    FundingLine,
    Measure,
    PlanLink,
    PlanSection,
    ReportingLine,
    SectionPartner,
    SectionPosition,
)

KIND = "plan"
ACTIVITY, MEASURE, SECTION, PLAN = "aktivitet", "tiltak", "del", "plan"
RESOURCES = (FundingLine, FundingEntry, CostLine, CostEntry, SectionPosition, SectionPartner, ReportingLine)

# model -> (what a page calls its row, the path to that row's key, the path to the section)
PATHS = {
    Activity: (ACTIVITY, "pk", "section"),
    Measure: (MEASURE, "pk", "section"),
    ActivityPartner: (ACTIVITY, "activity_id", "activity__section"),
    ActivityTag: (ACTIVITY, "activity_id", "activity__section"),
    PlanSection: (SECTION, "pk", "pk"),
} | {
    model: (SECTION, path, path)
    for model in RESOURCES
    for path in ["line__section" if model in (FundingEntry, CostEntry) else "section"]
}
LINKS = ["links"]
WORDS_OF = {ActivityPartner: ["partners"], ActivityTag: ["tags"]} | {model: ["resources"] for model in RESOURCES}


def plans_written(change) -> Iterable[tuple[str, UUID, list]]:
    """Each plan of which the change wrote something, with its rows: [kind, key, section, names of changed fields or
    None for a new row]."""
    plans: dict[UUID, dict] = {}
    for model, written in _by_model(change.told).items():
        for plan, row, names in _placed(change.subject, model, written):
            rows, told = plans.setdefault(plan, {}), None if names is None else set(names)
            known = rows.get(row, set())
            rows[row] = None if told is None or known is None else known | told
    for plan, rows in plans.items():
        yield KIND, plan, [[*row, names if names is None else sorted(names)] for row, names in rows.items()]


def _by_model(told) -> dict[type, dict]:
    found: dict[type, dict] = {}
    for model, key, names in told:
        if model in PATHS or model in (ActionPlan, PlanLink):
            rows = found.setdefault(model, {})
            known = rows.get(key, frozenset())
            rows[key] = None if names is None or known is None else known | names
    return found


def _placed(subject, model, written: dict) -> list[tuple[UUID, tuple, Iterable[str] | None]]:
    """(plan, (kind, key, section), names) of each row. What the change is about knows where it stands; of other rows
    it is asked."""
    if model is ActionPlan:
        return [(key, (PLAN, str(key), None), names) for key, names in written.items()]
    if model is PlanLink:
        return _linked(written)
    kind, key_path, section_path = PATHS[model]
    if model in (Activity, Measure) and list(written) == [subject.pk] and "section" in subject._state.fields_cache:
        row = (kind, str(subject.pk), str(subject.section_id))
        return [(subject.section.plan_id, row, written[subject.pk])]
    plan_path = "plan_id" if section_path == "pk" else f"{section_path}__plan_id"
    rows = model._base_manager.filter(pk__in=list(written)).order_by()
    return [
        (plan, (kind, str(key), str(section)), WORDS_OF.get(model, written[pk]))
        for pk, key, section, plan in rows.values_list("pk", key_path, section_path, plan_path)
    ]


def _linked(links: Iterable[UUID]) -> list[tuple[UUID, tuple, Iterable[str]]]:
    """The rows that lead to cases otherwise now."""
    rows = PlanLink._base_manager.filter(pk__in=list(links)).order_by()
    rows = rows.values_list("plan_id", "activity_id", "activity__section_id", "measure_id", "measure__section_id")
    return [
        (plan, (ACTIVITY, str(activity), str(section)) if activity else (MEASURE, str(measure), str(above)), LINKS)
        for plan, activity, section, measure, above in rows
    ]
