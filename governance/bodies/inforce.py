"""Which rules of procedure hold for a body on a day, and until when its meetings are called by them."""

from collections.abc import Iterable
from datetime import date, timedelta

from governance.bodies.workdays import workday_on_or_before
from governance.models import ProcedureRules

WITHOUT_RULES = ProcedureRules()  # what holds where a body has none: the same as a new row begins with


def in_force(rules: Iterable[ProcedureRules], day: date) -> ProcedureRules:
    """Of the rules of one body, those that hold on the day."""
    return next((row for row in rules if row.holds_on(day)), WITHOUT_RULES)


def call_by(meeting: date, rules: ProcedureRules) -> date:
    """The last working day that keeps the notice."""
    return workday_on_or_before(meeting - timedelta(days=rules.notice_days))


def is_late(meeting: date, rules: ProcedureRules, on: date) -> bool:
    """Whether a call on the day breaks the notice, which counts calendar days: one on the Saturday after the last
    working day may still keep it."""
    return (meeting - on).days < rules.notice_days
