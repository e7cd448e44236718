"""The points below the cases of an agenda, with their letters: as they stand, and as they went out with a version.

A version holds of each point [key, version of the row, mark of its words]. The words are read in the history, so no
version stores a title or a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from governance.exemption import since_opened
from governance.models import SubItem

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Told = Sequence[Any]  # [key, version, mark]


@dataclass(frozen=True, slots=True)
class Line:
    """A point as it is read: its letter and words. `row` is what stands in the database, None for what went out."""

    letter: str
    title: str
    whose: str
    presenter: str
    row: SubItem | None = None

    @property
    def words(self) -> str:
        """Whose it is and what it is about, without its letter and who presents it."""
        return f"{self.whose}: {self.title}" if self.whose else self.title

    @property
    def full(self) -> str:
        """The same with who presents it: for those who are known."""
        return f"{self.words} ({self.presenter})" if self.presenter else self.words


def letter_of(place: int) -> str:
    """The letter of a place counted from 0: a to z, then aa, ab and so on."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def mark_of(row: SubItem) -> str:
    """Tells the words of a point from others it has had: whose, what and by whom, whatever its place."""
    words = (row.pk, row.title, row.on_behalf_of_id, row.presenter_id, row.presenter_name)
    return sha256(repr(tuple(map(str, words))).encode()).hexdigest()[:16]


def told_of(items: Iterable) -> dict[Any, list[Told]]:
    """What a version of an agenda holds of the points, by the key of their treatment. One question."""
    found: dict = defaultdict(list)
    for row in SubItem.objects.present().filter(item__in=list(items)).in_order():
        found[row.item_id].append([str(row.pk), row.version, mark_of(row)])
    return found


def lines_of(rows: Iterable[SubItem]) -> dict[Any, list[Line]]:
    """Points as they stand, by the key of their treatment; `rows` in order, with whose they are and who presents."""
    found: dict = defaultdict(list)
    for row in rows:
        found[row.item_id].append(_line(row, len(found[row.item_id]), row))
    return found


class Sent:
    """Points as they went out with versions of an agenda, read in the history: one question for all of them.

    `whole`: also what they said before their case was opened, where it once was exempt; for those who edit.
    """

    def __init__(self, told: Iterable[Told], *, whole: bool = False):
        keys = {(str(key), version) for key, version, _mark in told}
        self._rows = {(str(row.id), row.version): row for row in _past(keys, whole)} if keys else {}

    def line(self, told: Told, place: int) -> Line | None:
        """One point at its place, counted from 0; None where it may not be read."""
        row = self._rows.get((str(told[0]), told[1]))
        return _line(row, place) if row else None

    def words(self, told: Told, *, whole: bool) -> str | None:
        """What a point said, `whole` with who presents it; None where it may not be read."""
        line = self.line(told, 0)
        return line and (line.full if whole else line.words)

    def lines(self, told: Sequence[Told]) -> list[Line]:
        return [line for place, each in enumerate(told) if (line := self.line(each, place))]


def _past(keys: Iterable[tuple[str, int]], whole: bool):
    past = SubItem.history.filter(reduce(or_, (Q(id=UUID(key), version=number) for key, number in keys)))
    return (past if whole else past.filter(since_opened("item__case"))).select_related("on_behalf_of", "presenter")


def told_in(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """All that the rows of an agenda's version tell of points."""
    return [told for row in rows for told in row.get("subs", ())]


def _line(row, place: int, stored: SubItem | None = None) -> Line:
    presenter = row.presenter.name if row.presenter else row.presenter_name
    whose = row.on_behalf_of and (row.on_behalf_of.short_name or row.on_behalf_of.name)
    return Line(letter_of(place), row.title, whose or "", presenter, stored)
