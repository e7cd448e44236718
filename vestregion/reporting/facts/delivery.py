"""Due against delivered: what each activity should have delivered on the status date, and what it has."""

from dataclasses import dataclass

from actionplan.choices import DEVIATIONS, STATUS_SYMBOLS, Status
from actionplan.deadlines import Deadline, due_occurrences, from_json, parse_deadline, total_occurrences
from actionplan.periods import Period, expectation, is_late_at

MISSING = ("missing", "–", "Ikke meldt")


@dataclass(frozen=True, slots=True)
class StatusFact:
    """A status as it is always shown: symbol and word, with the code that gives the colour."""

    code: str
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """`due` and `delivered` count deliveries at the status date; `total` those of the whole plan year."""

    due: int
    delivered: int
    total: int
    late: bool
    expected: str

    @property
    def is_due(self) -> bool:
        return self.due > 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a summary. `due` activities had something to deliver by the status date; `kept` of them did."""

    activities: int
    reported: int
    due: int
    kept: int
    late: int
    deviations: int
    by_status: tuple[tuple[StatusFact, int], ...]


def deadline_of(activity, plan_year: int) -> Deadline:
    """The reading of the deadline that is stored beside its text; read anew where a row has none."""
    if activity.deadline:
        return from_json(activity.deadline)
    return parse_deadline(activity.deadline_text, plan_year)


def status_fact(report) -> StatusFact:
    """The status of a report, or "not reported"."""
    if report is None or not report.status:
        return StatusFact(*MISSING)
    status = Status(report.status)
    return StatusFact(status.value, STATUS_SYMBOLS[status], str(status.label))


def delivery_of(activity, report, period: Period, plan_year: int) -> Delivery:
    """What was due and what has come, see docs/deadlines.md."""
    deadline = deadline_of(activity, plan_year)
    due = due_occurrences(deadline, period.status_date(plan_year), plan_year)
    total = total_occurrences(deadline, plan_year)
    delivered = _delivered(report, due, total)
    late = is_late_at(deadline, delivered, period, plan_year)
    return Delivery(due, delivered, total, late, expectation(deadline, period, plan_year).label)


def _delivered(report, due: int, total: int) -> int:
    """Done means everything. Otherwise a number that was typed counts; without one, on track means what was due so
    far, unless all of it was due: work on track past its last deadline has not been delivered."""
    if report is None:
        return 0
    if report.status == Status.DONE:
        return total
    if report.delivered is not None:
        return report.delivered
    return due if report.status == Status.ON_TRACK and due < total else 0


def count(facts) -> Counts:
    """Add up activities; `facts` are (StatusFact, Delivery) pairs."""
    rows = list(facts)
    due = [delivery for _status, delivery in rows if delivery.is_due]
    deviations = sum(status.code in set(DEVIATIONS) for status, _delivery in rows)
    return Counts(
        activities=len(rows),
        reported=sum(status.code != MISSING[0] for status, _delivery in rows),
        due=len(due),
        kept=sum(not delivery.late for delivery in due),
        late=sum(delivery.late for delivery in due),
        deviations=deviations,
        by_status=tuple((each, sum(status == each for status, _delivery in rows)) for each in all_statuses()),
    )


def all_statuses() -> tuple[StatusFact, ...]:
    """Every status in the order of its life, then "not reported"."""
    known = (StatusFact(status.value, STATUS_SYMBOLS[status], str(status.label)) for status in Status)
    return (*known, StatusFact(*MISSING))
