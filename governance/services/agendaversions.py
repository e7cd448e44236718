"""The agenda as its readers have it: what goes out to those who are called is a version of it, numbered from 1.

The call makes the first. Afterwards each act that changes what they have makes the next, but while the agenda is
reopened (services/reopening.py): then they keep the last one until the new one is sent, and get all of it at once.
Resolutions make none: what the body does in its meeting is no change of what it was called to.
"""

from django.utils.translation import gettext as _

from governance import agendafacts, announcements, clock, history
from governance.agendacompare import compare
from governance.choices import MeetingState
from governance.models import AgendaItem, AgendaVersion, Meeting
from governance.programme import FACT


def newest_version(meeting: Meeting) -> AgendaVersion | None:
    """The agenda as its readers have it; None before the call."""
    return meeting.agenda_versions.present().newest_first().first()


def programme_told(meeting: Meeting) -> str:
    """The mark of the programme that those who are called were last written to about; "" for none. One question."""
    version = newest_version(meeting)
    return version.facts.get(FACT, "") if version else ""


# ---- Parts of other acts; called inside their recording ----


def freeze(meeting: Meeting, *, why: str = "", at=None, is_written_of: bool = False) -> AgendaVersion | None:
    """Store the agenda as it stands as the next version, and announce it. Hold the meeting. None: nothing changed.

    A version that is not `is_written_of` to those who are called keeps the programme of the one before: what is changed
    in it waits for the next that is, or it would be told in no mail.
    """
    before = newest_version(meeting)
    told = before.facts if before is not None and not is_written_of else None
    facts, rows = agendafacts.facts_of(meeting, told), agendafacts.rows_of(meeting)
    if before is not None and not compare(before.rows, rows, before.facts, facts):
        return None
    number = before.number + 1 if before else 1
    sent_at = at or clock.moment(meeting.alliance)
    version = AgendaVersion(meeting=meeting, number=number, sent_at=sent_at, why=why, facts=facts, rows=rows)
    history.create(version)
    if before is not None:
        announcements.agenda_changed.tell(version, at=at)
    return version


def keep_up(meeting: Meeting | None, at=None, *, is_written_of: bool = False) -> None:
    """Let the whole of this act make the next version, where its readers are given something else by it. The meeting
    must be held (`hold_agenda`). `is_written_of`: as `freeze` takes it."""
    if meeting is not None and meeting.state == MeetingState.CALLED:
        history.at_end(("agenda", meeting.pk), lambda: _freeze_sent(meeting, at, is_written_of))


def _freeze_sent(meeting: Meeting, at, is_written_of: bool) -> None:
    history.take(meeting)
    if meeting.state == MeetingState.CALLED and meeting.reopened_at is None:
        freeze(meeting, at=at, is_written_of=is_written_of)


def hold_agenda(item: AgendaItem) -> Meeting | None:
    """The meeting whose agenda the case stands on by now, held until the end of the transaction: before the case is
    held itself (services/claims.py). When it is, `refuse_moved` sees to it that it still stands there."""
    key = AgendaItem.objects.filter(pk=item.pk).values_list("meeting", flat=True).first()
    if key is None:
        return None
    return history.take(item.meeting if item.meeting_id == key else Meeting.objects.get(pk=key))


def refuse_moved(item: AgendaItem, meeting: Meeting | None) -> None:
    """Refuse where the case, which is held, was put on an agenda or taken off one while `hold_agenda` waited."""
    if item.meeting_id != (meeting.pk if meeting else None):
        raise history.Refused(_("Saken ble satt på eller tatt av en saksliste i mellomtiden. Prøv igjen."))


def refuse_while_reopened(meeting: Meeting | None, sentence: str) -> None:
    """What goes out to those who are called, goes out with the next version."""
    if is_reopened(meeting):
        raise history.Refused(sentence)


def is_reopened(meeting: Meeting | None) -> bool:
    return meeting is not None and meeting.state == MeetingState.CALLED and meeting.reopened_at is not None


def stands_as(meeting: Meeting) -> str:
    """How an agenda stands: what an act on it does depends on that."""
    return f"{meeting.state}-open" if is_reopened(meeting) else str(meeting.state)


def refuse_otherwise(meeting: Meeting, seen: str) -> None:
    """Refuse the act where the agenda does not stand as she saw it (`stands_as`; "" where she was not asked)."""
    if seen and seen != stands_as(meeting):
        words = _("{what} mens du hadde siden åpen. Ingenting er gjort. Se over, og klikk igjen hvis du fortsatt vil.")
        raise history.Refused(words.format(what=_what_happened(meeting)))


def _what_happened(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CALLED:
        return _("Sakslisten ble åpnet igjen") if is_reopened(meeting) else _("Sakslisten ble sendt ut")
    return _("Møtet ble avholdt eller avlyst")


def paper_waits() -> str:
    return _("Sakslisten er åpnet igjen. Papiret går ut når du sender ny saksliste.")
