"""Rows as they stood at a moment, read from their history and never from what is stored now."""

from datetime import datetime
from functools import cached_property

from actionplan.choices import PlanState
from actionplan.models import ActionPlan, PlanSection
from governance.composed import composed


class Past:
    """One plan at one moment, the moment itself included. Whoever makes one has been shown the plan."""

    def __init__(self, plan: ActionPlan, moment: datetime):
        self.plan, self.moment = plan, moment

    def rows(self, model, **keep) -> list:
        """The newest history row of each row that was there, by the filter; one question.

        What `keep` asks for must not change while a row lives, or be asked for widely enough to hold all it has been.
        """
        rows = model.history.filter(alliance_id=self.plan.alliance_id, history_date__lte=self.moment, **keep)
        newest = {row.id: row for row in rows.order_by("version")}
        return [row for row in newest.values() if row.removed_at is None]

    def named(self, model, keys) -> dict:
        """Rows that others pointed to, by key, also those that are removed: as they stood, or as they were first known
        where the moment is before that. One question."""
        found: dict = {}
        wanted = {key for key in keys if key is not None}
        rows = model.history.filter(alliance_id=self.plan.alliance_id, id__in=wanted) if wanted else ()
        for row in rows.order_by("version") if wanted else ():
            if row.id not in found or row.history_date <= self.moment:
                found[row.id] = row
        return found

    @cached_property
    def header(self) -> ActionPlan | None:
        """The plan's own fields; None before it was made."""
        rows = self.rows(ActionPlan, id=self.plan.pk)
        return rows[0].instance if rows else None

    @cached_property
    def every_section(self) -> set:
        """The ids of all sections the plan has ever had."""
        rows = PlanSection.history.filter(alliance_id=self.plan.alliance_id, plan_id=self.plan.pk)
        return set(rows.order_by().values_list("id", flat=True))


@composed()
def _moves(plan):
    """(state, moment, change) of every stored version of the plan, the newest first."""
    rows = ActionPlan.history.filter(id=plan).order_by("-version", "pk")
    return rows.values_list("state", "history_date", "change_id")


def adoption_of(plan) -> tuple[datetime, object] | None:
    """When the plan as it is now was adopted, and by which change; None for one that is not. One question."""
    if plan.state not in (PlanState.ADOPTED, PlanState.CLOSED):
        return None
    settled = None
    for state, moment, change in _moves(plan.pk):
        if state not in (PlanState.ADOPTED, PlanState.CLOSED):
            break
        settled = moment, change
    return settled


def shown_since(actor, plan, works: bool) -> datetime | None:
    """The first moment at which the actor may be told how the plan stood: none (None) for those who work with it; for
    readers when it last ceased to be a draft, for a visitor when it was published as well. One question at most."""
    if works:
        return None
    first = None
    for state, moment, _change in _moves(plan.pk):
        if state == PlanState.DRAFT:
            break
        first = moment
    opened = plan.published_at
    return max(filter(None, (first, opened))) if not actor.is_known and opened else first
