"""Signed links: what one person may do by following an address in a mail, without a login, until a day.

The token is made from the link's id with SECRET_KEY, so it can be written into the mail when it is sent; the database
holds only its digest. To look at the address changes nothing, since mail scanners visit every link: only POST acts.
"""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from enum import Enum
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from governance import clock, history
from governance.models import SignedLink
from governance.outbox import absolute

LIVES = timedelta(days=14)


class LinkState(Enum):
    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


def make_link(actor, *, purpose, person, about=None, by_hand=False, lives: timedelta = LIVES) -> SignedLink:
    """A new link. Inside the recording of the act that gives it."""
    return history.create(_new(actor, purpose, person, about, lives, by_hand=by_hand))


def make_links(actor, *, purpose, people, about, lives: timedelta = LIVES) -> dict[Any, SignedLink]:
    """A new link for each, by the person's id, written together. Inside the recording of the act."""
    made = [_new(actor, purpose, person, about, lives) for person in people]
    return {link.person_id: link for link in history.save_many(made, unasked=True)}  # no two digests are alike


def _new(actor, purpose, person, about, lives: timedelta, *, by_hand=False) -> SignedLink:
    now = clock.now()
    link = SignedLink(
        alliance=actor.alliance,
        purpose=purpose,
        person=person,
        object_kind=about._meta.label_lower if about is not None else "",
        object_id=str(about.pk) if about is not None else "",
        by_hand=by_hand,
        made_at=now,
        expires_at=now + lives,
    )
    link.digest = _digest(token_of(link))
    return link


def token_of(link: SignedLink) -> str:
    """The secret part of the address."""
    key = sha256(b"vestregion signed links " + settings.SECRET_KEY.encode()).digest()
    return urlsafe_b64encode(hmac.digest(key, link.pk.bytes, "sha256")).decode().rstrip("=")


def address_of_link(link: SignedLink) -> str:
    """The whole address, for a mail or for an administrator to hand over."""
    return absolute(reverse("signed_link", args=[token_of(link)]))


def find_link(token: str) -> SignedLink | None:
    """The link with this token, whatever its state."""
    rows = SignedLink.objects.present().select_related("alliance", "person__user")
    return rows.filter(digest=_digest(token)).first()


def state_of(link: SignedLink, *, now=None) -> LinkState:
    if link.revoked_at:
        return LinkState.REVOKED
    if link.used_at:
        return LinkState.USED
    return LinkState.EXPIRED if link.expires_at <= (now or clock.now()) else LinkState.OPEN


def revoke(links) -> None:
    """Inside the recording of the act: none of the links can be used any more."""
    now = clock.now()
    history.save_each((link, {"revoked_at": now}) for link in links)


def revoke_standing(person, purpose) -> int:
    """`revoke` the links of one purpose that the person may still use. Returns how many."""
    rows = SignedLink.objects.of(person.alliance_id).filter(person=person, purpose=purpose)
    standing = list(rows.standing(clock.now()))
    revoke(standing)
    return len(standing)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
