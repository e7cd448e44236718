"""Writes about meetings: plan, call, hold, cancel, publish."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import announcements, clock, history
from governance.choices import ItemState, MeetingState
from governance.merging import merge
from governance.models import CasePaper, Meeting, Resolution
from governance.programme import mark_of
from governance.readiness import findings_of
from governance.services import agenda, agendaversions, answers, papers, programme
from governance.services.claims import claim, claim_new

TOLD = (
    "day",
    "last_day",
    "starts_at",
    "ends_at",
    "place",
    "form",
    "video_link",
    "dial_in",
)  # who is called, is told of a change in these
NOT_YET = gettext_lazy("Møtet er {day:%d.%m.%Y}. Det kan ikke være avholdt før den dagen.")
LEFT_OUTSIDE = gettext_lazy(
    "Vedtaket i «{title}» er fra {day:%d.%m.%Y}. Velg dager som har den datoen med, eller rett vedtaket først."
)
RESOLVED_ALREADY = gettext_lazy(
    "Møtet har vedtak, og {day:%d.%m.%Y} er ikke kommet ennå. Slett vedtakene først hvis de er ført på feil møte."
)


def create_meeting(actor, *, body, day, at=None, **values) -> Meeting:
    """Plan a meeting of a body on `day` (Oslo)."""
    meeting = Meeting(body=body, day=day, **values)
    with history.recording(actor, "meeting.create", meeting, at=at):
        claim_new(actor, "meeting.create", meeting, below=body)
        return history.create(meeting)


def change_meeting(actor, meeting: Meeting, *, base_version=None, reason="", at=None, **values) -> Meeting:
    """Change time, place and the like, merged with what others saved since `base_version`. Raises Clash.

    The day of a held meeting is corrected with a reason only. Resolutions of the first day follow it; ValidationError
    where another would be left outside the days of the meeting.
    """
    with history.recording(actor, "meeting.change", meeting, reason=reason, at=at):
        claim(actor, "meeting.edit", meeting)
        wanted = merge(meeting, values, base_version)
        day, last = wanted.get("day") or meeting.day, wanted.get("last_day", meeting.last_day)
        _refuse_another_year(meeting, day)
        if (day, last) != (meeting.day, meeting.last_day):
            on = clock.day_of_act(actor.alliance, at)
            programme.follow_days(meeting, day, last or day)
            if day != meeting.day:
                _refuse_rewriting(meeting, day, reason, on)
            _let_resolutions_follow(meeting, day, last or day, on)
        before = {name: getattr(meeting, name) for name in TOLD}
        history.save(meeting, wanted)
        was = {name: value for name, value in before.items() if value != getattr(meeting, name)}
        is_told = bool(was) and meeting.state == MeetingState.CALLED and at is None
        agendaversions.keep_up(meeting, at, is_written_of=is_told)
        if is_told:
            _tell_of_change(meeting, was)
        return meeting


def _tell_of_change(meeting: Meeting, was: dict) -> None:
    """Tell those who are called what stood before where it says when and where; another day is answered anew. Of the
    past that is entered nobody is told, so what was answered stands."""
    change = announcements.MeetingChange(meeting, was, _programme_since(meeting))
    if change.is_moved:
        answers.ask_anew(meeting)
    announcements.meeting_changed.tell(change)


def _programme_since(meeting: Meeting) -> tuple[str, str] | None:
    """The programme as those who are called have it, and as it stands; None where it is the same."""
    was, now = agendaversions.programme_told(meeting), mark_of(meeting)
    return (was, now) if was != now else None


def _refuse_rewriting(meeting: Meeting, day, reason: str, on) -> None:
    """That a meeting was held is a fact: its day is not moved, only corrected."""
    if meeting.state != MeetingState.HELD:
        return
    if day > on:
        raise ValidationError({"day": NOT_YET.format(day=day)})
    if not reason.strip():
        raise ValidationError({"reason": _("Møtet er avholdt. Skriv hvorfor datoen rettes.")})


def _let_resolutions_follow(meeting: Meeting, day, last, on) -> None:
    """Move the resolutions of the first day, also those in the bin, which may come back. The rest must lie within."""
    rows = Resolution.objects.filter(item__in=agenda.held_agenda(meeting), decided_on__isnull=False)
    for resolution in rows.select_related("item__case").order_by("pk"):
        follows, gone = resolution.decided_on == meeting.day, resolution.removed_at is not None
        decided_on = day if follows else resolution.decided_on
        if not gone and last >= day and not day <= decided_on <= last:  # days in disorder are the meeting's own mistake
            says = LEFT_OUTSIDE.format(title=resolution.item.case.title, day=decided_on)
            raise ValidationError({"last_day" if decided_on > last else "day": says})
        if follows and day != meeting.day:
            if not gone and day > on:
                raise ValidationError({"day": RESOLVED_ALREADY.format(day=day)})
            history.save(resolution, {"decided_on": day})


def _refuse_another_year(meeting: Meeting, day) -> None:
    """A number tells the year of its meeting, so a meeting with numbered cases stays in its year."""
    year = meeting.day.year
    if day.year != year and meeting.items.filter(number_sequence__isnull=False).exists():
        reason = _("Sakene har fått nummer i {year}. Velg en dag i {year}, eller avlys møtet og innkall et nytt.")
        raise ValidationError({"day": reason.format(year=year)})


def call_meeting(actor, meeting: Meeting, *, reason="", at=None) -> Meeting:
    """Send the convocation: number the agenda in its order, send the papers.

    What is not ready and needs a reason (readiness.py) is passed over with one, which goes into the history. Each paper
    is announced.
    """
    on = clock.day_of_act(actor.alliance, at)
    with history.recording(actor, "meeting.call", meeting, reason=reason, at=at):
        claim(actor, "meeting.call", meeting)
        found = findings_of(meeting, on)
        if any(each.needs_reason for each in found) and not reason.strip():
            raise history.Refused(_("Møtet er ikke klart. Skriv en begrunnelse, så kan du innkalle likevel."))
        sent = [_send(actor, item, at) for item in agenda.held_agenda(meeting)]
        history.move(meeting, "call", {"called_at": at or clock.moment(actor.alliance)})
        agendaversions.freeze(meeting, at=meeting.called_at)
        for paper in filter(None, sent):
            announcements.paper_sent.tell(paper, at=at)
        announcements.meeting_called.tell(meeting, at=at)
        return meeting


def _send(actor, item, at) -> CasePaper | None:
    """Number the item and send its draft; the paper that went out."""
    if item.state == ItemState.LISTED:
        agenda.number_item(actor, item)
    draft = papers.latest_draft(item)
    if item.state != ItemState.NUMBERED or draft is None:
        return None
    return papers.mark_sent(draft, at)


def hold_meeting(actor, meeting: Meeting, *, reason="", at=None) -> Meeting:
    """The meeting has taken place. Refused before its day, and while the agenda holds a case without a call."""
    with history.recording(actor, "meeting.hold", meeting, reason=reason, at=at):
        claim(actor, "meeting.hold", meeting)
        if meeting.day > clock.day_of_act(actor.alliance, at):
            raise history.Refused(NOT_YET.format(day=meeting.day))
        if agendaversions.is_reopened(meeting):
            raise history.Refused(
                _("Sakslisten er åpnet igjen. Send den nye sakslisten, eller lukk den, før møtet er avholdt.")
            )
        if meeting.items.present().filter(state=ItemState.LISTED).exists():
            raise history.Refused(_("Sakslisten er ikke innkalt. Innkall møtet, eller ta sakene av sakslisten."))
        return history.move(meeting, "hold")


def cancel_meeting(actor, meeting: Meeting, *, reason="", at=None) -> Meeting:
    """Call the meeting off. Its cases wait for another one; called cases keep their number as postponed.

    Refused once a resolution is registered: then the body has met.
    """
    with history.recording(actor, "meeting.cancel", meeting, reason=reason, at=at):
        claim(actor, "meeting.cancel", meeting)
        items = agenda.held_agenda(meeting)
        decided = Resolution.objects.present().filter(item__in=items)
        if decided.exists() or any(item.state == ItemState.TREATED for item in items):
            sentence = _("Møtet har vedtak og kan ikke avlyses. Slett vedtakene først hvis de er ført på feil møte.")
            raise history.Refused(sentence)
        for item in items:
            if item.state == ItemState.NUMBERED:
                agenda.postpone(item)
            elif item.state == ItemState.LISTED:
                agenda.leave(item)
        was_called = meeting.state == MeetingState.CALLED
        history.move(meeting, "cancel", {"reopened_at": None, "reopened_why": ""})
        if was_called:
            announcements.meeting_cancelled.tell(announcements.MeetingCancelled(meeting, reason.strip()), at=at)
        return meeting


def publish_meeting(actor, meeting: Meeting, *, at=None) -> Meeting:
    """Open agenda, papers and resolutions to everyone without login, all but what is exempt. Announced."""
    with history.recording(actor, "meeting.publish", meeting, at=at):
        claim(actor, "meeting.publish", meeting)
        history.save(meeting, {"published_at": at or clock.moment(actor.alliance)})
        announcements.meeting_published.tell(meeting, at=at)
        return meeting


def unpublish_meeting(actor, meeting: Meeting, *, reason="", at=None) -> Meeting:
    """Close a published meeting to the public again, whatever has become of it."""
    with history.recording(actor, "meeting.unpublish", meeting, reason=reason, at=at):
        claim(actor, "meeting.unpublish", meeting)
        return history.save(meeting, {"published_at": None})
