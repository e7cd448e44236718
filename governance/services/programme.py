"""Writes about the programme of a meeting. Each is an act on the meeting and asks what changing that asks.

It is no part of the agenda: a change is told with the next version of that, and with the next mail that the meeting is
changed (services/meetings.py).
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.merging import merge
from governance.models import AgendaItem, Meeting, ProgrammeEntry
from governance.models.programme import HOURS_IN_ORDER
from governance.programme import days_of
from governance.services.claims import claim, keep
from governance.templatetags.norwegian import norwegian_days


def add_entry(actor, meeting: Meeting, *, title: str, at=None, **values) -> ProgrammeEntry:
    """A new entry, which takes its place by day and hour. ValidationError on a day that the meeting does not have,
    hours in disorder, or a case of another agenda."""
    with history.recording(actor, "programme.add", meeting, at=at):
        claim(actor, "meeting.edit", meeting)
        entry = ProgrammeEntry(meeting=meeting, title=title, **values)
        _keep_item(meeting, values.get("item"))
        _check(meeting, entry)
        return history.create(entry)


def change_entry(actor, entry: ProgrammeEntry, *, base_version=None, reason="", at=None, **values) -> ProgrammeEntry:
    """Change an entry, merged with what others saved since `base_version`. Raises Clash, and as `add_entry`."""
    with history.recording(actor, "programme.change", entry.meeting, reason=reason, at=at):
        claim(actor, "meeting.edit", entry.meeting)
        chosen = values.get("item")
        if chosen is not None and chosen.pk != entry.item_id:
            _keep_item(entry.meeting, chosen)
        keep(entry)
        wanted = merge(entry, values, base_version)
        after = {name: wanted.get(name, getattr(entry, name)) for name in ("on_day", "starts_at", "ends_at")}
        _check(entry.meeting, ProgrammeEntry(**after))
        return history.save(entry, wanted)


def remove_entry(actor, entry: ProgrammeEntry, *, reason="", at=None) -> ProgrammeEntry:
    """Put an entry in the bin."""
    with history.recording(actor, "programme.remove", entry.meeting, reason=reason, at=at):
        claim(actor, "meeting.edit", entry.meeting)
        return history.remove(keep(entry))


def restore_entry(actor, entry: ProgrammeEntry, *, at=None) -> ProgrammeEntry:
    """Take an entry out of the bin again. Raises Refused where it is back already, ValidationError where the
    meeting has not that many days any more."""
    with history.recording(actor, "programme.restore", entry.meeting, at=at):
        claim(actor, "meeting.edit", entry.meeting)
        if history.take(entry).removed_at is None:
            raise history.Refused(_("Dette er alt hentet tilbake."))
        _check(entry.meeting, entry)
        return history.restore(entry)


def follow_days(meeting: Meeting, day: date, last: date) -> None:
    """Part of moving a meeting, which is held, before its days are stored: the programme goes with the first day, but
    where only that is another and the last day stays, it keeps its dates. ValidationError where something would stand
    outside the new days."""
    count = (last - day).days + 1
    if count < 1:  # days in disorder are the meeting's own mistake
        return
    later = (meeting.day - day).days if last == (meeting.last_day or meeting.day) else 0
    for entry in ProgrammeEntry.objects.filter(meeting=meeting.pk).in_order():
        on_day = entry.on_day + later
        if entry.removed_at is None and not 1 <= on_day <= count:
            words = _(
                "«{title}» står på dag {number} i programmet. Velg flere dager, eller flytt eller fjern det først."
            )
            said = words.format(title=entry.title, number=entry.on_day)
            raise ValidationError({"last_day" if on_day > count else "day": said})
        if later:  # one in the bin whose day is gone must not come back on another
            history.save(entry, {"on_day": on_day if on_day > 0 else count + 1})


def _keep_item(meeting: Meeting, item: AgendaItem | None) -> None:
    """Hold the case an entry is about, so that nobody takes it off meanwhile."""
    if item is not None and keep(item, weak=True).meeting_id != meeting.pk:
        raise ValidationError({"item": other_agenda()})


def _check(meeting: Meeting, entry: ProgrammeEntry) -> None:
    if not 1 <= entry.on_day <= len(days_of(meeting)):
        raise ValidationError({"on_day": outside(meeting)})
    if entry.starts_at and entry.ends_at and entry.ends_at <= entry.starts_at:
        raise ValidationError({"ends_at": HOURS_IN_ORDER})


def outside(meeting: Meeting) -> str:
    """What is said of a day that the meeting does not have."""
    days = norwegian_days(meeting.day, meeting.last_day)
    return _("Dagen er utenfor møtet, som er {days}.").format(days=days)


def other_agenda() -> str:
    """What is said of a case that stands on another agenda, or none."""
    return _("Saken står ikke på sakslisten til dette møtet.")
