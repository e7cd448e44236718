"""Keys of the index: the day of the text above, a place within the day below. A later text has a larger key."""

import hashlib
from datetime import date

BITS = 24
PLACES = 1 << BITS
FIRST = date(1900, 1, 1).toordinal()
LAST_DAY = (1 << 17) - 1  # in the year 2258; also that of what has no day: people, bodies and organisations come first


def key_of(kind: str, object_id, day: date | None) -> int:
    """The first key to try for a text."""
    days = LAST_DAY if day is None else min(max(day.toordinal() - FIRST, 0), LAST_DAY - 1)
    place = int.from_bytes(hashlib.blake2b(f"{kind}{object_id}".encode(), digest_size=4).digest(), "big") % PLACES
    return days << BITS | place


def next_key(key: int) -> int:
    """Another key of the same day."""
    return key - PLACES + 1 if (key + 1) % PLACES == 0 else key + 1


def same_day(one: int, other: int) -> bool:
    return one >> BITS == other >> BITS
