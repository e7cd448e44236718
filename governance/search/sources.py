"""What can be found: each floor registers its kinds in `AppConfig.ready()`.

A source says which rows a kind is made of, what they say, who may read them, where a hit leads, and which other rows a
text is also made of (`follows`): they are written, and the entries of the source are made anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet


@dataclass(frozen=True)
class Text:
    """What one row says. `day` orders hits; None puts the row before all that has a day."""

    object_id: UUID
    alliance_id: int
    title: str
    text: str = ""
    day: date | None = None
    year: int | None = None
    body_id: UUID | None = None
    bodies: tuple[UUID, ...] = ()  # of a row that many bodies treat


@dataclass(frozen=True)
class Shown:
    """How a hit is shown to one actor: a title she may read, where it leads, and where and when it belongs."""

    title: str
    url: str
    where: str = ""
    day: date | None = None
    is_exempt: bool = False
    case_id: UUID | None = None  # the case it hangs under: the same text of one case is one hit
    place: str = ""  # the treatment of that case it stands in


@dataclass(frozen=True)
class Follow:
    """Rows of another model that a source's entries depend on: `path` leads from the source to them.

    A change of one of `says` makes the texts anew; one of `opens` only asks again whether everyone may read them.
    `is_part`: the text is made of these rows, so that a new one changes it as well, and each change of one unless
    `says` names those that matter.
    """

    path: str
    says: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()
    is_part: bool = False

    def changes_text(self, changed: frozenset[str] | None) -> bool:
        if changed is None or not self.says:
            return self.is_part
        return bool(changed & self.says)


@dataclass(frozen=True)
class Source:
    """One kind of hit. `group` is the choice in the filter it is counted under, `label` its word there, `one` the word
    at a single hit where that is another."""

    kind: str
    group: str
    label: Any
    model: type
    visible: Callable[[Any], QuerySet]
    texts: Callable[[Any], Iterable[Text]]  # of a queryset of the rows
    show: Callable[[Any, list[UUID]], Mapping[UUID, Shown]]
    follows: Mapping[type, Follow] = field(default_factory=dict)
    says: frozenset[str] = frozenset()  # own fields that matter; empty: all of them
    opens: frozenset[str] = frozenset()  # those of them that also decide who reads; empty: all of them
    # Where many bodies treat a row: what the actor sees of it there, with `case` and `body`; of all rows for pks None.
    places: Callable[[Any, list[UUID] | None], QuerySet] | None = None
    one: Any = ""
    by_key: bool = False  # `texts` is given keys: of rows so often written that the question is composed once

    def told(self, pks: list) -> Iterable[Text]:
        """What the rows of these keys say, of those that are there."""
        rows = self.model._base_manager.filter(pk__in=pks, removed_at__isnull=True) if not self.by_key else pks
        return self.texts(rows)

    def concerned(self, model, pks: Iterable, changed: frozenset[str] | None) -> tuple[QuerySet | None, bool]:
        """Rows of the source whose entry a write to `model` concerns, and whether their texts change."""
        rows = self.model._base_manager.all()
        if model is self.model:
            relevant = changed is None or not self.says or bool(changed & self.says)
            return (rows.filter(pk__in=pks), True) if relevant else (None, False)
        follow = self.follows.get(model)
        if follow is None or (changed is None and not follow.is_part):  # new, and nothing hangs under it yet
            return None, False
        rewritten = follow.changes_text(changed)
        if not rewritten and not changed & follow.opens:
            return None, False
        return rows.filter(**{f"{follow.path}__in": list(pks)}), rewritten

    def changes_readers(self, model, changed: frozenset[str] | None) -> bool:
        """Whether such a write may change who reads the rows it concerns."""
        opens = self.opens if model is self.model else self.follows[model].opens
        return changed is None or bool(changed & opens) or (model is self.model and not opens)


_sources: dict[str, Source] = {}


def register(*sources: Source) -> None:
    """Let rows be found. The same kind registered twice with another source raises ValueError."""
    for source in sources:
        if _sources.setdefault(source.kind, source) is not source:
            raise ValueError(f"The search has a kind {source.kind!r} already.")


def sources() -> Iterator[Source]:
    return iter(_sources.values())


def source_of(kind: str) -> Source:
    return _sources[kind]


def groups() -> dict[str, Any]:
    """The choices of the filter: group -> its word, in the order of registration."""
    words = {}
    for source in _sources.values():
        words.setdefault(source.group, source.label)
    return words


def watched() -> frozenset[type]:
    """Models whose rows concern the index."""
    return frozenset(model for source in _sources.values() for model in (source.model, *source.follows))
