"""How often somebody without a login may do something. Kept in the memory of the process, as the limits of the login
are, and forgotten when the time is out: nothing about who came is stored."""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache


def is_too_often(request, what: str, *, most: int, seconds: int) -> bool:
    """Count one more time for the address on the net that asks; whether that is more than `most` within `seconds`."""
    address = get_adapter().get_client_ip(request)
    key = "throttle-" + sha256(f"{what} {address}".encode()).hexdigest()
    if cache.add(key, 1, timeout=seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # the time ran out between the two
        return False
