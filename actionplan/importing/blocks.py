"""What every reader hands over: a list of neutral blocks, whatever the file was (docs/import.md).

A block knows where it stood: `number` counts rows through the whole file, so problems sort in reading order;
`place` says the same to a person ("linje 102", "tabell 3, rad 2", "ark «Helse», rad 7").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from governance.importing.rows import Problem, Row

__all__ = ["Block", "Heading", "Paragraph", "Row", "Source", "Table"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph the file itself marks as a heading; level 1 is the highest, 0 the name of a whole sheet."""

    text: str
    number: int
    place: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; bold means that the whole paragraph is bold, `is_body` that its style says it is no heading."""

    text: str
    number: int
    place: str
    bold: bool = False
    list_item: bool = False
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together, empty rows included."""

    rows: tuple[Row, ...]

    @property
    def number(self) -> int:
        return self.rows[0].number

    @property
    def place(self) -> str:
        return self.rows[0].place


Block = Heading | Paragraph | Table


@dataclass(slots=True)
class Source:
    """A file that has been read: its blocks in order and what was odd about the file as such."""

    blocks: Sequence[Block]
    notes: list[Problem] = field(default_factory=list)
