"""Carries mails from the outbox to the server, each at most once.

A mail is claimed (queued -> sending) in a transaction of its own before the server is spoken to, and its fate is
written afterwards. A worker that dies between leaves it as sending; after ten minutes it is said to be uncertain, and
only a person sends it again. While the server fails, one mail tries and the others wait with it.
"""

import logging
from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from governance import clock, history, outbox
from governance.access import system_actor
from governance.choices import MailState
from governance.language import speaking
from governance.links import address_of_link
from governance.mail import mailserver
from governance.mail.mailserver import Fate, Outcome
from governance.models import OutgoingMail

logger = logging.getLogger(__name__)

WAITS = (1, 5, 15, 30, 60)  # minutes before the next attempt; then each hour
MAX_ATTEMPTS = 76  # three days
UNCERTAIN_AFTER = timedelta(minutes=10)


@task()
def deliver(mail_id: str) -> None:
    """Send one mail, unless it is sent, being sent, taken back, or not yet due."""
    mail = OutgoingMail.objects.select_related("alliance", "person__user", "link").filter(pk=mail_id).first()
    if mail is None:
        return
    with speaking(None, mail.alliance):
        if claimed(mail):
            note(mail, _send(mail))


@task()
def spread(mail_ids: list[str]) -> None:
    """Order each of many mails, so that who posted them need not wait for it."""
    for mail in OutgoingMail.objects.present().waiting().filter(pk__in=mail_ids).order_by("pk"):
        outbox.hand_over(mail)


def _send(mail: OutgoingMail) -> Outcome:
    try:
        body = outbox.with_link(mail, address_of_link(mail.link)) if mail.link_id else mail.body
        html = outbox.html_of(body)
        with translation.override(mail.language):
            part = outbox.part_of(mail)
        to = {"mail_id": mail.pk, "to": mail.address}
        return mailserver.send(mail.alliance, **to, subject=mail.subject, body=body, html=html, part=part)
    except Exception:  # whatever it was, the mail may have gone out: it is never sent again by itself
        logger.exception("Mail %s could not be sent", mail.pk)
        return Outcome(Fate.UNCERTAIN, _("Noe gikk galt mens brevet ble sendt."))


def claimed(mail: OutgoingMail, *, now=None) -> bool:
    """Take the mail for this worker alone. False when another has it, it is not due, its receiver has left, or the
    server is known to fail."""
    now = now or clock.now()
    with history.recording(system_actor(mail.alliance), "mail.claim", mail):
        stored = history.hold(mail)
        if stored.state != MailState.QUEUED or (stored.next_attempt_at and stored.next_attempt_at > now):
            return False
        if _is_for_the_gone(stored):
            history.save(mail, outbox.withdrawn_from_the_gone(), held=stored)
            return False
        failing = _failing(stored, now)
        if failing is not None:
            waits = {"next_attempt_at": failing.next_attempt_at, "failure": failing.failure, "server_failed": True}
            history.save(mail, waits, held=stored)
            outbox.hand_over(mail, at=failing.next_attempt_at)
            return False
        taken = {"state": MailState.SENDING, "attempts": stored.attempts + 1, "claimed_at": now}
        history.save(mail, taken, held=stored)
        return True


def _is_for_the_gone(mail: OutgoingMail) -> bool:
    return mail.person_id is not None and outbox.is_gone(mail.person.successor, clock.today(mail.alliance))


def _failing(mail: OutgoingMail, now) -> OutgoingMail | None:
    """Another mail of the alliance that found the server failing and waits for its next attempt."""
    rows = OutgoingMail.objects.of(mail.alliance_id).waiting().exclude(pk=mail.pk)
    return rows.filter(server_failed=True, next_attempt_at__gt=now).order_by("next_attempt_at").first()


def note(mail: OutgoingMail, outcome: Outcome) -> None:
    """Write what became of a claimed mail."""
    with history.recording(system_actor(mail.alliance), f"mail.{outcome.fate.value}", mail):
        stored = history.hold(mail)
        if stored.state != MailState.SENDING and outcome.fate != Fate.SENT:
            return  # given up meanwhile: good news is then kept, bad news is no news
        history.save(mail, _written(stored, outcome), held=stored)
        if mail.state == MailState.QUEUED:
            outbox.hand_over(mail, at=mail.next_attempt_at)
        elif not outcome.server:
            _wake_the_others(mail)


def _written(mail: OutgoingMail, outcome: Outcome) -> dict:
    now = clock.now()
    values = {"failure": outcome.words[:500], "server_failed": False, "next_attempt_at": None, "claimed_at": None}
    if outcome.fate == Fate.SENT:
        return values | {"state": MailState.SENT, "sent_at": now, "provider_id": outcome.provider_id[:200]}
    if outcome.fate == Fate.BOUNCED:
        return values | {"state": MailState.BOUNCED}
    if outcome.fate == Fate.UNCERTAIN:
        asks = _("{why} Det sendes ikke på nytt av seg selv. Spør mottakeren, og send det på nytt hvis det trengs.")
        return values | {"state": MailState.UNCERTAIN, "failure": asks.format(why=outcome.words)[:500]}
    if mail.attempts >= MAX_ATTEMPTS:
        gave_up = _("Ga opp etter tre døgn. Siste svar: {why}").format(why=outcome.words)
        return values | {"state": MailState.FAILED, "failure": gave_up[:500]}
    wait = WAITS[min(mail.attempts, len(WAITS)) - 1] if mail.attempts else WAITS[0]
    later = now + timedelta(minutes=wait)
    return values | {"state": MailState.QUEUED, "server_failed": outcome.server, "next_attempt_at": later}


def _wake_the_others(mail: OutgoingMail) -> None:
    """The server answers again: those that waited for it go now."""
    waiting = list(OutgoingMail.objects.of(mail.alliance).waiting().filter(server_failed=True))
    fresh = {"server_failed": False, "next_attempt_at": None, "failure": ""}
    for woken in history.save_each((each, fresh) for each in waiting):
        outbox.hand_over(woken)


def give_up_silent(*, now=None) -> int:
    """Mails that a worker began to send and never told of: they are uncertain. Returns how many."""
    limit = (now or clock.now()) - UNCERTAIN_AFTER
    rows = OutgoingMail.objects.present().filter(state=MailState.SENDING, claimed_at__lt=limit)
    return sum(_give_up(mail, limit) for mail in rows.select_related("alliance"))


def _give_up(mail: OutgoingMail, limit) -> bool:
    with speaking(None, mail.alliance), history.recording(system_actor(mail.alliance), "mail.silent", mail):
        stored = history.hold(mail)
        if stored.state != MailState.SENDING or stored.claimed_at >= limit:
            return False
        outcome = Outcome(Fate.UNCERTAIN, _("Arbeidet stoppet mens brevet ble sendt, så det kan være kommet fram."))
        history.save(mail, _written(stored, outcome), held=stored)
        return True


def send_waiting(*, now=None) -> int:
    """Give the worker every mail that is due, whatever became of its place in the queue. Returns how many."""
    due = (now or clock.now()) - timedelta(minutes=2)
    rows = OutgoingMail.objects.present().waiting().filter(queued_at__lt=due)
    rows = rows.exclude(next_attempt_at__gt=due)
    for mail in rows:
        outbox.hand_over(mail)
    return len(rows)
