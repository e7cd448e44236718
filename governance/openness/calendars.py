"""Calendar feeds (RFC 5545): meetings as events that calendars take in anew each time they ask.

What an event is called comes from rows the actor may see. A calendar knows an event again by its UID and takes a change
by its SEQUENCE, which is the version of the row; a meeting that is called off stays as CANCELLED, so that it goes from
the calendars that have it. The same rows give the same bytes, so an unchanged feed answers 304.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.choices import MeetingState
from governance.clock import OSLO
from governance.models import Meeting

BACK = timedelta(days=365)  # what lies further back is on the page of meetings
# The rules since 1996, in the few lines that every calendar reads; the library lists forty years of days instead.
OSLO_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
STATES = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `start` and `end` are days, or moments in Oslo; the end of a day entry is its last day."""

    uid: str
    sequence: int
    changed_at: datetime
    title: str
    start: date | datetime
    end: date | datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    status: str = "CONFIRMED"


Source = Callable[[object], Iterable[Entry]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a higher floor add to a person's own calendar: `source(actor, link)` gives entries, where `link(view,
    **kwargs)` makes a full address. Called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)


def meeting_entries(actor, link, *which, **more) -> list[Entry]:
    """The meetings the actor may see, from a year back."""
    return [_entry(row, link, row.place) for row in _meetings(actor, *which, **more)]


def _meetings(actor, *which, **more):
    rows = Meeting.objects.visible_to(actor).filter(*which, day__gte=actor.on - BACK, **more)
    return rows.select_related("body").with_changed_at().order_by("day", "pk")


def entry_of(meeting_id, alliance, link) -> Entry | None:
    """One meeting as it is now, for those who are called to it; None where it has been removed."""
    rows = Meeting.objects.of(alliance).filter(pk=meeting_id).select_related("body").with_changed_at()
    return next((_entry(row, link, row.where) for row in rows), None)


def own_entries(actor, link) -> list[Entry]:
    """A person's own calendar: the meetings of her bodies, also unpublished ones, those she is summoned to as a
    substitute, and what is added from above."""
    hers = _meetings(actor, Q(body__in=actor.bodies) | Q(pk__in=actor.summoned))
    found = [_entry(row, link, row.where) for row in hers]
    return [*found, *(entry for source in _sources for entry in source(actor, link))]


def _entry(meeting: Meeting, link, where: str) -> Entry:
    url = link("governance:meeting_detail", meeting=meeting.pk)
    start, end = span_of(meeting)
    return Entry(
        uid=f"meeting-{meeting.pk}@vestregion",
        sequence=meeting.version,
        changed_at=meeting.changed_at,
        title=f"{meeting.body}: {meeting.title}" if meeting.title else str(meeting.body),
        start=start,
        end=end,
        place=where,
        text=_("Saksliste og papirer: {url}").format(url=url),
        url=url,
        status=STATES.get(meeting.state, "CONFIRMED"),
    )


def span_of(row):
    """From and to of a meeting, or of whatever has its day and hours as one; whole days where the hour is not known."""
    last = row.last_day or row.day
    if row.starts_at is None:
        return row.day, last
    end = datetime.combine(last, row.ends_at, OSLO) if row.ends_at else None
    start = datetime.combine(row.day, row.starts_at, OSLO)
    return start, end if end is not None and end > start else None


def write(name: str, entries: Iterable[Entry]) -> bytes:
    """The feed as bytes, with the rules of Oslo's time where an entry has an hour."""
    from icalendar import Calendar, Timezone

    feed = Calendar()
    feed.add("prodid", "-//Vestregion//NO")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("x-wr-timezone", OSLO.key)
    feed.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    feed.add_component(Timezone.from_ical(OSLO_RULES))
    for entry in entries:
        feed.add_component(_event(entry))
    return feed.to_ical()


def _event(entry: Entry):
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", entry.title)
    event.add("dtstart", entry.start)
    if entry.end is not None:
        whole_days = not isinstance(entry.end, datetime)
        event.add("dtend", entry.end + timedelta(days=1) if whole_days else entry.end)
    for name in ("place", "text", "url"):
        if value := getattr(entry, name):
            event.add({"place": "location", "text": "description"}.get(name, name), value)
    event.add("status", entry.status)
    event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
    return event
