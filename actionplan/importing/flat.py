"""Flat tables, common in Excel: the area and the section stand in columns of every row instead of in headings."""

from collections.abc import Iterator
from dataclasses import replace

from actionplan.importing.blocks import Row, Table
from actionplan.importing.tables import segments
from actionplan.importing.vocabulary import AREA_HEADS, HEADS, VAGUE_AREA_HEADS, normal_head

SECTION_HEADS = HEADS["section"]


def is_flat(table: Table, *, in_section: bool, in_area: bool) -> bool:
    """Whether rows name their own section.

    Area and section side by side always do, and so does an area before both measure and activity. Where no heading
    has opened an area or a section, an area before anything else does as well. Otherwise the column is a level of
    measures ("Innsatsområde | Strategi | Tiltak").
    """
    heads = _heads(next((head for head, _, _ in segments(table) if head is not None), None))
    area, section = bool(heads & AREA_HEADS), bool(heads & SECTION_HEADS)
    if area and (section or (heads & HEADS["activity"] and heads & (HEADS["measure"] - AREA_HEADS))):
        return True
    if not (in_section or in_area) and heads & VAGUE_AREA_HEADS:
        return bool(heads & (HEADS["measure"] - VAGUE_AREA_HEADS | HEADS["activity"]))
    return section and not in_section and bool(heads & (HEADS["measure"] - SECTION_HEADS | HEADS["activity"]))


def _heads(head: Row | None) -> set[str]:
    return {normal_head(cell) for cell in head.cells} if head else set()


def split_flat(table: Table, *, in_area: bool) -> Iterator[tuple[str, str, Row, Table]]:
    """(area, section, first row, table without those columns) for each run of rows; blank cells continue."""
    area_heads = AREA_HEADS if in_area else VAGUE_AREA_HEADS
    for head, body, _ in segments(table):
        names = [normal_head(cell) for cell in head.cells] if head else []
        area_at = next((index for index, name in enumerate(names) if name in area_heads), None)
        section_at = next((index for index, name in enumerate(names) if name in SECTION_HEADS), None)
        dropped = {index for index in (area_at, section_at) if index is not None}
        area = section = ""
        rows: list[Row] = []
        for row in body:
            new_area, new_section = _at(row, area_at) or area, _at(row, section_at)
            if new_area != area and not new_section:
                new_section = new_area
            new_section = new_section or section
            if (new_area, new_section) != (area, section) and rows:
                yield area, section, rows[0], _without(head, rows, dropped)
                rows = []
            area, section = new_area, new_section
            rows += [row] if rows or not row.is_empty else []
        if rows:
            yield area, section, rows[0], _without(head, rows, dropped)


def _at(row: Row, index: int | None) -> str:
    return " ".join(row.cells[index].split()) if index is not None and index < len(row.cells) else ""


def _without(head: Row | None, rows: list[Row], dropped: set[int]) -> Table:
    kept = [head, *rows] if head else rows
    return Table(
        tuple(replace(row, cells=tuple(c for i, c in enumerate(row.cells) if i not in dropped)) for row in kept)
    )
