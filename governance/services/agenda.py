"""Writes about a case's treatments: the waiting list, the agenda of a meeting, and the way on to the next stop."""

from django.db.models import Max
from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.choices import ItemRole, MeetingState
from governance.models import AgendaItem
from governance.services import files, numbers, papers


def add_item(actor, *, case, body, role=ItemRole.DECIDES, meeting=None, previous=None, at=None, **values) -> AgendaItem:
    """Let a body treat a case: on the waiting list, or on the agenda of `meeting`. Starts the first draft of its paper.

    Onto a meeting that has been called the item comes late: it is numbered at once and marked as sent afterwards.
    """
    require(actor, "case.edit", case)
    require(actor, "item.create", body)
    item = AgendaItem(case=case, body=body, role=role, previous=previous, **values)
    with history.recording(actor, "item.create", item, at=at):
        _start(item)
        if meeting is not None:
            _list(actor, item, meeting)
        return item


def register_item(
    actor,
    *,
    case,
    meeting,
    sequence: int | None = None,
    year: int | None = None,
    role=ItemRole.DECIDES,
    at=None,
    **values,
) -> AgendaItem:
    """Enter a treatment that was numbered before this system; `sequence` None where the number is not known.

    `year` defaults to that of the meeting. Raises ValidationError when the number is taken.
    """
    require(actor, "case.edit", case)
    require(actor, "meeting.edit", meeting)
    year = year or meeting.day.year
    item = AgendaItem(case=case, body=meeting.body, role=role, meeting=meeting, registered=True, **values)
    with history.recording(actor, "item.register", item, at=at):
        if sequence is not None:
            numbers.register_number(actor.alliance, numbers.series_of(meeting.body), year, sequence)
            item.number_year, item.number_sequence = year, sequence
        item.position = _last_position(meeting) + 1
        _start(item)
        return history.move(item, "give_number")


def change_item(actor, item: AgendaItem, *, base_version=None, reason="", at=None, **values) -> AgendaItem:
    """Change what the body is asked to do, merged with what others saved since `base_version`."""
    require(actor, "item.edit", item)
    with history.recording(actor, "item.change", item, reason=reason, at=at):
        return history.save(item, values, base_version=base_version)


def list_item(actor, item: AgendaItem, *, meeting, at=None) -> AgendaItem:
    """Put a waiting item last on the agenda; onto a called meeting it comes late and is numbered at once."""
    require(actor, "item.edit", item)
    with history.recording(actor, "item.list", item, at=at):
        return _list(actor, item, meeting)


def unlist_item(actor, item: AgendaItem, *, at=None) -> AgendaItem:
    """Take an item off an agenda that has not been called; it waits again."""
    require(actor, "item.edit", item)
    with history.recording(actor, "item.unlist", item, at=at):
        return history.move(item, "unlist", {"meeting": None, "position": 0})


def place_item(actor, item: AgendaItem, *, position: int, at=None) -> AgendaItem:
    """Move an item to a place on the agenda, counted from 1; beyond the end means last. Not after the call."""
    require(actor, "item.edit", item)
    if item.meeting is None or item.meeting.state != MeetingState.PLANNED:
        raise history.Refused(_("Rekkefølgen kan bare endres før møtet er innkalt."))
    with history.recording(actor, "item.place", item, at=at):
        history.lock(item.meeting)
        items = [other for other in agenda_of(item.meeting) if other.pk != item.pk]
        items.insert(max(0, position - 1), item)
        for place, each in enumerate(items, start=1):
            history.save(each, {"position": place})
        return item


def withdraw_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Take a treatment back. A numbered one keeps its number and is printed as withdrawn."""
    require(actor, "item.withdraw", item)
    with history.recording(actor, "item.withdraw", item, reason=reason, at=at):
        return withdraw(item)


def postpone_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Put a called item off. Returns the new item, which waits in the same body with a copy of the paper."""
    require(actor, "item.postpone", item)
    with history.recording(actor, "item.postpone", item, reason=reason, at=at):
        return postpone(item)


def send_on(actor, item: AgendaItem, *, body, role=ItemRole.DECIDES, meeting=None, at=None) -> AgendaItem:
    """Carry the case to the next body. Its draft starts from the text this stop ended with; attachments follow."""
    require(actor, "item.send_on", item)
    require(actor, "case.edit", item.case)
    require(actor, "item.create", body)
    following = AgendaItem(case=item.case, body=body, role=role, previous=item)
    with history.recording(actor, "item.send_on", following, at=at):
        _start(following)
        if meeting is not None:
            _list(actor, following, meeting)
        return following


def remove_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Put an item that never got a number in the bin."""
    require(actor, "item.remove", item)
    with history.recording(actor, "item.remove", item, reason=reason, at=at):
        return history.remove(item)


def agenda_of(meeting) -> list[AgendaItem]:
    """The items of a meeting in agenda order."""
    return list(meeting.items.present().in_order())


# ---- Parts of other acts; called inside their recording ----


def postpone(item: AgendaItem) -> AgendaItem:
    """Mark the item postponed and let a new one wait in its place."""
    history.move(item, "postpone")
    return _start(AgendaItem(case=item.case, body=item.body, role=item.role, previous=item))


def withdraw(item: AgendaItem) -> AgendaItem:
    """A numbered item stays on its agenda; one that was not called leaves it."""
    return history.move(item, "withdraw", {} if was_called(item) else {"meeting": None, "position": 0})


def was_called(item: AgendaItem) -> bool:
    """Whether it has gone out to the body, with a number or registered as from before this system."""
    return item.number_sequence is not None or item.registered


def _start(item: AgendaItem) -> AgendaItem:
    """Store a new item as the next treatment of the case by the body, with its first draft."""
    history.lock(item.case)
    before = AgendaItem.objects.filter(case=item.case, body=item.body).aggregate(last=Max("turn"))["last"]
    item.turn = (before or 0) + 1
    history.create(item)
    if item.previous is None:
        papers.start_paper(item)
    else:
        papers.start_from(item, item.previous)
        files.copy_attachments(item.previous, item)
    return item


def _list(actor, item: AgendaItem, meeting) -> AgendaItem:
    require(actor, "meeting.agenda", meeting)
    if meeting.body_id != item.body_id:
        raise history.Refused(_("Saken skal behandles i {body}. Velg et møte i det organet.").format(body=item.body))
    history.lock(meeting)
    position = _last_position(meeting) + 1
    if meeting.state == MeetingState.PLANNED:
        return history.move(item, "list_on", {"meeting": meeting, "position": position})
    history.save(item, {"meeting": meeting, "position": position, "is_late": True})
    return number_item(actor, item)


def number_item(actor, item: AgendaItem) -> AgendaItem:
    """Give the item the next number of its body in the year of the meeting."""
    year = item.meeting.day.year
    sequence = numbers.take_number(actor.alliance, numbers.series_of(item.body), year)
    return history.move(item, "give_number", {"number_year": year, "number_sequence": sequence})


def _last_position(meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0
