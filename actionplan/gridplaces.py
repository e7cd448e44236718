"""Where a row of the table for editing goes when it is moved one step up or down: within its measure, and past the edge
into the next one, or the next section. Pure functions of the rows as they stand on the page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from actionplan.gridfacts import GridActivity, GridMeasure, GridNew, GridSection


@dataclass(frozen=True, slots=True)
class Place:
    """Under the measure `above`, or straight in the section; before the row `before`, else last."""

    section: UUID
    above: UUID | None
    before: UUID | None = None


def step(grid: list[GridSection], key: UUID, *, up: bool, sections: Collection[UUID]) -> Place | None:
    """The place one step from where the row stands, in one of `sections`; None at the end of the plan."""
    grid = [each for each in grid if each.section.row.pk in sections]
    for each in grid:
        for row in each.rows:
            if isinstance(row, GridActivity) and row.facts.pk == key:
                return _activity_step(grid, row, up)
            if isinstance(row, GridMeasure) and row.pk == key:
                return _measure_step(grid, each, row, up)
    return None


def _activity_step(grid, row: GridActivity, up: bool) -> Place | None:
    """The empty row that ends each list names the lists, in the order they stand."""
    lists = {(each.section, each.measure): [] for part in grid for each in part.rows if isinstance(each, GridNew)}
    for part in grid:
        for each in part.rows:
            if isinstance(each, GridActivity):
                lists.setdefault((each.section, each.measure), []).append(each.facts.pk)
    here = (row.section, row.measure)
    inside = _inside(lists[here], row.facts.pk, up)
    if inside is not None:
        return Place(*here, inside[0])
    order = list(lists)
    index = order.index(here) + (-1 if up else 1)
    if not 0 <= index < len(order):
        return None
    there = order[index]
    return Place(*there, None if up else next(iter(lists[there]), None))


def _inside(keys: list[UUID], key: UUID, up: bool) -> tuple[UUID | None] | None:
    """The row before which it lands among its own, in a tuple; None where it is the outermost already."""
    index = keys.index(key)
    if up:
        return (keys[index - 1],) if index else None
    return (keys[index + 2] if index + 2 < len(keys) else None,) if index + 1 < len(keys) else None


def _measure_step(grid, part: GridSection, row: GridMeasure, up: bool) -> Place | None:
    """Among those under the same measure; past the edge beside that measure, or into the next section."""
    section = part.section.row.pk
    measures = {each.pk: each for each in part.rows if isinstance(each, GridMeasure)}
    inside = _inside([each.pk for each in measures.values() if each.parent == row.parent], row.pk, up)
    if inside is not None:
        return Place(section, row.parent, inside[0])
    if row.parent is not None:
        above = measures[row.parent]
        beside = [each.pk for each in measures.values() if each.parent == above.parent]
        after = beside[beside.index(above.pk) + 1 :]
        return Place(section, above.parent, above.pk if up else next(iter(after), None))
    index = grid.index(part) + (-1 if up else 1)
    if not 0 <= index < len(grid):
        return None
    tops = [each.pk for each in grid[index].rows if isinstance(each, GridMeasure) and each.parent is None]
    return Place(grid[index].section.row.pk, None, None if up else next(iter(tops), None))
