"""Which column of a plan table holds what: measure levels, activity, deadline, responsible, other.

Heads decide first; where they are missing, shifted or ambiguous the cells decide, and a warning says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from actionplan.deadlines import DeadlineKind, parse_deadline
from actionplan.importing.blocks import Row
from actionplan.importing.parsed import Problem, warning
from actionplan.importing.vocabulary import ANY_HEAD, HEADS, OWN, head_year, normal_head
from actionplan.wording import gettext as _
from actionplan.wording import ngettext

MOSTLY = 0.6  # share of filled cells that must read as deadlines before a column counts as one


@dataclass(slots=True)
class Columns:
    """Column numbers by role, and the heads as they stand over the columns after any shift."""

    heads: list[str]
    measures: list[int] = field(default_factory=list)
    activity: int = 0
    deadline: int | None = None
    responsible: int | None = None
    extra: list[int] = field(default_factory=list)
    own: dict[str, int] = field(default_factory=dict)  # what a column with a field of its own holds
    problems: list[Problem] = field(default_factory=list)

    @property
    def level_labels(self) -> list[str]:
        """Heads over the measure levels and the activity; a column without a head gives an empty label."""
        return [self.heads[index] for index in [*self.measures, self.activity]]


def width(rows: Sequence[Row]) -> int:
    """Number of columns up to the last one with text."""
    return max((index + 1 for row in rows for index, cell in enumerate(row.cells) if cell.strip()), default=0)


def find_columns(head: Row | None, body: Sequence[Row], year: int) -> Columns:
    """The roles of the columns. `head` is None for a table without a head row; `year` is the plan year."""
    at = head or body[0]
    count = width([*([head] if head else []), *body])
    heads = [" ".join(cell.replace("**", "").split()) for cell in head.cells[:count]] if head else []
    heads += [""] * (count - len(heads))
    columns = Columns(heads)
    if head:
        _mend_shift(columns, body, year, at)
    else:
        message = _(
            "Tabellen har ingen titler over kolonnene. Den er lest ut fra innholdet; se over at det ble riktig."
        )
        columns.problems.append(warning(at, "no_table_head", message))
    _find_deadline(columns, body, year, at)
    _find_rest(columns, at)
    return columns


def deadline_share(body: Sequence[Row], index: int, year: int) -> float:
    """Share of the filled cells of a column that read as a deadline, 0 when the column is empty."""
    filled = [row.cells[index] for row in body if index < len(row.cells) and row.cells[index].strip()]
    return sum(_reads_as_deadline(cell, year) for cell in filled) / len(filled) if filled else 0.0


@lru_cache(maxsize=4096)
def _reads_as_deadline(cell: str, year: int) -> bool:
    return parse_deadline(cell, year).kind not in {DeadlineKind.UNKNOWN, DeadlineKind.NONE}


def _is_deadline_head(head: str) -> bool:
    return normal_head(head) in HEADS["deadline"] or (head_year(head) is not None and normal_head(head) not in ANY_HEAD)


def _mend_shift(columns: Columns, body: Sequence[Row], year: int, at: Row) -> None:
    """Fewer heads than columns, the deadline head not over the deadlines: the heads belong further to the right."""
    heads = columns.heads
    named = [index for index, head in enumerate(heads) if head]
    missing = len(heads) - len(named)
    if not missing or not named or named != list(range(len(named))):
        return
    last_named, last = named[-1], len(heads) - 1
    holds_deadlines = deadline_share(body, last, year) >= MOSTLY
    if (
        not holds_deadlines
        or deadline_share(body, last_named, year) >= MOSTLY
        or not _is_deadline_head(heads[last_named])
    ):
        return
    columns.heads = [""] * missing + [heads[index] for index in named]
    message = ngettext(
        "Tabellen har {heads} titler over {columns} kolonner. Titlene er lest som om de står {missing} kolonne lenger "
        "til høyre, slik at «{deadline}» står over fristene.",
        "Tabellen har {heads} titler over {columns} kolonner. Titlene er lest som om de står {missing} kolonner lenger "
        "til høyre, slik at «{deadline}» står over fristene.",
        missing,
    ).format(heads=len(named), columns=len(heads), missing=missing, deadline=heads[last_named])
    columns.problems.append(warning(at, "shifted_head", message, " | ".join(heads[index] for index in named)))


def _find_deadline(columns: Columns, body: Sequence[Row], year: int, at: Row) -> None:
    candidates = [index for index, head in enumerate(columns.heads) if _is_deadline_head(head)]
    right_year = [index for index in candidates if head_year(columns.heads[index]) == year]
    if candidates:
        columns.deadline = (right_year or candidates)[0]
        columns.extra += [index for index in candidates if index != columns.deadline]
        _check_year(columns, year, at)
        return
    by_content = [index for index in range(1, len(columns.heads)) if deadline_share(body, index, year) >= MOSTLY]
    if by_content:
        columns.deadline = by_content[-1]
        message = _("Ingen kolonne har tittelen «Frist» eller et årstall. Kolonne {number} er lest som frist.").format(
            number=by_content[-1] + 1
        )
        columns.problems.append(warning(at, "deadline_by_content", message))
    else:
        message = _("Tabellen har ingen kolonne for frist. Aktivitetene er lest uten frist; fristen kan settes senere.")
        columns.problems.append(warning(at, "no_deadline_column", message, " | ".join(columns.heads)))


def _check_year(columns: Columns, year: int, at: Row) -> None:
    head = columns.heads[columns.deadline]
    written = head_year(head)
    if written is not None and written != year:
        message = _(
            "Kolonnen har årstallet {written}, men planen gjelder {year}. Fristene er lest som frister i {year}."
        ).format(written=written, year=year)
        columns.problems.append(warning(at, "column_year", message, head))


def _find_rest(columns: Columns, at: Row) -> None:
    texts = []
    for index, head in enumerate(columns.heads):
        word = normal_head(head)
        if index == columns.deadline or index in columns.extra:
            continue
        if word in HEADS["responsible"] and columns.responsible is None:
            columns.responsible = index
        elif role := next((name for name in OWN if word in HEADS[name] and name not in columns.own), ""):
            columns.own[role] = index
        elif word in HEADS["extra"]:
            columns.extra.append(index)
        else:
            texts.append(index)
    columns.activity = _activity_column(columns.heads, texts)
    columns.measures = [index for index in texts if index < columns.activity] or [
        index for index in texts if index > columns.activity and normal_head(columns.heads[index]) in HEADS["measure"]
    ]
    rest = (index for index in texts if index > columns.activity and index not in columns.measures)
    columns.extra = sorted({*columns.extra, *rest})
    if (index := columns.own.get("amended")) is not None:
        message = _("Kolonnen «{name}» leses ikke. Planen leses slik den er nå.").format(name=columns.heads[index])
        columns.problems.append(warning(at, "amended_column", message, columns.heads[index]))
    for index in columns.extra:
        name = columns.heads[index] or f"kolonne {index + 1}"
        message = _("Kolonnen «{name}» har ikke noe eget felt. Teksten følger med aktiviteten som merknad.").format(
            name=name
        )
        columns.problems.append(warning(at, "extra_column", message, name))


def _activity_column(heads: list[str], texts: list[int]) -> int:
    """The last column called an activity, else the last called a measure, else the last with plain text."""
    for role in ("activity", "measure"):
        if named := [index for index in texts if normal_head(heads[index]) in HEADS[role]]:
            return named[-1]
    return texts[-1] if texts else 0
