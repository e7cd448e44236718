"""What an import of persons would do, row by row, as the preview shows it and the service carries it out."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from governance.choices import AppointmentKind
from governance.importing.people import PersonLine
from governance.models import Appointment, Organisation, Person, Seat
from governance.people.match import Question


@dataclass
class Landed:
    """One row: the person, her fields that change, the seat she gets and whom it ends, and her role."""

    line: PersonLine
    person: Person | None = None
    is_new: bool = False
    returns: bool = False  # she was deactivated, and is taken back
    changes: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)  # of one whom a row above makes: what that row says
    login: bool = False
    seat: Seat | None = None
    new_seat: bool = False
    order: int | None = None
    appoints: bool = False
    ending: Appointment | None = None
    role: str = ""
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return AppointmentKind.SUBSTITUTE if self.line.is_substitute else AppointmentKind.MEMBER

    @property
    def outcome(self) -> str:
        """ "new", "changed" or "same" – or "asked" while a question is open."""
        if self.problems or any(question.is_open for question in self.questions):
            return "asked"
        if self.is_new:
            return "new"
        return "changed" if any((self.returns, self.changes, self.appoints, self.role, self.login)) else "same"

    @property
    def shown_changes(self) -> list[tuple]:
        """(label, old, new) of the fields that change."""
        fields = ((name, value, Person._meta.get_field(name)) for name, value in self.changes.items())
        return [(each.verbose_name, self._was(name) or "", value) for name, value, each in fields]

    def _was(self, name: str):
        return self.before[name] if name in self.before else getattr(self.person, name)

    @property
    def told(self) -> str:
        """What stands in the seen-mark of a preview."""
        rows = [None if row is None or row._state.adding else f"{row.pk}.{row.version}" for row in self._rows]
        asked = [value for question in self.questions for value, _label in question.options]
        parts = (self.line.row, rows, sorted(self.changes), self.appoints, self.order, self.role, self.login, asked)
        return repr((*parts, self.returns))

    @property
    def _rows(self) -> tuple:
        return self.person, self.seat, self.ending


@dataclass
class Landing:
    rows: list[Landed]
    organisations: list[Organisation]  # new ones
    refusal: str = ""

    @property
    def has_problems(self) -> bool:
        """Whether something must be mended in the list itself."""
        return any(row.problems for row in self.rows)

    @property
    def seen(self) -> str:
        return hashlib.sha256("/".join(row.told for row in self.rows).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        return {name: sum(row.outcome == name for row in self.rows) for name in ("new", "changed", "same", "asked")}
