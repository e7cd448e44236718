"""A workbook that came back, compared with the plan as it is now: what the person changed is taken, what others changed
since stays, and where both changed one cell it is said. Stores nothing."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.forms.responsible import is_unknown
from actionplan.models import Activity, Measure
from actionplan.workbook.again import Added
from actionplan.workbook.columns import ACTIVITY, CELLS, LEVEL, MEASURE, TAGS, TITLE, normal
from actionplan.workbook.landed import Landed, LandedCell, LandedRow, Missing
from actionplan.workbook.places import Misplaced, Places, in_sheet_order, out_of_order, where, with_added
from actionplan.workbook.reading import ReadSheet, SheetRow
from actionplan.workbook.tree import Node, Tree, tree_of
from actionplan.workbook.values import Cells
from governance.access import may
from governance.saying import sentence_of

FEW = 8  # moves that nobody makes by sorting


def land_workbook(actor, plan, sheet: ReadSheet, *, again: bool = False) -> Landed:
    """What storing the workbook would do to the plan. `again`: rows that a workbook has added before are new ones."""
    return _Landing(actor, plan, sheet, again=again).landed


class _Landing:
    def __init__(self, actor, plan, sheet: ReadSheet, *, again: bool):
        self.actor, self.plan, self.sheet, self.again = actor, plan, sheet, again
        self.tree: Tree = tree_of(plan, actor)
        self.added = Added(plan, self.tree, sheet.at)
        self.landed = Landed(self.tree, notes=list(sheet.notes))
        self.cells = Cells(actor, plan)
        self._note_missing_columns()
        self._part_copies()
        self.places = Places(self.tree, sheet.rows)
        self.editable = {key: self._may_edit(each) for key, each in self.tree.sections.items()}
        for row in sheet.rows:
            self._land(row)
        self._refuse_below_refused()
        self._order()
        self._find_missing()

    def _may_edit(self, section) -> bool:
        section.plan = self.plan
        return bool(may(self.actor, "row.edit", section))

    def _note_missing_columns(self) -> None:
        for name in self.sheet.missing:
            words = _("Kolonnen «{head}» mangler i arket. Det som står i planen der, blir stående.")
            self.landed.notes.append(words.format(head=CELLS[name]))

    # ---- Which row is which ----

    def _part_copies(self) -> None:
        """A row that was copied in the workbook has the key of the first. The copy that was written in becomes a new
        row; where all of them were, nobody can tell which is which."""
        same: dict = {}
        for row in self.sheet.rows:
            if row.key is not None:
                same.setdefault(row.key, []).append(row)
        for rows in same.values():
            if len(rows) > 1:
                self._part(rows)

    def _part(self, rows: list[SheetRow]) -> None:
        own = next((row for row in rows if not self._is_written_in(row)), None)
        numbers = " ".join(str(row.number) for row in rows)
        for row in rows:
            if own is None or (row is not own and not self._is_written_in(row)):
                words = _(
                    "Rad {row}: Raden er en kopi. Radene {rows} er den samme raden i planen. Slett kopien, eller sett "
                    "inn en tom rad og skriv i den."
                )
                row.problem = row.problem or words.format(row=row.number, rows=numbers)
            elif row is not own:
                row.forget()
        if own is None:
            rows[0].problem = rows[0].problem or rows[-1].problem

    def _is_written_in(self, row: SheetRow) -> bool:
        if row.kind == MEASURE:
            return bool(row.texts.get(TITLE)) or row.base.changed(TITLE, _own_title(row))
        return any(row.base.changed(name, text) for name, text in row.texts.items() if name in CELLS)

    # ---- One row ----

    def _land(self, row: SheetRow) -> None:
        node = self.tree.rows.get(row.key) if row.key is not None else None
        if row.problem or (row.key is not None and node is None):
            self._leave_out(row, node)
            return
        landed = LandedRow(row, node or _new_node(row), is_new=node is None)
        try:
            self._check_kind(landed)
            self.places.place(landed)
        except Misplaced as wrong:
            landed.problem = str(wrong)
            self.places.stay(landed)
        self._land_implied()
        self._recognise(landed)
        self.landed.rows.append(landed)
        if not landed.problem and not landed.is_left:
            self._read(landed)
        if landed.is_moved_to and not landed.problem:
            landed.moved = _("Flyttes fra «{before}» til «{after}».").format(
                before=where(self.tree, node.section, node.parent),
                after=where(self.tree, landed.section, landed.parent),
            )
        self._ask(landed)

    def _recognise(self, landed: LandedRow) -> None:
        """A new row that a workbook has added before is left out; what would stand under it stands under that one."""
        if not landed.is_new or landed.problem:
            return
        landed.earlier = self.added.take(landed)
        landed.is_left = landed.earlier is not None and not self.again
        if landed.is_left and landed.node.kind == MEASURE:
            self.places.use_instead(landed.node, landed.earlier.node)

    def _land_implied(self) -> None:
        """Measures that a new row names and nobody has written on a row of their own."""
        for landed in self.places.implied:
            self._read_cell(landed, TITLE, landed.node.title)
            self._ask(landed)
        self.landed.rows += self.places.implied
        self.places.implied = []

    def _leave_out(self, row: SheetRow, node: Node | None) -> None:
        """A row that stands for none of the plan, any more or at all."""
        if not row.problem and not self._is_written_in(row):
            words = _("Rad {row}: Raden er fjernet fra planen siden du hentet arbeidsboken.")
            self.landed.notes.append(words.format(row=row.number))
            return
        words = _(
            "Rad {row}: Raden er fjernet fra planen siden du hentet arbeidsboken. Det du skrev, er ikke tatt med."
        )
        landed = LandedRow(row, node or _new_node(row), problem=row.problem or words.format(row=row.number))
        landed.section, landed.parent = landed.node.section, landed.node.parent
        self.landed.rows.append(landed)

    def _check_kind(self, landed: LandedRow) -> None:
        """What belongs to an activity stands on an activity's row."""
        row, node = landed.row, landed.node
        if not self.tree.sections:
            raise Misplaced(_("Rad {row}: Planen har ingen deler ennå.").format(row=row.number))
        if node.kind == ACTIVITY:
            return
        filled = next((name for name in CELLS if row.texts.get(name)), None)
        if filled is not None:
            words = _("{cell}: Raden er et tiltak. Sett inn en rad under den for aktiviteten.")
            if landed.is_new:
                words = _("{cell}: Skriv også en aktivitet på raden.")
            raise Misplaced(words.format(cell=row.address(filled)))
        if landed.is_new and not any(row.levels):
            raise Misplaced(_("Rad {row}: Skriv et tiltak eller en aktivitet på raden.").format(row=row.number))

    def _ask(self, landed: LandedRow) -> None:
        """Whether the actor may write where the row stands and where it goes."""
        for key in {landed.node.section, landed.section} - {None}:
            if landed.is_written and not self.editable[key]:
                words = _("Rad {row}: Du kan ikke endre rader i delen «{section}».")
                landed.problem = words.format(row=landed.row.number, section=self.tree.sections[key].title)

    # ---- Its cells ----

    def _read(self, landed: LandedRow) -> None:
        row = landed.row
        texts = {name: row.texts[name] for name in CELLS if name in row.texts}
        if landed.node.kind == MEASURE:
            texts = {TITLE: _own_title(row)} if any(row.levels) or landed.is_new else {}
        for name, text in texts.items():
            if name in row.broken:
                self._wrong(landed, name, text, row.broken[name])
            elif landed.is_new or row.base.changed(name, text):
                self._read_cell(landed, name, text)

    def _read_cell(self, landed: LandedRow, name: str, text: str) -> None:
        now = "" if landed.is_new else normal(landed.node.texts[name])
        if not landed.is_new and text == now:
            return
        if landed.is_new and not text and name != TITLE:
            return
        try:
            if name == "partners":
                self._read_partners(landed, text, now)
                return
            values, said = self.cells.read(landed.node.kind, name, text)
        except ValidationError as error:
            self._wrong(landed, name, text, sentence_of(error))
            self.landed.lacks_names |= is_unknown(error)
            return
        if not landed.is_new and normal(said) == now:
            return
        if not landed.is_new and landed.row.base.changed(name, now):
            words = _("En annen har skrevet «{theirs}» her siden du hentet arbeidsboken.")
            self._wrong(landed, name, text, words.format(theirs=now or _("(tomt)")))
            return
        note, is_doubtful = self.cells.reading(text) if name == "deadline_text" else ("", False)
        landed.tags = values.pop(TAGS, landed.tags)
        landed.values |= values
        cell = LandedCell(_address(landed, name), _label(landed, name), now, said, note=note, is_doubtful=is_doubtful)
        landed.cells.append(cell)

    def _read_partners(self, landed: LandedRow, text: str, now: str) -> None:
        """Who came and who went since the workbook was made, done to the list as it is now."""
        wanted = {str(each.pk): each for each in self.cells.organisations(text)}
        present = [key for key in landed.node.partners.split(",") if key]
        base = present if landed.is_new else landed.row.base.partners
        landed.add = [each for key, each in wanted.items() if key not in base and key not in present]
        landed.gone = [key for key in base if key not in wanted and key in present]
        if landed.add or landed.gone:
            names = self.cells.names([key for key in present if key not in landed.gone], landed.add)
            landed.cells.append(LandedCell(_address(landed, "partners"), str(CELLS["partners"]), now, names))

    def _wrong(self, landed: LandedRow, name: str, text: str, problem: str) -> None:
        now = "" if landed.is_new else normal(landed.node.texts[name])
        landed.cells.append(LandedCell(_address(landed, name), _label(landed, name), now, text, problem))
        if name == TITLE and landed.is_new:
            landed.problem = _("Rad {row}: Raden kan ikke legges til slik.").format(row=landed.row.number)

    def _refuse_below_refused(self) -> None:
        """A new row under a new measure that cannot be made cannot be made either."""
        refused = {row.node for row in self.landed.rows if row.problem and row.is_new}
        for row in self.landed.rows:
            if row.parent in refused and not row.problem:
                words = _("Rad {row}: Tiltaket den skal stå under, kan ikke lages.")
                row.problem = words.format(row=row.row.number)
                refused |= {row.node} if row.is_new else set()

    # ---- Their order ----

    def _order(self) -> None:
        """The rows of each group in the order of the workbook, where somebody moved them or put others between."""
        stored = self.tree.groups()
        groups: dict[tuple, list[LandedRow]] = {}
        for row in self.landed.rows:
            if not row.problem and not row.is_left:
                groups.setdefault((row.section, row.parent, row.node.kind), []).append(row)
        for group, rows in groups.items():
            here = [row for row in rows if not row.is_new and not row.is_moved_to]
            moved = out_of_order([row.row.place for row in here]) if self.editable[group[0]] else set()
            self._move(here, sorted(moved))
            if len(here) < len(rows) or moved:
                self.landed.orders.append((group, *self._both(stored.get(group, []), rows, moved)))
        self.landed.moved = sum(bool(row.moved) and not row.is_moved_to for row in self.landed.rows)
        self.landed.looks_sorted = self.landed.moved > max(FEW, len(self.sheet.rows) // 4)

    def _both(self, stored: list[Node], rows: list[LandedRow], moved: set[int]) -> tuple[list[Node], list[Node]]:
        """(as the workbook has it, as the plan has it with what is new)."""
        gone = {row.node for row in self.landed.rows if row.is_moved_to and not row.problem}
        left, sheet = [node for node in stored if node not in gone], [row.node for row in rows]
        kept = with_added(left, sheet)
        return (in_sheet_order(left, sheet) if moved else kept), kept

    def _move(self, here: list[LandedRow], moved: list[int]) -> None:
        for index in moved:
            before = here[index - 1].node.title if index else ""
            after = _("Flyttes til etter «{title}».").format(title=_short(before))
            here[index].moved = after if before else _("Flyttes øverst.")

    # ---- What is not there any more ----

    def _find_missing(self) -> None:
        keys = {row.key for row in self.sheet.rows if row.key is not None}
        there = {node for node in self.tree.rows.values() if node.key in keys}
        going = {row.node: row for row in self.landed.rows if row.is_moved_to and not row.problem}
        holding = {above for node in there for above in _above(going.get(node, node))}
        holding |= {above for row in self.landed.rows if row.is_new for above in _above(row)}
        gone = [
            node
            for node in self.tree.rows.values()
            if node not in there and node not in holding and self.editable[node.section]
        ]
        gone = set(gone) - self._made_later(gone)
        under: dict[Node, int] = {}
        for node in gone:
            for above in _above(node):
                under[above] = under.get(above, 0) + 1
        for node in self.tree.rows.values():
            if node in gone and not gone.intersection(_above(node)):
                place = where(self.tree, node.section, node.parent)
                self.landed.missing.append(Missing(node, place, under.get(node, 0)))

    def _made_later(self, nodes: list[Node]) -> set[Node]:
        """Those that came into the plan after the workbook was made, and what others hung things under since."""
        keys = {MEASURE: [], ACTIVITY: []}
        for node in nodes:
            keys[node.kind].append(node.key)
        made = set()
        for model, kind in ((Measure, MEASURE), (Activity, ACTIVITY)):
            if keys[kind]:
                rows = model.history.filter(id__in=keys[kind], version=1, history_date__gt=self.sheet.at)
                made |= set(rows.values_list("id", flat=True))
        later = {node for node in nodes if node.key in made}
        return later | {above for node in later for above in _above(node)}


def _new_node(row: SheetRow) -> Node:
    kind = ACTIVITY if row.texts.get(TITLE) else MEASURE
    title = row.texts[TITLE] if kind == ACTIVITY else _own_title(row)
    return Node(kind, uuid4(), None, None, {TITLE: title})


def _own_title(row: SheetRow) -> str:
    return next((title for title in reversed(row.levels) if title), "")


def _label(landed: LandedRow, name: str) -> str:
    return str(CELLS[name]) if landed.is_activity else _("Tiltak")


def _address(landed: LandedRow, name: str) -> str:
    if landed.is_activity:
        return landed.row.address(name)
    return landed.row.address(LEVEL)


def _above(node: Node | LandedRow) -> list[Node]:
    """The measures a row hangs under; of a row that lands, those it will."""
    return [] if node.parent is None else [node.parent, *_above(node.parent)]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rstrip() + " …"
