"""A change of last year's plan taken over into the draft that continues it, or left where it is."""

from django.utils.translation import gettext as _

from actionplan.latechanges import RESPONSIBLE, late_changes
from actionplan.models import ActionPlan
from actionplan.services.activities import change_activity
from actionplan.services.changing import changing
from actionplan.services.rollover import MAY_GROW
from governance import history
from governance.access import require


def settle_late_change(actor, plan: ActionPlan, key, *, version: int, take: bool, at=None) -> int:
    """Let the rows of the draft that continue the activity say what it says now (`take`), or stay as they are. Either
    way it is not asked of again until it is changed anew. Returns how many rows were written.

    `version` is the one of the activity that was looked at. Raises Refused when it was changed again, and
    PermissionDenied for rows of others' sections.
    """
    with changing(actor, "activity.take_over", plan, permission="plan.work", at=at):
        if plan.state not in MAY_GROW:
            raise history.Refused(_("Planen er vedtatt. Endre raden selv, med en begrunnelse."))
        found = next(iter(late_changes(plan, only=key)), None)
        if found is None or found.old.version != version:
            raise history.Refused(
                _("Aktiviteten er endret igjen, eller en annen har alt tatt stilling. Se over på nytt.")
            )
        for row in found.rows:
            row.section.plan = plan
            require(actor, "row.edit", row)
        if take and found.taken:
            for row in found.rows:
                change_activity(actor, row, **_values(found))
        history.save(found.fate, {"carried_version": version})
        return len(found.rows) if take else 0


def _values(found) -> dict:
    """The values that were changed; who is responsible is one choice of three columns."""
    names = set(found.taken)
    if names & set(RESPONSIBLE):
        names |= set(RESPONSIBLE)
    return {name: getattr(found.old, name) for name in names}
