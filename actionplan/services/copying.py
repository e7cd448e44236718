"""A row of a plan once more, right below itself: an activity, or a measure with all that hangs under it."""

from actionplan.models import Activity, Measure
from actionplan.services.activities import create_activity
from actionplan.services.bulk import together
from actionplan.services.links import copy_links
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
        copies = {row.pk: _copied(actor, row, reason) for row in rows}
        _put_below(rows, copies)
        return change.id, list(copies.values())


def _copied(actor, row, reason: str):
    if isinstance(row, Measure):
        return _copy_measure(actor, row, row.parent, reason)
    return _copy(actor, row, row.measure, reason)


def _put_below(rows: list, copies: dict) -> None:
    """Each copy right below its row; the rows that stand in one order are numbered anew once."""
    new, done = {copy.pk for copy in copies.values()}, set()
    for row in rows:
        if row.pk in done:
            continue
        order = [each for each in siblings(row) if each.pk not in new]
        done |= {each.pk for each in order}
        renumber([one for each in order for one in (each, copies.get(each.pk)) if one is not None])


def _copy(actor, activity: Activity, measure, reason: str) -> Activity:
    values = {name: getattr(activity, name) for name in COPIED}
    partners = [row.organisation for row in activity.partners.present().select_related("organisation")]
    tags = [row.tag for row in activity.tags.present().select_related("tag")]
    lists = {"partners": partners, "tags": tags}
    copy = create_activity(actor, section=activity.section, measure=measure, reason=reason, **lists, **values)
    copy_links(activity, copy)
    return copy


def _copy_measure(actor, measure: Measure, parent, reason: str) -> Measure:
    section = measure.section
    copy = create_measure(actor, section=section, parent=parent, title=measure.title, reason=reason)
    copy_links(measure, copy)
    for activity in measure.activities.present().order_by("position", "pk"):
        activity.section = section
        _copy(actor, activity, copy, reason)
    for child in measure.children.present().order_by("position", "pk"):
        child.section = section
        _copy_measure(actor, child, copy, reason)
    return copy
