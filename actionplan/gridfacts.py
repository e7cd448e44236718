"""The rows of a plan as the table for editing shows them: facts, version and the keys of what is chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from actionplan.linkfacts import LinkFacts
from actionplan.models import Activity, ActivityPartner, Measure
from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts, activity_facts, sections_of
from governance.composed import composed
from governance.models import Organisation

VERSIONED = ("pk", "version", "mode", "responsible_position_id", "responsible_person_id", "responsible_organisation_id")
KINDS = ("position", "person", "organisation")  # in the order of VERSIONED


@dataclass(frozen=True, slots=True)
class GridActivity:
    """An activity with what a cell needs to be written again: `responsible` is "person:<key>", `partners` are keys of
    organisations with commas between, `mode` is the code."""

    facts: ActivityFacts
    section: UUID  # also here, where it counts when rows are compared
    measure: UUID | None
    version: int
    mode: str
    responsible: str
    partners: str
    is_whole: bool = False  # whether its tags and links are known; the answer to one cell does not ask for them


@dataclass(frozen=True, slots=True)
class GridMeasure:
    """A measure; `level` counts from 1 at the top of its section."""

    pk: UUID
    title: str
    version: int
    level: int
    parent: UUID | None = None
    word: str = ""  # what its level is called, where there are several
    links: tuple[LinkFacts, ...] = ()
    is_whole: bool = False  # as of an activity


@dataclass(frozen=True, slots=True)
class GridNew:
    """The empty row in which the next activity of a measure, or of a section without one, is written."""

    section: UUID
    measure: UUID | None


GridRow = GridActivity | GridMeasure | GridNew


@dataclass(frozen=True, slots=True)
class GridSection:
    """A section with its rows as they stand below each other: each measure before what hangs under it."""

    section: SectionFacts
    rows: tuple[GridRow, ...]


def grid_of(plan, actor, *, whole: bool = False, tags: bool = False) -> list[GridSection]:
    """The sections the actor sees, in seven queries whatever the number of rows; `whole` also gives the tags
    and links of the rows, in one more, `tags` the tags alone."""
    sections = sections_of(plan, actor, statuses=False, tags=whole or tags, links=whole)
    versions = _versions(plan, actor)
    return [GridSection(section, tuple(_rows(section, *versions, whole=whole))) for section in sections]


def grid_activity(activity: Activity, year: int) -> GridActivity:
    """A stored activity as its row in the table."""
    organisations = [Organisation(pk=pk, short_name=short, name=name) for pk, short, name in _partners(activity.pk)]
    stored = tuple(getattr(activity, name) for name in VERSIONED)
    return _activity(activity_facts(activity, year, organisations), stored, [each.pk for each in organisations])


@composed()
def _partners(activity):
    rows = ActivityPartner.objects.present().filter(activity=activity).order_by("organisation__name", "pk")
    return rows.values_list("organisation_id", "organisation__short_name", "organisation__name")


def _activity(facts: ActivityFacts, stored: tuple, partners: Iterable[UUID], *, is_whole: bool = False) -> GridActivity:
    _pk, version, mode, *keys = stored
    responsible = next((f"{kind}:{key}" for kind, key in zip(KINDS, keys, strict=True) if key), "")
    keys = ",".join(map(str, partners))
    return GridActivity(facts, facts.section, facts.measure, version, mode, responsible, keys, is_whole)


def _versions(plan, actor) -> tuple[dict, dict, dict]:
    """Key -> stored values of activities, key -> version of measures, activity -> keys of its partners."""
    activities = Activity.objects.visible_to(actor).filter(section__plan=plan).order_by().values_list(*VERSIONED)
    measures = Measure.objects.visible_to(actor).filter(section__plan=plan).order_by().values_list("pk", "version")
    rows = ActivityPartner.objects.visible_to(actor).filter(activity__section__plan=plan)
    partners: dict[UUID, list[UUID]] = {}
    for activity, organisation in rows.order_by("organisation__name").values_list("activity_id", "organisation_id"):
        partners.setdefault(activity, []).append(organisation)
    return {row[0]: row for row in activities}, dict(measures), partners


def _rows(section: SectionFacts, stored: dict, versions: dict, partners: dict, *, whole: bool) -> Iterator[GridRow]:
    def activities(those: list[ActivityFacts], measure: UUID | None) -> Iterator[GridRow]:
        for facts in those:
            # A row that came between two of the questions is shown when the page is next read.
            if facts.pk in stored:
                yield _activity(facts, stored[facts.pk], partners.get(facts.pk, ()), is_whole=whole)
        yield GridNew(section.row.pk, measure)

    def below(measure: MeasureFacts, level: int, parent: UUID | None = None) -> Iterator[GridRow]:
        if measure.pk in versions:
            word = section.row.word_of_level(level)
            version, links = versions[measure.pk], measure.links
            yield GridMeasure(measure.pk, measure.title, version, level, parent, word, links, is_whole=whole)
        if measure.activities or not measure.children:
            yield from activities(measure.activities, measure.pk)
        for child in measure.children:
            yield from below(child, level + 1, measure.pk)

    if section.loose or not section.measures:
        yield from activities(section.loose, None)
    for measure in section.measures:
        yield from below(measure, 1)
