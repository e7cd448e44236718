"""The outbox: every mail is a row first. The service that writes posts it in its own transaction; the worker sends it.

`post` gives one mail to one person, `post_all` the same to several; both fit inside `recording` of the act, so that
the act and its mails are there together or not at all. Nothing is posted of the past being entered (`at`), and the same
event about the same thing is posted once to each person.
"""

from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import linebreaks_filter
from django.utils import translation
from django.utils.html import urlize
from django.utils.translation import gettext as _

from governance import clock, history
from governance.choices import MailState, Notice
from governance.language import language_of, speaking
from governance.mail import mailserver
from governance.mail.mailevents import MailEvent, Part, event_of, fill
from governance.models import AllianceRole, MailTemplate, NoticeChoice, OutgoingMail, Person

FEW = 20  # mails that are ordered one by one within the act
LINK_MARK = "[[lenke]]"  # where a signed link stands; it is made when the mail is sent, and never stored


def _no_links(_people) -> dict:
    return {}


def post(actor, *, event: str, person: Person, **about) -> OutgoingMail | None:
    """Post one mail; as `post_all`. None when she has chosen not to hear of it, or it is posted already."""
    return next(iter(post_all(actor, event=event, people=[person], **about)), None)


def post_all(
    actor,
    *,
    event: str,
    people,
    about,
    values=None,
    path="",
    occasion="",
    links=_no_links,
    answers=_no_links,
    address="",
    at=None,
) -> list[OutgoingMail]:
    """Post the event to each of `people`, in her language and the alliance's words, as she wants to hear of it.

    `about` is the row it concerns and `path` its address here; `occasion` tells one time from another where the same
    event happens to the same row more than once (a version, a date). `values` fill the places of the text; lazy ones
    speak the receiver's language, and `link` is where another page than that at `path` is to be opened. `links` makes
    the signed links of the receivers, by their ids, which stand in place of `path`; `answers` those by which who is
    asked says whether she comes, which stand below the text; `address` is another address than her own.
    """
    if at is not None:
        return []
    kind = event_of(event)
    with history.recording(actor, "mail.post", about):
        there = [person for person in people if not is_gone(person, actor.on)]
        receivers = _not_written_to(actor.alliance, kind, about, occasion, there)
        modes = _modes(actor.alliance, kind, [person for _key, person in receivers])
        texts = _own_words(actor.alliance, kind)
        hears = [(key, person) for key, person in receivers if modes[person.pk] != Notice.NEVER]
        own, asked = (make([person for _key, person in hears]) for make in (links, answers))
        why_held, rows = mailserver.why_held(actor.alliance), []
        for key, person in hears:
            mail = _written(actor.alliance, kind, person, texts, dict(values or {}), path, own.get(person.pk))
            _ask(mail, asked.get(person.pk))
            mail.body += _foot(mail, kind)
            mail.key, mail.address = key, address or address_of(person)
            _place(mail, modes[person.pk], why_held)
            rows.append(mail)
        history.save_many(rows, unasked=True)  # `_not_written_to` has asked for all of them
        hand_over_all(rows)
        return rows


def post_outside(
    actor, *, event: str, name: str, address: str, language: str, about, values=None, path="", occasion=""
) -> OutgoingMail | None:
    """Post one mail to somebody who is no person here, at the address she gave. None when it is posted already.

    `occasion` also tells her from the others who are written to about the same row.
    """
    kind = event_of(event)
    with history.recording(actor, "mail.post", about):
        key = f"{kind.key}:{about.pk}:{occasion}"[:200]
        if OutgoingMail.objects.filter(alliance=actor.alliance, key=key).exists():
            return None
        texts = _own_words(actor.alliance, kind)
        with translation.override(language):
            mail = _worded(
                actor.alliance, kind, language, texts, {**(values or {}), "name": name}, path, absolute(path)
            )
            mail.body += _signed(actor.alliance)
        mail.key, mail.address = key, address
        _place(mail, Notice.NOW, mailserver.why_held(actor.alliance))
        history.create(mail)
        if mail.state == MailState.QUEUED:
            hand_over(mail)
        return mail


def is_gone(person: Person, on) -> bool:
    """Whether she has been removed or deactivated: nothing is written to her any more."""
    return person.removed_at is not None or not person.is_active_on(on)


def withdrawn_from_the_gone() -> dict:
    """What is written to a mail that waited for someone who is gone."""
    return withdrawn(_("Personen er ikke med lenger."))


def withdrawn(why: str) -> dict:
    """What is written to a mail that waited, and is not sent."""
    return {"state": MailState.WITHDRAWN, "failure": why, "next_attempt_at": None, "server_failed": False}


def address_of(person: Person) -> str:
    """Where mail to the person goes: the address in the register, else that of her login."""
    return person.email or (person.user.email if person.user_id else "")


def _not_written_to(alliance, kind: MailEvent, about, occasion: str, people) -> list[tuple[str, Person]]:
    """(key, person) of those who have not been written to of this before, each once."""
    base = f"{kind.key}:{about.pk}:{occasion}"[:150]
    keys = {f"{base}:{person.pk}": person for person in people}
    known = OutgoingMail.objects.filter(alliance=alliance, key__in=list(keys)).values_list("key", flat=True)
    return [(key, person) for key, person in keys.items() if key not in set(known)]


def _modes(alliance, kind: MailEvent, people) -> dict:
    """person id -> how she wants to hear of the event: her own choice, else that of her roles."""
    if kind.mandatory:
        return {person.pk: Notice.NOW for person in people}
    mine = {"person__in": people}
    chosen = dict(NoticeChoice.objects.of(alliance).filter(event=kind.key, **mine).values_list("person", "mode"))
    roles: dict = {}
    if kind.modes:
        held = AllianceRole.objects.of(alliance).on(clock.today(alliance)).filter(**mine)
        for person, role in held.values_list("person", "role"):
            roles.setdefault(person, set()).add(role)
    return {p.pk: chosen.get(p.pk) or kind.mode_for(roles.get(p.pk, ())) for p in people}


def _own_words(alliance, kind: MailEvent) -> dict[str, tuple[str, str]]:
    rows = MailTemplate.objects.of(alliance).filter(event=kind.key)
    return {row.language: (row.subject, row.body) for row in rows}


def _written(alliance, kind: MailEvent, person, texts, values, path, link) -> OutgoingMail:
    with speaking(person.user, alliance):
        language = language_of(person.user, alliance)
        shown = LINK_MARK if link is not None else absolute(path)
        values |= {"name": person.given_name or person.name}
        mail = _worded(alliance, kind, language, texts, values, path, shown)
        mail.person, mail.link = person, link
        return mail


def _ask(mail: OutgoingMail, link) -> None:
    """Below the text of the alliance, whatever its words are: whether she comes, and where she says so."""
    if link is not None:
        with speaking(mail.person.user, mail.alliance):
            asks = _("Kommer du? Svar her, du trenger ikke å logge inn:")
        mail.link, mail.body = link, f"{mail.body}\n\n{asks}\n{LINK_MARK}"


def _foot(mail: OutgoingMail, kind: MailEvent) -> str:
    with speaking(mail.person.user, mail.alliance):
        return _signed(mail.alliance) + _choice(mail.alliance, kind)


def _worded(alliance, kind: MailEvent, language: str, texts, values, path, shown) -> OutgoingMail:
    """The mail in the language that is spoken, to nobody yet."""
    subject, body = texts.get(language) or (str(kind.subject), str(kind.body))
    values = {"link": shown, **values, "alliance": alliance.name}
    return OutgoingMail(
        alliance=alliance,
        event=kind.key,
        language=language,
        subject=" ".join(fill(subject, values).split())[:250],
        body=fill(body, values).strip(),
        object_url=path[:300],
        queued_at=clock.moment(alliance),
    )


def _signed(alliance) -> str:
    """Who wrote."""
    return f"\n\n--\n{alliance.name}"


def _choice(alliance, kind: MailEvent) -> str:
    """Where one chooses what to hear of; an invitation goes to someone who cannot choose yet."""
    if kind.mandatory:
        return ""
    chosen = absolute(f"/{alliance.slug}/varsler/")
    return "\n" + _("Velg hva du får e-post om: {address}").format(address=chosen)


def _place(mail: OutgoingMail, mode: Notice, reason: str) -> None:
    """Where the mail begins: in the queue, in the digest, or held back for the `reason` of the whole alliance."""
    if not mail.address and not mailserver.is_demo(mail.alliance):
        mail.state, mail.failure = MailState.FAILED, _("Personen har ingen e-postadresse.")
    elif mode == Notice.DIGEST:
        mail.state = MailState.COLLECTED
    elif reason:
        mail.state, mail.failure = MailState.HELD, reason


def hand_over_all(mails) -> None:
    """Give the worker the mails that wait. Of many it gets one order, and makes an order of each itself."""
    queued = [mail for mail in mails if mail.state == MailState.QUEUED]
    if len(queued) <= FEW:
        for mail in queued:
            hand_over(mail)
        return
    from governance.mail.postman import spread

    _enqueue(spread, [str(mail.pk) for mail in queued])


def hand_over(mail: OutgoingMail, *, at=None) -> None:
    """Give the mail to the worker, now or `at` a later moment. In a queue in the database it lies with the row; a
    backend that works at once waits for the commit, and cannot wait longer: the daily round takes the rest."""
    from governance.mail.postman import deliver

    if at is None:
        _enqueue(deliver, str(mail.pk))
    elif deliver.get_backend().supports_defer:
        deliver.using(run_after=at).enqueue(str(mail.pk))


def _enqueue(task, what) -> None:
    if task.get_backend().supports_defer:
        task.enqueue(what)
    else:
        transaction.on_commit(partial(task.enqueue, what))


def absolute(path: str) -> str:
    """The address of a page as it stands in a mail."""
    return urljoin(settings.SITE_ADDRESS, path) if path else settings.SITE_ADDRESS


def part_of(mail: OutgoingMail) -> Part | None:
    """The file that comes with the mail. Its key says which row it is about (`_not_written_to`)."""
    return event_of(mail.event).part(mail.alliance, mail.key.split(":")[1])


def with_link(mail: OutgoingMail, address: str) -> str:
    """The text of the mail with the address of its signed link."""
    return mail.body.replace(LINK_MARK, address)


def paragraphs(body: str):
    """The text as simple HTML: a paragraph for each block, addresses as links; nothing is fetched from anywhere."""
    return linebreaks_filter(urlize(body.strip(), autoescape=True), autoescape=False)


def html_of(body: str) -> str:
    """The whole HTML part of a mail."""
    return f"<!doctype html><html><body>{paragraphs(body)}</body></html>"
