"""Secrets that must be read again, such as the password of a mail server: sealed with a key made from SECRET_KEY.

Whoever has the database alone cannot read them. With another SECRET_KEY they are lost and must be typed anew.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.conf import settings


class Unreadable(Exception):
    """Sealed with another key than the one this installation has now."""


def seal(secret: str) -> str:
    """The secret as it may be stored; an empty text stays empty."""
    return _box().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret again. Raises Unreadable when the key is another one."""
    from cryptography.fernet import InvalidToken

    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _box():
    from cryptography.fernet import Fernet

    key = sha256(b"vestregion sealed secrets " + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))
