"""Status and spending of the plan of 2016. All of it is invented and marked as demo."""

from datetime import date
from decimal import Decimal

from actionplan.choices import EntryKind, EntryOrigin
from actionplan.deadlines import from_json
from actionplan.models import ActionPlan, Activity, FundingLine
from actionplan.periods import Period, expectation
from actionplan.services import money, status
from vestregion.demo.files import facts, moment

REPORTED = {Period.T1: date(2016, 5, 10), Period.T2: date(2016, 9, 9), Period.AAR: date(2017, 1, 20)}
REASON = "Demo: status og regnskap er oppdiktet."


def write_status(actor, plan: ActionPlan) -> None:
    """A report for every activity and period: as the deadline expects, but for the deviations in status_2016.toml."""
    told = facts("status_2016")
    deviations = {(d["match"], d["period"]): d for d in told["deviation"]}
    for activity in Activity.objects.of_plan(plan).select_related("section__plan"):
        for period, day in REPORTED.items():
            values = _values(activity, period, plan.year, deviations, told["texts"])
            if values:
                status.report_status(actor, activity, period=period.value, is_demo=True, at=moment(day), **values)


def _values(activity: Activity, period: Period, year: int, deviations: dict, texts: dict) -> dict | None:
    for (match, of_period), told in deviations.items():
        if of_period == period.value and activity.title.startswith(match):
            return {name: value for name, value in told.items() if name not in ("match", "period")}
    expected = expectation(from_json(activity.deadline), period, year)
    code = expected.preset or "on_track"
    values = {"status": code, "text": texts[code]}
    if expected.occurrences:
        values["delivered"] = expected.occurrences
    return values


def write_spending(actor, plan: ActionPlan) -> None:
    """Actual amounts at the end of the year for the sections that have a budget."""
    shares = facts("status_2016")["spending"]
    for line in FundingLine.objects.of_plan(plan).select_related("section"):
        share = next((Decimal(s) for head, s in shares.items() if line.section.title.startswith(head)), None)
        planned = line.entries.present().filter(kind=EntryKind.PLANNED).first()
        if share is None or planned is None:
            continue
        for kind, day in ((EntryKind.FORECAST, date(2016, 8, 31)), (EntryKind.ACTUAL, date(2016, 12, 31))):
            money.add_entry(
                actor,
                line=line,
                kind=kind,
                amount=(planned.amount * share).quantize(Decimal("1")),
                status_date=day,
                origin=EntryOrigin.ESTIMATE,
                note="Demotall",
                reason=REASON,
                at=moment(day, days_before=-10),
            )
