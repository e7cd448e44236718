"""The plan as it is beside the plan as it was adopted: what each row said then, and which amendment changed it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.models import Activity, PlanAmendment
from actionplan.past import Past, adoption_of
from actionplan.pastfacts import sections_at
from actionplan.planfacts import ActivityFacts, SectionFacts
from governance.models import Event


@dataclass(frozen=True, slots=True)
class Was:
    """What was adopted where the row says something else now; None where it says the same. `number` is the amendment
    that changed the row last; None where only a name it points to has changed."""

    title: str | None = None
    deadline: str | None = None
    responsible: str | None = None
    number: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """An activity that was adopted and is removed."""

    title: str
    number: int | None


@dataclass(slots=True)
class Changes:
    """What differs from what was adopted: by activity, removed activities by section, and removed sections."""

    rows: dict[UUID, Was] = field(default_factory=dict)
    gone: dict[UUID, list[Gone]] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)


NONE = Changes()
SHOWN = (("title", "title"), ("deadline", "deadline_text"), ("responsible", "responsible"))


def changes_of(plan, sections: list[SectionFacts]) -> Changes:
    """Compare the sections with those that were adopted. One question for a plan without amendments."""
    numbers = dict(PlanAmendment.objects.of_plan(plan).order_by().values_list("pk", "number"))
    adoption = adoption_of(plan) if numbers else None
    if adoption is None:
        return NONE
    past = Past(plan, adoption[0])
    then = sections_at(past)
    changed_by = _changed_by(past, numbers)
    old, new = _by_key(then), _by_key(sections)
    found = Changes(sections=[each.row.title for each in then if each.row.pk not in {s.row.pk for s in sections}])
    for key, row in new.items():
        was = _was(old.get(key), row, changed_by.get(key))
        if was is not None:
            found.rows[key] = was
    for key, row in old.items():
        if key not in new:
            found.gone.setdefault(row.section, []).append(Gone(row.title, changed_by.get(key)))
    return found


def _by_key(sections: Iterable[SectionFacts]) -> dict[UUID, ActivityFacts]:
    return {row.pk: row for section in sections for row in section.activities()}


def _was(old: ActivityFacts | None, new: ActivityFacts, number: int | None) -> Was | None:
    if old is None:
        return Was(number=number, is_new=True)
    values = {name: getattr(old, of) for name, of in SHOWN if getattr(old, of) != getattr(new, of)}
    return Was(**values, number=number) if values else None


def _changed_by(past: Past, numbers: dict[UUID, int]) -> dict[UUID, int]:
    """Activity -> the number of the amendment that wrote it last. Two questions."""
    acts = Event.objects.filter(alliance=past.plan.alliance_id, part_of__in=numbers).order_by()
    of_change = {change: numbers[part] for change, part in acts.values_list("change_id", "part_of")}
    later = {"section_id__in": past.every_section, "history_date__gt": past.moment}
    rows = Activity.history.filter(alliance_id=past.plan.alliance_id, **later).order_by("version")
    written = rows.values_list("id", "change_id")
    return {key: of_change[change] for key, change in written if change in of_change}
