"""A workbook that comes back: its rows by column, each knowing its address, or one sentence that says why it is none
of ours. Stores nothing and asks the database nothing."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from actionplan.workbook.columns import CELLS, HIDDEN, LEVEL, SECTION, TITLE, Base, known_heads, normal, unseal
from governance.importing.rows import Problem, Row
from governance.importing.safety import BROKEN, Intake, UnreadableFile, broken, check_upload, unpack
from governance.importing.workbook import merged_areas, read_sheets

WORKBOOKS = Intake(gettext_noop("Last opp arbeidsboken du hentet her, lagret som Excel (.xlsx)."), (".xlsx",))
TOLD = (SECTION, *CELLS)
_LEVELLED = re.compile(r"(?P<head>.+?),? (?:nivå|level) (?P<level>\d+)", re.IGNORECASE)
_ERROR = re.compile(r"#(?:N/A|NUM!|NAME\?|REF!|VALUE!|NULL!|DIV/0!|I/T|NAVN\?|VERDI!|SPILL!|OVERFLYT!)")


@dataclass(slots=True)
class SheetRow:
    """One row: its texts by column, the measures it names by level, and what the hidden columns say of it."""

    number: int
    texts: dict[str, str]
    levels: list[str]
    columns: dict[str, str]  # name of the column -> its letter; shared by all rows
    kind: str = ""
    key: UUID | None = None
    version: int = 0
    place: int = 0
    base: Base | None = None
    problem: str = ""
    broken: dict[str, str] = field(default_factory=dict)  # name of the column -> what is wrong with the cell

    def address(self, name: str) -> str:
        return f"{self.columns.get(name, 'A')}{self.number}"

    def forget(self) -> None:
        """From now on a row that is not in the plan yet."""
        self.key, self.base, self.kind = None, None, ""


@dataclass
class ReadSheet:
    plan: UUID
    at: datetime
    rows: list[SheetRow] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # columns that somebody took away
    notes: list[str] = field(default_factory=list)


def read_workbook(data: bytes, file_name: str, max_bytes: int) -> ReadSheet:
    """The sheet with the plan. Raises UnreadableFile, and nothing else, for what cannot be read or is another file."""
    check_upload(data, file_name, max_bytes, intake=WORKBOOKS)
    parts, notes = unpack(data, ".xlsx", intake=WORKBOOKS), []
    try:
        for title, rows in read_sheets(parts, notes, comma=True):
            head = next((n for n, row in enumerate(rows[:20]) if _plan_in(row)), None)
            if head is not None:
                return _read(rows, head, notes, merged_areas(parts, title))
    except BROKEN as error:
        raise UnreadableFile(broken(".xlsx")) from error
    raise UnreadableFile(
        _(
            "Fant ikke overskriftene og de skjulte kolonnene i arbeidsboken. Bruk arbeidsboken du henter på denne "
            "siden, og la den øverste raden stå."
        )
    )


def _plan_in(row: Row) -> UUID | None:
    """The plan whose key stands in the head of the keys."""
    heads = known_heads()
    for cell in row.cells:
        word, _blank, key = cell.rpartition(" ")
        if heads.get(word.casefold()) == "key":
            try:
                return UUID(key)
            except ValueError:
                return None
    return None


def _read(rows: list[Row], head: int, notes: list[Problem], merged: list[str]) -> ReadSheet:
    first = rows[0].number - 1  # rows of the sheets before this one are counted in
    columns, levels, stamp, unknown = _columns(rows[head])
    lost = [name for name in HIDDEN if name not in columns]
    if lost or stamp is None or not (levels or TITLE in columns):
        raise UnreadableFile(
            _("De skjulte kolonnene er ikke hele. Hent en ny arbeidsbok, og før over det du har endret.")
        )
    sheet = ReadSheet(_plan_in(rows[head]), stamp)
    sheet.missing = [name for name in CELLS if name not in columns]
    sheet.notes += [_("Kolonnen «{head}» er ikke lest.").format(head=each) for each in unknown]
    letters = {name: get_column_letter(place + 1) for name, place in columns.items()} | (
        {LEVEL: get_column_letter(levels[0] + 1)} if levels else {}
    )
    wrong = _formulas(sheet, notes, rows, columns) | _merged(merged, columns, len(rows))
    for row in rows[head + 1 :]:
        if any(row.cells[place] for name, place in columns.items() if name not in HIDDEN) or any(
            row.cells[place] for place in levels
        ):
            sheet.rows.append(_row(row, row.number - first, columns, levels, letters, sheet.plan, wrong))
    return sheet


def _columns(row: Row) -> tuple[dict[str, int], list[int], datetime | None, list[str]]:
    """Where each column stands, whatever its order: (by name, the levels of measures in order, when the workbook was
    made, heads that mean nothing). Raises UnreadableFile for two columns of one name."""
    heads, found, levels, stamp, unknown = known_heads(), {}, {}, None, []
    for place, cell in enumerate(row.cells):
        text = " ".join(cell.split())
        levelled = _LEVELLED.fullmatch(text)
        name = heads.get((levelled["head"] if levelled else text).casefold())
        if name is None and " " in text:
            word, _blank, rest = text.rpartition(" ")
            name = heads.get(word.casefold())
            name = name if name in ("key", "place") else None
            stamp = _moment(rest) or stamp if name == "place" else stamp
        if name == LEVEL:
            level = int(levelled["level"]) if levelled else 1
            _refuse_second(text, level in levels)
            levels[level] = place
        elif name is not None:
            _refuse_second(text, name in found)
            found[name] = place
        elif text:
            unknown.append(text)
    return found, [levels[level] for level in sorted(levels)], stamp, unknown


def _refuse_second(head: str, is_there: bool) -> None:
    if is_there:
        raise UnreadableFile(_("To kolonner heter «{head}». Fjern den ene.").format(head=head))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _row(row: Row, number: int, columns, levels, letters, plan: UUID, wrong: dict) -> SheetRow:
    texts = {name: normal(row.cells[columns[name]]) for name in TOLD if name in columns}
    found = SheetRow(number, texts, [normal(row.cells[place]) for place in levels], letters)
    found.broken = {name: wrong[number, place] for name, place in columns.items() if (number, place) in wrong}
    hidden = {name: row.cells[columns[name]] for name in HIDDEN}
    if any(hidden.values()):
        _identify(found, hidden, plan)
    found.broken |= {
        name: _("Cellen viser feilen {error}. Skriv inn teksten.").format(error=text)
        for name, text in texts.items()
        if _ERROR.fullmatch(text) and (found.base is None or found.base.changed(name, text))
    }
    return found


def _identify(row: SheetRow, hidden: dict[str, str], plan: UUID) -> None:
    """Which row of the plan this is; a row whose hidden cells were changed is none."""
    try:
        key, version, place = UUID(hidden["key"]), int(hidden["version"]), int(hidden["place"])
        row.base = unseal(hidden["base"], plan, hidden["kind"], key, version, place)
    except ValueError:
        row.base = None
    if row.base is None:
        row.problem = _(
            "Rad {row}: De skjulte cellene på raden er endret, så vi vet ikke hvilken rad i planen det er. Hent en ny "
            "arbeidsbok, eller sett inn en tom rad og skriv i den."
        ).format(row=row.number)
        return
    row.kind, row.key, row.version, row.place = hidden["kind"], key, version, place


def _formulas(sheet: ReadSheet, notes: list[Problem], rows: list[Row], columns: dict) -> dict[tuple[int, int], str]:
    """Cells with a formula that has no saved value: (row, column) -> what is wrong. Of the others it is told that the
    value was read."""
    first, found = rows[0].number - 1, {}
    places = {place: name for name, place in columns.items() if name in TOLD}
    for note in notes:
        if note.column not in places or not first < note.row <= first + len(rows):
            continue
        number = note.row - first
        if not rows[number - 1].cells[note.column]:
            found[number, note.column] = _("Cellen er en formel uten verdi. Skriv inn teksten selv.")
            continue
        words = _("{cell}: Cellen er en formel. Verdien som sist ble lagret, er lest.")
        sheet.notes.append(words.format(cell=f"{get_column_letter(note.column + 1)}{number}"))
    return found


def _merged(areas: list[str], columns: dict[str, int], last: int) -> dict[tuple[int, int], str]:
    """Cells down to row `last` that are covered by another, where that would empty them: (row, column) -> what is
    wrong. Where a row stands (Del, Tiltak) may well be written once for several rows. Raises UnreadableFile where two
    areas lie over each other, which no program saves: each cell is looked at once, however many areas there are."""
    found = {}
    places = [place for name, place in columns.items() if name in CELLS or name in HIDDEN]
    for area in areas:
        left, top, right, bottom = range_boundaries(area)
        words = _("Cellene {area} er slått sammen. Del dem opp igjen.").format(area=area)
        for place in places:
            for row in range(top, min(bottom, last) + 1) if left <= place + 1 <= right else ():
                if (row, place) in found:
                    raise UnreadableFile(broken(".xlsx"))
                found[row, place] = words
    return found
