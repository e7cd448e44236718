"""What a plan lacks, section by section: found in the facts of its pages, in a few questions whatever its size.

What is missing keeps the plan from being whole. What is to be looked at may well be right: a deadline that has passed,
and words that stand as they did in the plan before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from actionplan.choices import LOOK_AGAIN, ActivityMode, Gap, LinkKind, PlanState
from actionplan.deadlines import is_before, is_overdue
from actionplan.delivery import deadline_of, delivered_last
from actionplan.models import ActionPlan, Activity, PlanLink, PlanSection, StatusReport
from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts, sections_of
from actionplan.resourcefacts import ResourceFacts, resources_of
from governance.richtext import plain_text

TEXTS = ("introduction", "organisation", "resources", "reporting")
SHORTEST = 40  # characters: shorter texts than this are alike from year to year, and should be


@dataclass(frozen=True, slots=True)
class Found:
    """One gap. `kind` and `pk` are of the row that has it (views/kinds.py), `section` is where it stands; `text` names
    it."""

    gap: Gap
    section: UUID
    kind: str
    pk: UUID
    text: str


@dataclass(frozen=True, slots=True)
class SectionGaps:
    """A section with what it lacks and what is to be looked at, in the order of the plan."""

    section: PlanSection
    found: tuple[Found, ...]
    activities: int
    dated: int
    free: int  # questions to a body, which need no deadline

    @property
    def missing(self) -> list[Found]:
        return [each for each in self.found if each.gap not in LOOK_AGAIN]

    @property
    def by_gap(self) -> list[tuple[Gap, list[Found]]]:
        """(gap, where it is) in the order in which they are told."""
        rows = [(gap, [each for each in self.found if each.gap is gap]) for gap in Gap]
        return [(gap, those) for gap, those in rows if those]


@dataclass(frozen=True, slots=True)
class Past:
    """The plan before: the words of its activities, and the texts of its sections."""

    titles: frozenset[str]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a plan beside its page: the plan before, activities whose deadline was over before the year
    began, others that are late, those that only ask, and of these the ones that no body has been asked yet."""

    past: Past
    before_year: frozenset[UUID]
    late: frozenset[UUID]
    questions: frozenset[UUID]
    unasked: frozenset[UUID]


def gaps_of(plan: ActionPlan, actor) -> list[SectionGaps]:
    """Every section the actor sees, also those that lack nothing. Thirteen questions."""
    sections = sections_of(plan, actor, statuses=False)
    resources = resources_of(actor, [each.row.pk for each in sections])
    known = Known(past_of(plan, actor), *_late_and_asked(plan, actor))
    return [_gaps(each, resources[each.row.pk], known) for each in sections]


def _gaps(section: SectionFacts, resources: ResourceFacts, known: Known) -> SectionGaps:
    rows = section.activities()
    found = [*of_section(section, resources, known.past)]
    found += [gap for row in rows for gap in of_activity(row, resources, known)]
    found += [
        Found(Gap.NOTHING_BELOW, each.section, "tiltak", each.pk, each.title)
        for each in bare_measures(section.measures)
    ]
    free = sum(row.pk in known.questions and not row.deadline_text.strip() for row in rows)
    return SectionGaps(section.row, tuple(found), len(rows), sum(row.is_dated for row in rows), free)


def of_section(section: SectionFacts, resources: ResourceFacts, past: Past) -> Iterator[Found]:
    row = section.row
    rows = section.activities()
    if not has_lead(resources) and not (rows and all(each.responsible for each in rows)):
        yield Found(Gap.NO_LEAD, row.pk, "del", row.pk, row.title)
    if not rows and not section.measures:
        yield Found(Gap.NOTHING_BELOW, row.pk, "del", row.pk, row.title)
    if not resources.is_reported and not plain_text(row.reporting).strip():
        yield Found(Gap.NO_RECEIVER, row.pk, "del", row.pk, row.title)
    if any(same_words(getattr(row, name)) in past.texts for name in TEXTS if is_long(getattr(row, name))):
        yield Found(Gap.SAME_TEXT, row.pk, "del", row.pk, row.title)


def of_activity(row: ActivityFacts, resources: ResourceFacts, known: Known) -> Iterator[Found]:
    """A question to the body has neither deadline nor anyone who answers for it, until it is answered."""
    is_question = row.pk in known.questions
    if not row.responsible and not has_lead(resources) and not is_question:
        yield Found(Gap.NO_RESPONSIBLE, row.section, "aktivitet", row.pk, row.title)
    if not row.deadline_text.strip() and not is_question:
        yield Found(Gap.NO_DEADLINE, row.section, "aktivitet", row.pk, row.title)
    if not row.understood:
        yield Found(Gap.UNREAD_DEADLINE, row.section, "aktivitet", row.pk, f"{row.title} ({row.deadline_text})")
    if row.pk in known.unasked:
        yield Found(Gap.UNASKED, row.section, "aktivitet", row.pk, row.title)
    if row.pk in known.before_year:
        yield Found(Gap.BEFORE_YEAR, row.section, "aktivitet", row.pk, f"{row.title} ({row.deadline_text})")
    if row.pk in known.late:
        yield Found(Gap.LATE, row.section, "aktivitet", row.pk, f"{row.title} ({row.deadline_text})")
    if same_words(row.title) in known.past.titles and is_long(row.title):
        yield Found(Gap.SAME_TEXT, row.section, "aktivitet", row.pk, row.title)


def has_lead(resources: ResourceFacts) -> bool:
    """Whoever leads a section answers for what nobody else in it answers for."""
    return any(post.is_lead for post in resources.posts)


def bare_measures(measures: Iterable[MeasureFacts]) -> Iterator[MeasureFacts]:
    """Measures under which nothing is done."""
    for measure in measures:
        if not measure.activities and not measure.children:
            yield measure
        yield from bare_measures(measure.children)


def _late_and_asked(plan: ActionPlan, actor) -> tuple[frozenset[UUID], ...]:
    """Activities with a deadline from before the year of the plan, others with deliveries missing on the actor's day by
    what was reported last, questions to the body, and those of them that are in no case."""
    reports = StatusReport.objects.visible_to(actor).filter(activity__section__plan=plan)
    said: dict[UUID, dict[str, tuple]] = {}
    for pk, period, status, delivered in reports.values_list("activity_id", "period", "status", "delivered"):
        said.setdefault(pk, {})[period] = (status, delivered)
    rows = Activity.objects.visible_to(actor).filter(section__plan=plan)
    asked = Exists(PlanLink.objects.present().filter(activity=OuterRef("pk"), kind=LinkKind.ASKED).order_by())
    rows = list(rows.annotate(is_asked=asked).only("deadline", "deadline_text", "mode").order_by())
    late = {row.pk for row in rows if _is_late(row, said.get(row.pk, {}), plan.year, actor.on)}
    before = frozenset(row.pk for row in rows if is_before(deadline_of(row, plan.year), plan.year))
    if plan.state == PlanState.CLOSED:
        before, late = frozenset(), set()
    questions = [row for row in rows if row.mode == ActivityMode.QUESTION]
    unasked = frozenset(row.pk for row in questions if not row.is_asked)
    return before, frozenset(late - before), frozenset(row.pk for row in questions), unasked


def _is_late(row: Activity, said: dict, year: int, on: date) -> bool:
    deadline = deadline_of(row, year)
    return is_overdue(deadline, delivered_last(said, deadline, year), on, year)


def past_of(plan: ActionPlan, actor) -> Past:
    """Of the newest plan of the same cooperation before this one."""
    plans = ActionPlan.objects.visible_to(actor).filter(cooperation=plan.cooperation_id, year__lt=plan.year)
    before = plans.order_by("-year").values_list("pk", flat=True).first()
    if before is None:
        return Past(frozenset(), frozenset())
    titles = Activity.objects.visible_to(actor).filter(section__plan=before).order_by().values_list("title", flat=True)
    texts = PlanSection.objects.visible_to(actor).filter(plan=before).order_by().values_list(*TEXTS)
    said = {same_words(text) for row in texts for text in row if is_long(text)}
    return Past(frozenset(map(same_words, titles)), frozenset(said))


def same_words(text: str) -> str:
    """A text without what makes no difference to a reader: tags, capitals, blanks and a last full stop."""
    return " ".join(plain_text(text).casefold().split()).rstrip(".")


def is_long(text: str) -> bool:
    return len(same_words(text)) >= SHORTEST
