"""Who gets the reports of a section, in order."""

from dataclasses import dataclass

from actionplan.choices import ReportKind
from actionplan.periods import Period


@dataclass(frozen=True, slots=True)
class Receiver:
    """A body or organisation, and what it does with the report."""

    name: str
    role: str


def kind_of(period: Period) -> ReportKind:
    """Two four-monthly reports and the annual one."""
    return ReportKind.ANNUAL if period is Period.AAR else ReportKind.TERTIAL


def receivers(lines, kind: ReportKind) -> tuple[Receiver, ...]:
    """The receivers of one kind of report."""
    return tuple(Receiver(str(line.receiver), str(line.get_role_display())) for line in lines if line.kind == kind)
