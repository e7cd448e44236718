"""A row of a table that was read, and what is odd about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["warning", "error"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd. `row` is 1-based through the file, `message` is Bokmål, `text` is what the file says."""

    row: int
    severity: Severity
    code: str
    message: str
    text: str = ""
    place: str = ""
    column: int | None = None  # of the cell, counted from 0, where one cell is meant


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; a merged continuation cell is an empty string. Soft line breaks stay as newlines."""

    cells: tuple[str, ...]
    number: int
    place: str
    is_head: bool = False
    goes_on: tuple[int, ...] = ()  # columns in which the cell above reaches down over this row
    aside: tuple[tuple[str, str], ...] = ()  # (what it is, text) of notes and boxes that stand outside the cells

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)
