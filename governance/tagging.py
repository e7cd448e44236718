"""What can be tagged: each floor registers its kinds in `AppConfig.ready()`, and the pages of tags show them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """One row with a tag: what it is called, where it stands, where that is, and of which year."""

    title: str
    url: str
    where: str
    year: int


@dataclass(frozen=True)
class Taggable:
    """A kind of row that has tags. `model` has `tag` and `owner`, the relation to what is tagged; `label` is the word
    for several of them, and `found(actor, tag)` are those the actor may read, the newest first."""

    model: type
    owner: str
    label: Any
    found: Callable[[Any, Any], Iterable[Found]]


_kinds: dict[type, Taggable] = {}


def register(*kinds: Taggable) -> None:
    """Registering the same model twice changes nothing."""
    for kind in kinds:
        _kinds.setdefault(kind.model, kind)


def kinds() -> Iterator[Taggable]:
    return iter(_kinds.values())
