"""The quarters of a plan: which activities touch which, who answers for them, and what is one's own.

Read in one question per table, whatever the number of rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actionplan.deadlines import Deadline, from_json, parse_deadline, quarter_of
from actionplan.deadlinewords import quarter_words
from actionplan.models import Activity, ActivityPartner, SectionPosition
from actionplan.permissions import led_sections
from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts, sections_of

MOST_YEARS = 6  # a deadline that reaches further is shown as far as this


@dataclass(frozen=True, slots=True)
class Named:
    """Someone who answers or takes part: `key` is "person:<id>", and the like."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An activity with its deadline. `lead` are those who answer for it, `organisations` those and the partners."""

    facts: ActivityFacts
    deadline: Deadline
    lead: tuple[Named, ...]
    organisations: tuple[Named, ...]
    is_mine: bool
    path: str = ""  # the measures above it, where measures hang under each other

    def touches(self, quarter: tuple[int, int]) -> bool:
        """Whether there is work or a deadline in the quarter."""
        return quarter in self.deadline.quarters

    def words(self, years: Iterable[int]) -> tuple[str, ...]:
        """What each quarter of the years says: "Frist", "Pågår", "Løpende" or nothing."""
        return tuple(word for year in years for word in quarter_words(self.deadline, year))


@dataclass(frozen=True, slots=True)
class TimelineSection:
    section: SectionFacts
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader chose to see; empty is everything."""

    area: str = ""
    lead: str = ""
    organisation: str = ""
    quarter: int = 0
    mine: bool = False
    tag: str = ""

    def allows(self, row: TimelineRow, section: SectionFacts, year: int) -> bool:
        return (
            (not self.area or str(section.row.area_id) == self.area)
            and (not self.lead or any(each.key == self.lead for each in row.lead))
            and (not self.organisation or any(each.key == self.organisation for each in row.organisations))
            and (not self.quarter or row.touches((year, self.quarter)))
            and (not self.mine or row.is_mine)
            and (not self.tag or self.tag in row.facts.tags)
        )


def timeline_of(plan, actor) -> list[TimelineSection]:
    """The sections the actor sees with their activities, in the order of the plan."""
    known = _Known(_leads(plan, actor), *_answers(plan, actor), _partners(plan, actor), led_sections(actor))
    return [_section(each, known) for each in sections_of(plan, actor, statuses=False, tags=True)]


@dataclass(frozen=True, slots=True)
class _Known:
    leads: dict[UUID, tuple[Named, ...]]
    answers: dict[UUID, tuple[tuple[Named, ...], bool]]
    deadlines: dict[UUID, Deadline]
    partners: dict[UUID, tuple[Named, ...]]
    own: frozenset[UUID]


def _section(section: SectionFacts, known: _Known) -> TimelineSection:
    # A row that came between two of the questions is shown when the page is next read.
    rows = [each for each in section.activities() if each.pk in known.deadlines]
    nested = any(measure.children for measure in section.measures)
    paths = dict(_paths(section.measures)) if nested else {}
    return TimelineSection(section, tuple(_row(each, known, paths.get(each.measure, "")) for each in rows))


def _paths(measures: Iterable[MeasureFacts], above: tuple[str, ...] = ()) -> Iterator[tuple[UUID, str]]:
    """(measure, it and those above it in words), however deep."""
    for measure in measures:
        here = (*above, measure.title)
        yield measure.pk, " › ".join(here)
        yield from _paths(measure.children, here)


def _row(facts: ActivityFacts, known: _Known, path: str) -> TimelineRow:
    """Who leads a section answers for what nobody else in it answers for."""
    named, is_hers = known.answers[facts.pk]
    organisations = [each for each in named if each.key.startswith("organisation:")]
    return TimelineRow(
        facts,
        known.deadlines[facts.pk],
        named or known.leads.get(facts.section, ()),
        (*organisations, *known.partners.get(facts.pk, ())),
        is_hers or (not named and facts.section in known.own),
        path,
    )


def years_of(sections: Iterable[TimelineSection], year: int) -> tuple[int, ...]:
    """Every year that a deadline reaches, with the plan's own, at most MOST_YEARS of them around it."""
    reached = {quarter[0] for each in sections for row in each.rows for quarter in row.deadline.quarters} | {year}
    first, last = max(min(reached), year - MOST_YEARS + 1), min(max(reached), year + MOST_YEARS - 1)
    return tuple(range(first, last + 1))[:MOST_YEARS]


def quarter_on(on: date, year: int) -> int:
    """The quarter of the day, where it lies in the year of the plan; else none."""
    its_year, number = quarter_of(on)
    return number if its_year == year else 0


ANSWERS = (
    "pk",
    "deadline",
    "deadline_text",
    "responsible_person_id",
    "responsible_person__given_name",
    "responsible_person__family_name",
    "responsible_position_id",
    "responsible_position__title",
    "responsible_position__holder_id",
    "responsible_organisation_id",
    "responsible_organisation__name",
)


def _answers(plan, actor) -> tuple[dict[UUID, tuple[tuple[Named, ...], bool]], dict[UUID, Deadline]]:
    """Activity -> who answers for it by name and whether the actor does; activity -> its deadline as it is stored."""
    rows = Activity.objects.visible_to(actor).filter(section__plan=plan).order_by()
    person = actor.person.pk if actor.person else None
    answers, stored = {}, {}
    for pk, deadline, text, who, given, family, post, title, holder, organisation, name in rows.values_list(*ANSWERS):
        stored[pk] = from_json(deadline) if deadline else parse_deadline(text, plan.year)
        named = ()
        if who:
            named = (Named(f"person:{who}", f"{given} {family}".strip()),)
        elif post:
            named = (Named(f"position:{post}", title),)
        elif organisation:
            named = (Named(f"organisation:{organisation}", name),)
        hers = person is not None and person in (who, holder)
        answers[pk] = (named, hers or organisation in actor.organisations)
    return answers, stored


def _leads(plan, actor) -> dict[UUID, tuple[Named, ...]]:
    """Section -> the posts that lead it: they answer for what nobody else answers for."""
    rows = SectionPosition.objects.visible_to(actor).filter(section__plan=plan, is_lead=True).order_by("order", "pk")
    found: dict[UUID, tuple[Named, ...]] = {}
    for section, post, title in rows.values_list("section_id", "position_id", "position__title"):
        found[section] = (*found.get(section, ()), Named(f"position:{post}", title))
    return found


def _partners(plan, actor) -> dict[UUID, tuple[Named, ...]]:
    rows = ActivityPartner.objects.visible_to(actor).filter(activity__section__plan=plan)
    found: dict[UUID, tuple[Named, ...]] = {}
    for activity, key, name in rows.order_by("organisation__name").values_list(
        "activity_id", "organisation_id", "organisation__name"
    ):
        found[activity] = (*found.get(activity, ()), Named(f"organisation:{key}", name))
    return found
