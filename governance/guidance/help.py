"""Help: for each page what it is for, what one does there, and what happens next; and the keys that work.

Each floor registers its own in `AppConfig.ready()`, by the names of its addresses: a page and its forms share a topic.
The header opens the topic of the page, `…/hjelp/` shows them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache


@dataclass(frozen=True)
class Topic:
    """The help of some pages. `names`: names of addresses, * for any ending. `is_public`: visitors see the pages."""

    key: str
    names: tuple[str, ...]
    title: object
    purpose: object
    act: object
    after: object
    is_public: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A key that does something, and the pages where it does."""

    keys: str
    what: object
    where: object


_topics: list[Topic] = []
_shortcuts: list[Shortcut] = []


def register(topics: Iterable[Topic] = (), shortcuts: Iterable[Shortcut] = ()) -> None:
    """Add a floor's help. Registering the same twice changes nothing."""
    _topics.extend(topic for topic in topics if topic not in _topics)
    _shortcuts.extend(each for each in shortcuts if each not in _shortcuts)
    topic_of.cache_clear()


def topics_for(actor) -> list[Topic]:
    """The topics of the pages the actor may open; of the public ones for a visitor."""
    return [topic for topic in _topics if topic.is_public or (actor is not None and actor.is_known)]


def shortcuts() -> tuple[Shortcut, ...]:
    return tuple(_shortcuts)


@cache
def topic_of(view_name: str) -> Topic | None:
    """The help of a page by the name of its address: one that names it exactly, else the first whose pattern fits."""
    exact = (topic for topic in _topics if view_name in topic.names)
    fitting = (topic for topic in _topics if any(fnmatchcase(view_name, name) for name in topic.names))
    return next(exact, None) or next(fitting, None)
