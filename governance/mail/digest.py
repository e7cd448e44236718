"""The digest: what a person has chosen to hear of together, in one mail a day or a week. A chore of the night.

A digest is posted like any other mail, once for a person and a day; what it gathers is marked with it in the same
transaction, so nothing is told twice and no digest is empty. What waits for someone who has left is withdrawn.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock, history, outbox
from governance.access import system_actor
from governance.choices import DigestRhythm, MailState
from governance.language import speaking
from governance.mail.mailevents import MailEvent, event_of
from governance.models import DigestChoice, OutgoingMail

MONDAY, WEEK = 0, timedelta(days=7)
DIGEST = MailEvent(
    key="digest",
    title=gettext_lazy("Samlebrev"),
    audience=gettext_lazy("De som har valgt det"),
    mandatory=True,
    subject=gettext_lazy("Siste nytt fra {alliance}"),
    body=gettext_lazy("Hei {name}\n\nDette har skjedd i {alliance} siden sist:\n\n{list}\n\nMin side: {link}"),
    places={"list": gettext_lazy("det som har skjedd, samlet etter hva det gjelder")},
)


def send_digests(*, now=None) -> int:
    """Gather what waits for each person whose day it is. Returns how many digests were posted; safe to do again."""
    today = clock.day_of(now or clock.now())
    waiting: dict = {}
    rows = OutgoingMail.objects.present().filter(state=MailState.COLLECTED)
    for mail in rows.select_related("alliance", "person__user").order_by("queued_at", "pk"):
        waiting.setdefault(mail.person.successor, []).append(mail)
    weekly = set(
        DigestChoice.objects.present()
        .filter(person__in=list(waiting), rhythm=DigestRhythm.WEEKLY)
        .values_list("person", flat=True)
    )
    due = {p: mails for p, mails in waiting.items() if p.pk not in weekly or _is_week_over(mails, today)}
    return sum(_gather(person, mails, today) for person, mails in due.items())


def _is_week_over(mails, today: date) -> bool:
    """Mondays; and any day when a Monday was missed."""
    return today.weekday() == MONDAY or clock.day_of(mails[0].queued_at) <= today - WEEK


def _gather(person, mails, today: date) -> bool:
    alliance = person.alliance
    system = system_actor(alliance)
    with history.recording(system, "mail.digest", person):
        history.take(person)
        stored = OutgoingMail.objects.of(alliance).select_for_update().filter(pk__in=[mail.pk for mail in mails])
        mails = [mail for mail in stored.order_by("queued_at", "pk") if mail.state == MailState.COLLECTED]
        if not mails:
            return False
        with speaking(person.user, alliance):
            if outbox.is_gone(person, system.on):
                history.save_each((mail, outbox.withdrawn_from_the_gone()) for mail in mails)
                return False
            listed = _listed(mails)
        path = f"/{alliance.slug}/"
        digest = outbox.post(
            system,
            event=DIGEST.key,
            person=person,
            about=person,
            occasion=today.isoformat(),
            values={"list": listed},
            path=path,
        )
        if digest is None:
            return False  # she has had one today; the rest comes with the next
        history.save_each((mail, {"state": MailState.GATHERED, "digest": digest}) for mail in mails)
        return True


def _listed(mails) -> str:
    """The mails under a heading for each kind of event, in the order in which the events first happened."""
    groups: dict[str, list] = {}
    for mail in mails:
        groups.setdefault(mail.event, []).append(mail)
    return "\n\n".join(_group(key, group) for key, group in groups.items())


def _group(key: str, mails) -> str:
    try:
        title = str(event_of(key).title)
    except KeyError:  # of an app that is not here any more
        title = _("Annet")
    lines = [f"– {mail.subject}\n  {outbox.absolute(mail.object_url)}" for mail in mails]
    return "\n".join([f"{title}:", *lines])
