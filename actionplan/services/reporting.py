"""Reporting lines: who gets which report of a section, in which order."""

from actionplan.models import ReportingLine
from actionplan.services.changing import changing
from actionplan.services.ordering import put_last
from governance import history

RECEIVERS = "body", "organisation"


def create_reporting_line(actor, *, section, reason: str = "", at=None, **values) -> ReportingLine:
    """Add a receiver last among those of the same kind of report."""
    line = ReportingLine(section=section, **values)
    receivers = {name: values.get(name) for name in RECEIVERS}
    with changing(actor, "reportingline.create", line, about=section, targets=receivers, reason=reason, at=at):
        put_last(line, actor.alliance)
        return history.create(line)


def change_reporting_line(actor, line: ReportingLine, *, base_version=None, reason: str = "", at=None, **values):
    """Change the receiver, the kind of report or the receiver's task. Raises Clash."""
    receivers = {name: values.get(name) for name in RECEIVERS}
    with changing(actor, "reportingline.change", line, targets=receivers, reason=reason, at=at):
        return history.save(line, values, base_version=base_version)
