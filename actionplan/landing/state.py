"""A plan on its way in: unsaved rows, what is new in the alliance, and what the reader should look at."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.importing.parsed import ParsedActivity, ParsedPlan, ParsedSection, Problem
from actionplan.matching import Register
from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    ActivityTag,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
    ReportingLine,
    SectionPosition,
    StrategicPlatform,
)


@dataclass(frozen=True)
class NewRow:
    """Something the alliance did not have: an area, a post, an organisation. `row` is not stored yet."""

    row: Any
    name: str
    place: str

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)


@dataclass
class SectionLanding:
    """One section with everything that hangs under it, in the order it will have."""

    section: PlanSection
    source: ParsedSection
    measures: list[Measure] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    sources: list[ParsedActivity] = field(default_factory=list)  # one for each activity
    funding: list[FundingLine] = field(default_factory=list)
    entries: list[FundingEntry] = field(default_factory=list)
    posts: list[SectionPosition] = field(default_factory=list)
    lines: list[ReportingLine] = field(default_factory=list)
    partners: list[ActivityPartner] = field(default_factory=list)
    tags: list[ActivityTag] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where running text of the section stands, said to a person."""
        return _("delen «{title}»").format(title=self.source.title)


@dataclass
class Landing:
    """The whole plan on its way in."""

    parsed: ParsedPlan
    register: Register
    plan: ActionPlan
    platform: StrategicPlatform
    sections: list[SectionLanding] = field(default_factory=list)
    new: list[NewRow] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    number: int = 1  # the row of the file that is being matched

    @property
    def alliance(self):
        return self.register.alliance

    @property
    def problems(self) -> list[Problem]:
        """What the reading and the matching found, in reading order."""
        return sorted([*self.parsed.problems, *self.notes], key=lambda problem: problem.row)

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]

    @property
    def errors(self) -> list[Problem]:
        """Problems that stop the import."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def new_by_kind(self) -> list[NewRow]:
        """What the alliance did not have, kind by kind in the order the kinds come up."""
        kinds = list(dict.fromkeys(each.kind for each in self.new))
        return sorted(self.new, key=lambda each: kinds.index(each.kind))

    def is_new(self, row) -> bool:
        """Whether the import makes the row."""
        return row is not None and row._state.adding

    def rows(self, model) -> list:
        """New rows of a kind that the alliance did not have."""
        return [each.row for each in self.new if isinstance(each.row, model)]

    def add(self, row, name: str, place: str) -> Any:
        """Take in a row the alliance did not have."""
        self.new.append(NewRow(row, name, place))
        self.check(row, self.number, place)
        return row

    def note(self, code: str, message: str, text: str = "", *, row: int = 0, place: str = "") -> None:
        """Say what the reader should look at."""
        self.notes.append(Problem(row or self.number, "warning", code, message, text, place))

    def refuse(self, message: str, text: str, place: str) -> None:
        """Say what stops the import."""
        self.notes.append(Problem(self.number, "error", "refused", message, text, place))

    def check(self, row, number: int, place: str) -> None:
        """Turn a value that does not fit its field into an error at its row of the file."""
        relations = {f.name for f in row._meta.concrete_fields if f.is_relation}
        try:
            row.clean_fields(exclude=relations | {"id", "version", "state"})
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = str(row._meta.get_field(name).verbose_name)
                text = str(getattr(row, name))[:120]
                message = f"«{label.capitalize()}»: {' '.join(messages)}"
                self.notes.append(Problem(number, "error", "does_not_fit", message, text, place))
