"""Numbered amendments: each change of an adopted plan is part of one, and says why."""

from actionplan.amendments import newest_of
from actionplan.choices import EntryKind
from actionplan.models import ActionPlan, CostEntry, FundingEntry, PlanAmendment
from governance import clock, history
from governance.services.claims import keep

TOLD_AFTERWARDS = (EntryKind.ACTUAL, EntryKind.FORECAST)


def amend(actor, change: history.Change, plan: ActionPlan, reason: str) -> None:
    """Let the change be part of an amendment of the plan, which the caller holds: the newest one where the same person
    goes on for the same reason on the same day, else the next number.

    One question where it goes on; none where an earlier row of the same change has asked.
    """
    if change.part_of is not None:
        return
    newest = newest_of(plan)
    wanted = PlanAmendment(
        plan=plan,
        number=newest.number + 1 if newest is not None else 1,
        grounds=reason.strip()[:500],
        resolution=getattr(reason, "resolution", None),
        day=clock.day_of_act(actor.alliance, change.at if change.is_dated else None),
        user_id=actor.user_id,
        made_by=change.by_name,
    )
    if newest is None or not is_same(newest, wanted):
        if wanted.resolution is not None:
            keep(wanted.resolution, weak=True)
        newest = history.create(wanted)
    change.part_of = newest.pk
    plan.amended = newest.number  # for the page that is about to say so


def was_adopted(row) -> bool:
    """Whether the row is of a kind that a plan is adopted with; what was spent, and what is expected, is told of it
    afterwards and amends nothing."""
    return getattr(row, "kind", None) not in TOLD_AFTERWARDS or not isinstance(row, FundingEntry | CostEntry)


def is_same(one: PlanAmendment, other: PlanAmendment) -> bool:
    """Whether the same person changes the plan for the same reason on the same day."""
    names = ("grounds", "resolution_id", "day", "user_id", "made_by")
    return all(getattr(one, name) == getattr(other, name) for name in names)
