"""What is written to those who are asked to a meeting: the convocation with a link to answer by, a summons, a reminder.

Each gets a link of her own, which lets her answer for herself until the meeting is over, without a login.
"""

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance import links, outbox
from governance.access import system_actor
from governance.choices import LinkPurpose
from governance.mail.mailevents import MailEvent, Part, register_event
from governance.mail.words import lazily, written_days
from governance.openness import calendars

SUBSTITUTES = _("Varamedlemmer")
MEMBERS = _("Medlemmer og varamedlemmer i organer")
# The state of the meeting says when the link no longer works; this only sees to it that none lives for ever.
AFTERWARDS = timedelta(days=60)
MEETING = {"body": _("organet"), "day": _("dagen for møtet"), "time": _("klokkeslettet"), "place": _("stedet")}
PAPERS = {"papers": _("adressen til saksliste og papirer")}


def _is_asked(actor) -> bool:
    return bool(actor.seats or actor.summoned)


def calendar_part(alliance, key: str) -> Part | None:
    """The meeting as a file for one's calendar, which knows it again by its UID: a change replaces what is there, and a
    meeting that is called off goes."""

    def link(view: str, meeting) -> str:
        return outbox.absolute(reverse(view, args=[alliance.slug, meeting]))

    entry = calendars.entry_of(key, alliance, link)
    if entry is None:
        return None
    return Part("mote.ics", calendars.write(entry.title, [entry]), "text/calendar")


SUMMONED = MailEvent(
    key="meeting.summoned",
    title=_("Du kalles inn som vara til et møte"),
    audience=SUBSTITUTES,
    mandatory=True,
    subject=_("Du kalles inn som vara: {body} {day}"),
    body=_(
        "Hei {name}\n\nDu kalles inn som vara til møtet i {body} {day} {time}\nDu møter for: {seat}\nSted: {place}\n\n"
        "Svar om du kommer. Du trenger ikke å logge inn:\n{link}\n\n"
        "Så lenge du er kalt inn, kan du lese saksliste og papirer når du logger inn:\n{papers}"
    ),
    places=MEETING | PAPERS | {"seat": _("plassen varamedlemmet møter for")},
    receives=_is_asked,
    part=calendar_part,
)
CALLED_OFF = MailEvent(
    key="meeting.summons_withdrawn",
    title=_("Du skal ikke møte som vara likevel"),
    audience=SUBSTITUTES,
    mandatory=True,
    subject=_("Du skal ikke møte likevel: {body} {day}"),
    body=_(
        "Hei {name}\n\nDu trenger ikke å møte som vara i {body} {day}. Innkallingen er trukket tilbake, og du har ikke "
        "lenger tilgang til papirene som vara.\n\n{link}"
    ),
    places={name: MEETING[name] for name in ("body", "day")},
    receives=_is_asked,
)
REMINDER = MailEvent(
    key="meeting.answer_reminder",
    title=_("Du har ikke svart på en innkalling"),
    audience=MEMBERS,
    subject=_("Kommer du? {body} {day}"),
    body=_(
        "Hei {name}\n\nDu er kalt inn til møtet i {body} {day} {time} og har ikke svart.\nSted: {place}\n\n"
        "Svar om du kommer. Du trenger ikke å logge inn:\n{link}\n\nSaksliste og papirer:\n{papers}"
    ),
    places=MEETING | PAPERS,
    receives=_is_asked,
)
EVENTS = (SUMMONED, CALLED_OFF, REMINDER)


def register() -> None:
    for event in EVENTS:
        register_event(event)


def answer_links(meeting, people) -> dict:
    """A new link for each by which she answers, by her id. Inside the recording of the act that sends them."""
    system = system_actor(meeting.alliance)
    ahead = max((meeting.last_day or meeting.day) - system.on, timedelta())
    lives = ahead + AFTERWARDS
    return links.make_links(system, purpose=LinkPurpose.ANSWER, people=people, about=meeting, lives=lives)


def told_of(meeting) -> dict:
    """What a mail about a meeting says of it."""
    time = format_lazy(_("klokken {time}"), time=f"{meeting.starts_at:%H.%M}") if meeting.starts_at else ""
    place = lazily(lambda: meeting.where) if meeting.where else _("ikke avklart")
    return {"body": meeting.body.name, "day": written_days(meeting.day, meeting.last_day), "time": time, "place": place}


def page_of(meeting) -> str:
    return reverse("governance:meeting_detail", args=[meeting.alliance.slug, meeting.pk])


def write_summons(actor, row, *, at=None) -> None:
    """Write to a substitute that she is summoned, with her own link. Each summons anew."""
    _post(actor, SUMMONED, row.meeting, [row.person], values={"seat": str(row.seat)}, occasion=_occasion(row), at=at)


def write_withdrawal(actor, row, *, at=None) -> None:
    """Write to a substitute that she is not to come after all."""
    path = reverse("governance:my_page", args=[row.meeting.alliance.slug])
    about = {"person": row.person, "about": row.meeting, "values": told_of(row.meeting), "path": path}
    outbox.post(actor, event=CALLED_OFF.key, occasion=_occasion(row), at=at, **about)


def write_reminders(actor, meeting, people, *, at=None) -> int:
    """Write to those who have not answered, once to each for each day the meeting is set to. Returns how many."""
    return _post(actor, REMINDER, meeting, people, occasion=meeting.day.isoformat(), at=at)


def _post(actor, event, meeting, people, *, values=None, occasion="", at=None) -> int:
    values = told_of(meeting) | {"papers": outbox.absolute(page_of(meeting))} | (values or {})
    mails = outbox.post_all(
        actor,
        event=event.key,
        people=people,
        about=meeting,
        values=values,
        path=page_of(meeting),
        occasion=occasion,
        links=partial(answer_links, meeting),
        at=at,
    )
    return len(mails)


def _occasion(row) -> str:
    """One seat may be asked for more than once: the version tells one summons from the next."""
    return f"{row.seat_id.hex}-{row.version}"
