"""Where each row of a workbook is to stand: which section, under which measure, and in which order."""

from bisect import bisect_left
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from actionplan.workbook.columns import ACTIVITY, LEVEL, MEASURE, SECTION, TITLE
from actionplan.workbook.landed import LandedRow
from actionplan.workbook.reading import SheetRow
from actionplan.workbook.tree import Node, Tree


class Misplaced(Exception):
    """The row names a place that is not there; the message says which, and in which cell."""


class Places:
    """Reads the columns that say where a row stands, one row after the other: a new row that leaves them open stands
    below the row above it. A measure is known by its name in the plan and by the one it gets in the workbook."""

    def __init__(self, tree: Tree, rows: list[SheetRow]):
        self.tree = tree
        self.measures = [node for node in tree.rows.values() if node.kind == MEASURE]
        self.names = {node: {node.title.casefold()} for node in self.measures}
        for row in rows:
            node = tree.rows.get(row.key) if row.kind == MEASURE else None
            if node is not None and any(row.levels):
                self.names[node].add([title for title in row.levels if title][-1].casefold())
        self.section: UUID | None = next(iter(tree.sections), None)
        self.above: list[Node] = []
        self.implied: list[LandedRow] = []

    def place(self, landed: LandedRow) -> None:
        """Set the section and the parent of a row. Raises Misplaced."""
        row, node = landed.row, landed.node
        landed.section = self._section(row, node, landed.is_new)
        titles = self._titles(row, node)
        if landed.is_new:
            landed.parent = self._parent_of_new(landed, titles)
            node.section, node.parent = landed.section, landed.parent
            if node.kind == MEASURE:
                self._add(node)
        else:
            landed.parent = self._parent(landed, titles)
        self._go_on_from(landed)

    def stay(self, landed: LandedRow) -> None:
        """The row stays where it is stored, whatever the workbook says."""
        landed.section, landed.parent = landed.node.section, landed.node.parent
        if landed.section is not None:
            self._go_on_from(landed)

    def _go_on_from(self, landed: LandedRow) -> None:
        self.section = landed.section
        self.above = _chain(landed.node if landed.node.kind == MEASURE else landed.parent)

    def _section(self, row: SheetRow, node: Node, is_new: bool) -> UUID | None:
        text = row.texts.get(SECTION, "").casefold()
        here = self.section if is_new else node.section
        if not text or (here is not None and self.tree.sections[here].title.casefold() == text):
            return here
        found = [key for key, each in self.tree.sections.items() if each.title.strip().casefold() == text]
        if len(found) == 1:
            return found[0]
        words = _("{cell}: Planen har ingen del som heter «{text}». Nye deler lager du på redigeringssiden.")
        if found:
            words = _("{cell}: Flere deler heter «{text}». Sett inn raden der den skal stå, og la «Del» stå tom.")
        raise Misplaced(words.format(cell=row.address(SECTION), text=row.texts[SECTION]))

    def _titles(self, row: SheetRow, node: Node) -> list[str]:
        """The measures the row names above itself, blanks for those it leaves open."""
        last = max((place for place, title in enumerate(row.levels) if title), default=-1)
        return row.levels[: last + (node.kind == ACTIVITY)] if last >= 0 else []

    def _parent(self, landed: LandedRow, titles: list[str]) -> Node | None:
        node, row = landed.node, landed.row
        now = _chain(node.parent)
        stays = landed.section == node.section
        same_level = node.kind == ACTIVITY or len(titles) == len(now) or not any(row.levels)
        if stays and same_level and (not any(titles) or self._is(now, titles)):
            return node.parent
        if node.kind == MEASURE and not stays:
            raise Misplaced(
                _("{cell}: Et tiltak kan ikke flyttes til en annen del. Flytt aktivitetene, eller lag et nytt tiltak.")
                .format(cell=row.address(SECTION))
            )  # fmt: skip
        if not any(titles):
            return None
        found = self._find(landed.section, titles, row)
        if found is None:
            words = _(
                "{cell}: Fant ikke tiltaket «{title}» i delen. Skriv navnet på et tiltak som finnes. Et nytt navn på "
                "tiltaket skriver du på tiltakets egen rad."
            )
            raise Misplaced(words.format(cell=row.address(LEVEL), title=" › ".join(filter(None, titles))))
        if node in (found, *_chain(found)):
            raise Misplaced(_("{cell}: Et tiltak kan ikke ligge under seg selv.").format(cell=row.address(LEVEL)))
        return found

    def _parent_of_new(self, landed: LandedRow, titles: list[str]) -> Node | None:
        """The measure a new row names; those that are not there yet are made. What it leaves open is as above."""
        above = self.above if landed.section == self.section else []
        if not any(titles):
            is_open = landed.node.kind == ACTIVITY
            return (above[-1] if above else None) if is_open else self._up(landed, above, len(titles))
        if self._is(above[: len(titles)], titles):
            return above[len(titles) - 1]
        first = next(place for place, title in enumerate(titles) if title)
        self._up(landed, above, first)
        if not all(titles[first:]):
            raise Misplaced(self._needs_level(landed))
        path = [*(each.title for each in above[:first]), *titles[first:]]
        return self._find(landed.section, path, landed.row) or self._make(landed, path)

    def _up(self, landed: LandedRow, above: list[Node], levels: int) -> Node | None:
        """The measure of the row above on that level; none at the top. Raises Misplaced."""
        if levels > len(above):
            raise Misplaced(self._needs_level(landed))
        return above[levels - 1] if levels else None

    def _needs_level(self, landed: LandedRow) -> str:
        return _("{cell}: Skriv også tiltaket på nivået over.").format(cell=landed.row.address(LEVEL))

    def _make(self, landed: LandedRow, path: list[str]) -> Node:
        parent = self._find(landed.section, path[:-1], landed.row) if len(path) > 1 else None
        if parent is None and len(path) > 1:
            parent = self._make(landed, path[:-1])
        node = Node(MEASURE, uuid4(), landed.section, parent, {TITLE: path[-1]})
        self._add(node)
        self.implied.append(LandedRow(landed.row, node, landed.section, parent, is_new=True))
        return node

    def _add(self, node: Node) -> None:
        self.measures.append(node)
        self.names.setdefault(node, set()).add(node.title.casefold())

    def use_instead(self, new: Node, node: Node) -> None:
        """A new measure that was placed just now is one of the plan after all."""
        self.measures.remove(new)
        del self.names[new]
        self.above = _chain(node)

    def _find(self, section: UUID, titles: list[str], row: SheetRow) -> Node | None:
        """The measure with these titles above it, its own last; of two alike the one nearest above the row."""
        own = titles[-1].casefold()
        found = [
            each
            for each in self.measures
            if each.section == section and own in self.names[each] and self._is(_chain(each), titles)
        ]
        if len(found) > 1:
            found = [each for each in found if each in self.above] or found
        if len(found) > 1:
            words = _("{cell}: Flere tiltak heter «{title}». Flytt raden dit den skal stå på redigeringssiden.")
            raise Misplaced(words.format(cell=row.address(LEVEL), title=titles[-1]))
        return found[0] if found else None

    def _is(self, chain: list[Node], titles: list[str]) -> bool:
        """Whether the titles name the chain of measures; a blank stands for whatever is there."""
        return (
            bool(chain)
            and len(chain) == len(titles)
            and all(
                not title or title.casefold() in self.names[node] for node, title in zip(chain, titles, strict=True)
            )
        )


def _chain(node: Node | None) -> list[Node]:
    """The measures above, the topmost first, and the node itself last."""
    return [] if node is None else [*_chain(node.parent), node]


def where(tree: Tree, section: UUID, parent: Node | None) -> str:
    """A place in words."""
    return " › ".join([tree.sections[section].title, *(each.title for each in _chain(parent))])


def out_of_order(places: list[int]) -> set[int]:
    """Indexes of the fewest rows that must move for the rest to stand in growing order."""
    tails, ends, before = [], [], []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1], ends[at : at + 1] = [place], [index]
        before.append(ends[at - 1] if at else None)
    keep, index = set(), ends[-1] if ends else None
    while index is not None:
        keep.add(index)
        index = before[index]
    return set(range(len(places))) - keep


def in_sheet_order(stored: list[Node], sheet: list[Node]) -> list[Node]:
    """All rows of a group as the workbook orders them; those that are not in it stay after the row they stood after."""
    order, known, last = list(sheet), set(sheet), None
    for node in stored:
        if node not in known:
            order.insert(order.index(last) + 1 if last is not None else 0, node)
            known.add(node)
        last = node
    return order


def with_added(stored: list[Node], sheet: list[Node]) -> list[Node]:
    """The rows as they stand, and each that came after the one it follows in the workbook."""
    order, last = list(stored), None
    known = set(stored)
    for node in sheet:
        if node not in known:
            order.insert(order.index(last) + 1 if last is not None else 0, node)
            known.add(node)
        last = node
    return order
