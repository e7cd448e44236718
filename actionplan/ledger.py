"""Amounts out of an accounts system, from a text with separators or a workbook. No database.

Each row is one amount with what it is booked on: account, department, project. Rows of sums are told from the others
and used as a check. Amounts are kroner as the accounts have them: income below nought, costs above. Where an account
has no number, its name is the account.
"""

import csv
import io
import re
from dataclasses import astuple, dataclass, field
from decimal import Decimal
from hashlib import sha256

from governance.importing.plaintext import decode
from governance.importing.rows import Problem, Row
from governance.importing.safety import MAX_BYTES, Intake, UnreadableFile, check_upload
from governance.importing.tables import MAX_LINES, read_table
from governance.wording import gettext as _
from governance.wording import gettext_noop

HEADS = {
    "account": ("konto", "kontonr", "kontonummer", "artskonto", "art"),
    "account_name": ("kontonavn", "kontotekst", "artsnavn", "kontobeskrivelse", "konto (t)", "konto(t)", "art (t)"),
    "department": ("ansvar", "avdeling", "avd", "avdnr", "koststed", "ansvarssted", "sted"),
    "project": ("prosjekt", "prosj", "prosjektnr", "prosjektnummer"),
    "text": ("tekst", "bilagstekst", "posteringstekst", "beskrivelse", "forklaring"),
    "amount": ("beløp", "regnskap", "saldo", "netto", "hittil i år", "regnskap hittil", "beløp nok", "sum"),
    "debit": ("debet", "debit"),
    "credit": ("kredit", "kreditt"),
}
YEAR = re.compile(r" ?\(?\b(20[0-9]{2})\b\)?$")  # «Regnskap 2016»
UNIT = re.compile(r" ?\(?\b(?:i )?(?:kr|nok|kroner)\)?$")  # «Beløp (NOK)»
NO_YEAR = 9999
HEAD_WITHIN = 20  # rows above the head: the name of the report, the date it was made
TOLD = ("encoding", "formula")  # what was odd about the file and is worth a look
MOST_TEXTS = 3  # of a combination, to know it by
LONGEST = 60  # as a remembered combination holds
ACCOUNTS = Intake(
    gettext_noop("Last opp filen som CSV (.csv), tekst (.txt eller .tsv) eller Excel (.xlsx)."),
    (".csv", ".txt", ".tsv", ".tab", ".xlsx"),
)
SEPARATORS = ";\t,"
SUM = re.compile(r"^(?:sum|total|totalt|resultat|saldo)\b", re.IGNORECASE)
SUM_ALONE = re.compile(r"(?:sum|total|totalt)\b[ :.]*", re.IGNORECASE)
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
    texts: dict[Booked, list[str]] = field(default_factory=dict)  # what the rows of each combination say, each once
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
    lines = [
        _line(ledger, row, columns, is_text=is_text) for row in rows if row.number > head.number and not row.is_empty
    ]
    told = _book(ledger, [line for line in lines if line is not None])
    if not ledger.rows and not ledger.errors:
        raise UnreadableFile(_("Filen har overskrifter, men ingen rader med beløp."))
    _check_sums(ledger, told)
    return ledger


def _rows(data: bytes, file_name: str, max_bytes: int) -> tuple[list[Row], list[Problem], bool]:
    if check_upload(data, file_name, max_bytes, intake=ACCOUNTS) != ".txt":
        return *read_table(data, file_name, max_bytes, intake=ACCOUNTS), False
    text, notes = decode(data, wanted=ACCOUNTS.wanted)
    is_whole = "\ufffd" not in text  # accounts are often exported as Windows text, which is simply read
    return _text_rows(text), [] if is_whole else notes, True


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
        if is_amount and columns.keys() & {"account", "account_name", "department", "project"}:
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A row below the head: its cells by column, its amount, and the first word that stands in it beside the amount."""

    row: Row
    cell: dict[str, str]
    amount: Decimal | None
    word: str

    @property
    def booked(self) -> Booked:
        """A name is the account where it has no number: rows of two names are never one."""
        account = self.cell.get("account") or self.cell.get("account_name", "")
        return Booked(self.cell.get("department", ""), self.cell.get("project", ""), account)

    @property
    def is_numbered(self) -> bool:
        return any(self.cell.get(name) for name in ("account", "department", "project"))

    @property
    def says_sum(self) -> bool:
        """It begins with the word, or has it alone where a number of a voucher stands first."""
        first = next((each.strip() for each in self.row.cells if each.strip()), "")
        return bool(SUM.match(first)) or (not self.is_numbered and bool(SUM_ALONE.fullmatch(self.word)))


def _line(ledger: Ledger, row: Row, columns: dict[str, int], *, is_text: bool) -> _Line | None:
    cell = {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in columns.items()}
    try:
        amount = _amount(cell, is_text=is_text)
    except ValueError as error:
        _wrong(ledger, row, "amount", _("Beløpet kan ikke leses."), str(error))
        return None
    amounts = {columns[name] for name in ("amount", "debit", "credit") if name in columns}
    words = (each.strip() for place, each in enumerate(row.cells) if place not in amounts)
    return _Line(row, cell, amount, next((each for each in words if any(map(str.isalpha, each))), ""))


def _wrong(ledger: Ledger, row: Row, code: str, message: str, text: str) -> None:
    ledger.problems.append(Problem(row.number, "error", code, message, text, row.place))


def _book(ledger: Ledger, lines: list[_Line]) -> list[tuple[Row, Decimal]]:
    """Add up what is posted. Returns the rows of sums: those that say so, and a last row without any word."""
    told = []
    last = next((line for line in reversed(lines) if line.amount is not None), None)
    for line in lines:
        if line.amount is None:
            is_account = line.cell.get("account") or ("account" not in line.cell and line.booked.account)
            if is_account and not line.says_sum:
                _wrong(ledger, line.row, "no_amount", _("Raden har ikke noe beløp."), line.booked.account)
        elif line.says_sum or (line is last and not line.word and not any(astuple(line.booked))):
            told.append((line.row, line.amount))
        else:
            _post(ledger, line)
    return told


def _post(ledger: Ledger, line: _Line) -> None:
    booked = line.booked
    if not any(astuple(booked)):
        message = _(
            "Raden har verken konto, ansvar eller prosjekt. Fyll ut én av dem, eller skriv «Sum» først i raden."
        )
        _wrong(ledger, line.row, "unplaced", message, line.word)
        return
    longest = max(astuple(booked), key=len)
    if len(longest) > LONGEST:
        message = _("Navnet er for langt. Skriv høyst {longest} tegn.").format(longest=LONGEST)
        _wrong(ledger, line.row, "too_long", message, longest)
        return
    ledger.rows += 1
    ledger.sums[booked] = ledger.sums.get(booked, Decimal(0)) + line.amount
    if line.cell.get("account") and line.cell.get("account_name"):
        ledger.names.setdefault(booked.account, line.cell["account_name"])
    text, said = line.cell.get("text", ""), ledger.texts.setdefault(booked, [])
    if text and text not in said and len(said) < MOST_TEXTS:
        said.append(text)


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
        message = _("Summen i filen er ikke den samme som summen av radene, {total}.")
        _wrong(ledger, row, "sum", message.format(total=_figure(ledger.total)), _figure(amount))


def _figure(amount: Decimal) -> str:
    """An amount as accounts here print it."""
    return f"{amount:,.2f}".translate(str.maketrans(",.-", "\u00a0,\u2212"))
