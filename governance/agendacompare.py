"""Two versions of an agenda compared: pure functions of what agendafacts.py stored."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Was = tuple[Any, Any]  # (before, now)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What has become of one case. A pair is (before, now), None where nothing is changed.

    `row` is as it stands now, or stood where it is gone. `after`: the key of the case it stands after now, "" where it
    stands first; told of a case that is new or `moved`. `files_changed`: (file before, file now). `subs`: the points
    below it before and now (`compared_subs`).
    """

    item: str
    row: Row
    is_new: bool = False
    is_gone: bool = False
    moved: bool = False
    after: str = ""
    number: Was | None = None
    state: Was | None = None
    role: Was | None = None
    late: Was | None = None
    paper: Was | None = None
    subs: Was | None = None
    files_new: tuple = ()
    files_gone: tuple = ()
    files_changed: tuple = ()

    @property
    def tells(self) -> bool:
        """Whether anything is changed at all."""
        return bool(
            self.is_new
            or self.is_gone
            or self.moved
            or self.files_new
            or self.files_gone
            or self.files_changed
            or self.subs
            or any(getattr(self, name) is not None for name in PAIRS)
        )

    @property
    def is_of_agenda(self) -> bool:
        """Whether it is more than another paper or file."""
        return bool(self.is_new or self.is_gone or self.moved or self.number or self.state or self.role or self.subs)


PAIRS = ("number", "state", "role", "late", "paper")


@dataclass(frozen=True, slots=True)
class Difference:
    """What is changed from one version to another: facts of the meeting by name, and the cases in the order of the
    newer one, those that are gone last."""

    facts: dict[str, Was] = field(default_factory=dict)
    items: tuple[ItemChange, ...] = ()

    def __bool__(self):
        return bool(self.facts or self.items)

    @property
    def is_of_agenda(self) -> bool:
        """Whether cases, their order, numbers or tasks are changed, and not only their papers, or time and place."""
        return any(each.is_of_agenda for each in self.items)


def compare(before_rows, after_rows, before_facts=None, after_facts=None) -> Difference:
    """What has changed between two lists of rows and of facts."""
    before_facts, after_facts = before_facts or {}, after_facts or {}
    names = [*after_facts, *(name for name in before_facts if name not in after_facts)]
    pairs = {name: (before_facts.get(name, ""), after_facts.get(name, "")) for name in names}
    facts = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return Difference(facts, tuple(_items(before_rows, after_rows)))


def _items(before_rows: Sequence[Row], after_rows: Sequence[Row]):
    before = {row["item"]: row for row in before_rows}
    after = {row["item"]: row for row in after_rows}
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    above = ""
    for key, row in after.items():
        change = _change(key, before.get(key), row, moved=key in moved, above=above)
        if change.tells:
            yield change
        above = key
    for key, row in before.items():
        if key not in after:
            yield ItemChange(key, row, is_gone=True)


def _change(key: str, was: Row | None, row: Row, *, moved: bool, above: str) -> ItemChange:
    if was is None:
        return ItemChange(key, row, is_new=True, after=above)
    pairs = {name: (was[name], row[name]) for name in PAIRS if was[name] != row[name]}
    old, new = ({file[0]: file for file in each["files"]} for each in (was, row))
    return ItemChange(
        key,
        row,
        moved=moved,
        subs=_subs(was, row),
        after=above if moved else "",
        files_new=tuple(file for each, file in new.items() if each not in old),
        files_gone=tuple(file for each, file in old.items() if each not in new),
        files_changed=tuple((old[each], file) for each, file in new.items() if each in old and old[each] != file),
        **pairs,
    )


def _subs(was: Row, row: Row) -> Was | None:
    """Both lists of points, where they differ by more than a version that reads the same."""
    before, after = was.get("subs", []), row.get("subs", [])
    same = [(key, mark) for key, _version, mark in before] == [(key, mark) for key, _version, mark in after]
    return None if same else (before, after)


@dataclass(frozen=True, slots=True)
class SubChanges:
    """What has become of the points below a case, each with its place counted from 0: (place, point). `changed`: the
    place now, the point before and the point now. `moved`: whether those that stay have another order."""

    new: tuple = ()
    gone: tuple = ()
    changed: tuple = ()
    moved: bool = False


def compared_subs(before: Sequence, after: Sequence) -> SubChanges:
    """Two lists of points below one case."""
    old, now = {each[0]: each for each in before}, {each[0]: each for each in after}
    return SubChanges(
        new=tuple((place, each) for place, each in enumerate(after) if each[0] not in old),
        gone=tuple((place, each) for place, each in enumerate(before) if each[0] not in now),
        changed=tuple(
            (place, old[each[0]], each)
            for place, each in enumerate(after)
            if each[0] in old and old[each[0]][2] != each[2]
        ),
        moved=[key for key in old if key in now] != [key for key in now if key in old],
    )


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest that must be moved to make the first order into the second: all but a longest run in order."""
    place = {key: n for n, key in enumerate(before)}
    ends: list[int] = []  # places at the end of the shortest last places of runs of each length
    last: list[str] = []
    previous: dict[str, str | None] = {}
    for key in after:
        n = bisect_left(ends, place[key])
        previous[key] = last[n - 1] if n else None
        ends[n : n + 1], last[n : n + 1] = [place[key]], [key]
    kept, key = set(), last[-1] if last else None
    while key is not None:
        kept.add(key)
        key = previous[key]
    return set(after) - kept
