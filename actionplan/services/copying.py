"""A row of a plan once more, right below itself: an activity, or a measure with all that hangs under it."""

from actionplan.models import Activity, Measure
from actionplan.services.activities import create_activity
from actionplan.services.bulk import together
from actionplan.services.measures import create_measure
from actionplan.services.ordering import renumber, siblings

# What a copy takes with it: not its status, nor which activity of an earlier plan it continues.
COPIED = (
    *("title", "deadline_text", "mode", "steered_by", "note"),
    *("responsible_position", "responsible_organisation", "responsible_person"),
)


def copy_many(actor, plan, chosen, *, reason: str = "", at=None) -> tuple:
    """Copy activities and measures of a plan. Returns the key of the change and the copies in the order of `chosen`.
    Raises as `change_many`."""
    with together(actor, "activity.copy_many", plan, chosen, fields=(), reason=reason, at=at) as (change, rows):
        return change.id, [_copied_below(actor, row, reason) for row in rows]


def _copied_below(actor, row, reason: str):
    is_measure = isinstance(row, Measure)
    copy = _copy_measure(actor, row, row.parent, reason) if is_measure else _copy(actor, row, row.measure, reason)
    others = [each for each in siblings(row) if each.pk != copy.pk]
    index = [each.pk for each in others].index(row.pk) + 1
    renumber([*others[:index], copy, *others[index:]])
    return copy


def _copy(actor, activity: Activity, measure, reason: str) -> Activity:
    values = {name: getattr(activity, name) for name in COPIED}
    partners = [row.organisation for row in activity.partners.present().select_related("organisation")]
    section = activity.section
    return create_activity(actor, section=section, measure=measure, partners=partners, reason=reason, **values)


def _copy_measure(actor, measure: Measure, parent, reason: str) -> Measure:
    section = measure.section
    copy = create_measure(actor, section=section, parent=parent, title=measure.title, reason=reason)
    for activity in measure.activities.present().order_by("position", "pk"):
        activity.section = section
        _copy(actor, activity, copy, reason)
    for child in measure.children.present().order_by("position", "pk"):
        child.section = section
        _copy_measure(actor, child, copy, reason)
    return copy
