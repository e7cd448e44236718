"""Writes about the points below a case on the agenda. Each is an act on the treatment and asks what changing that asks.

On a called meeting another point, or other words of one, is the next version of the agenda at once. A point is moved or
removed before the call, or while the agenda is reopened: its readers know the others by their letters.
"""

from django.db.models import Max
from django.utils.translation import gettext as _

from governance import history
from governance.choices import OPEN_MEETINGS, MeetingState
from governance.models import AgendaItem, Meeting, SubItem, TenantRow
from governance.services import agendaversions
from governance.services.claims import claim, keep


def add_subitem(actor, item: AgendaItem, *, title: str, seen="", at=None, **values) -> SubItem:
    """A new point, last in order. `seen`: how the agenda stood where she wrote it."""
    with history.recording(actor, "subitem.add", item, at=at):
        _keep_chosen(values)
        _hold(actor, item, at, seen)
        return history.create(SubItem(item=item, title=title, position=_last(item) + 1, **values))


def change_subitem(actor, row: SubItem, *, seen="", base_version=None, reason="", at=None, **values) -> SubItem:
    """Change the words of a point, merged with what others saved since `base_version`. Raises Clash."""
    with history.recording(actor, "subitem.change", row.item, reason=reason, at=at):
        _keep_chosen(values)
        _hold(actor, row.item, at, seen)
        keep(row)
        return history.save(row, values, base_version=base_version)


def place_subitem(actor, row: SubItem, *, position: int, seen="", at=None) -> SubItem:
    """Move a point to a place below its case, counted from 1; beyond the end means last."""
    with history.recording(actor, "subitem.place", row.item, at=at):
        _refuse_lettered(_hold(actor, row.item, at, seen))
        keep(row)
        rows = [each for each in row.item.subitems.present().in_order() if each.pk != row.pk]
        rows.insert(max(0, position - 1), row)
        history.save_each((each, {"position": place}) for place, each in enumerate(rows, start=1))
        return history.take(row)


def remove_subitem(actor, row: SubItem, *, seen="", reason="", at=None) -> SubItem:
    """Put a point in the bin."""
    with history.recording(actor, "subitem.remove", row.item, reason=reason, at=at):
        _refuse_lettered(_hold(actor, row.item, at, seen))
        keep(row)
        return history.remove(row)


def restore_subitem(actor, row: SubItem, *, at=None) -> SubItem:
    """Take a point out of the bin again, last in order."""
    with history.recording(actor, "subitem.restore", row.item, at=at):
        _keep_chosen({"on_behalf_of": row.on_behalf_of, "presenter": row.presenter})
        _hold(actor, row.item, at)
        history.take(row)
        if row.removed_at is None:
            raise history.Refused(_("Dette er alt hentet tilbake."))
        return history.save(row, {"removed_at": None, "position": _last(row.item) + 1})


# ---- Parts of other acts; called inside their recording ----


def carry_on(item: AgendaItem, following: AgendaItem) -> None:
    """Let the points of a case that was put off follow to the treatment that waits in its place."""
    names = ("position", "title", "on_behalf_of", "presenter", "presenter_name")
    for row in item.subitems.present().select_related("on_behalf_of", "presenter").in_order():
        history.create(SubItem(item=following, **{name: getattr(row, name) for name in names}))


def _hold(actor, item: AgendaItem, at, seen: str = "") -> Meeting | None:
    """Hold the meeting, then the case, as they are stored, and let what is done go out as it has to."""
    meeting = agendaversions.hold_agenda(item)
    agendaversions.refuse_moved(claim(actor, "item.edit", item), meeting)
    if meeting is None:
        return None
    agendaversions.refuse_otherwise(meeting, seen)
    if meeting.state not in OPEN_MEETINGS:
        raise history.Refused(_("Møtet er avholdt eller avlyst. Underpunktene blir stående slik de ble sendt ut."))
    agendaversions.keep_up(meeting, at)
    return meeting


def _refuse_lettered(meeting: Meeting | None) -> None:
    if meeting is not None and meeting.state == MeetingState.CALLED and not agendaversions.is_reopened(meeting):
        raise history.Refused(
            _(
                "Møtet er innkalt, og de innkalte kjenner underpunktene ved bokstavene. Åpne sakslisten igjen for å "
                "flytte eller fjerne dem."
            )
        )


def _keep_chosen(values: dict) -> None:
    """Hold whose it is and who presents it, so that nobody removes them meanwhile."""
    for name in ("on_behalf_of", "presenter"):
        if isinstance(values.get(name), TenantRow):
            keep(values[name], weak=True)


def _last(item: AgendaItem) -> int:
    return item.subitems.present().aggregate(last=Max("position"))["last"] or 0
