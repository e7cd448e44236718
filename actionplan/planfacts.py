"""What a plan's pages show, as plain data: read in one query per table, whatever the number of rows.

Read page, edit page and status page are drawn from the same facts.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language

from actionplan.choices import ActivityMode, Status
from actionplan.deadlinewords import read_deadline
from actionplan.linkfacts import LinkFacts, links_of
from actionplan.models import ActionPlan, Activity, ActivityPartner, Measure, PlanSection
from actionplan.periods import Period
from actionplan.rowfacts import statuses_of, tags_of
from governance.models import Cooperation, Organisation

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity as text. `cells` has a word for each quarter of the plan year it touches, else an empty one.

    Where it stands is no part of what it says, so rows that are remembered are not compared by it.
    """

    pk: UUID
    section: UUID = field(compare=False)
    measure: UUID | None = field(compare=False)
    title: str
    deadline_text: str
    reading: str
    hint: str
    understood: bool
    cells: tuple[str, str, str, str]
    responsible: str
    mode: str
    steered_by: str
    note: str
    partners: str
    status: str
    status_label: str
    status_period: str
    tags: tuple[str, ...] = ()
    is_question: bool = False
    links: tuple[LinkFacts, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether a question has been brought up in a case that the reader may read."""
        return any(link.is_question for link in self.links)


@dataclass(slots=True)
class MeasureFacts:
    """A measure with what hangs under it, in order."""

    pk: UUID
    parent: UUID | None
    section: UUID
    title: str
    children: list["MeasureFacts"] = field(default_factory=list)
    activities: list[ActivityFacts] = field(default_factory=list)
    links: tuple[LinkFacts, ...] = ()

    def height(self) -> int:
        """Number of table rows it takes: its activities and those of all under it, at least one."""
        return max(1, len(self.activities) + sum(child.height() for child in self.children))

    def depth(self) -> int:
        """Number of levels from here down, itself included."""
        return 1 + max((child.depth() for child in self.children), default=0)


@dataclass(slots=True)
class SectionFacts:
    """A section of the plan: its row and its tree of measures and activities."""

    row: PlanSection
    measures: list[MeasureFacts] = field(default_factory=list)
    loose: list[ActivityFacts] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"del-{self.row.pk}"

    def activities(self) -> list[ActivityFacts]:
        """Every activity in the order of the page."""
        below = [each for root in self.measures for measure in _walk(root) for each in measure.activities]
        return [*self.loose, *below]


@dataclass(slots=True)
class AreaFacts:
    """A priority area with its sections, in the order they first come."""

    pk: UUID
    name: str
    goal: str
    sections: list[SectionFacts] = field(default_factory=list)


SECTION_FIELDS = (
    *(f.name for f in PlanSection._meta.concrete_fields if f.name not in ("alliance", "removed_at")),
    "area__name",
    "area__goal",
    "focus_area__name",
    "cooperation__name",
)


def cooperation_named(actor, slug: str = "") -> Cooperation | None:
    """The cooperation of an address; the alliance's main one where the address names none. A visitor learns only of
    those that have published a plan."""
    rows = Cooperation.objects.of(actor.alliance)
    if not actor.is_known:
        rows = rows.filter(pk__in=ActionPlan.objects.visible_to(actor).values("cooperation"))
    return rows.filter(slug=slug, is_main=False).first() if slug else rows.filter(is_main=True).first()


def sections_of(
    plan, actor, *, only=None, statuses: bool = True, tags: bool = False, links: bool = False
) -> list[SectionFacts]:
    """The sections the actor sees, with measures and activities; `only` limits it to one section's id.

    `statuses` False leaves the statuses empty, for a page that does not show them; `tags` gives the tags too, `links`
    the cases and resolutions that the rows lead to.
    """
    led = links_of(plan, actor) if links else NO_LINKS
    mine = {"plan": plan} if only is None else {"plan": plan, "pk": only}
    rows = PlanSection.objects.visible_to(actor).filter(**mine).order_by("position")
    rows = rows.select_related("area", "focus_area", "cooperation").only(*SECTION_FIELDS)
    keep = {f"section__{name}": value for name, value in mine.items()}
    tree = _tree(Measure.objects.visible_to(actor).filter(**keep))
    for measure in tree[0].values():
        measure.links = led.get(measure.pk, ())
    return put_together(rows, tree, activities_of(plan, actor, statuses=statuses, tags=tags, links=led, **keep))


def put_together(rows: Iterable[PlanSection], tree, activities: Iterable[ActivityFacts]) -> list[SectionFacts]:
    """Sections with their measures (`tree_of`) and activities, each in the order it is given in."""
    sections = {row.pk: SectionFacts(row) for row in rows}
    measures, roots = tree
    for root in roots:
        sections[root.section].measures.append(root)
    for facts in activities:
        home = measures.get(facts.measure)
        if home is not None:
            home.activities.append(facts)
        elif facts.section in sections:
            sections[facts.section].loose.append(facts)
    return list(sections.values())


def areas_of(sections: Iterable[SectionFacts]) -> list[AreaFacts]:
    """Sections gathered under their priority areas."""
    areas: dict[UUID, AreaFacts] = {}
    for section in sections:
        area = section.row.area
        areas.setdefault(area.pk, AreaFacts(area.pk, area.name, area.goal)).sections.append(section)
    return list(areas.values())


ACTIVITY_VALUES = (
    "pk",
    "section_id",
    "measure_id",
    "title",
    "deadline_text",
    "deadline",
    "mode",
    "steered_by",
    "note",
    "responsible_position__title",
    "responsible_organisation__name",
    "responsible_person__given_name",
    "responsible_person__family_name",
)


NO_TAGS: dict[UUID, tuple[str, ...]] = {}
NO_LINKS: dict[UUID, tuple[LinkFacts, ...]] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """The codes of an activity in one language; one's own work and what is not reported have no word."""

    language: str
    modes: dict[str, str]
    statuses: dict[str, str]
    periods: dict[str, str]


@lru_cache
def _words(language: str) -> Words:
    """Said once for each language: a translated word is looked up anew each time a row is compared."""
    modes = {code: str(label) for code, label in ActivityMode.choices} | {ActivityMode.OWN: ""}
    statuses = {code: str(label) for code, label in Status.choices} | {"": ""}
    return Words(language, modes, statuses, {period.value: period.label for period in Period} | {"": ""})


def activities_of(
    plan, actor, *, statuses: bool = True, tags: bool = False, links=NO_LINKS, **keep
) -> list[ActivityFacts]:
    """Facts of the activities the actor sees of a plan, in order; `keep` are further filters on Activity."""
    partners = _partners(plan, actor)
    reported = statuses_of(plan, actor) if statuses else {}
    tagged = tags_of(plan, actor) if tags else {}
    keep = keep or {"section__plan": plan}
    rows = Activity.objects.visible_to(actor).filter(**keep).order_by("position", "pk")
    return facts_of(rows.values_list(*ACTIVITY_VALUES), plan.year, partners, reported, tagged, links)


def facts_of(
    rows: Iterable[tuple], year: int, partners: dict[UUID, str], reported: dict, tags=NO_TAGS, links=NO_LINKS
) -> list[ActivityFacts]:
    """Facts of rows of ACTIVITY_VALUES, in their order."""
    words = _words(get_language() or "")
    return [
        _activity(
            row,
            year,
            words,
            partners.get(row[0], ""),
            reported.get(row[0]),
            tags=tags.get(row[0], ()),
            links=links.get(row[0], ()),
        )
        for row in rows
    ]


def activity_facts(activity: Activity, year: int, partners: Iterable[Organisation]) -> ActivityFacts:
    """Facts of a row at hand with its partners in order, without a status; asks for nothing but who is responsible."""
    person = activity.responsible_person
    responsible = (
        getattr(activity.responsible_position, "title", None),
        getattr(activity.responsible_organisation, "name", None),
        getattr(person, "given_name", None),
        getattr(person, "family_name", None),
    )
    own = [getattr(activity, name) for name in ACTIVITY_VALUES[: -len(responsible)]]
    names = ", ".join(each.short_name or each.name for each in partners)
    return _activity((*own, *responsible), year, _words(get_language() or ""), names, None)


def _activity(
    row: tuple, year: int, words: Words, partners: str, status: tuple[str, str] | None, **beside
) -> ActivityFacts:
    pk, section, measure, title, text, stored, mode, steered_by, note, post, organisation, given, family = row
    reading, suggestion, understood, cells = read_deadline(json.dumps(stored), year, words.language)
    period, code = status or ("", "")
    return ActivityFacts(
        pk=pk,
        section=section,
        measure=measure,
        title=title,
        deadline_text=text,
        reading=reading,
        hint=suggestion,
        understood=understood,
        cells=cells,
        responsible=post or organisation or f"{given or ''} {family or ''}".strip(),
        mode=words.modes[mode],
        steered_by=steered_by,
        note=note,
        partners=partners,
        status=code,
        status_label=words.statuses[code],
        status_period=words.periods[period],
        is_question=mode == ActivityMode.QUESTION,
        **beside,
    )


def measure_places(plan, actor) -> dict[UUID, int]:
    """Measure -> its place in the plan as it is read: each with what hangs under it before the next."""
    _found, roots = _tree(Measure.objects.visible_to(actor).filter(section__plan=plan))
    walked = [measure for root in roots for measure in _walk(root)]
    return {measure.pk: place for place, measure in enumerate(walked)}


def _tree(rows) -> tuple[dict[UUID, MeasureFacts], list[MeasureFacts]]:
    """Every measure by its key, and those that hang under no other; each with its children in order."""
    values = rows.order_by("section__position", "position", "pk").values_list("pk", "parent_id", "section_id", "title")
    return tree_of(values)


def tree_of(values: Iterable[tuple]) -> tuple[dict[UUID, MeasureFacts], list[MeasureFacts]]:
    """The same of (key, key of the one above, section, title), in the order of the page."""
    found = {row[0]: MeasureFacts(*row) for row in values}
    roots = []
    for measure in found.values():
        above = found.get(measure.parent)
        (roots if above is None else above.children).append(measure)
    return found, roots


def _walk(measure: MeasureFacts) -> Iterator[MeasureFacts]:
    yield measure
    for child in measure.children:
        yield from _walk(child)


def _partners(plan, actor) -> dict[UUID, str]:
    rows = ActivityPartner.objects.visible_to(actor).filter(activity__section__plan=plan)
    names = ("activity_id", "organisation__short_name", "organisation__name")
    return partner_words(rows.order_by("organisation__name").values_list(*names))


def partner_words(rows: Iterable[tuple]) -> dict[UUID, str]:
    """Activity -> its partners in a line, of (activity, short name, name) in their order."""
    found: dict[UUID, list[str]] = {}
    for activity, short, name in rows:
        found.setdefault(activity, []).append(short or name)
    return {activity: ", ".join(names) for activity, names in found.items()}
