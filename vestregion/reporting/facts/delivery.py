"""Due against delivered: what each activity should have delivered on the status date, and what it has."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from actionplan.choices import STATUS_SYMBOLS, Status
from actionplan.deadlines import total_occurrences
from actionplan.delivery import deadline_of, delivered_of, due_at, is_late
from actionplan.periods import Period, expectation

MISSING = ("missing", "–", gettext_noop("Ikke meldt"))  # as documents say it; a page translates it

DEVIATION_KINDS = ("forsinket", "stoppet", "forfalt og ikke levert")


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
    """The numbers of a summary. `due` activities had something to deliver by the status date; `kept` of them did.

    `deviations` are those described under "Avvik", and `deviation_kinds` what they are, each counted once.
    """

    activities: int
    reported: int
    due: int
    kept: int
    late: int
    deviations: int
    deviation_kinds: tuple[tuple[str, int], ...]
    by_status: tuple[tuple[StatusFact, int], ...]


def status_fact(report) -> StatusFact:
    """The status of a report, or "not reported"."""
    if report is None or not report.status:
        return StatusFact(*MISSING)
    status = Status(report.status)
    return StatusFact(status.value, STATUS_SYMBOLS[status], str(status.label))


def delivery_of(activity, report, period: Period, plan_year: int) -> Delivery:
    """What was due and what has come, see docs/deadlines.md."""
    deadline = deadline_of(activity, plan_year)
    said = (report.status, report.delivered) if report is not None else ("", None)
    return Delivery(
        due=due_at(deadline, period, plan_year),
        delivered=delivered_of(*said, deadline, period, plan_year),
        total=total_occurrences(deadline, plan_year),
        late=is_late(*said, deadline, period, plan_year),
        expected=expectation(deadline, period, plan_year).label,
    )


def count(facts) -> Counts:
    """Add up activities, each with `status`, `delivery` and `is_deviation`."""
    rows = list(facts)
    due = [row.delivery for row in rows if row.delivery.is_due]
    kinds = [_deviation_kind(row) for row in rows if row.is_deviation]
    return Counts(
        activities=len(rows),
        reported=sum(row.status.code != MISSING[0] for row in rows),
        due=len(due),
        kept=sum(not delivery.late for delivery in due),
        late=sum(delivery.late for delivery in due),
        deviations=len(kinds),
        deviation_kinds=tuple((kind, kinds.count(kind)) for kind in DEVIATION_KINDS if kind in kinds),
        by_status=tuple((each, sum(row.status == each for row in rows)) for each in all_statuses()),
    )


def _deviation_kind(row) -> str:
    delayed, stopped, overdue = DEVIATION_KINDS
    return {Status.DELAYED: delayed, Status.STOPPED: stopped}.get(row.status.code, overdue)


def all_statuses() -> tuple[StatusFact, ...]:
    """Every status in the order of its life, then "not reported"."""
    known = (StatusFact(status.value, STATUS_SYMBOLS[status], str(status.label)) for status in Status)
    return (*known, StatusFact(*MISSING))
