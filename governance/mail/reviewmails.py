"""What is written about reading through a draft: to who is asked or let off, and to who asked when there is a word."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance import outbox
from governance.choices import Access
from governance.mail.mailevents import MailEvent, register_event
from governance.mail.words import lazily, written_day
from governance.models import PaperReview

READER = _("Den som er bedt om å lese gjennom et utkast")
CASE = {"case": _("saksnummeret"), "body": _("organet")}

ASKED = MailEvent(
    key="paper.review_asked",
    title=_("Du er bedt om å lese gjennom et saksframlegg"),
    audience=READER,
    mandatory=True,  # nobody else tells her
    subject=_("Les gjennom saksframlegget i sak {case} til {body}"),
    body=_(
        "Hei {name}\n\n{asker} ber deg lese gjennom utkastet til saksframlegg i sak {case} til {body}{until}.{word}\n\n"
        "Les, skriv kommentarer og si hva du mener her:\n{link}"
    ),
    places=CASE
    | {"asker": _("den som ber"), "until": _("dagen svaret er ønsket"), "word": _("beskjeden, når saken er åpen")},
)
WITHDRAWN = MailEvent(
    key="paper.review_withdrawn",
    title=_("Du trenger ikke å lese gjennom et saksframlegg likevel"),
    audience=READER,
    mandatory=True,
    subject=_("Du trenger ikke å lese gjennom sak {case} til {body} likevel"),
    body=_(
        "Hei {name}\n\nDu trenger ikke å lese gjennom utkastet i sak {case} til {body} likevel. Forespørselen er "
        "trukket tilbake, og du kan ikke lenger lese utkastet som gjennomleser.\n\n{link}"
    ),
    places=CASE,
)
ANSWERED = MailEvent(
    key="paper.review_answered",
    title=_("Et saksframlegg er lest gjennom"),
    audience=_("Den som ba om gjennomlesingen"),
    subject=_("{verdict}: utkastet i sak {case} til {body}"),
    body=_(
        "Hei {name}\n\n{reader} har lest gjennom utkastet i sak {case} til {body} og svarer: {verdict}.\n\n"
        "Se begrunnelsen og kommentarene her:\n{link}"
    ),
    places=CASE | {"reader": _("den som har lest"), "verdict": _("svaret")},
    receives=lambda actor: actor.edits_everything or bool(actor.edited_cooperations),
)
EVENTS = (ASKED, WITHDRAWN, ANSWERED)


def register() -> None:
    for event in EVENTS:
        register_event(event)


def write_reminder(actor, review: PaperReview) -> bool:
    """Write once more to who is asked; False where she has had a reminder today."""
    return _write_asked(actor, review, occasion=f"purr {actor.on:%Y-%m-%d}") is not None


def write_request(actor, review: PaperReview, *, at=None) -> None:
    """Write to who is asked; each time anew."""
    _write_asked(actor, review, at=at)


def _write_asked(actor, review: PaperReview, **more):
    """The word of an exempt case is read where she is logged in, not in mail."""
    is_open = review.paper.item.case.access == Access.PUBLIC
    word = format_lazy("\n\n«{word}»", word=review.word) if review.word and is_open else ""
    until = format_lazy(_(", helst innen {day}"), day=written_day(review.wanted_by)) if review.wanted_by else ""
    values = {"asker": actor.name, "until": until, "word": word}
    return _post(actor, ASKED, review, review.person, values=values, **more)


def write_withdrawal(actor, review: PaperReview, *, at=None) -> None:
    """Write to her that she is let off."""
    home = reverse("governance:my_page", args=[actor.alliance.slug])
    _post(actor, WITHDRAWN, review, review.person, path=home, at=at)


def write_answer(actor, review: PaperReview, *, at=None) -> None:
    """Write to who asked what the reader says; why stands behind the login."""
    values = {"reader": review.person.name, "verdict": lazily(review.get_verdict_display)}
    if review.asked_by is not None:
        _post(actor, ANSWERED, review, review.asked_by, values=values, at=at)


def _post(actor, event: MailEvent, review: PaperReview, person, *, values=None, path="", occasion="", at=None):
    item = review.paper.item
    page = path or reverse("governance:item_review", args=[actor.alliance.slug, item.pk])
    told = {"case": item.case.number, "body": item.body.name}
    about = {
        "about": review,
        "occasion": occasion or str(review.version),
        "values": told | (values or {}),
        "path": page,
    }
    return outbox.post(actor, event=event.key, person=person, at=at, **about)
