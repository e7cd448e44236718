"""Claims of fees: reckoned and frozen as a draft, then sent with their numbers."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.accountnumbers import account_number
from actionplan.claimedbefore import claimed_before, sent_runs, warning_of
from actionplan.feeaddresses import addresses_now, contacts_of
from actionplan.feereckoning import Reckoning
from actionplan.models import FeeClaim, FeeRun
from governance import clock, history
from governance.services.claims import claim, claim_back, keep
from governance.services.numbers import take_number

SERIES = "fee"  # one for the whole alliance, since one accounts office keeps its claims apart by it


def make_fee_run(
    actor, *, cooperation, year: int, reckoning: Reckoning, due_on: date, corrects: FeeRun | None = None,
    reason: str = "", at=None, **values,
) -> FeeRun:  # fmt: skip
    """Freeze what was reckoned as a draft, with a claim for each who is to pay something.

    Raises ValidationError where nobody is, for what is no account number, and where the same was claimed before by a
    run that was sent, which this neither corrects nor gives a reason for.
    """
    values["account"] = account_number(values.get("account", ""))
    run = FeeRun(cooperation=cooperation, year=year, due_on=due_on, corrects=corrects, **values)
    run.basis = [table.basis for table in reckoning.tables]
    with history.recording(actor, "feerun.create", run, reason=reason, at=at):
        claim(actor, "feerun.make", cooperation, weak=True)
        if corrects is not None:
            keep(corrects, weak=True)
        _need_reason(run, reason)
        members = [member for member in reckoning.members if member.amount > 0]
        if not members:
            raise ValidationError(_("Ingen skal betale noe. Velg en sats, eller skriv et fast beløp."))
        history.create(run)
        contacts = contacts_of(actor, [member.organisation for member in members])
        history.save_many(_claim(run, member, contacts) for member in members)
        return run


def _need_reason(run: FeeRun, reason: str) -> None:
    before = claimed_before(sent_runs(run.cooperation, run.year), run.basis, corrects=run.corrects)
    if before and not reason.strip():
        raise ValidationError({"reason": warning_of(before)})


def _claim(run: FeeRun, member, contacts: dict) -> FeeClaim:
    return FeeClaim(
        run=run,
        organisation_id=member.organisation,
        name=member.name,
        org_number=member.org_number,
        municipality_number=member.municipality_number,
        email=member.email,
        contact=contacts.get(member.organisation, ""),
        lines=[line.plain() for line in member.lines],
        inhabitants=member.inhabitants,
        amount=member.amount,
    )


def send_fee_run(actor, run: FeeRun, *, account: str = "", reason: str = "", at=None) -> FeeRun:
    """Give each claim its number, in the order of the list, and let nothing of the run change any more. A claim without
    an address gets the one that the member has now, and a run without an `account` the one that is given.

    Raises ValidationError where the same was claimed before, as `make_fee_run`, and for what is no account number.
    """
    account = account_number(account)
    with history.recording(actor, "feerun.send", run, reason=reason, at=at):
        history.lock(run.cooperation, weak=True)  # two drafts of the same are not sent at once
        claim(actor, "feerun.send", run)
        _need_reason(run, reason)
        day = clock.day_of_act(run.alliance, at)
        claims = list(run.claims.present().order_by("name", "pk"))
        addresses = addresses_now(actor, run, claims)
        for each in claims:
            number = take_number(run.alliance, SERIES, day.year)
            numbered = {"number_year": day.year, "number_sequence": number}
            history.save(each, numbered | addresses.get(each.pk, {}))
        sent = {"sent_on": day, "sent_by": actor.name[:200], "account": run.account or account}
        return history.move(run, "send", sent)


def remove_fee_run(actor, run: FeeRun, *, reason: str = "", at=None) -> FeeRun:
    """Throw a draft away, with its claims."""
    with history.recording(actor, "feerun.remove", run, reason=reason, at=at) as change:
        claim(actor, "feerun.remove", run)
        history.save_each((each, {"removed_at": change.at}) for each in run.claims.present())
        return history.remove(run)


def restore_fee_run(actor, run: FeeRun, *, at=None) -> FeeRun:
    """Take a draft out of the bin with its claims, as they were reckoned then."""
    with history.recording(actor, "feerun.restore", run, at=at):
        claim_back(actor, "feerun.remove", run)
        history.save_each((each, {"removed_at": None}) for each in run.claims.removed())
        return history.restore(run)
