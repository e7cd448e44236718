"""What an import of the accounts entered, read from the history that it left."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from actionplan.models import CostEntry, CostLine, FundingEntry, FundingLine
from actionplan.services.amounts import later_of
from governance.models import Event


@dataclass(frozen=True)
class EnteredLine:
    """A line of the plan and the amount it got, in kroner."""

    line: FundingLine | CostLine
    amount: Decimal
    later: FundingEntry | CostEntry | None = None  # what stands on a day after, which is what is shown

    @property
    def is_income(self) -> bool:
        return isinstance(self.line, FundingLine)


@dataclass(frozen=True)
class Entered:
    """One import: its Event, the day the amounts stand on, and what each line got, income first."""

    event: Event
    day: date | None
    lines: tuple[EnteredLine, ...]

    @property
    def income(self) -> Decimal:
        return sum((each.amount for each in self.lines if each.is_income), Decimal(0))

    @property
    def costs(self) -> Decimal:
        return sum((each.amount for each in self.lines if not each.is_income), Decimal(0))


def entered_by(actor, event: Event) -> Entered:
    """What the change of `event` wrote, as it was then; lines in the bin are told of too."""
    lines, days = [], set()
    for model in (FundingLine, CostLine):
        entries = model._meta.get_field("entries").related_model
        rows = entries.history.filter(alliance=actor.alliance, change_id=event.pk).order_by("version")
        wrote = {row.line_id: row for row in rows}
        known = model.objects.of(actor.alliance).filter(pk__in=wrote).select_related("section")
        for line in known.order_by("section__position", "position", "pk"):
            lines.append(EnteredLine(line, wrote[line.pk].amount))
            days.add(wrote[line.pk].status_date)
    day = max(filter(None, days), default=None)
    later = later_of([each.line for each in lines], day) if day else {}
    return Entered(event, day, tuple(replace(each, later=later.get(each.line.pk)) for each in lines))
