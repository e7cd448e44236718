"""A plan as it is stored, as a tree of rows that know what they say in a workbook and what they hang under."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.gridfacts import GridActivity, GridMeasure, grid_of
from actionplan.models import PlanSection
from actionplan.workbook.columns import ACTIVITY, CELLS, MEASURE, TITLE, text_of


@dataclass(eq=False, slots=True)
class Node:
    """A measure or an activity. `texts` are what its cells say, `parent` the measure it hangs under."""

    kind: str
    key: UUID
    section: UUID
    parent: "Node | None"
    texts: dict[str, str]
    version: int = 0
    partners: str = ""

    @property
    def title(self) -> str:
        return self.texts[TITLE]

    @property
    def path(self) -> tuple[str, ...]:
        """Titles of the measures it hangs under, the topmost first."""
        return () if self.parent is None else (*self.parent.path, self.parent.title)


@dataclass(slots=True)
class Tree:
    """The sections that the actor sees, and their rows in the order they are read."""

    sections: dict[UUID, PlanSection] = field(default_factory=dict)
    rows: dict[UUID, Node] = field(default_factory=dict)

    def below(self, section: UUID, parent: Node | None, kind: str) -> list[Node]:
        """The rows of one kind that stand in one order, in that order."""
        return [row for row in self.rows.values() if (row.section, row.parent, row.kind) == (section, parent, kind)]

    def groups(self) -> dict[tuple, list[Node]]:
        """Every such order by section, parent and kind."""
        found: dict[tuple, list[Node]] = {}
        for row in self.rows.values():
            found.setdefault((row.section, row.parent, row.kind), []).append(row)
        return found

    @property
    def levels(self) -> int:
        """How many columns the measures take."""
        return max([1, *(len(row.path) + (row.kind == MEASURE) for row in self.rows.values())])


def tree_of(plan, actor) -> Tree:
    """The plan as the actor sees it, in as many queries as the table for editing."""
    tree = Tree()
    for each in grid_of(plan, actor, tags=True):
        tree.sections[each.section.row.pk] = each.section.row
        for node in _nodes(each):
            tree.rows[node.key] = node
    return tree


def _nodes(grid) -> Iterator[Node]:
    above: list[Node] = []
    section = grid.section.row.pk
    for row in grid.rows:
        if isinstance(row, GridMeasure):
            del above[row.level - 1 :]
            node = Node(MEASURE, row.pk, section, above[-1] if above else None, {TITLE: row.title}, row.version)
            above.append(node)
            yield node
        elif isinstance(row, GridActivity):
            texts = {name: text_of(row.facts, name) for name in CELLS}
            parent = next((each for each in above if each.key == row.measure), None)
            yield Node(ACTIVITY, row.facts.pk, section, parent, texts, row.version, row.partners)
