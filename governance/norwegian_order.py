"""Norwegian order and Unicode-blind case on SQLite: the same answers as PostgreSQL's ICU collation "norsk".

PostgreSQL gets the collation from the first migration. SQLite gets it on every new connection, together with a LIKE
that folds æ, ø and å, since SQLite's own only folds A-Z.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.backends.signals import connection_created
from django.dispatch import receiver

_RANKS = {"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002"}


@lru_cache(maxsize=4096)
def norwegian_key(text: str) -> tuple[str, str]:
    """A sort key in the order a-z, æ, ø, å, where aa counts as å and case only breaks ties."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    letters = []
    for letter in folded:
        if letter in _RANKS:
            letters.append(_RANKS[letter])
        else:
            letters.append(unicodedata.normalize("NFD", letter)[0])
    return "".join(letters), text.swapcase()


def _compare(one: str, other: str) -> int:
    a, b = norwegian_key(one), norwegian_key(other)
    return (a > b) - (a < b)


@lru_cache(maxsize=512)
def _pattern(like: str, escape: str | None) -> re.Pattern:
    parts, position = [], 0
    while position < len(like):
        letter = like[position]
        if escape and letter == escape and position + 1 < len(like):
            position += 1
            parts.append(re.escape(like[position]))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter, re.escape(letter)))
        position += 1
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def _like(pattern, text, escape=None):
    if pattern is None or text is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(str(text)) is not None


@receiver(connection_created)
def teach_sqlite(sender, connection, **kwargs):
    """Give a new SQLite connection the collation and the LIKE."""
    if connection.vendor == "sqlite":
        teach(connection.connection)


def teach(connection) -> None:
    """The same for a connection of sqlite3 that Django did not open."""
    connection.create_collation("norsk", _compare)
    connection.create_function("like", 2, _like, deterministic=True)
    connection.create_function("like", 3, _like, deterministic=True)
