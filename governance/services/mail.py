"""Acts on the outbox, on the alliance's mail set-up and on its own words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from governance import clock, history, links, outbox
from governance.access import require, system_actor
from governance.choices import MailState
from governance.language import speaking
from governance.mail import mailserver
from governance.mail.mailevents import UnknownPlace, check_places, event_of
from governance.models import Alliance, MailSettings, MailTemplate, OutgoingMail
from governance.sealing import seal
from governance.services.claims import claim

SECRETS = {
    "password": "sealed_password",
    "api_key": "sealed_api_key",
    "api_secret": "sealed_api_secret",
    "webhook": "sealed_webhook",
}


def send_again(actor, mail: OutgoingMail) -> OutgoingMail:
    """Put a mail that stranded back in the queue, to the address its person has now. Refused where nothing is sent.

    One with a link to her login goes to the address of the login alone: whoever follows it is taken to read that.
    """
    with history.recording(actor, "mail.again", mail):
        claim(actor, "mail.again", mail)
        reason = mailserver.why_held(actor.alliance)
        address = _address_of(mail)
        if mail.link_id and links.state_of(mail.link) != links.LinkState.OPEN:
            raise history.Refused(_("Lenken i brevet virker ikke lenger. Send en ny invitasjon fra personens side."))
        if reason or not address:
            raise history.Refused(
                reason or _("Personen har ingen e-postadresse. Skriv den inn på personens side først.")
            )
        _queue(mail, address=address)
        return mail


def _address_of(mail: OutgoingMail) -> str:
    if mail.link_id:
        return mail.person.user.email if mail.person.user_id else ""
    return (outbox.address_of(mail.person) if mail.person_id else "") or mail.address


def _queue(mail: OutgoingMail, **values) -> None:
    fresh = {"failure": "", "next_attempt_at": None, "claimed_at": None, "server_failed": False, "attempts": 0}
    history.save(mail, {"state": MailState.QUEUED, **fresh, **values})
    outbox.hand_over(mail)


def take_back(actor, mail: OutgoingMail, *, reason="") -> OutgoingMail:
    """Keep a mail that waits from ever being sent."""
    with history.recording(actor, "mail.take_back", mail, reason=reason):
        claim(actor, "mail.take_back", mail)
        return history.save(mail, {"state": MailState.WITHDRAWN, "next_attempt_at": None, "server_failed": False})


def mark_bounced(actor, mail: OutgoingMail, *, reason="") -> OutgoingMail:
    """Note that a mail came back, where no service tells us."""
    with history.recording(actor, "mail.bounce", mail, reason=reason):
        claim(actor, "mail.bounce", mail)
        words = reason.strip() or _("Meldt av sekretariatet.")
        return history.save(mail, {"state": MailState.BOUNCED, "failure": words[:500]})


def note_returned(actor, *, provider_id: str, address: str, words: str) -> OutgoingMail | None:
    """What a mail service says came back. None when the mail is not one of ours, or is known to have come back."""
    rows = OutgoingMail.objects.of(actor.alliance).exclude(provider_id="")
    mail = rows.filter(provider_id=str(provider_id or "-"), address__iexact=address or "").first()
    if mail is None:
        return None
    with history.recording(actor, "mail.bounce", mail):
        history.take(mail)
        if mail.state not in (MailState.SENT, MailState.UNCERTAIN):
            return None
        return history.save(mail, {"state": MailState.BOUNCED, "failure": " ".join(words.split())[:500]})


def release_held(actor) -> int:
    """Send what was held back, now that there is a server. Returns how many."""
    with history.recording(actor, "mail.release", actor.alliance):
        require(actor, "mail.manage")
        reason = mailserver.why_held(actor.alliance)
        if reason:
            raise history.Refused(reason)
        held = list(OutgoingMail.objects.of(actor.alliance).filter(state=MailState.HELD))
        for mail in held:
            _queue(history.take(mail))
        return len(held)


def hold_waiting() -> int:
    """After a restore: hold back what waits, in every alliance. The backup does not know what has been sent since it
    was taken. Returns how many."""
    return sum(_hold_waiting(alliance) for alliance in Alliance.objects.all())


def _hold_waiting(alliance) -> int:
    with speaking(None, alliance), history.recording(system_actor(alliance), "mail.hold", alliance):
        words = _(
            "Brevet ventet da sikkerhetskopien ble tatt, og kan være sendt etterpå. Send det hvis det ikke kom fram."
        )
        held = {"state": MailState.HELD, "failure": words, "next_attempt_at": None, "server_failed": False}
        waiting = list(OutgoingMail.objects.of(alliance).waiting())
        return len(history.save_each((mail, held) for mail in waiting))


def send_test(actor) -> OutgoingMail:
    """Write a mail to oneself, to see that it arrives and what it looks like."""
    with history.recording(actor, "mail.test", actor.alliance):
        require(actor, "mail.manage")
        if not outbox.address_of(actor.person):
            raise history.Refused(_("Du har ingen e-postadresse. Skriv den inn på siden din først."))
        occasion = clock.now().isoformat()
        path = reverse("governance:mail_list", args=[actor.alliance.slug])
        return outbox.post(
            actor, event="mail.test", person=actor.person, about=actor.person, path=path, occasion=occasion
        )


def change_settings(actor, *, base_version=None, **values) -> MailSettings:
    """Say how the alliance sends its mail. A secret that is left empty stays as it is; the others are sealed."""
    secrets = {field: seal(values.pop(name)) for name, field in SECRETS.items() if values.get(name)}
    for name in SECRETS:
        values.pop(name, None)
    with history.recording(actor, "mail.settings", actor.alliance):
        require(actor, "mail.settings")
        history.lock(actor.alliance)
        own = mailserver.settings_of(actor.alliance)
        if own is None:
            return history.create(MailSettings(**values, **secrets))
        return history.save(own, values | secrets, base_version=base_version)


def write_template(actor, *, event: str, language: str, subject: str, body: str, base_version=None) -> MailTemplate:
    """Put the alliance's words in the place of ours. Refused where a text has a place that the event does not fill."""
    kind = event_of(event)
    with history.recording(actor, "mail.template", actor.alliance):
        require(actor, "mail.manage")
        try:
            for text in (subject, body):
                check_places(kind, text)
        except UnknownPlace as error:
            raise history.Refused(str(error)) from error
        history.lock(actor.alliance, weak=True)
        row = MailTemplate.objects.of(actor.alliance).filter(event=event, language=language).first()
        if row is None:
            return history.create(MailTemplate(event=event, language=language, subject=subject, body=body))
        return history.save(row, {"subject": subject, "body": body}, base_version=base_version)


def drop_template(actor, template: MailTemplate) -> MailTemplate:
    """Go back to the text of the system."""
    with history.recording(actor, "mail.template", actor.alliance):
        claim(actor, "mail.manage", template)
        return history.remove(template)
