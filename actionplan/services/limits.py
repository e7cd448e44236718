"""What the money of a plan is held against: thresholds, and the amount each area was given."""

from collections.abc import Mapping
from decimal import Decimal

from actionplan.models import AreaBudget, EconomyLimits, PriorityArea
from actionplan.services.amounts import AmountsMoved, moved_sentence, stamp
from actionplan.services.changing import claim_row
from actionplan.services.firstcome import NOTHING, refuse_other
from governance import history
from governance.merging import differs
from governance.services.claims import keep

Amounts = Mapping[PriorityArea, Decimal | None]


def set_limits(
    actor,
    plan,
    *,
    areas: Amounts | None = None,
    seen: Mapping[PriorityArea, str] | None = None,
    base_version=None,
    at=None,
    **values,
) -> EconomyLimits:
    """Set the thresholds of a plan, and the amount of some areas; None takes it away. Not a change of the plan itself,
    so an adopted plan asks for no reason.

    `base_version` 0 says that there were no thresholds when the form was made; `seen` is what it showed of each area
    (`stamp`). Raises Clash, AmountsMoved by `field_of` the area, or ValidationError per field.
    """
    areas = areas or {}
    limits = EconomyLimits.objects.of_plan(plan).first()
    with history.recording(actor, "economylimits.change", limits or plan, at=at):
        claim_row(actor, "plan.edit", plan)
        budgets = _standing(plan, areas, seen or {})
        stored = _set_thresholds(plan, values, base_version)
        for area, amount in areas.items():
            _set_area(plan, area, amount, budgets.get(area.pk))
        return stored


def field_of(area: PriorityArea) -> str:
    """What an area is called where its amount is written, and where it is refused."""
    return f"area_{area.pk}"


def _standing(plan, areas: Amounts, seen: Mapping[PriorityArea, str]) -> dict:
    """Area -> the amount that stands; the plan is held. Two who wrote the same amount agree. Raises AmountsMoved."""
    now = {row.area_id: row for row in AreaBudget.objects.of_plan(plan)}
    moved = {}
    for area, amount in areas.items():
        row = now.get(area.pk)
        if stamp(row) != seen.get(area, "") and (row.amount if row is not None else None) != amount:
            moved[field_of(area)] = moved_sentence(row)
    if moved:
        raise AmountsMoved(moved)
    return now


def _set_thresholds(plan, values: Mapping, base_version) -> EconomyLimits:
    """A form for the first thresholds shows those of an empty row, nobody's choice where they are let stand."""
    stored, blank = EconomyLimits.objects.of_plan(plan).first(), EconomyLimits()
    if stored is None:
        return history.create(EconomyLimits(plan=plan, **values))
    if base_version == NOTHING:
        values = {name: value for name, value in values.items() if differs(blank, name, value)}
        refuse_other(stored, values, [name for name in values if differs(blank, name, getattr(stored, name))])
    return history.save(stored, values, base_version=base_version or None)


def _set_area(plan, area: PriorityArea, amount: Decimal | None, row: AreaBudget | None) -> None:
    if row is None and amount is not None:
        history.create(AreaBudget(plan=plan, area=keep(area, weak=True), amount=amount))
    elif row is not None and amount is None:
        history.remove(row)
    elif row is not None:
        history.save(row, {"amount": amount})
