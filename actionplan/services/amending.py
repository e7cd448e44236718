"""Numbered amendments: each change of an adopted plan is part of one, and says why."""

from actionplan.amendments import amendment_for
from actionplan.choices import EntryKind
from actionplan.models import ActionPlan, ActivityTag, CostEntry, FundingEntry
from governance import clock, history
from governance.services.claims import keep
from governance.written import Written

TOLD_AFTERWARDS = (EntryKind.ACTUAL, EntryKind.FORECAST)
ENTRIES = (FundingEntry, CostEntry)


def amend(actor, change: history.Change, plan: ActionPlan, reason: str) -> None:
    """Let the change be part of an amendment of the plan, which the caller holds: the newest one where the same person
    goes on for the same reason on the same day, else the next number.

    One question where it goes on; none where an earlier row of the same change has asked.
    """
    if change.part_of is not None:
        return
    day = clock.day_of_act(actor.alliance, change.at if change.is_dated else None)
    part = amendment_for(plan, reason, day=day, user_id=actor.user_id, made_by=change.by_name)
    if part._state.adding:
        if part.resolution is not None:
            keep(part.resolution, weak=True)
        part = history.create(part)
    change.part_of = part.pk
    plan.amended = part.number  # for the page that is about to say so


def tells_of_adopted(told: Written) -> bool:
    """Whether any of what was written is part of what a plan is adopted with: not the tags of an activity, nor that it
    got a next version for their sake, nor amounts of the accounts and forecasts. One question for each kind of amounts,
    and none where anything else was written."""
    amounts: dict[type, set] = {}
    for model, key, names in told:
        if model not in ENTRIES or "kind" in (names or ()):
            if model is not ActivityTag and names != frozenset():
                return True
        elif names != frozenset():
            amounts.setdefault(model, set()).add(key)
    return any(
        model._base_manager.filter(pk__in=keys).exclude(kind__in=TOLD_AFTERWARDS).exists()
        for model, keys in amounts.items()
    )


def was_adopted(row) -> bool:
    """Whether the row is of a kind that a plan is adopted with; what was spent, and what is expected, is told of it
    afterwards and amends nothing."""
    return getattr(row, "kind", None) not in TOLD_AFTERWARDS or not isinstance(row, ENTRIES)
