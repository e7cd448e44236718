"""Actual amounts out of the accounts: looked at first, then stored as one change or not at all, and undone as one."""

from datetime import date

from django.utils.translation import gettext as _

from actionplan.choices import EntryKind, EntryOrigin
from actionplan.ledgerlanding import NOT_IN_PLAN, Landing
from actionplan.models import AccountMapping, FundingLine
from actionplan.services.amounts import newest_of, stamp
from actionplan.services.changing import changing
from actionplan.services.money import add_entry, change_entry
from governance import history
from governance.access import require
from governance.filing import files
from governance.models import Event, StoredFile
from governance.services.claims import claim
from governance.services.puttingback import undo_change

ACT = "plan.import_accounts"


def keep_ledger(actor, plan, data: bytes, *, content_type: str, at=None) -> StoredFile:
    """Keep an export that has been read, so that it is confirmed without being sent again."""
    require(actor, "plan.edit", plan)
    with history.recording(actor, "plan.upload", plan, at=at):
        return files.store(actor.alliance, data, content_type=content_type)


def find_ledger(actor, plan, sha256: str) -> bytes:
    """What was kept. Raises FileGone."""
    require(actor, "plan.edit", plan)
    stored = StoredFile.objects.of(actor.alliance).filter(sha256=sha256).first()
    if stored is None:
        raise files.FileGone
    return files.path_of(stored).read_bytes()


def import_ledger(
    actor, plan, landing: Landing, *, status_date: date, seen: str, file_name: str, reason: str = "", at=None
):
    """Enter what the preview showed (`Landing.seen`) as actual amounts on a date. Returns the key of the change, whose
    Event remembers the name of the file.

    Refused while something is open, when an amount was written meanwhile, or when all of them stand there already; then
    nothing is stored.
    """
    with changing(actor, ACT, plan, permission="plan.edit", reason=reason, at=at) as change:
        if landing.hindrance:
            raise history.Refused(landing.hindrance)
        change.source = file_name[:255]
        now = newest_of([each.line for each in landing.sums], EntryKind.ACTUAL, status_date)
        moved = any(stamp(now.get(each.line.pk)) != each.seen for each in landing.sums)
        if moved or landing.seen != seen:
            raise history.Refused(_("Noen har endret beløp eller linjer i mellomtiden. Se over tallene på nytt."))
        for each in landing.sums:
            _enter(actor, each, now.get(each.line.pk), status_date, reason)
        if not change.rows:
            raise history.Refused(_("Alle beløpene er ført fra før. Ingenting er endret."))
        return change.id


def _enter(actor, each, now, day: date, reason: str) -> None:
    values = {"amount": each.new, "origin": EntryOrigin.IMPORT}
    if now is not None and now.status_date == day:
        change_entry(actor, now, reason=reason, **values)
    else:
        add_entry(actor, line=each.line, kind=EntryKind.ACTUAL, status_date=day, reason=reason, **values)


def remember_choices(actor, plan, cooperation, landing: Landing, *, at=None) -> None:
    """Remember which line each combination belongs to, for the next export. A change of its own: taking an import back
    forgets no choice."""
    with history.recording(actor, "accountmapping.remember", cooperation, at=at):
        claim(actor, "plan.edit", plan)
        history.lock(cooperation, weak=True)
        stored = {
            (row.department, row.project, row.account): row
            for row in AccountMapping.objects.of(actor.alliance).filter(cooperation=cooperation)
        }
        new = []
        for choice in landing.choices:
            key = (choice.booked.department, choice.booked.project, choice.booked.account)
            values = _target(landing, choice.chosen)
            if key in stored:
                history.save(stored[key], values)
            else:
                names = dict(zip(("department", "project", "account"), key, strict=True))
                new.append(AccountMapping(cooperation=cooperation, **names, **values))
        history.save_many(new)


def _target(landing: Landing, chosen: str) -> dict:
    line = None if chosen == NOT_IN_PLAN else landing.lines[chosen]
    is_funding = isinstance(line, FundingLine)
    return {"funding": line if is_funding else None, "cost": None if is_funding else line}


def find_import(actor, plan, change) -> Event | None:
    """What an import of a plan's accounts did."""
    return Event.objects.filter(alliance=actor.alliance, act=ACT, pk=change, object_id=str(plan.pk)).first()


def undo_ledger(actor, event: Event, *, reason: str = ""):
    """Take back an import in one step; it is a change of the plan's editors. Raises Refused with what stands in the
    way."""
    return undo_change(actor, event, reason=reason)
