"""Many rows written at once, as one change: all of them or none."""

from actionplan.models import ActionPlan, Activity, ActivityPartner, Measure
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.changing import changing
from actionplan.services.moving import ACT as MOVE
from actionplan.services.moving import undo_move
from governance.models import Event
from governance.services.puttingback import undo_change

OWN_ACTS = (
    *(
        "measure.create",
        "activity.write_many",
        "activity.change_many",
        "activity.remove_many",
        "activity.copy_many",
        MOVE,
    ),
    "change.undo",
)


def write_rows(actor, *, section, measure=None, changes=(), additions=(), reason: str = "", at=None):
    """Change and add activities of one section. `changes` are (activity, version it was looked at, values), `additions`
    are values of new activities, which stand last under the measure. Returns the key of the change, by which it can be
    taken back.

    Raises what a change or an addition by itself raises, and then nothing is stored.
    """
    with changing(actor, "activity.write_many", section, permission="row.edit", reason=reason, at=at) as change:
        for activity, base_version, values in changes:
            change_activity(actor, activity, base_version=base_version, reason=reason, **values)
        for values in additions:
            create_activity(actor, section=section, measure=measure, reason=reason, **values)
        return change.id


def undo_own(actor, change, *, reason: str = ""):
    """Take back what the actor herself did to many rows, or took back so. Returns the key of the change that does it;
    None for a change that is not hers. Raises as `undo_change`."""
    own = Event.objects.filter(alliance=actor.alliance, user_id=actor.user_id, act__in=OWN_ACTS)
    event = own.filter(pk=change).first() if actor.user_id is not None else None
    if event is not None and event.act == MOVE:
        return undo_move(actor, event, ActionPlan.objects.present().get(pk=event.object_id), reason=reason)
    return undo_change(actor, event, reason=reason) if event is not None else None


def sections_of_changes(actor, *changes) -> set:
    """Keys of the sections in which rows of the changes stand, or stood before one of them."""
    told = {"alliance": actor.alliance, "change_id__in": changes}
    partners = ActivityPartner.history.filter(**told).order_by().values("activity_id")
    rows = Activity.objects.filter(alliance_id=actor.alliance.pk, pk__in=partners).order_by()
    asked = [model.history.filter(**told).order_by() for model in (Activity, Measure)]
    return {key for rows in (*asked, rows) for key in rows.values_list("section_id", flat=True)}
