"""What those who sign up for a gathering are written to about: persons of the alliance as they choose, the others at
the address they gave, in the language they signed up in."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import SignUpState
from actionplan.models import SignUp
from actionplan.signuplinks import path_of
from governance import history, outbox
from governance.choices import WAITING_MAILS
from governance.language import language_of
from governance.mail.mailevents import MailEvent
from governance.models import OutgoingMail
from governance.templatetags.norwegian import clock_time, norwegian_date

PLACES = {
    "title": gettext_lazy("hva arrangementet heter"),
    "when": gettext_lazy("dagen og klokkeslettet"),
    "place": gettext_lazy("stedet"),
}
COMES = gettext_lazy("De som er påmeldt arrangementet")
PLACED = MailEvent(
    key="gathering.placed",
    title=gettext_lazy("Du er påmeldt et arrangement"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Du er påmeldt: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nDu er påmeldt {title}.\n\nTid: {when}\nSted: {place}\n\n"
        "Kan du ikke komme? Meld deg av her, så får en annen plassen:\n{link}"
    ),
    places=PLACES,
)
WAITING = MailEvent(
    key="gathering.waiting",
    title=gettext_lazy("Du står på ventelisten til et arrangement"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Du står på ventelisten: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\n{title} er fullt, og du står på ventelisten.\n\nTid: {when}\nSted: {place}\n\n"
        "Vi skriver til deg hvis du får plass. Vil du ikke vente, melder du deg av her:\n{link}"
    ),
    places=PLACES,
)
MOVED_UP = MailEvent(
    key="gathering.moved_up",
    title=gettext_lazy("Du har fått plass på et arrangement"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Du har fått plass: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nEn plass er ledig, og du har fått den. Du er påmeldt {title}.\n\nTid: {when}\nSted: {place}\n\n"
        "Kan du ikke komme likevel? Meld deg av her, så får den neste plassen:\n{link}"
    ),
    places=PLACES,
)
INVITED = MailEvent(
    key="gathering.invited",
    title=gettext_lazy("Du er invitert til et arrangement"),
    audience=gettext_lazy("De som inviteres"),
    mandatory=True,
    subject=gettext_lazy("Invitasjon: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nDu er invitert til {title}.\n\nTid: {when}\nSted: {place}\nSvar innen {until}.\n\n"
        "Meld deg på, eller si nei takk, her:\n{link}"
    ),
    places=PLACES | {"until": gettext_lazy("siste dag for å svare")},
)
CANCELLED = MailEvent(
    key="gathering.cancelled",
    title=gettext_lazy("Et arrangement er avlyst"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Avlyst: {title}"),
    body=gettext_lazy("Hei {name}\n\n{title} {when} er avlyst.\n\n{reason}\n\nPåmeldingen din:\n{link}"),
    places=PLACES | {"reason": gettext_lazy("hvorfor det er avlyst")},
)
CHANGED = MailEvent(
    key="gathering.changed",
    title=gettext_lazy("Tid eller sted for et arrangement er endret"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Endret: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nTid eller sted for {title} er endret. Nå gjelder dette:\n\nTid: {when}\nSted: {place}\n\n"
        "Kan du ikke komme? Meld deg av her, så får en annen plassen:\n{link}"
    ),
    places=PLACES,
)
TAKEN_OFF = MailEvent(
    key="gathering.taken_off",
    title=gettext_lazy("Sekretariatet har meldt deg av et arrangement"),
    audience=COMES,
    mandatory=True,
    subject=gettext_lazy("Du er meldt av: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nSekretariatet har meldt deg av {title} {when}. Er det feil, ta kontakt med oss.\n\n"
        "Påmeldingen din:\n{link}"
    ),
    places=PLACES,
)
REMINDER = MailEvent(
    key="gathering.reminder",
    title=gettext_lazy("Påminnelse om et arrangement du er påmeldt"),
    audience=COMES,
    subject=gettext_lazy("Påminnelse: {title}"),
    body=gettext_lazy(
        "Hei {name}\n\nVi minner om {title}, som du er påmeldt.\n\nTid: {when}\nSted: {place}\n\n"
        "Kan du ikke komme? Meld deg av her, så får en annen plassen:\n{link}"
    ),
    places=PLACES,
)
EVENTS = (PLACED, WAITING, MOVED_UP, INVITED, CANCELLED, CHANGED, TAKEN_OFF, REMINDER)
ANSWERS = {SignUpState.PLACED: PLACED, SignUpState.WAITING: WAITING, SignUpState.INVITED: INVITED}
_day = lazy(norwegian_date, str)


def tell(actor, event: MailEvent, row: SignUp, *, occasion: str = "", at=None) -> OutgoingMail | None:
    """Post the event to whoever the sign-up is about. One who can be reached nowhere is told by the secretariat."""
    if at is not None or not address_of(row):
        return None
    gathering = row.gathering
    common = {
        "about": gathering,
        "values": _values(row),
        "path": path_of(row, actor.alliance),
        "occasion": occasion_of(row, occasion),
    }
    if row.person is not None:
        return outbox.post(actor, event=event.key, person=row.person, **common)
    language = row.language or language_of(None, actor.alliance)
    return outbox.post_outside(actor, event=event.key, name=row.name, address=row.email, language=language, **common)


def tell_anew(actor, row: SignUp, *, at=None) -> None:
    """The address was corrected: what became of the sign-up goes there too."""
    if (event := ANSWERS.get(row.state)) is not None:
        tell(actor, event, row, occasion=f"-{row.version}", at=at)


def stop_waiting(row: SignUp, address: str) -> None:
    """What waits to go to an address that was wrong is not sent. Within the recording of the act."""
    rows = OutgoingMail.objects.of(row.alliance_id).filter(state__in=WAITING_MAILS, key__contains=row.pk.hex)
    stopped = outbox.withdrawn(_("Adressen er rettet."))
    history.save_each((mail, stopped) for mail in rows.filter(address__iexact=address).select_for_update())


def occasion_of(row: SignUp, more: str = "") -> str:
    """Tells one sign-up from the others, and from itself when she has withdrawn and comes back."""
    return f"{row.pk.hex}-{row.number}{more}"


def address_of(row: SignUp) -> str:
    """Where mail about the sign-up goes; empty where nobody knows."""
    return outbox.address_of(row.person) if row.person is not None else row.email


def _values(row: SignUp) -> dict:
    """Lazy: each is read in the language of the receiver. Only who has a place gets the link to a meeting online."""
    gathering = row.gathering
    online = gathering.online_link
    if online and row.state != SignUpState.PLACED:
        online = gettext_lazy("på nett, og du får lenken når du har fått plass")
    return {
        "title": gathering.title,
        "when": lazy(lambda: when(gathering), str)(),
        "place": gathering.place or online or gettext_lazy("ikke avklart"),
        "until": _day(gathering.closes_on),
        "reason": gathering.cancelled_because,
    }


def when(gathering) -> str:
    """ "12. mars 2018 kl. 9.00–15.00", in the language that is spoken."""
    days = norwegian_date(gathering.day)
    if gathering.last_day and gathering.last_day != gathering.day:
        days = _("{first} til {last}").format(first=days, last=norwegian_date(gathering.last_day))
    if gathering.starts_at is None:
        return days
    hours = clock_time(gathering.starts_at)
    if gathering.ends_at is not None:
        hours += f"–{clock_time(gathering.ends_at)}"
    return _("{days} kl. {hours}").format(days=days, hours=hours)
