"""Many rows written at once, as one change: all of them or none."""

from actionplan.services.activities import change_activity, create_activity
from actionplan.services.changing import changing
from governance.models import Event
from governance.services.puttingback import undo_change

OWN_ACTS = ("activity.write_many", "change.undo")


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
    """Take back what the actor herself wrote with `write_rows`, or took back so. Returns the key of the change that
    does it; None for a change that is not hers. Raises as `undo_change`."""
    own = Event.objects.filter(alliance=actor.alliance, user_id=actor.user_id, act__in=OWN_ACTS)
    event = own.filter(pk=change).first() if actor.user_id is not None else None
    return undo_change(actor, event, reason=reason) if event is not None else None
