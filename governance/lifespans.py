"""How long a municipality of the reference list lives, across the numbers it has had.

A reform gave most municipalities a new number and took no member away: a row and its successor of the same name are one
municipality. Where the successor has another name the municipality ended, and so does what it was a member of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.models import County, Municipality

NO_COUNTY_COUNCIL = ("Oslo",)  # the municipality does the county's work


@dataclass(frozen=True)
class Lifespan:
    """One municipality through its numbers: the row of the day asked for, all its rows, and its first and last day."""

    row: Municipality
    keys: frozenset[int]
    first: date | None
    last: date | None


def municipalities_on(day: date) -> list[Lifespan]:
    """Every municipality there was on `day`, by county and name. One query."""
    rows = {row.pk: row for row in Municipality.objects.select_related("county").defer("border")}
    before = {}
    for row in rows.values():
        after = rows.get(row.successor_id)
        if after is not None and after.name == row.name:
            before[after.pk] = row
    alive = [row for row in rows.values() if _holds(row, day)]
    return sorted((_lifespan(row, rows, before) for row in alive), key=_place)


def counties_on(day: date) -> list[County]:
    """Counties with a council of their own on `day`: those that had a municipality then."""
    found = {one.row.county.pk: one.row.county for one in municipalities_on(day)}
    return sorted((each for each in found.values() if each.name not in NO_COUNTY_COUNCIL), key=lambda each: each.number)


def _holds(row: Municipality, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)


def _lifespan(row: Municipality, rows: dict, before: dict) -> Lifespan:
    earlier, later = [row, *_earlier(row, before)], [row, *_later(row, rows)]
    keys = frozenset(each.pk for each in (*earlier, *later))
    return Lifespan(row=row, keys=keys, first=earlier[-1].valid_from, last=later[-1].valid_to)


def _earlier(row: Municipality, before: dict) -> Iterator[Municipality]:
    while (row := before.get(row.pk)) is not None:
        yield row


def _later(row: Municipality, rows: dict) -> Iterator[Municipality]:
    name = row.name
    while (row := rows.get(row.successor_id)) is not None and row.name == name:
        yield row


def _place(one: Lifespan) -> tuple:
    return one.row.county.number, one.row.number
