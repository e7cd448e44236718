"""The facts of an action plan as a document: the platform, every section with its rows, money, posts and reports."""

from dataclasses import asdict, dataclass
from typing import ClassVar

from django.utils import translation

from actionplan.choices import ReportKind
from actionplan.deadlines import timeline_cells
from actionplan.delivery import deadline_of
from actionplan.past import Past
from governance.choices import Access
from vestregion.reporting.facts.amended import Amended, AmendmentFact, GoneFact, WasFact, read_amended
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.money import MoneyRow, amounts_of, money_row, totals_of
from vestregion.reporting.facts.pastrows import plan_at, rows_at
from vestregion.reporting.facts.planrows import PlanRows, read_plan
from vestregion.reporting.facts.receivers import Receiver, receivers
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 2


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of a section's table. `quarters`: whether the deadline touches each quarter of the plan year.

    A measure without activities has an empty title. `was`: what was adopted, where that is something else.
    """

    measures: tuple[str, ...]
    title: str
    deadline: str
    quarters: tuple[bool, ...]
    responsible: str
    partners: tuple[str, ...]
    mode: str
    steered_by: str
    note: str
    was: WasFact | None


@dataclass(frozen=True, slots=True)
class PostFact:
    title: str
    holder: str
    size: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class FundingFact:
    """One funding line. `amount` is text of kroner as a decimal number, or None where no amount is set."""

    title: str
    source: str
    certainty: str
    rate: object
    payer: str
    restriction: str
    money: MoneyRow | None


@dataclass(frozen=True, slots=True)
class PlanSectionFact:
    """A section of the plan. Introduction, organisation, resources and reporting are rich text. `gone`: activities that
    were adopted and are removed."""

    key: str
    title: str
    focus_area: str
    about: str
    introduction: str
    organisation: str
    resources: str
    reporting: str
    labels: tuple[str, ...]
    deadline_label: str
    rows: tuple[PlanRow, ...]
    gone: tuple[GoneFact, ...]
    posts: tuple[PostFact, ...]
    partners: tuple[str, ...]
    funding: tuple[FundingFact, ...]
    money: MoneyRow | None
    tertial: tuple[Receiver, ...]
    annual: tuple[Receiver, ...]


@dataclass(frozen=True, slots=True)
class PlanAreaFact:
    """An area under the name it has in the plan's year; `other` says what else it goes or went by."""

    key: str
    title: str
    other: str
    goal: str
    sections: tuple[PlanSectionFact, ...]
    money: MoneyRow | None


@dataclass(frozen=True, slots=True)
class PlatformFact:
    title: str
    first: str
    last: str
    vision: str
    main_goal: str
    points: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A whole plan."""

    schema_version: ClassVar[int] = SCHEMA_VERSION
    kind: str
    lang: str
    title: str
    sender: Sender
    year: int
    plan_state: str
    is_adopted: bool
    adopted_on: str
    case_number: str
    introduction: str
    platform: PlatformFact | None
    activities: int
    with_deadline: int
    areas: tuple[PlanAreaFact, ...]
    money: MoneyRow
    amendments: tuple[AmendmentFact, ...]
    tells_reasons: bool
    gone_sections: tuple[str, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def collect_plan(plan, *, reader=None, rows: PlanRows | None = None) -> PlanFacts:
    """The whole plan in a fixed number of queries. Raises FactsFailed, naming the part that is wrong.

    `reader`: the one person the paper is for; None for a paper that all who read the plan get. `rows`: what was read of
    the plan already.
    """
    with translation.override("nb"):
        rows = rows or read_plan(plan)
        with collecting("Endringer etter vedtaket"):
            amended = read_amended(plan, reader) if plan.adopted_on else Amended()
        return facts_of(plan, rows, amended)


def collect_adopted(plan, moment) -> PlanFacts:
    """The plan as it was adopted at that moment, read from the history; frozen where nothing was frozen then."""
    with translation.override("nb"):
        past = Past(plan, moment)
        then = plan_at(past)
        return facts_of(then, rows_at(past, then), Amended())


def facts_of(plan, rows: PlanRows, amended: Amended) -> PlanFacts:
    """The facts of a plan and its rows, as they stand or as they stood. Words are in the language that is spoken."""
    with collecting("Økonomi"):
        amounts = amounts_of(rows)
    areas = tuple(_area(plan, rows, amounts, amended, *one) for one in rows.by_area())
    activities = [activity for part in rows.sections for activity in part.activities]
    return PlanFacts(
        kind="plan",
        lang="nb",
        title=plan.title,
        sender=sender_of(plan.alliance, plan.cooperation),
        year=plan.year,
        plan_state=str(plan.get_state_display()),
        is_adopted=plan.state in ("adopted", "closed"),
        adopted_on=plan.adopted_on.isoformat() if plan.adopted_on else "",
        case_number=_case_number(plan.case),
        introduction=plan.introduction,
        platform=_platform(plan.platform, rows.points),
        activities=len(activities),
        with_deadline=sum(bool(activity.deadline_text.strip()) for activity in activities),
        areas=areas,
        money=_money("total", "Sum", rows.sections, amounts),
        amendments=amended.amendments,
        tells_reasons=amended.tells_reasons,
        gone_sections=tuple(amended.changes.sections),
    )


def _case_number(case) -> str:
    """The number of a public case: one plan is printed for all who may read it, and tells what the case is about."""
    return case.number if case is not None and case.access == Access.PUBLIC else ""


def _platform(platform, points) -> PlatformFact | None:
    if platform is None:
        return None
    with collecting(platform.title):
        return PlatformFact(
            title=platform.title,
            first=str(platform.valid_from.year) if platform.valid_from else "",
            last=str(platform.valid_to.year) if platform.valid_to else "",
            vision=platform.vision,
            main_goal=platform.main_goal,
            points=tuple((str(point.get_kind_display()), point.title, point.text) for point in points),
        )


def _area(plan, rows, amounts, amended, key, area, named, parts) -> PlanAreaFact:
    with collecting(named.name):
        numbered = ((f"{key}.{number}", part) for number, part in enumerate(parts, 1))
        sections = tuple(_section(plan, rows, amounts, amended, *each) for each in numbered)
        money = _money("area", named.name, parts, amounts)
        return PlanAreaFact(key, named.name, named.other, area.goal, sections, money)


def _section(plan, rows, amounts, amended, key, part) -> PlanSectionFact:
    section, focus = part.section, part.called(plan.year)["focus_area"]
    with collecting(section.title):
        return PlanSectionFact(
            key=key,
            title=section.title,
            focus_area=focus.name if focus else "",
            about=section.cooperation.name if section.cooperation else "",
            introduction=section.introduction,
            organisation=section.organisation,
            resources=section.resources,
            reporting=section.reporting,
            labels=tuple(str(label) for label in section.level_labels),
            deadline_label=section.deadline_label or "Frist",
            rows=tuple(_row(plan, rows, amended, path, activity) for path, activity in part.in_order()),
            gone=amended.gone(section.pk),
            posts=tuple(_post(post) for post in part.posts),
            partners=tuple(part.partners),
            funding=tuple(_funding(line, amounts) for line in part.lines),
            money=_money("section", section.title, [part], amounts),
            tertial=receivers(part.reporting, ReportKind.TERTIAL),
            annual=receivers(part.reporting, ReportKind.ANNUAL),
        )


def _row(plan, rows, amended, path, activity) -> PlanRow:
    if activity is None:
        return PlanRow(path, "", "", (False,) * 4, "", (), "", "", "", None)
    return PlanRow(
        measures=path,
        title=activity.title,
        deadline=activity.deadline_text,
        quarters=timeline_cells(deadline_of(activity, plan.year), plan.year),
        responsible=str(activity.responsible or ""),
        partners=tuple(rows.partners.get(activity.pk, ())),
        mode=str(activity.get_mode_display()) if activity.mode != "own" else "",
        steered_by=activity.steered_by,
        note=activity.note,
        was=amended.was(activity.pk),
    )


def _post(post) -> PostFact:
    percent = post.percent if post.percent is not None else post.position.percent
    size = "timelønnet" if post.position.is_hourly else f"{percent.normalize():f} %" if percent is not None else ""
    holder = post.position.holder
    return PostFact(post.position.title, holder.name if holder else "", size.replace(".", ","), post.is_lead)


def _funding(line, amounts) -> FundingFact:
    totals = amounts.get(line.pk)
    return FundingFact(
        title=line.title,
        source=str(line.get_source_display()),
        certainty=str(line.get_certainty_display()),
        rate=line.rate,
        payer=str(line.payer or ""),
        restriction=line.restriction,
        money=money_row("line", line.title, [totals], None) if totals else None,
    )


def _money(level, label, parts, amounts) -> MoneyRow | None:
    totals = totals_of(parts, amounts)
    return money_row(level, label, totals, None) if totals or level == "total" else None
