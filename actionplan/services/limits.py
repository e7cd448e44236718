"""What the money of a plan is held against: thresholds, and the amount each area was given."""

from collections.abc import Mapping
from decimal import Decimal

from actionplan.models import AreaBudget, EconomyLimits, PriorityArea
from actionplan.services.changing import claim_row
from governance import history
from governance.services.claims import keep


def set_limits(
    actor, plan, *, areas: Mapping[PriorityArea, Decimal | None] | None = None, base_version=None, at=None, **values
) -> EconomyLimits:
    """Set the thresholds of a plan, and the amount of each area; None takes it away. Not a change of the plan itself,
    so an adopted plan asks for no reason. Raises Clash, or ValidationError per field."""
    limits = EconomyLimits.objects.of_plan(plan).first()
    with history.recording(actor, "economylimits.change", limits or plan, at=at):
        claim_row(actor, "plan.edit", plan)
        stored = EconomyLimits.objects.of_plan(plan).first()
        if stored is None:
            stored = history.create(EconomyLimits(plan=plan, **values))
        else:
            stored = history.save(stored, values, base_version=base_version)
        for area, amount in (areas or {}).items():
            _set_area(plan, area, amount)
        return stored


def _set_area(plan, area: PriorityArea, amount: Decimal | None) -> None:
    row = AreaBudget.objects.of_plan(plan).filter(area=area).first()
    if row is None and amount is not None:
        history.create(AreaBudget(plan=plan, area=keep(area, weak=True), amount=amount))
    elif row is not None and amount is None:
        history.remove(row)
    elif row is not None:
        history.save(row, {"amount": amount})
