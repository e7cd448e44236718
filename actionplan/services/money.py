"""Funding lines and costs of a section and their amounts, in kroner."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import EntryKind, FundingSource
from actionplan.models import CostEntry, CostLine, FundingEntry, FundingLine
from actionplan.pastdays import need_past_days
from actionplan.services.changing import changing
from actionplan.services.ordering import put_last
from governance import history
from governance.merging import merge
from governance.services.claims import keep

PAYERS = "participants", "payer"
ENTRIES = {FundingLine: FundingEntry, CostLine: CostEntry}
Line = FundingLine | CostLine
Entry = FundingEntry | CostEntry


def create_funding_line(
    actor, *, section, amount: Decimal | None = None, reason: str = "", at=None, **values
) -> FundingLine:
    """Add a source of money last in the section, with its budget in kroner (`amount`) where that is known, as one
    change."""
    line = FundingLine(section=section, **values)
    payers = {name: values.get(name) for name in PAYERS}
    with changing(actor, "fundingline.create", line, about=section, targets=payers, reason=reason, at=at):
        put_last(line, actor.alliance)
        history.create(line)
        if amount is not None:
            add_entry(actor, line=line, kind=EntryKind.PLANNED, amount=amount, reason=reason)
        return line


def change_funding_line(actor, line: FundingLine, *, base_version=None, reason: str = "", at=None, **values):
    """Change a source of money: text, source, basis, rate, certainty, restriction, payer.

    Raises Clash, and ValidationError when equity with amounts below nought is to become another source.
    """
    payers = {name: values.get(name) for name in PAYERS}
    with changing(actor, "fundingline.change", line, targets=payers, reason=reason, at=at):
        held = history.hold(line)
        wanted = merge(held, values, base_version)
        _need_source_of_its_amounts(held, wanted.get("source", held.source))
        return history.save(line, wanted, held=held)


def create_cost_line(actor, *, section, reason: str = "", at=None, **values) -> CostLine:
    """Add what money goes to last in the section."""
    line = CostLine(section=section, **values)
    with changing(actor, "costline.create", line, about=section, reason=reason, at=at):
        put_last(line, actor.alliance)
        return history.create(line)


def change_cost_line(actor, line: CostLine, *, base_version=None, reason: str = "", at=None, **values) -> CostLine:
    """Change the kind or the text of a cost. Raises Clash."""
    with changing(actor, "costline.change", line, reason=reason, at=at):
        return history.save(line, values, base_version=base_version)


def add_entry(actor, *, line: Line, reason: str = "", at=None, **values) -> Entry:
    """Enter an amount: planned, revised, actual or forecast, as it stands on a date. Of the sources of money only
    equity goes below nought, and accounts are of a day that has been."""
    entry = ENTRIES[type(line)](line=line, **values)
    with changing(actor, f"{entry._meta.model_name}.create", entry, about=line, reason=reason, at=at):
        _need_sign_of_its_source(entry.amount, line)
        _need_day_of_accounts(actor, entry.kind, {"status_date": entry.status_date})
        return history.create(entry)


def change_entry(actor, entry: Entry, *, base_version=None, reason: str = "", at=None, **values) -> Entry:
    """Correct an amount. Raises Clash, or ValidationError per field."""
    with changing(actor, f"{entry._meta.model_name}.change", entry, reason=reason, at=at):
        line = keep(entry.line, weak=True)
        held = history.hold(entry)
        wanted = merge(held, values, base_version)
        _need_sign_of_its_source(wanted.get("amount", held.amount), line)
        _need_day_of_accounts(actor, wanted.get("kind", held.kind), wanted, held)
        return history.save(entry, wanted, held=held)


def _need_sign_of_its_source(amount: Decimal, line: Line) -> None:
    """Of the sources only equity goes both ways: what is set aside to it is an amount below nought. A cost may: what
    was refunded."""
    if amount < 0 and isinstance(line, FundingLine) and line.source != FundingSource.EQUITY:
        raise ValidationError({"amount": _("Skriv beløpet uten minus. Bare egenkapital kan ha et beløp under null.")})


def _need_day_of_accounts(actor, kind: str, values, held: Entry | None = None) -> None:
    """Accounts say what has been; a forecast may be of a day to come."""
    if kind == EntryKind.ACTUAL:
        need_past_days(actor, values, ("status_date",), stored=held)


def _need_source_of_its_amounts(line: FundingLine, source: str) -> None:
    """Asked of a change away from equity only: what stands on another source from before may still be reworded.

    Amounts in the bin count too, since they come back as they were.
    """
    leaves = line.source == FundingSource.EQUITY != source
    if leaves and line.entries.filter(amount__lt=0).exists():
        raise ValidationError({"source": _("Denne finansieringen har beløp under null. Det kan bare egenkapital ha.")})
