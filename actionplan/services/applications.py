"""Grant applications: written down, sent, answered, and told of in the plan where the user says so."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import Certainty, EntryKind, FundingSource
from actionplan.models import FundingLine, GrantApplication
from actionplan.pastdays import need_past_days
from actionplan.services import money
from actionplan.services.bin import remove_row
from actionplan.services.changing import keep_targets, need_activity_of_section
from governance import history
from governance.merging import merge
from governance.services.claims import claim, claim_back, claim_new

DONE_ON = ("sent_on", "result_on", "reported_on")  # days of what has been done


def create_application(actor, *, cooperation, reason: str = "", at=None, **values) -> GrantApplication:
    """Write an application down as an idea. Raises ValidationError where its activity is of another part."""
    row = GrantApplication(cooperation=cooperation, **values)
    with history.recording(actor, "grantapplication.create", row, reason=reason, at=at):
        claim_new(actor, "application.make", row, below=cooperation)
        need_activity_of_section(row, {})
        return history.create(row)


def change_application(actor, row: GrantApplication, *, base_version=None, reason: str = "", at=None, **values):
    """Change what was written down; its state is moved by acts of its own. Raises Clash, or ValidationError."""
    with history.recording(actor, "grantapplication.change", row, reason=reason, at=at):
        claim(actor, "application.edit", row)
        keep_targets(row, values, "section", "activity", "project", "case", "giver")
        held = history.hold(row)
        wanted = merge(held, values, base_version)
        need_activity_of_section(held, wanted)
        need_past_days(actor, wanted, DONE_ON, stored=held)
        return history.save(row, wanted, held=held)


def start_application(actor, row: GrantApplication, *, reason: str = "", at=None) -> GrantApplication:
    """Somebody has begun to write it."""
    return _move(actor, row, "start", "start", {}, reason=reason, at=at)


def send_application(
    actor, row: GrantApplication, *, sent_on: date, amount_sought: Decimal | None, in_plan: bool = False, reason="",
    at=None,
) -> GrantApplication:  # fmt: skip
    """It is with the giver; `in_plan`: its part of the plan tells that the money is sought."""
    values = {"sent_on": sent_on, "amount_sought": amount_sought}
    told = (Certainty.SOUGHT, amount_sought) if in_plan else None
    return _move(actor, row, "send", "send", values, told=told, reason=reason, at=at)


def grant_application(
    actor, row: GrantApplication, *, result_on: date, amount_granted: Decimal | None, report_by: date | None = None,
    in_plan: bool = False, reason: str = "", at=None,
) -> GrantApplication:  # fmt: skip
    """The giver said yes; `in_plan`: the money stands in its part of the plan as granted."""
    values = {"result_on": result_on, "amount_granted": amount_granted, "report_by": report_by}
    told = (Certainty.GRANTED, amount_granted) if in_plan else None
    return _move(actor, row, "grant", "grant", values, told=told, reason=reason, at=at)


def refuse_application(
    actor, row: GrantApplication, *, result_on: date, out_of_plan: bool = False, reason: str = "", at=None
) -> GrantApplication:
    """The giver said no; `out_of_plan`: the line that told of the money goes into the bin."""
    values = {"result_on": result_on}
    return _move(actor, row, "refuse", "refuse", values, gone=out_of_plan, reason=reason, at=at)


def withdraw_application(actor, row: GrantApplication, *, out_of_plan: bool = False, reason: str = "", at=None):
    """We ask no more; `out_of_plan`: the line that told of the money goes into the bin."""
    return _move(actor, row, "withdraw", "withdraw", {}, gone=out_of_plan, reason=reason, at=at)


def resume_application(actor, row: GrantApplication, *, reason: str = "", at=None) -> GrantApplication:
    """It was not sent or withdrawn after all: it is worked on again."""
    return _move(actor, row, "resume", "resume", {"sent_on": None}, reason=reason, at=at)


def await_answer(actor, row: GrantApplication, *, reason: str = "", at=None) -> GrantApplication:
    """The answer was registered by mistake: it is waited for again."""
    values = {"result_on": None, "amount_granted": None, "report_by": None, "reported_on": None}
    return _move(actor, row, "await", "await_answer", values, reason=reason, at=at)


def _move(actor, row, act: str, transition: str, values: dict, *, told=None, gone=False, reason, at):
    """One change: the state, and with it what the plan tells of the money. The application is held before the plan."""
    with history.recording(actor, f"grantapplication.{act}", row, reason=reason, at=at):
        claim(actor, f"application.{act}", row)
        need_past_days(actor, values, DONE_ON)
        if told is not None:
            values["funding_line"] = _told_in_plan(actor, row, *told, reason, at)
        line = row.funding_line
        if gone and line is not None and line.removed_at is None:
            remove_row(actor, line, reason=reason, at=at)
        return history.move(row, transition, values)


def _told_in_plan(actor, row, certainty: str, amount: Decimal | None, reason: str, at) -> FundingLine:
    """The line of the plan that tells of the money, made or brought up to what is known now. Whoever may not change
    the plan is refused, and nothing of the act is done."""
    if row.section is None:
        raise ValidationError({"in_plan": _("Velg først hvilken del av planen søknaden hører til.")})
    why = {"reason": reason, "at": at}
    line = row.funding_line
    if line is None or line.removed_at is not None or line.section_id != row.section_id:
        values = {"title": row.title, "source": FundingSource.GRANT, "payer": row.giver, "certainty": certainty}
        line = money.create_funding_line(actor, section=row.section, **values, **why)
    else:
        line = money.change_funding_line(actor, line, certainty=certainty, **why)
    if amount is not None:
        _plan_amount(actor, line, amount, why)
    return line


def _plan_amount(actor, line: FundingLine, amount: Decimal, why: dict) -> None:
    """The planned amount that holds: that without a date, else the newest."""
    planned = line.entries.present().filter(kind=EntryKind.PLANNED)
    entry = planned.filter(status_date=None).first() or planned.order_by("-status_date").first()
    if entry is None:
        money.add_entry(actor, line=line, kind=EntryKind.PLANNED, amount=amount, **why)
    elif entry.amount != amount:
        money.change_entry(actor, entry, amount=amount, **why)


def remove_application(actor, row: GrantApplication, *, reason: str = "", at=None) -> GrantApplication:
    """Put an application in the bin. What the plan tells of its money stands."""
    with history.recording(actor, "grantapplication.remove", row, reason=reason, at=at):
        claim(actor, "application.remove", row)
        return history.remove(row)


def restore_application(actor, row: GrantApplication, *, at=None) -> GrantApplication:
    """Take an application out of the bin. Refused while what it points to lies there too."""
    with history.recording(actor, "grantapplication.restore", row, at=at):
        claim_back(actor, "application.remove", row)
        return history.restore(row)
