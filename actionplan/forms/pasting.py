"""What was copied from a spreadsheet, or from a table in Word, and where its cells land in the table of a plan.

The rows land on activities from the cell down, as long as the measure has any; the rest become new ones. Every cell is
read by the same form as one that is typed. Stores nothing.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.choices import ActivityMode
from actionplan.forms.cell import NamedCell, cell_class, read_as
from actionplan.forms.responsible import Names, is_unknown
from actionplan.gridfacts import GridActivity
from actionplan.models import Activity
from governance.saying import sentence_of
from governance.templatetags.norwegian import thousands

COLUMNS = {
    "title": gettext_lazy("Aktivitet"),
    "deadline_text": gettext_lazy("Frist"),
    "responsible": gettext_lazy("Ansvarlig"),
    "partners": gettext_lazy("Samarbeidsparter"),
    "mode": gettext_lazy("Arbeidsform"),
    "steered_by": gettext_lazy("Styres av"),
    "note": gettext_lazy("Merknad"),
}
MOST = 500  # rows at a time
_CELL = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*)"(?=[\t\n]|\Z)|(?P<plain>[^\t\n]*))(?P<end>[\t\n]|\Z)')


@dataclass(frozen=True)
class PastedCell:
    """One cell: what stood there, what it becomes, or what is wrong with it."""

    label: Any
    was: str
    becomes: str
    problem: str = ""
    note: str = ""
    is_doubtful: bool = False
    is_unknown: bool = False  # a name that is in no register

    @property
    def is_change(self) -> bool:
        return not self.problem and self.was != self.becomes


@dataclass
class PastedRow:
    """One row: an activity that is there (with the version it was shown in), or a new one. A `line` of a text has its
    number, and is written whole or not at all."""

    activity: Activity | None
    base_version: int | None
    cells: list[PastedCell] = field(default_factory=list)
    values: dict = field(default_factory=dict)
    problem: str = ""
    number: int = 0
    line: str = ""

    @property
    def is_written(self) -> bool:
        if self.problem or (self.number and any(cell.problem for cell in self.cells)):
            return False
        if self.activity is None and "title" not in self.values:
            return False  # what it is called was refused, and nothing is added without a name
        return bool(self.values) and any(cell.is_change for cell in self.cells)


@dataclass
class Pasted:
    """Everything that was pasted; `refusal` is the sentence that stops all of it."""

    rows: list[PastedRow] = field(default_factory=list)
    refusal: str = ""

    @property
    def changes(self) -> list[tuple]:
        written = [row for row in self.rows if row.is_written and row.activity is not None]
        return [(row.activity, row.base_version, row.values) for row in written]

    @property
    def additions(self) -> list[dict]:
        return [row.values for row in self.rows if row.is_written and row.activity is None]

    @property
    def seen(self) -> str:
        """The activities the cells land on, each with the version it was shown in."""
        return ",".join(f"{row.activity.pk}:{row.base_version}" for row in self.rows if row.activity is not None)

    @property
    def are_lines(self) -> bool:
        return any(row.number for row in self.rows)

    @property
    def left(self) -> str:
        """The lines that were not written, to be put right."""
        return "\n".join(row.line for row in self.rows if row.number and not row.is_written)

    @property
    def problems(self) -> int:
        """Rows and cells that are left out."""
        return sum(_left_out(row) for row in self.rows)

    @property
    def lacks_names(self) -> bool:
        return any(cell.is_unknown for row in self.rows for cell in row.cells)

    @property
    def unread(self) -> int:
        """Deadlines that are taken as they stand, and say nothing to anybody but a reader."""
        return sum(cell.is_doubtful and cell.is_change for row in self.rows if row.is_written for cell in row.cells)


def _left_out(row: PastedRow) -> int:
    if row.problem or row.number:
        return int(not row.is_written)
    return sum(bool(cell.problem) for cell in row.cells)


def read_cells(text: str) -> list[list[str]]:
    """Rows of cells as spreadsheets copy them: tabs between cells, quotation marks around one with several lines. Other
    marks («"Grønn" plan», «"A"») are words of the cell. Empty rows are left out."""
    rows: list[list[str]] = [[]]
    for cell in _CELL.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        quoted = cell["quoted"]
        is_words = quoted is None or (quoted and not re.search(r'[\t\n]|""', quoted))
        rows[-1].append((cell[0].strip() if is_words else quoted.replace('""', '"')).strip())
        if not cell["end"]:
            break
        if cell["end"] == "\n":
            rows.append([])
    return [row for row in rows if any(row)]


def read_lines(text: str) -> list[tuple[int, str]]:
    """Lines that say something, each with its number."""
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def land_lines(actor, plan, lines: list[tuple[int, str]]) -> Pasted:
    """New activities, one for each line: its title, and after a tab its deadline."""
    if len(lines) > MOST:
        return Pasted(refusal=_too_many(len(lines)))
    pasted, names = Pasted(), ("title", "deadline_text")
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        row = _land_row(actor, plan, dict(zip(names, cells, strict=False)), None)
        row.number, row.line = number, line
        if any(cells[len(names) :]):
            row.problem = _("Linjen har mer enn en aktivitet og en frist.")
        pasted.rows.append(row)
    return pasted


def _too_many(number: int) -> str:
    words = _("Du limte inn {n} rader. Det går å lime inn {most} om gangen.")
    return words.format(n=thousands(number), most=thousands(MOST))


def land_cells(
    actor, plan, rows: list[list[str]], *, start: str, targets: list[tuple[GridActivity, Activity]]
) -> Pasted:
    """Where each cell lands: the first column on the column `start`, the first row on the first of `targets`."""
    names = list(COLUMNS)[list(COLUMNS).index(start) :]
    rows = rows[1:] if rows and _is_head(rows[0], names) else rows
    if len(rows) > MOST:
        return Pasted(refusal=_too_many(len(rows)))
    if any(len(row) > len(names) and any(row[len(names) :]) for row in rows):
        return Pasted(refusal=_("Det du limte inn, har flere kolonner enn det er plass til fra denne cellen."))
    pasted, known = Pasted(), Names(actor)
    for place, row in enumerate(rows):
        target = targets[place] if place < len(targets) else None
        pasted.rows.append(_land_row(actor, plan, dict(zip(names, row, strict=False)), target, known))
    return pasted


def _is_head(row: list[str], names: list[str]) -> bool:
    """Whether the row has the heads of the columns it lands on."""
    heads = [str(COLUMNS[name]).casefold() for name in names]
    return all(cell.casefold() == head for cell, head in zip(row, heads, strict=False))


def _land_row(actor, plan, typed: dict[str, str], target: tuple | None, names=None) -> PastedRow:
    shown, activity = target if target is not None else (None, None)
    row = PastedRow(activity, shown.version if shown else None)
    if activity is None and not typed.get("title"):
        row.problem = _("En ny rad må ha en aktivitet i første kolonne.")
    for name, text in typed.items():
        cell, values = _land_cell(actor, plan, name, text, shown, activity, names)
        row.cells.append(cell)
        row.values |= values if cell.is_change else {}
    return row


def _land_cell(actor, plan, name: str, text: str, shown, activity, names=None) -> tuple[PastedCell, dict]:
    was = _shown(shown, name)
    data = {name: text, "reason": "-"}  # the reason is asked for once, when it is saved
    instance = activity
    if instance is None:
        instance = Activity()
    else:
        data["base_version"] = shown.version
    cell = cell_class(Activity, name)
    known = {"names": names} if issubclass(cell, NamedCell) else {}
    form = cell(data, instance=instance, actor=actor, plan=plan, **known)
    if not form.is_valid():
        error = next(iter(form.errors.as_data().values()))[0]
        return PastedCell(COLUMNS[name], was, text, sentence_of(error), is_unknown=is_unknown(error)), {}
    values = form.values()
    values.pop("reason", None)
    values.pop("base_partners", None)
    note, is_doubtful = read_as(text, plan.year) if name == "deadline_text" else ("", False)
    return PastedCell(COLUMNS[name], was, _said(name, values), note=note, is_doubtful=is_doubtful), values


def _shown(row: GridActivity | None, name: str) -> str:
    """What stands there; of a new row what it gets where nothing is said."""
    shown = getattr(row.facts, name) if row is not None else ""
    return shown or (str(ActivityMode.OWN.label) if name == "mode" else "")  # the table leaves it out


def _said(name: str, values: dict) -> str:
    if name == "responsible":
        return next((str(row) for row in values.values() if row is not None), "")
    if name == "partners":
        return ", ".join(each.short_name or each.name for each in values["partners"])
    if name == "mode":
        return str(ActivityMode(values["mode"]).label)
    return values[name]


def keys_of(text: str) -> list[str]:
    """Keys with commas between. Raises ValidationError for too many."""
    keys = [key for key in text.split(",") if key]
    if len(keys) > MOST:
        raise ValidationError(_("Det er for mange rader."))
    return keys
