"""What an imported plan holds before anything is saved. Plain data: the preview shows it, the apply half saves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from governance.importing.rows import Problem


def warning(at, code: str, message: str, text: str = "") -> Problem:
    """A warning at a block or row (anything with `number` and `place`)."""
    return Problem(at.number, "warning", code, message, text, at.place)


@dataclass(slots=True)
class ParsedActivity:
    """One lowest row of a plan table. `deadline_text` is exactly as written and empty when there is none.

    `mode` holds a value of ActivityMode, empty where no column says it.
    """

    title: str
    deadline_text: str
    row: int
    place: str = ""
    measure_path: tuple[str, ...] = ()
    is_question: bool = False
    responsible: str = ""
    mode: str = ""
    steered_by: str = ""
    note: str = ""
    partners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)  # column head -> text, for columns we have no field for


@dataclass(slots=True)
class ParsedMeasure:
    """A measure, strategy or area inside a table. Level 0 is the first column."""

    title: str
    level: int
    row: int
    place: str = ""
    children: list["ParsedMeasure"] = field(default_factory=list)
    activities: list[ParsedActivity] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """Money named in a section. `amount` is in kroner, per inhabitant when basis says so; None when no sum is given.

    source, basis and certainty hold the values of FundingSource, FundingBasis and Certainty in actionplan.choices.
    `text` is the sentence as written, `covers` what the money is to pay, `title` what a line of its own calls it.
    """

    amount: Decimal | None
    text: str
    source: str
    basis: str
    certainty: str
    payer: str = ""
    restriction: str = ""
    covers: str = ""
    row: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class ParsedPosition:
    """A post named in a section. `percent` is 0-100, None when the text gives none or the post is hourly.

    `leads` is true when the sentence says that the post leads or coordinates the work. `text` is the sentence.
    """

    title: str
    percent: Decimal | None
    hourly: bool
    text: str
    leads: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class ParsedReportingLine:
    """Who gets which report; `order` counts from 1 within the kind. `role` holds a value of LineRole."""

    kind: Literal["tertial", "annual"]
    receiver: str
    order: int
    role: str = "treats"
    row: int = 0


@dataclass(frozen=True, slots=True)
class ParsedCaseNumber:
    """A case number such as 46/2015, and the words it stood in."""

    number: str
    row: int
    text: str


@dataclass(slots=True)
class ParsedSection:
    """One section of the plan. Texts are lists of paragraphs; level_labels are the heads over measures and activity."""

    title: str
    area: str
    heading_line: int
    place: str = ""
    focus_area: str | None = None
    introduction: list[str] = field(default_factory=list)
    organisation: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    reporting: list[str] = field(default_factory=list)
    level_labels: list[str] = field(default_factory=list)
    deadline_label: str = ""
    measures: list[ParsedMeasure] = field(default_factory=list)
    activities: list[ParsedActivity] = field(default_factory=list)
    amounts: list[ParsedAmount] = field(default_factory=list)
    positions: list[ParsedPosition] = field(default_factory=list)
    reporting_lines: list[ParsedReportingLine] = field(default_factory=list)


@dataclass(slots=True)
class ParsedArea:
    """A priority area with its own text and the focus areas it announces."""

    name: str
    row: int
    place: str = ""
    introduction: list[str] = field(default_factory=list)
    focus_areas: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ParsedPlan:
    """A whole plan as read. `declared_areas` is the list in the front matter, `areas` the headings that follow."""

    year: int
    title: str = ""
    body: str = ""
    paper_date: date | None = None
    proposal: list[str] = field(default_factory=list)
    vision: str = ""
    main_goal: str = ""
    preface: list[str] = field(default_factory=list)
    declared_areas: list[str] = field(default_factory=list)
    area_details: list[ParsedArea] = field(default_factory=list)
    sections: list[ParsedSection] = field(default_factory=list)
    case_numbers: list[ParsedCaseNumber] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def areas(self) -> list[str]:
        """Names of the areas in the order of their headings."""
        return [area.name for area in self.area_details]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]

    @property
    def errors(self) -> list[Problem]:
        """Problems that make the plan impossible to save."""
        return [problem for problem in self.problems if problem.severity == "error"]

    def activities(self) -> Iterator[ParsedActivity]:
        """Every activity in reading order."""
        for section in self.sections:
            yield from section.activities
