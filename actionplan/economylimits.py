"""What the money of a plan is held against, as it is stored."""

from dataclasses import fields
from decimal import Decimal
from uuid import UUID

from actionplan.economychecks import Limits, turnover_of
from actionplan.economyfacts import money_of
from actionplan.models import ActionPlan, AreaBudget, EconomyLimits, PlanSection

NAMES = [field.name for field in fields(Limits)]


def own_limits(actor, plan: ActionPlan) -> EconomyLimits | None:
    """The thresholds that were set for this plan."""
    return EconomyLimits.objects.visible_to(actor).filter(plan=plan).first()


def limits_of(actor, plan: ActionPlan) -> Limits:
    """The thresholds of the plan, else of the newest earlier plan of its cooperation, else the defaults. Last year's
    turnover is the plan's own alone."""
    rows = EconomyLimits.objects.visible_to(actor).filter(plan__cooperation=plan.cooperation_id)
    newest = rows.filter(plan__year__lte=plan.year).order_by("-plan__year").values("plan_id", *NAMES).first()
    if newest is None:
        return Limits()
    if newest.pop("plan_id") != plan.pk:
        newest["turnover_before"] = None
    return Limits(**newest)


def budgets_of(actor, plan: ActionPlan) -> dict[UUID, Decimal]:
    """Area -> the amount it was given."""
    return {area: row.amount for area, row in budget_rows(actor, plan).items()}


def budget_rows(actor, plan: ActionPlan) -> dict[UUID, AreaBudget]:
    """Area -> the row with the amount it was given."""
    return {row.area_id: row for row in AreaBudget.objects.visible_to(actor).filter(plan=plan)}


def turnover_before(actor, scope, limits: Limits) -> Decimal | None:
    """The turnover in the cooperation's plan of the year before; None where the actor reads no such amounts."""
    rows = PlanSection.objects.visible_to(actor).filter(plan__year=scope.plan.year - 1)
    rows = rows.filter(plan__cooperation=scope.plan.cooperation_id)
    sections = list(rows if scope.is_own else rows.filter(cooperation=scope.cooperation))
    return (turnover_of(money_of(actor, sections), limits).whole or None) if sections else None
