"""The points below the cases of an agenda, as a reader has them."""

from governance.composed import all_held, composed
from governance.models import SubItem
from governance.subitems import Sent, lines_of


def give_points(actor, items) -> None:
    """Give each treatment of an agenda, or one alone, the `points` below it that the actor may read; of an agenda that
    is reopened for others, as they went out last (views/meetings.py). The cases are revealed. One question for all."""
    if any(hasattr(item, "sent_points") for item in items):
        told = {item.pk: [] if item.case.is_masked else item.sent_points for item in items}
        sent = Sent(each for points in told.values() for each in points)
        for item in items:
            item.points = sent.lines(told[item.pk])
        return
    found = lines_of(_rows_of(actor, items)) if items else {}
    for item in items:
        item.points = found.get(item.pk, [])


def _rows_of(actor, items) -> list[SubItem]:
    if len(items) == 1:
        return _rows(actor, items[0].pk, of="item")
    return _rows(actor, items[0].meeting_id, of="item__meeting")


@composed(all_held)
def _rows(actor, key, *, of):
    rows = SubItem.objects.visible_to(actor).filter(**{of: key})
    return rows.select_related("on_behalf_of", "presenter").in_order()
