"""The order of rows under their parent: 1, 2, 3 … without gaps after each move, written only where it differs."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplan.models import (
    Activity,
    CostLine,
    FocusArea,
    FundingLine,
    Measure,
    PlanSection,
    PlatformPoint,
    PriorityArea,
    ReportingLine,
    SectionPosition,
)
from actionplan.services.changing import changing
from governance import history

# model -> (field that holds the place, fields that rows must share to stand in one order)
ORDERS = {
    PlanSection: ("position", ("plan_id",)),
    Measure: ("position", ("section_id", "parent_id")),
    Activity: ("position", ("section_id", "measure_id")),
    FundingLine: ("position", ("section_id",)),
    CostLine: ("position", ("section_id",)),
    ReportingLine: ("position", ("section_id", "kind")),
    SectionPosition: ("order", ("section_id",)),
    PlatformPoint: ("position", ("platform_id", "kind")),
    PriorityArea: ("position", ("platform_id",)),
    FocusArea: ("position", ("area_id",)),
}
UP, DOWN = "up", "down"


def siblings(row):
    """Present rows that stand in one order with `row`, itself included, in that order."""
    place, shared = ORDERS[type(row)]
    same = {name: getattr(row, name) for name in shared}
    return type(row).objects.present().filter(alliance_id=row.alliance_id, **same).order_by(place, "pk")


def put_last(row, alliance) -> None:
    """Give a row that is not stored yet the place after its siblings."""
    place, _shared = ORDERS[type(row)]
    row.alliance = alliance
    last = siblings(row).aggregate(last=Max(place))["last"]
    setattr(row, place, (last or 0) + 1)


def move_row(actor, row, *, before=None, after=None, direction: str = "", reason: str = "", at=None):
    """Move a row within its parent: right before or after a sibling, or one step "up" or "down".

    At the end of the list a step changes nothing. Raises ValidationError for a row that is no sibling.
    """
    with changing(actor, f"{row._meta.model_name}.move", row, reason=reason, at=at):
        others = [each for each in siblings(row) if each.pk != row.pk]
        renumber([*others[: (index := _index(row, others, before, after, direction))], row, *others[index:]])
        return row


def renumber(rows: list) -> None:
    """Store the order of the list as 1, 2, 3 …"""
    place = ORDERS[type(rows[0])][0] if rows else ""
    history.save_each((row, {place: number}) for number, row in enumerate(rows, 1))


def put_before(row, before=None) -> None:
    """Number a row anew before one of its siblings; last where that is none of them."""
    others = [each for each in siblings(row) if each.pk != row.pk]
    keys = [each.pk for each in others]
    index = keys.index(before.pk) if before is not None and before.pk in keys else len(others)
    renumber([*others[:index], row, *others[index:]])


def put_back(row) -> None:
    """Renumber after a row came back, where another has taken its place: it stands before that one."""
    place, _shared = ORDERS[type(row)]
    others = [each for each in siblings(row) if each.pk != row.pk]
    if all(getattr(each, place) != getattr(row, place) for each in others):
        return  # of many that came back, each still stands between its own neighbours
    index = next((n for n, each in enumerate(others) if getattr(each, place) >= getattr(row, place)), len(others))
    renumber([*others[:index], row, *others[index:]])


def _index(row, others: list, before, after, direction: str) -> int:
    keys = [each.pk for each in others]
    for neighbour, offset in ((before, 0), (after, 1)):
        if neighbour is not None:
            if neighbour.pk not in keys:
                raise ValidationError(_("Raden står ikke lenger der. Last siden på nytt, og flytt på nytt."))
            return keys.index(neighbour.pk) + offset
    now = list(siblings(row).values_list("pk", flat=True)).index(row.pk)
    return {UP: max(now - 1, 0), DOWN: min(now + 1, len(others))}.get(direction, now)
