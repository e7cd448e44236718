"""A plan on its way to the next year: each activity with what was said of it last and what is chosen for it, section by
section. The same few questions whatever the size of the plan."""

from dataclasses import dataclass
from uuid import UUID

from actionplan.choices import CARRIED_ON, STATUS_SYMBOLS, Fate, Status
from actionplan.deadlines import Deadline, describe, hint, is_before, parse_deadline
from actionplan.deadlinewords import adds_to_text
from actionplan.delivery import deadline_of, delivered_of, is_late
from actionplan.fates import moved_deadline, next_deadline, preset_of
from actionplan.models import ActionPlan, Activity, ActivityFate, Measure, PlanSection, StatusReport
from actionplan.periods import Period
from actionplan.planfacts import measure_places

ORDER = [period.value for period in Period]


@dataclass(frozen=True, slots=True)
class Told:
    """The newest status of an activity in words."""

    code: str = ""
    label: str = ""
    symbol: str = ""
    period: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of an activity: as chosen, or as status and deadline speak for (`version` 0: nobody has chosen)."""

    fate: Fate
    title: str = ""
    deadline_text: str = ""
    grounds: str = ""
    version: int = 0

    @property
    def is_preset(self) -> bool:
        return not self.version

    @property
    def goes_on(self) -> bool:
        return self.fate in CARRIED_ON


@dataclass(frozen=True, slots=True)
class FateRow:
    """One activity. `next_deadline`: as it is read in the plan of the next year; `moved`: a year later, where that is
    asked. `carried`: it goes on in the plan of the next year already."""

    activity: Activity
    measure: str
    told: Told
    choice: Choice
    next_deadline: Deadline
    next_year: int
    moved: str
    carried: bool

    @property
    def pk(self) -> UUID:
        return self.activity.pk

    @property
    def reading(self) -> str:
        """How its deadline is read, where that says more than its text."""
        return _reading(self.next_deadline)

    @property
    def hint(self) -> str:
        """How its deadline may be written, where it cannot be read."""
        return "" if self.next_deadline.understood else hint(self.choice.deadline_text, self.next_year)

    @property
    def is_over(self) -> bool:
        """Whether its deadline is over before the next year begins."""
        return is_before(self.next_deadline, self.next_year)

    @property
    def moved_choice(self) -> dict:
        """What is stored when its deadline is moved a year and nothing else is chosen."""
        choice = self.choice
        said = {"fate": choice.fate, "title": choice.title, "grounds": choice.grounds}
        return said | {"deadline_text": self.moved, "base_version": choice.version}


@dataclass(frozen=True, slots=True)
class SectionFates:
    """A section with its activities in the order of the plan."""

    section: PlanSection
    rows: tuple[FateRow, ...]

    @property
    def open(self) -> list[FateRow]:
        """Those that are not in the next plan yet."""
        return [row for row in self.rows if not row.carried]

    @property
    def chosen(self) -> int:
        return sum(not row.choice.is_preset for row in self.open)

    @property
    def is_gone_through(self) -> bool:
        return all(not row.choice.is_preset for row in self.open)

    @property
    def counts(self) -> dict[str, int]:
        """Fate -> how many activities that are not in the next plan yet."""
        found = dict.fromkeys(Fate, 0)
        for row in self.open:
            found[row.choice.fate] += 1
        return found


def going_of(sections: list[SectionFates]) -> list[FateRow]:
    """The activities of the sections that go on in the next plan and are not in it yet."""
    return [row for each in sections for row in each.open if row.choice.goes_on]


def next_plan(actor, plan: ActionPlan) -> ActionPlan | None:
    """The cooperation's plan of the year after, if there is one the actor sees."""
    rows = ActionPlan.objects.visible_to(actor).filter(cooperation=plan.cooperation_id, year=plan.year + 1)
    return rows.first()


def fates_of(plan: ActionPlan, actor, target: ActionPlan | None, *, only: UUID | None = None) -> list[SectionFates]:
    """Every section the actor sees with all its activities, or `only` one. Six questions."""
    mine = {"plan": plan} if only is None else {"plan": plan, "pk": only}
    sections = PlanSection.objects.visible_to(actor).filter(**mine).order_by("position")
    sections = list(sections.select_related("area", "focus_area", "cooperation"))
    rows = fate_rows(plan, actor, target, section__in=[each.pk for each in sections])
    for each in sections:
        each.plan = plan
    named = {each.pk: each for each in sections}
    for row in rows:
        row.activity.section = named[row.activity.section_id]
    return [SectionFates(each, tuple(row for row in rows if row.activity.section_id == each.pk)) for each in sections]


def fate_rows(plan: ActionPlan, actor, target: ActionPlan | None, **keep) -> list[FateRow]:
    """Activities in the order of the plan; `keep` are filters on Activity."""
    activities = Activity.objects.visible_to(actor).filter(section__plan=plan, **keep)
    activities = activities.select_related("responsible_position", "responsible_organisation", "responsible_person")
    measures = dict(Measure.objects.visible_to(actor).filter(section__plan=plan).order_by().values_list("pk", "title"))
    places = measure_places(plan, actor)
    told, chosen = _reports(plan, actor), _choices(plan, actor)
    carried = carried_in(target)
    ordered = sorted(activities.order_by("position", "pk"), key=lambda row: places.get(row.measure_id, -1))
    return [
        _row(each, plan.year, measures.get(each.measure_id, ""), told.get(each.pk), chosen.get(each.pk), carried)
        for each in ordered
    ]


def carried_in(target: ActionPlan | None) -> set[UUID]:
    """What goes on in a plan, also what was removed there since: whoever removed it meant that."""
    if target is None:
        return set()
    rows = Activity.objects.filter(alliance=target.alliance_id, section__plan=target, continues__isnull=False)
    return set(rows.order_by().values_list("continues_id", flat=True))


def choice_of(activity: Activity, year: int, report: StatusReport | None, stored: ActivityFate | None = None) -> Choice:
    """What is chosen for the activity, or what its newest report and its deadline speak for."""
    if stored is not None:
        return Choice(Fate(stored.fate), stored.title, stored.deadline_text, stored.grounds, stored.version)
    deadline = deadline_of(activity, year)
    status, typed, period = ("", None, None) if report is None else (report.status, report.delivered, report.period)
    delivered, behind = 0, False
    if period is not None:
        delivered = delivered_of(status, typed, deadline, Period(period), year)
        behind = status == Status.DELAYED or is_late(status, typed, deadline, Period(period), year)
    fate = preset_of(status, delivered, deadline, year, activity.mode)
    promised = report.new_deadline_text if report is not None and behind else ""
    text = next_deadline(activity.deadline_text, year, is_behind=behind, promised=promised)
    return Choice(fate, "", text)


def reading_of(text: str, year: int) -> str:
    """How a deadline is read in a plan of the year, where that says more than its text."""
    return _reading(parse_deadline(text, year))


def _reading(deadline: Deadline) -> str:
    return describe(deadline) if adds_to_text(deadline) else ""


def _row(activity, year: int, measure: str, report, stored, carried: set) -> FateRow:
    choice = choice_of(activity, year, report, stored)
    moved = moved_deadline(choice.deadline_text, year) if choice.is_preset or choice.goes_on else ""
    return FateRow(
        activity=activity,
        measure=measure,
        told=told_of(report),
        choice=choice,
        next_deadline=parse_deadline(choice.deadline_text, year + 1),
        next_year=year + 1,
        moved=moved,
        carried=activity.pk in carried,
    )


def told_of(report: StatusReport | None) -> Told:
    """What a report says in words; nothing where there is none."""
    if report is None:
        return Told()
    return Told(
        code=report.status,
        label=report.get_status_display(),
        symbol=STATUS_SYMBOLS[report.status],
        period=Period(report.period).label,
        text=report.text or report.cause,
    )


def newest_reports(rows) -> dict[UUID, StatusReport]:
    """Activity -> its report of the newest period."""
    return {row.activity_id: row for row in sorted(rows, key=lambda row: ORDER.index(row.period))}


def _reports(plan: ActionPlan, actor) -> dict[UUID, StatusReport]:
    return newest_reports(StatusReport.objects.visible_to(actor).filter(activity__section__plan=plan).order_by())


def _choices(plan: ActionPlan, actor) -> dict[UUID, ActivityFate]:
    rows = ActivityFate.objects.visible_to(actor).filter(activity__section__plan=plan).order_by()
    return {row.activity_id: row for row in rows}
