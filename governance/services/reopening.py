"""Writes about the agenda of a called meeting that is opened again: worked on out of sight, then sent as a new version.

While it is reopened those who are called keep the agenda they have. What is put on waits without a number, what is
taken off stands, and papers wait with it; «Send ny saksliste» lets all of it out in one act and one mail.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import agendafacts, announcements, clock, history
from governance.agendachoices import Leaving
from governance.agendacompare import Difference, compare
from governance.choices import ItemState, PaperState
from governance.models import AgendaItem, AgendaVersion, Attachment, CasePaper, Meeting
from governance.services import agenda, files, papers
from governance.services.agendaversions import freeze, newest_version
from governance.services.claims import claim


def reopen_agenda(actor, meeting: Meeting, *, reason: str, at=None) -> Meeting:
    """Work on the agenda of a called meeting again. The reason is told with the version that is sent."""
    with history.recording(actor, "meeting.reopen_agenda", meeting, reason=reason, at=at):
        claim(actor, "meeting.reopen_agenda", meeting)
        why = reason.strip()
        if not why:
            raise ValidationError(
                {"reason": _("Skriv hvorfor sakslisten åpnes igjen. De som er innkalt, får vite det.")}
            )
        if len(why) > Meeting._meta.get_field("reopened_why").max_length:
            raise ValidationError({"reason": _("Grunnen kan ha høyst 300 tegn. Skriv den kortere.")})
        if newest_version(meeting) is None:  # called in another way than through the house
            freeze(meeting, at=meeting.called_at)
        return history.save(meeting, {"reopened_at": at or clock.moment(actor.alliance), "reopened_why": why})


def close_agenda(actor, meeting: Meeting, *, at=None) -> Meeting:
    """Leave the agenda as its readers have it. Refused where it has been changed."""
    with history.recording(actor, "meeting.close_agenda", meeting, at=at):
        claim(actor, "meeting.close_agenda", meeting)
        if planned_difference(meeting).is_of_agenda:
            raise history.Refused(_("Sakslisten er endret. Send den ut, eller ta endringene tilbake først."))
        _close(meeting)
        freeze(meeting, at=at)  # time and place may have been changed meanwhile, which was told at once
        return meeting


def take_off(actor, item: AgendaItem, *, leaving: str, at=None) -> AgendaItem:
    """Let a case leave a reopened agenda: one that was put on since waits again, a numbered one is postponed or
    withdrawn when the new version is sent."""
    with history.recording(actor, "item.take_off", item, at=at):
        _claim_reopened(actor, item)
        if item.state == ItemState.LISTED:
            return agenda.leave(item)
        if leaving not in Leaving.values:
            raise ValidationError({"leaving": _("Velg om saken skal utsettes eller trekkes.")})
        return history.save(item, {"leaving": leaving})


def keep_on(actor, item: AgendaItem, *, at=None) -> AgendaItem:
    """A case that was to leave stays."""
    with history.recording(actor, "item.keep_on", item, at=at):
        _claim_reopened(actor, item)
        return history.save(item, {"leaving": ""})


def send_agenda(actor, meeting: Meeting, *, papers_of: Collection[UUID] = (), at=None) -> AgendaVersion:
    """Send the agenda as its next version: what was put on gets its numbers, what was to leave leaves, and papers go
    out: those of new cases, and of the called ones those named in `papers_of`. Announced with what is changed."""
    with history.recording(actor, "meeting.send_agenda", meeting, reason=meeting.reopened_why, at=at):
        claim(actor, "meeting.send_agenda", meeting)
        before, why = newest_version(meeting), meeting.reopened_why
        sent = [paper for item in agenda.held_agenda(meeting) for paper in _let_out(actor, item, papers_of, at)]
        _close(meeting)
        version = freeze(meeting, why=why, at=at, is_written_of=True)
        if version is None:
            raise history.Refused(_("Ingenting er endret. Lukk sakslisten uten endringer i stedet."))
        for paper in sent:
            announcements.paper_sent.tell(paper, at=at)
        announcements.agenda_sent.tell(announcements.AgendaSent(before, version), at=at)
        return version


def planned_difference(meeting: Meeting) -> Difference:
    """What becomes different when the agenda is sent as it stands; papers that wait are not among it (`waiting_of`)."""
    before = newest_version(meeting)
    now = agendafacts.rows_of(meeting, planned=True), agendafacts.facts_of(meeting)
    return compare(before.rows if before else [], now[0], before.facts if before else {}, now[1])


@dataclass(frozen=True)
class Waiting:
    """What lies ready for a case and has not gone out: a newer paper with text, and files. `goes` with the agenda
    whatever is chosen, as the case is new on it."""

    item: AgendaItem
    paper: CasePaper | None
    files: tuple[Attachment, ...]
    goes: bool


def waiting_of(meeting: Meeting) -> list[Waiting]:
    """The papers that may go out with the next version, in agenda order. Three questions whatever the agenda."""
    items = [
        item
        for item in meeting.items.present().select_related("case", "body").in_order()
        if item.state == ItemState.LISTED
        or (item.state in (ItemState.NUMBERED, ItemState.TREATED) and not item.leaving)
    ]
    drafts = CasePaper.objects.present().filter(item__in=items, state=PaperState.DRAFT).order_by("number")
    paper_of = {paper.item_id: paper for paper in drafts if paper.is_written}
    files_of: dict = {}
    for attachment in files.unsent(items):
        files_of.setdefault(attachment.item_id, []).append(attachment)
    return [
        Waiting(item, paper_of.get(item.pk), tuple(files_of.get(item.pk, ())), item.state == ItemState.LISTED)
        for item in items
        if item.pk in paper_of or (item.pk in files_of and item.state != ItemState.LISTED)
    ]


# ---- Parts of these acts ----


def _claim_reopened(actor, item: AgendaItem) -> None:
    """Hold the meeting, then the case; both as they are stored."""
    if item.meeting_id is None:
        raise history.Refused(_("Saken er tatt av sakslisten allerede."))
    meeting = item.meeting
    claim(actor, "meeting.send_agenda", meeting)
    if (words := _why_it_stands(history.take(item))) and item.meeting_id == meeting.pk:
        raise history.Refused(words)
    claim(actor, "item.edit", item)
    if item.meeting_id != meeting.pk:
        raise history.Refused(_("Saken er tatt av sakslisten allerede."))


def _why_it_stands(item: AgendaItem) -> str:
    """Why a case does not leave the agenda, nor needs to be told to stay; "" where it may."""
    words = {
        ItemState.TREATED: _("Saken er behandlet allerede. Den blir stående på sakslisten."),
        ItemState.POSTPONED: _("Saken er utsatt allerede. Den blir stående på sakslisten med nummeret sitt."),
        ItemState.WITHDRAWN: _("Saken er trukket allerede. Den blir stående på sakslisten med nummeret sitt."),
    }
    return words.get(item.state, "")


def _close(meeting: Meeting) -> None:
    """The agenda is no longer reopened, and no case waits to leave it."""
    for item in meeting.items.exclude(leaving=""):
        history.save(history.take(item), {"leaving": ""})
    history.save(meeting, {"reopened_at": None, "reopened_why": ""})


def _let_out(actor, item: AgendaItem, papers_of, at) -> list[CasePaper]:
    """What sending does with one case; the paper that went out, or the one that now has another file beside it."""
    is_new = item.state == ItemState.LISTED
    if is_new:
        agenda.number_item(actor, item)
    elif item.leaving:
        _leave(item)
        return []
    elif item.pk not in papers_of or item.state == ItemState.WITHDRAWN:
        return []
    draft = papers.latest_draft(item)
    if draft is not None and papers.mark_sent(draft, at):
        return [draft]
    if is_new:
        return []
    was = papers.latest_sent(item)
    moved = [files.send_newest(attachment, at) for attachment in item.attachments.present()]
    return [was] if any(moved) and was else []


def _leave(item: AgendaItem) -> None:
    leaving = item.leaving
    history.save(item, {"leaving": ""})
    if item.state != ItemState.NUMBERED:
        return
    if leaving == Leaving.WITHDRAWN:
        agenda.withdraw(item)
    else:
        agenda.postpone(item)
