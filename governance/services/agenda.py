"""Writes about a case's treatments: the waiting list, the agenda of a meeting, and the way on to the next stop."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from governance import clock, handover, history
from governance.access import may
from governance.agendaplaces import place_among, place_for, ranks_of
from governance.choices import OPEN_MEETINGS, ItemRole, ItemState, MeetingState
from governance.models import AgendaItem, StandingItem
from governance.services import agendaversions, files, numbers, papers, subitems
from governance.services.claims import claim, claim_back


def add_item(
    actor, *, case, body, role=ItemRole.DECIDES, meeting=None, seen="", previous=None, at=None, **values
) -> AgendaItem:
    """Let a body treat a case: on the waiting list, or on the agenda of `meeting`. Starts the first draft of its paper.

    Onto a meeting that has been called the item comes late: it is marked as sent afterwards and numbered at once, but
    where the agenda is reopened, when the next version of it is sent. `seen`: how the agenda stood where she chose it.
    """
    item = AgendaItem(case=case, body=body, role=role, previous=previous, **values)
    with history.recording(actor, "item.create", item, at=at):
        claim(actor, "item.create", body, weak=True)
        if meeting is not None:
            _claim_agenda(actor, meeting)
            agendaversions.refuse_otherwise(meeting, seen)
        claim(actor, "case.edit", case)
        _start(item)
        if meeting is not None:
            _list(actor, item, meeting, at)
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
    item = AgendaItem(case=case, body=meeting.body, role=role, meeting=meeting, registered=True, **values)
    with history.recording(actor, "item.register", item, at=at):
        claim(actor, "meeting.edit", meeting)
        claim(actor, "case.edit", case)
        year = year or meeting.day.year
        if sequence is not None:
            numbers.register_number(actor.alliance, numbers.series_of(meeting.body), year, sequence)
            item.number_year, item.number_sequence = year, sequence
        item.position = _last_position(meeting) + 1
        _start(item)
        agendaversions.keep_up(meeting, at)
        return history.move(item, "give_number")


def change_item(actor, item: AgendaItem, *, base_version=None, reason="", at=None, **values) -> AgendaItem:
    """Change what the body is asked to do, merged with what others saved since `base_version`."""
    with history.recording(actor, "item.change", item, reason=reason, at=at):
        meeting = agendaversions.hold_agenda(item)
        agendaversions.refuse_moved(claim(actor, "item.edit", item), meeting)
        if item.was_called:
            agendaversions.refuse_while_reopened(meeting, _task_waits())
        agendaversions.keep_up(meeting, at)
        return history.save(item, values, base_version=base_version)


def list_item(actor, item: AgendaItem, *, meeting, seen="", at=None) -> AgendaItem:
    """Put a waiting item on the agenda: last, or before what the template of the body has last. Onto a called meeting
    it comes late and is numbered at once, but where its agenda is reopened, with the next version of it. `seen`: how
    the agenda stood where she chose to."""
    with history.recording(actor, "item.list", item, at=at):
        _claim_agenda(actor, meeting)
        agendaversions.refuse_otherwise(meeting, seen)
        claim(actor, "item.edit", item)
        return _list(actor, item, meeting, at)


def unlist_item(actor, item: AgendaItem, *, at=None) -> AgendaItem:
    """Take an item off an agenda that has not been called; it waits again."""
    with history.recording(actor, "item.unlist", item, at=at):
        meeting = agendaversions.hold_agenda(item)
        agendaversions.refuse_moved(claim(actor, "item.edit", item), meeting)
        return leave(item)


def place_item(actor, item: AgendaItem, *, position: int, shown: Sequence[str] = (), at=None) -> AgendaItem:
    """Move an item to a place on the agenda, counted from 1; beyond the end means last. Not after the call, but on an
    agenda that is reopened.

    `shown`: keys of the agenda as she saw it, in order. The place is counted in that one, and the item comes to stand
    after the nearest above it that is still there, whatever others have moved, put on or taken off meanwhile.
    """
    meeting = item.meeting
    with history.recording(actor, "item.place", item, at=at):
        if meeting is not None:
            history.take(meeting)
        claim(actor, "item.edit", item)
        if meeting is None or item.meeting_id != meeting.pk or not _can_be_ordered(meeting):
            raise history.Refused(
                _("Rekkefølgen kan bare endres før møtet er innkalt, eller når sakslisten er åpnet igjen.")
            )
        items = [other for other in agenda_of(meeting) if other.pk != item.pk]
        keys = [str(other.pk) for other in items]
        items.insert(place_among(keys, str(item.pk), position, shown), item)
        history.save_each((each, {"position": place}) for place, each in enumerate(items, start=1))
        return history.take(item)


def _can_be_ordered(meeting) -> bool:
    return meeting.state == MeetingState.PLANNED or agendaversions.is_reopened(meeting)


def withdraw_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Take a treatment back. A numbered one keeps its number and is printed as withdrawn."""
    with history.recording(actor, "item.withdraw", item, reason=reason, at=at):
        meeting = agendaversions.hold_agenda(item)
        agendaversions.refuse_moved(claim(actor, "item.withdraw", item), meeting)
        if item.was_called:
            agendaversions.refuse_while_reopened(meeting, _taken_off_there())
        agendaversions.keep_up(meeting, at)
        return withdraw(item)


def postpone_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Put a called item off. Returns the new item, which waits in the same body with a copy of the paper."""
    with history.recording(actor, "item.postpone", item, reason=reason, at=at):
        meeting = agendaversions.hold_agenda(item)
        agendaversions.refuse_moved(claim(actor, "item.postpone", item), meeting)
        agendaversions.refuse_while_reopened(meeting, _taken_off_there())
        agendaversions.keep_up(meeting, at)
        return postpone(item)


def send_on(
    actor,
    item: AgendaItem,
    *,
    body,
    role=ItemRole.DECIDES,
    meeting=None,
    version=None,
    attachments=None,
    reason="",
    at=None,
    **values,
) -> AgendaItem:
    """Carry the case to the next body. Its draft starts from the text this stop ended with, in the version it treated
    or the `version` chosen; all attachments follow, or those that are named.

    What is said before (handover.py) and needs a reason is passed over with one, which goes into the history.
    """
    following = AgendaItem(case=item.case, body=body, role=role, previous=item, **values)
    with history.recording(actor, "item.send_on", following, reason=reason, at=at):
        claim(actor, "item.create", body, weak=True)
        if meeting is not None:
            _claim_agenda(actor, meeting)
        claim(actor, "item.send_on", item)
        claim(actor, "case.edit", item.case)
        load = handover.load_of(item)
        if version is not None and version not in load.papers:
            raise history.Refused(_("Velg en versjon av saksframlegget i denne behandlingen."))
        on = clock.day_of_act(actor.alliance, at)
        found = handover.findings_of(load, on, body=body, meeting=meeting, version=version)
        if not reason.strip() and (unexplained := [each.words for each in found if each.needs_reason]):
            words = _("{why} Skriv en begrunnelse, så kan saken likevel sendes videre.")
            raise history.Refused(words.format(why=unexplained[0]))
        _start(following, load, version, attachments)
        if meeting is not None:
            _list(actor, following, meeting, at)
        return following


def remove_item(actor, item: AgendaItem, *, reason="", at=None) -> AgendaItem:
    """Put an item that was never called in the bin."""
    with history.recording(actor, "item.remove", item, reason=reason, at=at):
        claim(actor, "item.remove", item)
        return history.remove(item)


def restore_item(actor, item: AgendaItem, *, at=None) -> AgendaItem:
    """Take an item out of the bin. It waits: the agenda it stood on may have been called since. The case is held, so
    that nobody closes it meanwhile."""
    with history.recording(actor, "item.restore", item, at=at):
        claim_back(actor, "item.restore", item)
        history.restore(item)
        if item.state == ItemState.LISTED:
            leave(item)
        return item


def agenda_of(meeting) -> list[AgendaItem]:
    """The items of a meeting in agenda order."""
    return list(meeting.items.present().in_order())


# ---- Parts of other acts; called inside their recording ----


def held_agenda(meeting) -> list[AgendaItem]:
    """The items of a held meeting in agenda order, each held and as it is stored now."""
    rows = meeting.items.present().select_related("case", "meeting", "body", "previous").in_order()
    return [item for item in map(history.take, rows) if item.meeting_id == meeting.pk and item.removed_at is None]


def leave(item: AgendaItem) -> AgendaItem:
    """A listed item waits again."""
    return history.move(item, "unlist", {"meeting": None, "position": 0, "is_late": False})


def postpone(item: AgendaItem) -> AgendaItem:
    """Mark the item postponed and let a new one wait in its place. What was written for a meeting that did not treat it
    is not lost: its paper starts from the newest text, sent or not, and the points below the case follow."""
    history.move(item, "postpone", {"leaving": ""})
    load = handover.load_of(item)
    version = None if load.resolution else load.newest_written
    kept = {name: getattr(item, name) for name in ("case", "body", "role", "is_numbered")}
    following = _start(AgendaItem(previous=item, **kept), load, version)
    subitems.carry_on(item, following)
    return following


def take_back(item: AgendaItem) -> None:
    """Put what has waited since the item was postponed in the bin. Refused once it stands on an agenda."""
    for following in map(history.take, item.next_items.present()):
        if following.state != ItemState.WAITING:
            raise history.Refused(_("Saken venter ikke lenger etter utsettelsen. Ta den av den nye sakslisten først."))
        history.remove(following)


def withdraw(item: AgendaItem) -> AgendaItem:
    """A numbered item stays on its agenda; one that was not called leaves it."""
    return history.move(item, "withdraw", {"leaving": ""} if item.was_called else {"meeting": None, "position": 0})


def _claim_agenda(actor, meeting):
    """Hold an agenda that is to take a case. Raises ValidationError, with where it can go, when it is closed."""
    history.take(meeting)
    if meeting.state not in OPEN_MEETINGS and may(actor, "item.create", meeting.body):
        raise ValidationError({"meeting": handover.closed_agenda(meeting)})
    return claim(actor, "meeting.agenda", meeting)


def _task_waits() -> str:
    return _(
        "Sakslisten er åpnet igjen. Oppgaven kan endres når du har sendt den nye, eller lukket den uten endringer."
    )


def _taken_off_there() -> str:
    return _(
        "Sakslisten er åpnet igjen. Ta saken av på siden for sakslisten. De innkalte får vite det når du sender ny "
        "saksliste."
    )


def _start(item: AgendaItem, load=None, version=None, attachments=None) -> AgendaItem:
    """Store a new item as the next treatment of the case by the body, with its first draft. `load`: what the stop
    before it has to give, where that is read already."""
    history.lock(item.case)
    before = AgendaItem.objects.filter(case=item.case, body=item.body).aggregate(last=Max("turn"))["last"]
    item.turn = (before or 0) + 1
    history.create(item)
    if item.previous is None:
        papers.start_paper(item)
    else:
        papers.start_from(item, load or handover.load_of(item.previous), version)
        files.copy_attachments(item.previous, item, only=attachments)
    return item


def _list(actor, item: AgendaItem, meeting, at) -> AgendaItem:
    """Put an item on the agenda of a meeting that is held."""
    if meeting.body_id != item.body_id:
        raise history.Refused(_("Saken skal behandles i {body}. Velg et møte i det organet.").format(body=item.body))
    if meeting.state == MeetingState.PLANNED:
        return history.move(item, "list_on", {"meeting": meeting, "position": _make_room(item, meeting)})
    late = {"meeting": meeting, "position": _last_position(meeting) + 1, "is_late": True}
    if agendaversions.is_reopened(meeting):
        return history.move(item, "list_on", late)
    agendaversions.keep_up(meeting, at)
    history.save(item, late)
    return number_item(actor, item)


def number_item(actor, item: AgendaItem) -> AgendaItem:
    """Give the item the next number of its body in the year of the meeting; or none, where it gets none."""
    if not item.is_numbered:
        return history.move(item, "give_number")
    year = item.meeting.day.year
    sequence = numbers.take_number(actor.alliance, numbers.series_of(item.body), year)
    return history.move(item, "give_number", {"number_year": year, "number_sequence": sequence})


def _make_room(item: AgendaItem, meeting) -> int:
    """The position the template of the body gives the case; what comes after it moves on. Last without a template."""
    items = agenda_of(meeting)
    ranks = ranks_of(StandingItem.objects.template_of(meeting))
    place = place_for(item.case_id, [each.case_id for each in items], ranks)
    if place == len(items):
        return _last_position(meeting) + 1
    position = items[place - 1].position + 1 if place else 1
    history.save_each((each, {"position": n}) for n, each in enumerate(items[place:], start=position + 1))
    return position


def _last_position(meeting) -> int:
    return meeting.items.aggregate(last=Max("position"))["last"] or 0
