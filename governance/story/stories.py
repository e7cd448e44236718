"""Which pages tell what happened, and of which rows: an object and what hangs under it have one story.

A higher floor registers the stories of its own rows in `AppConfig.ready()`. What a reader is told is decided here, in
the question to the database: a row of the history she may not read is never fetched.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

NEVER = datetime.max


@dataclass(frozen=True)
class Part:
    """A kind of row in a story. `paths` lead from the row to the story's own row ("" for itself); `out` is what its
    values must have been for a reader who edits nothing, `told` the acts she is told of; `label` names the fields that
    say which row it is. A row that `follows` from what else was written is told where there is nothing else to tell."""

    model: type
    paths: tuple[str, ...] = ("",)
    label: tuple[str, ...] = ("title",)
    out: Q = field(default_factory=Q)
    hidden: tuple[str, ...] = ()  # fields that follow from others and say nothing by themselves
    joiner: str = ", "  # between the fields of the label
    told: Q = field(default_factory=Q)
    follows: bool = False

    def of(self, row) -> Q:
        found = Q()
        for path in self.paths:
            found |= Q(**{path: row}) if path else Q(id=row.pk)
        return found


@dataclass(frozen=True)
class Story:
    """`word` stands in the address; `page(row)` gives the name of the row's own page and its arguments.

    `edits(actor, row)` says who is told everything; the others are told what happened `since(actor, row)` (None: all of
    it, NEVER: nothing). `related` is read with the row. `editors_only` keeps everyone else out.
    """

    word: str
    model: type
    parts: tuple[Part, ...]
    page: Callable[[Any], tuple[str, list]]
    edits: Callable[[Any, Any], bool]
    since: Callable[[Any, Any], datetime | None] = lambda actor, row: None
    related: tuple[str, ...] = ()
    name: Callable[[Any, Any], str] = lambda actor, row: str(row)
    editors_only: bool = False


_stories: dict[str, Story] = {}
_wholes: list[Callable[[Any, set], dict]] = []


def register(story: Story) -> None:
    """Give a kind of row a page of what happened. Registering the same word twice changes nothing."""
    _stories.setdefault(story.word, story)


def register_whole(names: Callable[[Any, set], dict]) -> None:
    """Say what larger acts are called: `names(actor, keys)` gives {key of `Event.part_of`: (its name, its address)}.

    Registering the same one twice changes nothing.
    """
    if names not in _wholes:
        _wholes.append(names)


def names_of_wholes(actor, keys: set) -> dict:
    """The larger acts that the actor may be told of, by their keys; asks nothing for none."""
    return {key: words for names in _wholes for key, words in names(actor, keys).items()} if keys else {}


def story(word: str) -> Story | None:
    return _stories.get(word)


def word_of(model) -> str:
    """The word of the story whose own row is of this model; empty when it has none."""
    return next((each.word for each in _stories.values() if each.model is model), "")


def home_of(model, row) -> tuple[str, Any] | None:
    """The story that a row without one of its own stands in: its word, and the key of what the row hangs under."""
    for each in _stories.values():
        for part in each.parts:
            field = next((f for f in model._meta.concrete_fields if f.name in part.paths), None)
            if part.model is model and field is not None and field.related_model is each.model:
                return each.word, getattr(row, field.attname)
    return None


def all_parts() -> dict[type, Part]:
    """Every kind of row that any story tells of."""
    found = {}
    for each in _stories.values():
        for part in each.parts:
            found.setdefault(part.model, part)
    return found


def readable(part: Part, actor, *, edits: bool):
    """The history rows of one kind that the actor may read."""
    rows = part.model.history.filter(alliance=actor.alliance)
    if actor.edits_everything:
        return rows
    seen = Q(id__in=part.model.objects.visible_to(actor).values("pk"))
    if edits:
        return rows.filter(seen | Q(id__in=part.model.objects.in_bin(actor).values("pk")))
    return rows.filter(seen & part.out)


def tellable(part: Part, actor, *, edits: bool):
    """Of those she may read, the rows written by acts that she is told of. What she is not told of is still what stood
    before the next act."""
    rows = readable(part, actor, edits=edits)
    return rows if edits or actor.edits_everything else rows.filter(part.told)
