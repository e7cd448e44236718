"""Rows of a table become lines about persons and their seats; what cannot be understood, a problem of its row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from governance.importing.rows import Problem, Row
from governance.importing.safety import UnreadableFile
from governance.wording import gettext as _

# The columns in the order of the template, each with the heads that people give it.
COLUMNS = {
    "given": ("fornavn",),
    "family": ("etternavn",),
    "name": ("navn", "fullt navn", "person"),
    "title": ("tittel", "stilling"),
    "organisation": ("organisasjon", "kommune", "organisasjon/kommune", "arbeidssted", "medlem", "virksomhet"),
    "email": ("e-post", "epost", "e-postadresse", "mail", "email"),
    "phone": ("telefon", "tlf", "mobil", "mobiltelefon"),
    "body": ("organ", "utvalg", "styre"),
    "seat": ("plass", "funksjon", "plass/funksjon", "verv"),
    "valid_from": ("fra", "fra dato", "gjelder fra"),
    "valid_to": ("til", "til og med", "til dato", "gjelder til"),
    "role": ("rolle",),
}
LENGTHS = {"given": 80, "family": 80, "title": 120, "organisation": 160, "email": 254, "phone": 40}
_HEADS = {head: name for name, heads in COLUMNS.items() for head in heads}
_NORWEGIAN = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_SUBSTITUTE = re.compile(r"(?:\d+\.?\s*)?vara(?:medlem|representant)?\b", re.IGNORECASE)
_MEMBER = frozenset({"", "fast", "fast medlem", "medlem", "leder", "nestleder", "representant"})


@dataclass
class PersonLine:
    """One row. `order` is the substitute's number; `is_substitute` says that the row is about one."""

    row: int
    place: str
    given: str = ""
    family: str = ""
    title: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    body: str = ""
    is_substitute: bool = False
    order: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    role: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass
class ParsedPeople:
    lines: list[PersonLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [each for each in self.problems if each.severity == "error"]


def read_people(rows: Sequence[Row], notes: Sequence[Problem] = ()) -> ParsedPeople:
    """Lines and problems of a table with heads. Raises UnreadableFile where there are no heads to go by."""
    found = ParsedPeople(problems=list(notes))
    start, heads = _heads(rows)
    for row in rows[start + 1 :]:
        if not row.is_empty:
            _read_row(row, heads, found)
    if not found.lines and not found.errors:
        raise UnreadableFile(_("Listen har ingen rader under overskriftene."))
    return found


def _heads(rows: Sequence[Row]) -> tuple[int, dict[str, int]]:
    for index, row in enumerate(rows[:20]):
        words = [" ".join(cell.casefold().split()).rstrip("*:.") for cell in row.cells]
        heads = {_HEADS[word]: place for place, word in reversed(list(enumerate(words))) if word in _HEADS}
        if "name" in heads or {"given", "family"} <= heads.keys():
            return index, heads
    raise UnreadableFile(
        _("Fant ingen overskrifter. Første rad må ha «Fornavn» og «Etternavn», eller «Navn». Bruk gjerne malen.")
    )


def _read_row(row: Row, heads: dict[str, int], found: ParsedPeople) -> None:
    cells = {name: " ".join(row.cells[at].split()) for name, at in heads.items() if at < len(row.cells)}
    line, before = PersonLine(row.number, row.place), len(found.problems)

    def wrong(message: str, text: str = "") -> None:
        found.problems.append(Problem(row.number, "error", "person", message, text, row.place))

    line.given, line.family = _name(cells)
    for name in ("title", "organisation", "phone", "body", "role"):
        setattr(line, name, cells.get(name, ""))
    line.email = cells.get("email", "").lower()
    for name in ("valid_from", "valid_to"):
        try:
            setattr(line, name, read_day(cells.get(name, "")))
        except ValueError:
            wrong(_("Skriv datoen som 15.03.2018."), cells[name])
    _read_seat(line, cells.get("seat", ""), wrong)
    _check(line, wrong)
    if len(found.problems) == before:
        found.lines.append(line)


def _name(cells: dict[str, str]) -> tuple[str, str]:
    from governance.people.names import split_name

    if cells.get("given") or cells.get("family"):
        return cells.get("given", ""), cells.get("family", "")
    return split_name(cells.get("name", ""))


def _read_seat(line: PersonLine, text: str, wrong) -> None:
    if _SUBSTITUTE.search(text):
        line.is_substitute = True
        number = re.search(r"\d+", text)
        line.order = int(number.group(0)) if number and len(number.group(0)) < 4 else None
    elif text.casefold() not in _MEMBER:
        wrong(_("Skriv «fast» eller «vara» med nummer, for eksempel «vara 1»."), text)


def _check(line: PersonLine, wrong) -> None:
    if not (line.given and line.family):
        wrong(_("Skriv både fornavn og etternavn."), line.name)
    if line.email and not _EMAIL.fullmatch(line.email):
        wrong(_("E-postadressen er ikke riktig skrevet."), line.email)
    if line.valid_from and line.valid_to and line.valid_to < line.valid_from:
        wrong(_("Til-datoen kan ikke være før fra-datoen."))
    for name, longest in LENGTHS.items():
        if len(getattr(line, name)) > longest:
            wrong(
                _("Teksten er for lang. Den kan ha høyst {longest} tegn.").format(longest=longest),
                getattr(line, name)[:60],
            )


def read_day(text: str) -> date | None:
    """A day as people write it: 15.3.2018, 15/3/18 or 2018-03-15. Raises ValueError."""
    if not text:
        return None
    if found := _NORWEGIAN.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year = year if year > 99 else 2000 + year
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise ValueError(text)
    if not 1900 <= year <= 2200:
        raise ValueError(text)
    return date(year, month, day)
