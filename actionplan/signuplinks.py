"""The address of one's own sign-up: whoever has it sees that sign-up and withdraws it, without a login.

The token is the key of the row and a seal made with SECRET_KEY, so that nobody makes one up. It opens nothing else, and
nothing at all once the address it went to was corrected, or the row has forgotten who it was about.
"""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from actionplan.models import SignUp

SEAL = 16  # bytes
LENGTH = 43  # of a token


def token_of(row: SignUp) -> str:
    """The secret part of the address."""
    return urlsafe_b64encode(row.pk.bytes + _seal(row)).decode().rstrip("=")


def path_of(row: SignUp, alliance) -> str:
    """The address, below the installation's own."""
    return reverse("actionplan:own_sign_up", args=[alliance.slug, token_of(row)])


def find_sign_up(alliance, token: str) -> SignUp | None:
    """The sign-up of this token, unless it is erased or the gathering is gone."""
    key, seal = _parts_of(token)
    if key is None:
        return None
    rows = SignUp.objects.of(alliance).filter(pk=key, erased_at=None, gathering__removed_at=None)
    row = rows.select_related("gathering__cooperation", "person", "organisation").first()
    return row if row is not None and hmac.compare_digest(seal, _seal(row)) else None


def _parts_of(token: str) -> tuple[UUID | None, bytes]:
    try:
        raw = urlsafe_b64decode(token + "=") if len(token) == LENGTH else b""
    except (ValueError, binascii.Error):
        return None, b""
    return (UUID(bytes=raw[:SEAL]), raw[SEAL:]) if len(raw) == SEAL * 2 else (None, b"")


def _seal(row: SignUp) -> bytes:
    told = row.pk.bytes + (str(row.link_round).encode() if row.link_round else b"")
    secret = sha256(b"vestregion sign-ups " + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(secret, told, "sha256")[:SEAL]
