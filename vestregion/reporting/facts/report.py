"""The facts of a four-monthly or annual report, collected once from the rows of a plan."""

from dataclasses import asdict, dataclass
from typing import ClassVar

from django.utils import translation

from actionplan.deadlines import sort_key
from actionplan.delivery import OF_DEVIATIONS, deadline_of, is_deviation
from actionplan.periods import Period
from vestregion.reporting.facts.delivery import (
    Counts,
    Delivery,
    StatusFact,
    all_statuses,
    count,
    delivery_of,
    status_fact,
)
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.money import MoneyRow, amounts_of, money_row, totals_of
from vestregion.reporting.facts.planrows import read_plan
from vestregion.reporting.facts.receivers import Receiver, kind_of, receivers
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 2
PERIOD_NAMES = {Period.T1: "1. tertial", Period.T2: "2. tertial", Period.AAR: "Året"}


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """One activity with its status. `key` is its place in the report, "2.1.3"; `measures` the titles above it."""

    key: str
    measures: tuple[str, ...]
    title: str
    deadline: str
    responsible: str
    status: StatusFact
    delivery: Delivery
    text: str
    cause: str
    corrective_action: str
    new_deadline: str
    is_deviation: bool


@dataclass(frozen=True, slots=True)
class SectionFact:
    """A section. `responsible`: the posts that lead it, who answer for every activity that names nobody else."""

    key: str
    title: str
    about: str
    responsible: str
    receivers: tuple[Receiver, ...]
    has_line: bool
    activities: tuple[ActivityFact, ...]
    counts: Counts
    money: MoneyRow | None


@dataclass(frozen=True, slots=True)
class AreaFact:
    key: str
    title: str
    goal: str
    sections: tuple[SectionFact, ...]
    counts: Counts
    money: MoneyRow | None


@dataclass(frozen=True, slots=True)
class Warnings:
    """What a reader of the report should know is missing, by title or number of the thing."""

    sections_without_line: tuple[str, ...]
    without_status: tuple[str, ...]
    late_without_text: tuple[str, ...]
    unread_deadlines: tuple[str, ...]

    def __bool__(self):
        return any((self.sections_without_line, self.without_status, self.late_without_text, self.unread_deadlines))


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A whole report. Dates are ISO text; `by_deadline` lists keys of activities, the earliest deadline first."""

    schema_version: ClassVar[int] = SCHEMA_VERSION
    kind: str
    lang: str
    title: str
    report_name: str
    sender: Sender
    plan_title: str
    year: int
    period: str
    period_name: str
    status_date: str
    is_demo: bool
    counts: Counts
    areas: tuple[AreaFact, ...]
    money: MoneyRow
    warnings: Warnings
    by_deadline: tuple[str, ...]
    statuses: tuple[StatusFact, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def collect_report(plan, period: Period) -> ReportFacts:
    """The report of a plan at the status date of a period, in a fixed number of queries.

    Words are written in Bokmål whatever the language of the page. Raises FactsFailed, naming the part that is wrong.
    """
    with translation.override("nb"):
        rows = read_plan(plan, period.value)
        with collecting("Økonomi"):
            amounts = amounts_of(rows, period.status_date(plan.year))
        areas = tuple(_area(plan, period, rows, amounts, *one) for one in rows.by_area())
        return _whole(plan, period, rows, amounts, areas)


def _whole(plan, period, rows, amounts, areas) -> ReportFacts:
    annual = period is Period.AAR
    facts = [activity for area in areas for section in area.sections for activity in section.activities]
    name = "Årsrapport" if annual else "Tertialrapport"
    moment = str(plan.year) if annual else f"{PERIOD_NAMES[period]} {plan.year}"
    return ReportFacts(
        kind="report",
        lang="nb",
        title=f"{name} {moment}",
        report_name=name,
        sender=sender_of(plan.alliance, plan.cooperation),
        plan_title=plan.title,
        year=plan.year,
        period=period.value,
        period_name=moment,
        status_date=period.status_date(plan.year).isoformat(),
        is_demo=any(report.is_demo for report in rows.statuses.values()),
        counts=count(facts),
        areas=areas,
        money=_money("total", "Sum", rows.sections, amounts, period),
        warnings=_warnings(areas, rows, plan.year),
        by_deadline=_by_deadline(areas, rows, plan.year),
        statuses=all_statuses(),
    )


def _area(plan, period, rows, amounts, key, area, named, parts) -> AreaFact:
    with collecting(named.name):
        sections = tuple(
            _section(plan, period, rows, amounts, f"{key}.{number}", part) for number, part in enumerate(parts, 1)
        )
        return AreaFact(
            key=key,
            title=named.name,
            goal=area.goal,
            sections=sections,
            counts=count(fact for section in sections for fact in section.activities),
            money=_money("area", named.name, parts, amounts, period),
        )


def _section(plan, period, rows, amounts, key, part) -> SectionFact:
    section = part.section
    with collecting(section.title):
        ordered = [(path, activity) for path, activity in part.in_order() if activity is not None]
        activities = tuple(
            _activity(plan, period, rows, f"{key}.{number}", path, activity)
            for number, (path, activity) in enumerate(ordered, 1)
        )
        found = receivers(part.reporting, kind_of(period))
        return SectionFact(
            key=key,
            title=section.title,
            about=section.cooperation.name if section.cooperation else "",
            responsible=", ".join(post.position.title for post in part.posts if post.is_lead),
            receivers=found,
            has_line=bool(found),
            activities=activities,
            counts=count(activities),
            money=_money("section", section.title, [part], amounts, period),
        )


def _activity(plan, period, rows, key, path, activity) -> ActivityFact:
    report = rows.statuses.get(activity.pk)
    status, delivery = status_fact(report), delivery_of(activity, report, period, plan.year)
    off = is_deviation(report.status if report else "", late=delivery.late)
    cause, action, new_deadline = (getattr(report, name) if off else "" for name in OF_DEVIATIONS)
    return ActivityFact(
        key=key,
        measures=path,
        title=activity.title,
        deadline=activity.deadline_text,
        responsible=str(activity.responsible or ""),
        status=status,
        delivery=delivery,
        text=report.text if report else "",
        cause=cause,
        corrective_action=action,
        new_deadline=new_deadline,
        is_deviation=off,
    )


def _money(level, label, parts, amounts, period) -> MoneyRow | None:
    totals = totals_of(parts, amounts)
    return money_row(level, label, totals, period) if totals or level == "total" else None


def _warnings(areas, rows, year) -> Warnings:
    sections = [section for area in areas for section in area.sections]
    facts = [fact for section in sections for fact in section.activities]
    unread = [each for part in rows.sections for each in part.activities if deadline_of(each, year).kind == "unknown"]
    return Warnings(
        sections_without_line=tuple(section.title for section in sections if not section.has_line),
        without_status=tuple(fact.key for fact in facts if fact.status.code == "missing"),
        late_without_text=tuple(
            fact.key for fact in facts if fact.delivery.late and not (fact.cause.strip() or fact.text.strip())
        ),
        unread_deadlines=tuple(each.deadline_text for each in unread),
    )


def _by_deadline(areas, rows, year) -> tuple[str, ...]:
    facts = iter([fact.key for area in areas for section in area.sections for fact in section.activities])
    ordered = [activity for part in rows.sections for _path, activity in part.in_order() if activity is not None]
    keyed = [(sort_key(deadline_of(activity, year)), number, next(facts)) for number, activity in enumerate(ordered)]
    return tuple(key for _sort, _number, key in sorted(keyed))
