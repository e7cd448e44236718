"""The server that carries the mail: which one, how it is reached, and what its answers mean in plain words.

`send` never raises: it tells what became of the mail. Only an answer that says so counts as sent, and only a failure
before the text was handed over counts as not sent; anything between is uncertain, and nobody tries again by herself.
"""

import logging
import smtplib
import socket
import ssl
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from governance.choices import MailSecurity, MailTransport
from governance.mail.mailevents import Part
from governance.mail.mailhosts import InnerHost, OuterSMTP, OuterSMTPS
from governance.models import MailSettings
from governance.sealing import Unreadable, unseal

logger = logging.getLogger(__name__)
TIMEOUT = 20  # seconds
PROVIDERS = {  # backend, and whether it wants a secret beside the key and a domain
    "brevo": ("anymail.backends.brevo.EmailBackend", {"api_key": "key"}),
    "mailgun": ("anymail.backends.mailgun.EmailBackend", {"api_key": "key", "sender_domain": "domain"}),
    "mailjet": ("anymail.backends.mailjet.EmailBackend", {"api_key": "key", "secret_key": "secret"}),
    "postmark": ("anymail.backends.postmark.EmailBackend", {"server_token": "key"}),
    "sendgrid": ("anymail.backends.sendgrid.EmailBackend", {"api_key": "key"}),
}


class Fate(Enum):
    SENT = "sent"
    LATER = "later"  # not sent; worth another attempt
    BOUNCED = "bounced"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Outcome:
    """What became of one mail. `server`: the reason holds for every mail of the alliance."""

    fate: Fate
    words: str = ""
    server: bool = False
    provider_id: str = ""


class Unreachable(Exception):
    """The server cannot be used now; the message is a sentence."""


def settings_of(alliance) -> MailSettings | None:
    return MailSettings.objects.of(alliance).first()


def is_demo(alliance) -> bool:
    """Whether everything here is a trial: nothing is sent to anyone."""
    return alliance.is_demo or settings.MODE == "demo"


def is_carried_by_us(alliance, *, since) -> bool:
    """Whether all mail of the alliance since a moment went by the installation's server. What its own server carries,
    its administrators can read."""
    past = MailSettings.history.filter(alliance=alliance).order_by("history_date", "history_id")
    ways = list(past.values_list("history_date", "transport"))
    before = [way for at, way in ways if at < since][-1:]
    after = [way for at, way in ways if at >= since]
    return all(way == MailTransport.INSTALLATION for way in (*before, *after))


def why_held(alliance) -> str:
    """Why mail of the alliance is not sent at all, or nothing."""
    if is_demo(alliance):
        return _("Demoen sender aldri e-post. Brevet kan bare leses her.")
    own = settings_of(alliance)
    if own is not None and own.transport != MailTransport.INSTALLATION:
        return ""
    if settings.MODE == "local" and not settings.MAIL_SERVER_IS_SET:
        return _("Ingen e-posttjener er satt opp ennå. Brevet ligger her til en administrator har gjort det.")
    return ""


def check_connection(alliance) -> str:
    """Reach the server as a mail would, without sending anything. The server's name; raises Unreachable."""
    connection = _connection(alliance)
    if isinstance(connection, EmailBackend):
        _open(connection)
        _close(connection)
        return connection.host
    own = settings_of(alliance)
    return own.get_provider_display() if own is not None and own.provider else _("systemets e-posttjener")


def send(alliance, *, mail_id: UUID, to: str, subject: str, body: str, html: str, part: Part | None = None) -> Outcome:
    """Hand one mail over to the server of the alliance, with the file that comes with it."""
    try:
        connection = _connection(alliance)
        message = _message(alliance, connection, mail_id, to, subject, body, html)
        if part is not None:
            message.attach(part.name, part.data, part.mimetype)
        if isinstance(connection, EmailBackend):
            return _by_smtp(connection, message)
    except Unreachable as error:
        return Outcome(Fate.LATER, str(error), server=True)
    return _by_backend(connection, message)


def _message(alliance, connection, mail_id, to, subject, body, html) -> EmailMultiAlternatives:
    from email.utils import formataddr

    address = alliance.sender_address or settings.DEFAULT_FROM_EMAIL
    sender = address if "<" in address else formataddr((alliance.sender_name or alliance.name, address))
    answers = alliance.reply_to or alliance.contact_email
    domain = address.rsplit("@", 1)[-1].strip("> ") or "localhost"
    message = EmailMultiAlternatives(
        subject,
        body,
        sender,
        [to],
        connection=connection,
        reply_to=[answers] if answers else None,
        # The same at every attempt, so that a receiver who gets it twice all the same is shown it once.
        headers={"Message-ID": f"<{mail_id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def _connection(alliance):
    own = settings_of(alliance)
    if own is None or own.transport == MailTransport.INSTALLATION:
        if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            return get_connection(timeout=TIMEOUT)
        return get_connection()
    try:
        return _smtp_of(own) if own.transport == MailTransport.SMTP else _provider_of(own)
    except Unreadable as error:
        reason = _("Passordet til e-posttjeneren kan ikke leses lenger. Skriv det inn på nytt i e-postoppsettet.")
        raise Unreachable(reason) from error


class OuterBackend(EmailBackend):
    """A server that an administrator has named: reached only on the open internet (governance/mail/mailhosts.py)."""

    @property
    def connection_class(self):
        return OuterSMTPS if self.use_ssl else OuterSMTP


def _smtp_of(own: MailSettings) -> EmailBackend:
    return OuterBackend(
        host=own.host,
        port=own.port,
        username=own.username,
        password=unseal(own.sealed_password),
        use_tls=own.security == MailSecurity.STARTTLS,
        use_ssl=own.security == MailSecurity.TLS,
        timeout=TIMEOUT,
    )


def _provider_of(own: MailSettings):
    backend, wanted = PROVIDERS[own.provider]
    have = {
        "key": unseal(own.sealed_api_key),
        "secret": unseal(own.sealed_api_secret),
        "domain": own.provider_domain,
    }
    return get_connection(backend, **{name: have[source] for name, source in wanted.items()})


# ---- SMTP ----


def _open(connection: EmailBackend) -> None:
    """Raises Unreachable with what the server said, in plain words."""
    try:
        connection.open()
    except Exception as error:
        raise Unreachable(_why_unreachable(error, connection.host, connection.port)) from error


def _close(connection: EmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server %s did not say goodbye", connection.host)


def _why_unreachable(error: Exception, host: str, port) -> str:
    if isinstance(error, InnerHost):
        return str(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("E-posttjeneren {host} godtar ikke brukernavnet eller passordet.").format(host=host)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _("E-posttjeneren {host} kan ikke det oppsettet ber om: {said}").format(host=host, said=error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _("E-posttjeneren {host} svarte: {said}").format(host=host, said=_said(error))
    if isinstance(error, ssl.SSLError):
        return _("Fikk ikke kryptert forbindelse med {host} på port {port}. Sjekk kryptering og port.").format(
            host=host, port=port
        )
    if isinstance(error, socket.gaierror):
        return _("Finner ikke e-posttjeneren {host}. Sjekk navnet.").format(host=host)
    if isinstance(error, ConnectionRefusedError):
        return _("E-posttjeneren {host} tar ikke imot på port {port}.").format(host=host, port=port)
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):  # smtplib wraps some
        return _("E-posttjeneren {host} svarte ikke i tide.").format(host=host)
    logger.warning("The mail server %s could not be reached", host, exc_info=error)
    return _("Får ikke kontakt med e-posttjeneren {host}.").format(host=host)


def _said(error: smtplib.SMTPResponseException) -> str:
    text = error.smtp_error
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{error.smtp_code} {' '.join(text.split())}"[:300]


def _by_smtp(connection: EmailBackend, message) -> Outcome:
    """One mail in the steps of the protocol, so that we know how far it came."""
    _open(connection)
    try:
        return _transact(connection.connection, message)
    finally:
        _close(connection)


def _transact(smtp: smtplib.SMTP, message) -> Outcome:
    from email.utils import parseaddr

    try:
        smtp.ehlo_or_helo_if_needed()
        code, text = smtp.mail(parseaddr(message.from_email)[1])
        if code != 250:
            return _refused_sender(smtplib.SMTPResponseException(code, text))
        code, text = smtp.rcpt(message.to[0])
        if code not in (250, 251):
            return _refused(smtplib.SMTPResponseException(code, text))
    except (smtplib.SMTPException, OSError) as error:
        logger.info("The mail server broke off before the text was handed over", exc_info=error)
        return Outcome(Fate.LATER, _("E-posttjeneren brøt forbindelsen. Brevet er ikke sendt."), server=True)
    return _hand_over_text(smtp, message)


def _hand_over_text(smtp: smtplib.SMTP, message) -> Outcome:
    try:
        code, text = smtp.data(message.message().as_bytes(linesep="\r\n"))
    except smtplib.SMTPDataError as error:
        return _refused(error)
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("The mail server broke off while it had the text", exc_info=error)
        return Outcome(Fate.UNCERTAIN, _("E-posttjeneren tok imot brevet, men bekreftet det ikke."))
    if code != 250:
        return _refused(smtplib.SMTPDataError(code, text))
    return Outcome(Fate.SENT, provider_id=message.extra_headers["Message-ID"])


def _refused_sender(answer: smtplib.SMTPResponseException) -> Outcome:
    """The sender, not the receiver, is refused: that is for an administrator to mend, and the mails wait."""
    words = _("E-posttjeneren vil ikke sende fra avsenderadressen: {said}").format(said=_said(answer))
    return Outcome(Fate.LATER, words, server=True)


def _refused(answer: smtplib.SMTPResponseException) -> Outcome:
    """4xx asks for patience, 5xx is the receiver's final no."""
    if 400 <= answer.smtp_code < 500:
        return Outcome(Fate.LATER, _("E-posttjeneren ba oss vente: {said}").format(said=_said(answer)))
    return Outcome(Fate.BOUNCED, _("Mottakeren tok ikke imot: {said}").format(said=_said(answer)))


# ---- Services with a key, and the backends of development ----


def _by_backend(connection, message) -> Outcome:
    from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError

    try:
        connection.send_messages([message])
    except AnymailRecipientsRefused:
        return Outcome(Fate.BOUNCED, _("E-posttjenesten sier at adressen ikke tar imot e-post."))
    except AnymailRequestsAPIError as error:
        return _after_api_error(error)
    except Exception:  # each service has errors of its own, and any of them may come after it took the mail
        logger.exception("The mail service failed")
        return Outcome(Fate.UNCERTAIN, _("E-posttjenesten ga et svar vi ikke forstår."))
    status = getattr(message, "anymail_status", None)
    return Outcome(
        Fate.SENT, provider_id=str(getattr(status, "message_id", None) or message.extra_headers["Message-ID"])
    )


def _after_api_error(error) -> Outcome:
    import requests

    if isinstance(error, requests.ConnectionError):  # a connection that was never made, ConnectTimeout among them
        return Outcome(Fate.LATER, _("Får ikke kontakt med e-posttjenesten."), server=True)
    code = error.status_code
    if code is None:
        return Outcome(Fate.UNCERTAIN, _("E-posttjenesten svarte ikke i tide. Brevet kan være sendt."))
    if code in (401, 403):
        return Outcome(Fate.LATER, _("E-posttjenesten godtar ikke nøkkelen."), server=True)
    if code == 429 or code >= 500:
        return Outcome(
            Fate.LATER, _("E-posttjenesten har ikke kapasitet nå (svar {code}).").format(code=code), server=True
        )
    words = _("E-posttjenesten tok ikke imot brevet (svar {code}): {said}")
    said = " ".join(getattr(error.response, "text", "").split())[:200]
    return Outcome(Fate.LATER, words.format(code=code, said=said), server=True)
