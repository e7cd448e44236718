"""Amounts out of an accounts system, from a text with separators or a workbook. No database.

Each row is one amount with what it is booked on: account, department, project. Rows of sums are told from the others
and used as a check. Amounts are kroner as the accounts have them: income below nought, costs above.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from governance.importing.plaintext import decode
from governance.importing.rows import Problem, Row
from governance.importing.safety import MAX_BYTES, UnreadableFile, check_upload
from governance.importing.tables import MAX_LINES, read_table
from governance.wording import gettext as _

HEADS = {
    "account": ("konto", "kontonr", "kontonummer", "artskonto", "art"),
    "account_name": ("kontonavn", "kontotekst", "artsnavn", "kontobeskrivelse", "konto (t)", "konto(t)", "art (t)"),
    "department": ("ansvar", "avdeling", "avd", "avdnr", "koststed", "ansvarssted", "sted"),
    "project": ("prosjekt", "prosj", "prosjektnr", "prosjektnummer"),
    "amount": ("beløp", "regnskap", "saldo", "netto", "hittil i år", "regnskap hittil", "beløp nok", "sum"),
    "debit": ("debet", "debit"),
    "credit": ("kredit", "kreditt"),
}
YEAR = re.compile(r" ?\(?\b(20[0-9]{2})\b\)?$")  # «Regnskap 2016»
UNIT = re.compile(r" ?\(?\b(?:i )?(?:kr|nok|kroner)\)?$")  # «Beløp (NOK)»
NO_YEAR = 9999
HEAD_WITHIN = 20  # rows above the head: the name of the report, the date it was made
TOLD = ("encoding", "formula")  # what was odd about the file and is worth a look
SEPARATORS = ";\t,"
SUM = re.compile(r"^(?:sum|total|totalt|resultat|saldo)\b", re.IGNORECASE)
GROUPED = re.compile(r"[0-9]{1,3}(?:[ .'][0-9]{3})+|[0-9]+")


@dataclass(frozen=True, slots=True, order=True)
class Booked:
    """What an amount is booked on; an empty text where the file has no such column."""

    department: str
    project: str
    account: str

    @property
    def key(self) -> str:
        """The combination in the name of a form's field."""
        return sha256("\x1f".join((self.department, self.project, self.account)).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Ledger:
    """What was read: sums by combination, the names of accounts, what is wrong."""

    sums: dict[Booked, Decimal] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0

    @property
    def total(self) -> Decimal:
        return sum(self.sums.values(), Decimal(0))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def read_ledger(data: bytes, file_name: str, max_bytes: int = MAX_BYTES) -> Ledger:
    """Read an export. Raises UnreadableFile when it is none; a row that cannot be read is a problem with its number."""
    rows, notes, is_text = _rows(data, file_name, max_bytes)
    head, columns = _head(rows)
    ledger = Ledger(problems=[note for note in notes if note.severity == "error" or _concerns(note, columns)])
    told: list[tuple[Row, Decimal]] = []
    for row in rows:
        if row.number > head.number and not row.is_empty:
            _read(ledger, row, columns, told, is_text=is_text)
    if not ledger.rows and not ledger.errors:
        raise UnreadableFile(_("Filen har overskrifter, men ingen rader med beløp."))
    _check_sums(ledger, told)
    return ledger


def _rows(data: bytes, file_name: str, max_bytes: int) -> tuple[list[Row], list[Problem], bool]:
    """A file that says it is .csv passes the gate as the text it is."""
    stem, _dot, suffix = file_name.rpartition(".")
    name = f"{stem}.txt" if suffix.casefold() == "csv" else file_name
    if check_upload(data, name, max_bytes) != ".txt":
        return *read_table(data, name, max_bytes), False
    text, notes = decode(data)
    return _text_rows(text), notes, True


def _text_rows(text: str) -> list[Row]:
    lines = text.splitlines()[:HEAD_WITHIN]
    sign = max(SEPARATORS, key=lambda each: sorted(line.count(each) for line in lines)[-len(lines) // 2 or -1])
    if sum(line.count(sign) for line in lines) == 0:
        raise UnreadableFile(_("Fant ingen kolonner i filen. Skill dem med semikolon, tabulator eller komma."))
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error as error:
        raise UnreadableFile(_("Filen kan ikke leses som kolonner. Eksporter den på nytt fra regnskapet.")) from error
    if len(read) > MAX_LINES:
        raise UnreadableFile(_("Listen har over {max_lines} rader. Del den opp.").format(max_lines=MAX_LINES))
    return [
        Row(tuple(cell.strip() for cell in cells), number, _("rad {number}").format(number=number))
        for number, cells in enumerate(read, start=1)
    ]


def _head(rows: list[Row]) -> tuple[Row, dict[str, int]]:
    """The row of heads and where each column stands. Raises UnreadableFile where there is none."""
    for row in rows[:HEAD_WITHIN]:
        columns = _columns(row)
        is_amount = "amount" in columns or {"debit", "credit"} <= columns.keys()
        if is_amount and columns.keys() & {"account", "department", "project"}:
            return row, columns
    raise UnreadableFile(
        _(
            "Fant ingen rad med overskrifter. Filen må ha en kolonne «Beløp» (eller «Debet» og «Kredit») og minst én "
            "av «Konto», «Ansvar» og «Prosjekt»."
        )
    )


def _columns(row: Row) -> dict[str, int]:
    """Where each column stands, if this is the row of heads. Of amounts of several years, the newest is meant."""
    found: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(row.cells):
        name, year = _told_by(" ".join(cell.casefold().replace(".", " ").replace(":", " ").split()))
        if name and year > found.get(name, (0, 0))[0]:
            found[name] = year, place
    return {name: place for name, (_year, place) in found.items()}


def _told_by(word: str) -> tuple[str, int]:
    """(which column, year) of a head; an amount without a year is that of the year in question."""
    year = YEAR.search(word)
    bare = UNIT.sub("", YEAR.sub("", UNIT.sub("", word)))
    for name, words in HEADS.items():
        if word in words or (name == "amount" and bare in words):
            return name, int(year[1]) if year else NO_YEAR
    return "", 0


def _concerns(note: Problem, columns: dict[str, int]) -> bool:
    """Whether what was odd is worth a look: a formula without a value is, in a column that is read."""
    return note.code in TOLD and (note.column is None or note.column in columns.values())


def _read(ledger: Ledger, row: Row, columns: dict[str, int], told: list, *, is_text: bool) -> None:
    cell = {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in columns.items()}
    try:
        amount = _amount(cell, is_text=is_text)
    except ValueError as error:
        message = _("Beløpet kan ikke leses.")
        ledger.problems.append(Problem(row.number, "error", "amount", message, str(error), row.place))
        return
    booked = Booked(*(cell.get(name, "") for name in ("department", "project", "account")))
    first = next((each for each in row.cells if each.strip()), "")
    is_sum = bool(SUM.match(first)) or not any((booked.department, booked.project, booked.account))
    if amount is None:
        if not is_sum and booked.account:
            message = _("Raden har ikke noe beløp.")
            ledger.problems.append(Problem(row.number, "error", "no_amount", message, booked.account, row.place))
        return
    if is_sum:
        told.append((row, amount))
        return
    ledger.rows += 1
    ledger.sums[booked] = ledger.sums.get(booked, Decimal(0)) + amount
    if cell.get("account_name"):
        ledger.names.setdefault(booked.account, cell["account_name"])


def _amount(cell: dict[str, str], *, is_text: bool) -> Decimal | None:
    if "amount" in cell:
        return read_amount(cell["amount"], dot_groups=is_text)
    debit, credit = (read_amount(cell[name], dot_groups=is_text) for name in ("debit", "credit"))
    return None if debit is None and credit is None else (debit or Decimal(0)) - (credit or Decimal(0))


def read_amount(text: str, *, dot_groups: bool = True) -> Decimal | None:
    """An amount as accounts print it: "1 234 567,89", "1.234,50-", "(500)", "-12"; None for an empty cell.

    `dot_groups`: a dot before three digits parts thousands, as in text; a workbook's number has its decimals there.
    Raises ValueError with the text.
    """
    bare = " ".join(text.replace("\u2212", "-").replace("\u2013", "-").casefold().replace("kr", "").split())
    if not bare:
        return None
    bare = bare.removesuffix(",-")  # no øre
    is_minus = bare.startswith(("-", "(")) or bare.endswith("-")
    bare = bare.removeprefix("(").removesuffix(")").strip("- ")
    whole, comma, decimals = bare.partition(",")
    if not comma and not (dot_groups and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", bare)):
        whole, _dot, decimals = bare.partition(".")
    if not GROUPED.fullmatch(whole) or not re.fullmatch(r"[0-9]*", decimals):
        raise ValueError(text)
    number = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals or 0}").quantize(Decimal("0.01"))
    return -number if is_minus else number


def _check_sums(ledger: Ledger, told: list) -> None:
    """The last row of sums is that of the whole file, where it is one of the whole: it must be what was read."""
    if not told or ledger.errors:
        return
    row, amount = told[-1]
    if amount != ledger.total and len(told) == 1:
        message = _("Summen i filen er ikke den samme som summen av radene.")
        ledger.problems.append(Problem(row.number, "error", "sum", message, str(amount), row.place))
