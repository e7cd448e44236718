"""What a plan's pages show, as plain data: read in one query per table, whatever the number of rows.

Read page, edit page and status page are drawn from the same facts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils.translation import get_language

from actionplan.areanames import Named, called, other_name
from actionplan.asking import plan_question
from actionplan.choices import ActivityMode, Status
from actionplan.deadlinewords import read_deadline
from actionplan.linkfacts import LinkFacts, links_of
from actionplan.models import ActionPlan, Activity, Measure, PlanSection
from actionplan.periods import Period
from actionplan.rowfacts import NOTHING, Beside, beside
from governance.models import Cooperation, Organisation

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One activity as text. `cells` has a word for each quarter of the plan year it touches, else an empty one;
    `has_years`: it continues one of another year or is continued, as far as the actor sees, where that was asked for.

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
    has_years: bool = False
    is_question: bool = False
    links: tuple[LinkFacts, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it has a deadline, and one that is understood: what cannot be read reminds nobody."""
        return self.understood and bool(self.deadline_text.strip())

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
    area: Named | None = None
    focus_area: Named | None = None

    @property
    def anchor(self) -> str:
        return f"del-{self.row.pk}"

    def activities(self) -> list[ActivityFacts]:
        """Every activity in the order of the page."""
        below = [each for root in self.measures for measure in _walk(root) for each in measure.activities]
        return [*self.loose, *below]


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
    plan,
    actor,
    *,
    only=None,
    statuses: bool = True,
    tags: bool = False,
    years: bool = False,
    links: bool = False,
) -> list[SectionFacts]:
    """The sections the actor sees, with measures and activities; `only` limits it to one section's id.

    `statuses` False leaves the statuses empty, for a page that does not show them; `tags` gives the tags too, `years`
    whether each activity stands in other years' plans, `links` the cases and resolutions that the rows lead to.
    """
    led = links_of(plan, actor) if links else NOTHING
    keep = [] if only is None else [only]
    rows = _section_rows(actor, plan.pk, date(plan.year, 12, 31), *keep)
    tree = tree_of(_measure_values(actor, plan.pk, *keep))
    for measure in tree[0].values():
        measure.links = led.get(measure.pk, ())
    wanted = {"statuses": statuses, "tags": tags, "years": years}
    return put_together(rows, tree, activities_of(plan, actor, *keep, links=led, **wanted), plan.year)


@plan_question
def _section_rows(actor, plan, last, section=None):
    """`last`: the last day of the plan's year, which says what its areas are called."""
    rows = PlanSection.objects.visible_to(actor).filter(**_within(plan, section, "plan", "pk")).order_by("position")
    rows = rows.select_related("area", "focus_area", "cooperation").only(*SECTION_FIELDS)
    return rows.annotate(other_area=other_name("area", last), other_focus_area=other_name("focus_area", last))


@plan_question
def _measure_values(actor, plan, section=None):
    rows = Measure.objects.visible_to(actor).filter(**_within(plan, section))
    rows = rows.order_by("section__position", "position", "pk")
    return rows.values_list("pk", "parent_id", "section_id", "title")


def _within(plan, section, of_plan="section__plan", of_section="section") -> dict:
    return {of_plan: plan} if section is None else {of_plan: plan, of_section: section}


def put_together(
    rows: Iterable[PlanSection], tree, activities: Iterable[ActivityFacts], year: int
) -> list[SectionFacts]:
    """Sections with their measures (`tree_of`) and activities, each in the order it is given in."""
    sections = {row.pk: SectionFacts(row, **called(row, year)) for row in rows}
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
    plan,
    actor,
    section=None,
    *,
    one=None,
    statuses: bool = True,
    tags: bool = False,
    years: bool = False,
    links: Mapping = NOTHING,
) -> list[ActivityFacts]:
    """Facts of the activities the actor sees of a plan, in order; of one section's id, or of the id of `one` alone."""
    keep = [each for each in (one or section,) if each is not None]
    said = beside(plan, actor, statuses=statuses, tags=tags, years=years)
    rows = _activity_values(actor, plan.pk, *keep, is_one=one is not None)
    return facts_of(rows, plan.year, said, links)


@plan_question
def _activity_values(actor, plan, below=None, *, is_one: bool):
    keep = _within(plan, below, of_section="pk" if is_one else "section")
    return Activity.objects.visible_to(actor).filter(**keep).order_by("position", "pk").values_list(*ACTIVITY_VALUES)


def facts_of(rows: Iterable[tuple], year: int, said: Beside, links: Mapping = NOTHING) -> list[ActivityFacts]:
    """Facts of rows of ACTIVITY_VALUES, in their order, with what is said beside them and where they lead."""
    words = _words(get_language() or "")
    return [
        _activity(
            row,
            year,
            words,
            said.partners.get(key := row[0], ""),
            said.statuses.get(key),
            tags=said.tags.get(key, ()),
            has_years=key in said.years,
            links=links.get(key, ()),
        )
        for row in rows
    ]


def activity_facts(activity: Activity, year: int, partners: Iterable[Organisation], **more) -> ActivityFacts:
    """Facts of a row at hand with its partners in order, without a status; asks for nothing but who is responsible.
    `more`: its tags and links, where they are at hand."""
    person = activity.responsible_person
    responsible = (
        getattr(activity.responsible_position, "title", None),
        getattr(activity.responsible_organisation, "name", None),
        getattr(person, "given_name", None),
        getattr(person, "family_name", None),
    )
    own = [getattr(activity, name) for name in ACTIVITY_VALUES[: -len(responsible)]]
    names = ", ".join(each.short_name or each.name for each in partners)
    return _activity((*own, *responsible), year, _words(get_language() or ""), names, None, **more)


def _activity(
    row: tuple, year: int, words: Words, partners: str, status: tuple[str, str] | None, **more
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
        **more,
    )


def measure_places(plan, actor) -> dict[UUID, int]:
    """Measure -> its place in the plan as it is read: each with what hangs under it before the next."""
    _found, roots = tree_of(_measure_values(actor, plan.pk))
    walked = [measure for root in roots for measure in _walk(root)]
    return {measure.pk: place for place, measure in enumerate(walked)}


def tree_of(values: Iterable[tuple]) -> tuple[dict[UUID, MeasureFacts], list[MeasureFacts]]:
    """Every measure by its key, and those that hang under no other, each with its children in order; of (key, key of
    the one above, section, title), in the order of the page."""
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
