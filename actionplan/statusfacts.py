"""What the status page of a period shows of each activity: what is expected, what is reported, what was said last."""

from dataclasses import dataclass

from actionplan.choices import STATUS_SYMBOLS
from actionplan.deadlines import Deadline, DeadlineKind, total_occurrences
from actionplan.delivery import deadline_of, is_deviation, is_late
from actionplan.models import Activity, StatusReport
from actionplan.periods import Expectation, Period, expectation
from actionplan.planfacts import measure_places


@dataclass(frozen=True, slots=True)
class Said:
    """A status report as text."""

    status: str
    label: str
    symbol: str
    text: str
    cause: str
    corrective_action: str
    new_deadline: str
    delivered: int | None
    version: int


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One activity at one status date. `asked`: deliveries the deadline asks for, where they are counted:
    where there are several, or it recurs; else None."""

    pk: object
    section: object
    measure: str
    title: str
    deadline_text: str
    expected: Expectation
    now: Said | None
    before: Said | None
    is_late: bool
    asked: int | None


def status_rows(plan, actor, period: Period, **keep) -> dict[object, list[StatusRow]]:
    """Section -> its rows in the order of the plan; `keep` are further filters on Activity. Three queries."""
    rows = Activity.objects.visible_to(actor).filter(section__plan=plan, **keep).select_related("measure")
    places = measure_places(plan, actor)
    reports = _reports(plan, actor, keep)
    found: dict[object, list[StatusRow]] = {}
    # An activity without a measure stands before all measures, as on the page of the plan.
    for activity in sorted(rows.order_by("position", "pk"), key=lambda row: places.get(row.measure_id, -1)):
        found.setdefault(activity.section_id, []).append(_row(activity, plan.year, period, reports))
    return found


def _row(activity: Activity, year: int, period: Period, reports: dict) -> StatusRow:
    deadline = deadline_of(activity, year)
    total = total_occurrences(deadline, year)
    now = reports.get((activity.pk, period.value))
    before = reports.get((activity.pk, period.previous.value)) if period.previous else None
    return StatusRow(
        pk=activity.pk,
        section=activity.section_id,
        measure=activity.measure.title if activity.measure else "",
        title=activity.title,
        deadline_text=activity.deadline_text,
        expected=expectation(deadline, period, year),
        now=_said(now, deadline, period, year) if now else None,
        before=_said(before, deadline, period.previous, year) if before else None,
        is_late=_is_late(now, deadline, period, year),
        asked=total if total > 1 or deadline.kind is DeadlineKind.RECURRING else None,
    )


def _reports(plan, actor, keep: dict) -> dict[tuple, StatusReport]:
    mine = {f"activity__{name}": value for name, value in keep.items()}
    reports = StatusReport.objects.visible_to(actor).filter(activity__section__plan=plan, **mine)
    return {(report.activity_id, report.period): report for report in reports}


def _is_late(report: StatusReport | None, deadline: Deadline, period: Period, year: int) -> bool:
    said = (report.status, report.delivered) if report else ("", None)
    return is_late(*said, deadline, period, year)


def _said(report: StatusReport, deadline: Deadline, period: Period, year: int) -> Said:
    """A stored report as text; what is no deviation shows no cause, also where one was stored."""
    off = is_deviation(report.status, late=_is_late(report, deadline, period, year))
    return Said(
        status=report.status,
        label=report.get_status_display(),
        symbol=STATUS_SYMBOLS[report.status],
        text=report.text,
        cause=report.cause if off else "",
        corrective_action=report.corrective_action if off else "",
        new_deadline=report.new_deadline_text if off else "",
        delivered=report.delivered,
        version=report.version,
    )
