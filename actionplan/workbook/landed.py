"""What becomes of a workbook, row by row and cell by cell, before anything is stored; the preview shows it, and the
service writes the very same."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.workbook.columns import ACTIVITY
from actionplan.workbook.reading import SheetRow
from actionplan.workbook.tree import Node, Tree
from governance.templatetags.norwegian import thousands


@dataclass(frozen=True, slots=True)
class LandedCell:
    """One cell: what stood there and what it becomes; or what is wrong, and then what it says in the workbook.
    `is_doubtful`: a deadline that is not understood, which is taken as it stands."""

    address: str
    label: str
    was: str
    becomes: str
    problem: str = ""
    note: str = ""
    is_doubtful: bool = False


@dataclass(eq=False)
class LandedRow:
    """One row of the workbook. `node` is the row of the plan, or the new one; `section` and `parent` are where it is
    to stand. `problem` keeps all of the row out, a cell's problem only the cell. `earlier` is the row of the plan that
    a workbook has added with these words already; with `is_left` it is not added again."""

    row: SheetRow
    node: Node
    section: object = None
    parent: Node | None = None
    is_new: bool = False
    cells: list[LandedCell] = field(default_factory=list)
    values: dict = field(default_factory=dict)
    add: list = field(default_factory=list)  # organisations that take part from now on
    gone: list = field(default_factory=list)  # keys of those that no longer do
    tags: list | None = None  # those it is to have, where they are others
    problem: str = ""
    moved: str = ""
    note: str = ""
    earlier: object = None  # Earlier (again.py)
    is_left: bool = False

    @property
    def is_activity(self) -> bool:
        return self.node.kind == ACTIVITY

    @property
    def is_moved_to(self) -> bool:
        """Whether it hangs under another row than before."""
        return not self.is_new and (self.node.section, self.node.parent) != (self.section, self.parent)

    @property
    def is_written(self) -> bool:
        lists = self.add or self.gone or self.tags is not None
        return not self.problem and not self.is_left and bool(self.is_new or self.is_moved_to or self.values or lists)

    @property
    def is_shown(self) -> bool:
        return bool(self.is_written or self.problem or self.moved or self.cells or self.note or self.earlier)

    @property
    def word(self) -> str:
        """What happens to it, in a word."""
        if self.problem or (self.problems and not self.is_written):
            return _("Tas ikke med")
        if self.is_left:
            return _("Lagt til før")
        if self.is_new:
            return _("Ny aktivitet") if self.is_activity else _("Nytt tiltak")
        if self.is_written and not self.is_moved_to:
            return _("Endres")
        return _("Flyttes") if self.moved else _("Uendret")

    @property
    def problems(self) -> list[str]:
        cells = [f"{cell.address}: {cell.problem}" for cell in self.cells if cell.problem]
        return [*([self.problem] if self.problem else []), *cells]


@dataclass(frozen=True, slots=True)
class Missing:
    """A row that is in the plan and not in the workbook; `under` counts what hangs under it."""

    node: Node
    where: str
    under: int


@dataclass
class Landed:
    """All of it. `orders` are the rows that are to stand in another order: (their group, as the workbook orders them,
    as they stand in the plan with what is new between them)."""

    tree: Tree
    rows: list[LandedRow] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    orders: list[tuple[tuple, list[Node], list[Node]]] = field(default_factory=list)
    moved: int = 0
    looks_sorted: bool = False
    lacks_names: bool = False  # whether a name is in no register

    @property
    def shown(self) -> list[LandedRow]:
        return [row for row in self.rows if row.is_shown]

    @property
    def written(self) -> list[LandedRow]:
        return [row for row in self.rows if row.is_written]

    @property
    def problems(self) -> list[str]:
        return [problem for row in self.rows for problem in row.problems]

    @property
    def unread(self) -> int:
        """Deadlines that are taken as they stand, and say nothing to anybody but a reader."""
        return sum(cell.is_doubtful for row in self.written for cell in row.cells)

    @property
    def summary(self) -> list[str]:
        """How much of each, in words; what there is none of is left out."""
        new = sum(row.is_new for row in self.written)
        said = [
            (new, ngettext("{n} ny rad", "{n} nye rader", new)),
            (changed := len(self.written) - new, ngettext("{n} rad endres", "{n} rader endres", changed)),
            (self.moved, ngettext("{n} rad bytter plass", "{n} rader bytter plass", self.moved)),
            (gone := len(self.missing), ngettext("{n} rad mangler i arket", "{n} rader mangler i arket", gone)),
            (wrong := len(self.problems), ngettext("{n} feil må rettes", "{n} feil må rettes", wrong)),
        ]
        return [words.format(n=thousands(number)) for number, words in said if number]

    @property
    def again(self) -> list[tuple]:
        """(who, when, how many rows) of each time that rows of this workbook were added, the first time first."""
        found = Counter((row.earlier.by, row.earlier.at) for row in self.rows if row.earlier)
        return sorted(((by, at, rows) for (by, at), rows in found.items()), key=lambda each: each[1])

    @property
    def is_nothing(self) -> bool:
        return not (self.written or self.missing or self.problems or self.moved or self.again)

    @property
    def seen(self) -> str:
        """A mark of all that was looked at; another one means that something has changed since. Whether what was added
        before is added again is chosen on the page, and no part of it."""
        rows = [
            (row.row.number, row.word, row.moved, row.problem, row.cells) if row.earlier is None else row.row.number
            for row in self.shown
        ]
        stored = [(str(row.key), row.version) for row in self.tree.rows.values()]
        missing = [str(each.node.key) for each in self.missing]
        return sha256(repr((rows, stored, missing)).encode()).hexdigest()[:32]
