"""The programme of a meeting: its days, what stands on each, and what happens at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

from governance.models import Meeting, ProgrammeEntry

FACT = "programme"  # its name among the facts of an agenda's version
TOLD = ("pk", "on_day", "starts_at", "ends_at", "title", "place", "speaker", "item_id")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is read. `item`: the treatment it is about, None where the reader has none; `at_once`: the titles
    of what it begins in the middle of, or together with."""

    entry: ProgrammeEntry
    item: Any = None
    at_once: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its lines by the hour."""

    day: date
    lines: tuple[Line, ...]


def days_of(meeting: Meeting) -> list[date]:
    """The days of a meeting, from the first to the last."""
    count = ((meeting.last_day or meeting.day) - meeting.day).days + 1
    return [meeting.day + timedelta(days=n) for n in range(max(count, 1))]


def by_day(meeting: Meeting, entries: Iterable[ProgrammeEntry], items: Mapping[Any, Any]) -> list[Day]:
    """The days that have something, in order. `entries` in order; `items`: treatments the reader has, by key."""
    return [
        Day(meeting.day + timedelta(days=number - 1), tuple(_lines(list(rows), items)))
        for number, rows in groupby(entries, key=lambda each: each.on_day)
    ]


def _lines(rows: list[ProgrammeEntry], items: Mapping[Any, Any]) -> Iterable[Line]:
    for place, row in enumerate(rows):
        at_once = tuple(other.title for other in rows[:place] if _is_at_once(other, row))
        yield Line(row, items.get(row.item_id), at_once)


def _is_at_once(first: ProgrammeEntry, later: ProgrammeEntry) -> bool:
    """Whether the later begins before the first is over. One without an end takes no time."""
    return later.starts_at == first.starts_at or (first.ends_at is not None and later.starts_at < first.ends_at)


def mark_of(meeting: Meeting) -> str:
    """Tells one programme from another; "" where there is none. One question."""
    return mark(ProgrammeEntry.objects.present().filter(meeting=meeting.pk).in_order())


def mark(entries: Iterable[ProgrammeEntry]) -> str:
    """The mark of a programme that is read already, in order."""
    told = [tuple(str(getattr(entry, name)) for name in TOLD) for entry in entries]
    return sha256(repr(told).encode()).hexdigest()[:16] if told else ""
