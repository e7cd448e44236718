"""The secret address of a person's own calendar: made, renewed, taken back. Opened by whoever has the secret."""

import secrets
from hashlib import sha256

from governance import clock, history
from governance.access import require
from governance.models import CalendarLink, Person

SECRET_BYTES = 32


def hash_of(secret: str) -> str:
    """What is stored of a secret. It has 256 random bits, so a plain hash of it cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()


def new_link(actor, *, at=None) -> str:
    """Make the actor's own link, and take back the one she had. Returns the secret, which is stored nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = CalendarLink(person=actor.person, secret_hash=hash_of(secret), made_at=at or clock.now())
    with history.recording(actor, "calendar.renew", link, at=at):
        require(actor, "calendar.link")
        _remove_all(actor)
        history.create(link)
    return secret


def revoke_links(actor, *, at=None) -> None:
    """Take back the actor's link: the address answers that nothing is there."""
    with history.recording(actor, "calendar.revoke", actor.person, at=at):
        require(actor, "calendar.link")
        _remove_all(actor)


def _remove_all(actor) -> None:
    for link in CalendarLink.objects.of(actor.alliance).filter(person=actor.person).select_for_update():
        history.remove(link)


def owner_of(alliance, secret: str):
    """The person whose calendar the secret opens today, with her login; None where it opens nothing."""
    rows = CalendarLink.objects.of(alliance).filter(secret_hash=hash_of(secret), person__removed_at__isnull=True)
    link = rows.select_related("person__user").first()
    if link is None or (link.person.user is not None and not link.person.user.is_active):
        return None
    return Person.objects.of(alliance).admitted().filter(pk=link.person_id).select_related("user").first()
