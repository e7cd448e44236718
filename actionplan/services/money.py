"""Funding lines of a section and their amounts, in kroner."""

from actionplan.models import FundingEntry, FundingLine
from actionplan.services.changing import changing
from actionplan.services.ordering import put_last
from governance import history


def create_funding_line(actor, *, section, reason: str = "", at=None, **values) -> FundingLine:
    """Add a source of money last in the section."""
    line = FundingLine(section=section, **values)
    with changing(actor, "fundingline.create", line, about=section, reason=reason, at=at):
        put_last(line, actor.alliance)
        return history.create(line)


def change_funding_line(actor, line: FundingLine, *, base_version=None, reason: str = "", at=None, **values):
    """Change a source of money: text, source, basis, rate, certainty, restriction, payer. Raises Clash."""
    with changing(actor, "fundingline.change", line, reason=reason, at=at):
        return history.save(line, values, base_version=base_version)


def add_entry(actor, *, line: FundingLine, reason: str = "", at=None, **values) -> FundingEntry:
    """Enter an amount: planned, revised, actual or forecast, as it stands on a date."""
    entry = FundingEntry(line=line, **values)
    with changing(actor, "fundingentry.create", entry, about=line, reason=reason, at=at):
        return history.create(entry)


def change_entry(actor, entry: FundingEntry, *, base_version=None, reason: str = "", at=None, **values):
    """Correct an amount. Raises Clash."""
    with changing(actor, "fundingentry.change", entry, reason=reason, at=at):
        return history.save(entry, values, base_version=base_version)
