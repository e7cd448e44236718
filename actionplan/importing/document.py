"""Blocks become a ParsedPlan: areas, sections with their texts and tables, and everything odd as problems by row."""

import re
from collections.abc import Sequence

from actionplan.importing.blocks import Block, Heading, Paragraph, Row, Source, Table
from actionplan.importing.checks import check_plan
from actionplan.importing.dates import dates_in
from actionplan.importing.facts import read_facts
from actionplan.importing.flat import is_flat, split_flat
from actionplan.importing.parsed import (
    ParsedArea,
    ParsedCaseNumber,
    ParsedPlan,
    ParsedSection,
    Problem,
    warning,
)
from actionplan.importing.structure import Line, Role, outline
from actionplan.importing.tables import read_table
from actionplan.importing.vocabulary import clean, is_amendments, tells_what_went
from actionplan.wording import gettext as _
from governance.importing.safety import WANTED, UnreadableFile

MAX_SECTIONS = 300
MAX_CHARACTERS = 1_000_000  # about 400 pages
_CASE = re.compile(
    r"\bsak(?:s?nr\.?|snummer)?\.?\s{0,3}:?\s{0,3}(?:[A-ZÆØÅ]{1,4}[ -])?(\d{1,4}/\d{2,4})\b", re.IGNORECASE
)
_CASE_TITLE = re.compile(
    r"^sak(?:s?nr\.?|snummer)?\s*:?\s*(?:[A-ZÆØÅ]{1,4}[ -])?\d{1,4}/\d{2,4}\s*[:–-]?\s*", re.IGNORECASE
)
_LABELS = {
    "vision": re.compile(r"visjon(?:en)?\s{0,3}(?::\s*(?P<rest>.*))?", re.IGNORECASE | re.DOTALL),
    "main_goal": re.compile(r"(?:hovedmål|hovudmål|overordne\w+\s+mål)\s{0,3}(?::\s*(?P<rest>.*))?", re.I | re.DOTALL),
    "proposal": re.compile(
        r"(?:forslag\s+til\s+(?:vedtak|innstilling)|innstilling|framlegg\s+til\s+vedtak)\s{0,3}(?::\s*(?P<rest>.*))?",
        re.IGNORECASE | re.DOTALL,
    ),
    "meeting": re.compile(r"møtedato\s{0,3}:?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL),
}


def parse_source(source: Source, year: int, known_names: Sequence[str] = ()) -> ParsedPlan:
    """The plan in a source that has been read. `year` is the plan year the user chose; known_names help find slips."""
    _check_length(source)
    assembler = _Assembler(year, source.notes)
    blocks, amendments = _without_amendments(source.blocks)
    if amendments is not None:
        message = _("Endringene etter vedtaket leses ikke. Planen leses slik den er nå.")
        assembler.plan.problems.append(warning(amendments, "amendments", message, amendments.text))
    for line in outline(blocks, year):
        assembler.take(line)
    plan = assembler.finish()
    for section in plan.sections:
        plan.problems += read_facts(section, assembler.texts[id(section)])
    plan.problems += check_plan(plan, blocks, known_names)
    # The tables of several sections may share one head: what is odd about it is said once.
    plan.problems = sorted(dict.fromkeys(plan.problems), key=lambda problem: problem.row)
    return plan


def _check_length(source: Source) -> None:
    """Every later step is made for a plan's length; a hundred times that would hold the machine for minutes."""
    cells = (cell for block in source.blocks if isinstance(block, Table) for row in block.rows for cell in row.cells)
    texts = (block.text for block in source.blocks if not isinstance(block, Table))
    if sum(map(len, cells)) + sum(map(len, texts)) > MAX_CHARACTERS:
        raise UnreadableFile(
            _("Filen har over {max_characters} tegn. Det er for mye til å være en handlingsplan. {wanted}").format(
                max_characters=MAX_CHARACTERS, wanted=_(WANTED)
            )
        )


def _without_amendments(blocks: Sequence[Block]) -> tuple[list[Block], Heading | None]:
    """The plan as it is now, and the heading of what a plan that was written out tells of its amendments, which is left
    where it stands."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and is_amendments(block.text):
            return kept, block
        if isinstance(block, Table) or not tells_what_went(block.text):
            kept.append(block)
    return kept, None


class _Assembler:
    """Takes the lines one by one. `part`: where text goes in the section; `wanted`: what the front matter awaits."""

    def __init__(self, year: int, notes: Sequence[Problem]):
        self.plan = ParsedPlan(year, problems=list(notes))
        self.area: ParsedArea | None = None
        self.section: ParsedSection | None = None
        self.texts: dict[int, dict[str, list[Paragraph]]] = {}  # id of the section -> part -> texts with their place
        self.part = "introduction"
        self.wanted = ""

    def take(self, line: Line) -> None:
        block = line.block
        if not isinstance(block, Table):
            self.marks(block)
            self.case_numbers(block)
        handler = {
            Role.AREA: self.open_area,
            Role.FOCUS: self.focus,
            Role.SECTION: self.open_section,
            Role.PART: self.open_part,
            Role.TITLE: self.title,
            Role.AREA_LIST: self.area_list,
            Role.ACTIONS: self.actions,
            Role.OTHER_TABLE: self.other_table,
            Role.TEXT: self.text,
        }[line.role]
        handler(line)

    def open_area(self, line: Line) -> None:
        self.close_area()
        self.start_area(line.name, line.block.number, line.block.place)

    def start_area(self, name: str, number: int, place: str) -> None:
        known = next((area for area in self.plan.area_details if area.name.casefold() == name.casefold()), None)
        self.area = known or ParsedArea(name, number, place)
        if known is None:
            self.plan.area_details.append(self.area)
        self.section, self.part, self.wanted = None, "introduction", ""

    def close_area(self) -> None:
        """An area with text but no section of its own is a section itself, under the area's name."""
        area, self.section = self.area, None
        if area and area.introduction and not any(section.area == area.name for section in self.plan.sections):
            section = self.start_section(area.name, area.row, area.place)
            section.introduction, area.introduction = area.introduction, []
            self.section = None

    def focus(self, line: Line) -> None:
        if self.area is not None and len(self.area.focus_areas) < MAX_SECTIONS:
            self.area.focus_areas.append(line.name)
            self.section = None
        else:
            self.text(line)

    def open_section(self, line: Line) -> None:
        self.start_section(line.name, line.block.number, line.block.place)

    def start_section(self, title: str, number: int, place: str) -> ParsedSection:
        area = self.area.name if self.area else ""
        self.section = ParsedSection(title, area, number, place)
        self.plan.sections.append(self.section)
        if len(self.plan.sections) > MAX_SECTIONS:
            raise UnreadableFile(
                _("Filen har over {max_sections} deler. Det er for mange til en handlingsplan. {wanted}").format(
                    max_sections=MAX_SECTIONS, wanted=_(WANTED)
                )
            )
        self.texts[id(self.section)] = {}
        self.part, self.wanted = "introduction", ""
        return self.section

    def section_for(self, block: Block) -> ParsedSection:
        """The open section; content without a heading opens one under the area's or the plan's name."""
        if self.section is None:
            title = self.area.name if self.area else self.plan.title or f"Handlingsplan {self.plan.year}"
            at = (self.area.row, self.area.place) if self.area else (block.number, block.place)
            if self.area is None:
                message = _("Innholdet står uten overskrift. Det er lagt i en del som heter «{title}».").format(
                    title=title
                )
                self.plan.problems.append(warning(block, "no_heading", message))
            section = self.start_section(title, *at)
            if self.area:
                section.introduction, self.area.introduction = self.area.introduction, []
        return self.section

    def open_part(self, line: Line) -> None:
        self.section_for(line.block)
        self.part = line.name
        if line.rest:
            self.add_text(line.block, line.rest)

    def title(self, line: Line) -> None:
        text = _CASE_TITLE.sub("", line.name).strip()
        years = [int(found) for found in re.findall(r"\b20\d\d\b", text)]
        if self.section is not None or self.area is not None:
            self.text(line)
            return
        if not self.plan.title:
            self.plan.title = text
            if years and self.plan.year not in years:
                message = _("Tittelen gjelder {years}, men du importerer planen for {year}. Velg riktig år.").format(
                    years=years[0], year=self.plan.year
                )
                self.plan.problems.append(warning(line.block, "plan_year", message, text))
        self.wanted = ""

    def area_list(self, line: Line) -> None:
        self.text(line)
        self.wanted = "areas" if self.area is None else ""

    def actions(self, line: Line) -> None:
        table = line.block
        in_area = self.area is not None
        if not is_flat(table, in_section=self.section is not None, in_area=in_area):
            self.read_actions(self.section_for(table), table)
            return
        for area, section, row, part in split_flat(table, in_area=in_area):
            if area and (self.area is None or self.area.name != area):
                self.start_area(area, row.number, row.place)
            same = (each for each in self.plan.sections if (each.title, each.area) == (section, area or each.area))
            self.section = next(same, None) if section else self.section
            if self.section is None and section:
                self.start_section(section, row.number, row.place)
            self.read_actions(self.section_for(row), part)

    def read_actions(self, section: ParsedSection, table: Table) -> None:
        self.plan.problems += read_table(table, section, self.plan.year)

    def other_table(self, line: Line) -> None:
        """A table that is no list of measures is kept as text, one line for each row."""
        message = _("Tabellen er ikke en tabell med tiltak. Innholdet er tatt med som tekst, én linje for hver rad.")
        self.plan.problems.append(warning(line.block, "table_as_text", message))
        for row in line.block.rows:
            if not row.is_empty:
                words = " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
                self.add_text(row, words)

    def text(self, line: Line) -> None:
        text = line.block.text.replace("**", "").strip()
        if self.starts_text_section(line):
            self.start_section(line.name, line.block.number, line.block.place)
        elif self.section is None and self.area is None:
            self.front(text, is_item=getattr(line.block, "list_item", False), is_heading=line.strength > 0)
        else:
            self.add_text(line.block, text)

    def starts_text_section(self, line: Line) -> bool:
        """A heading by style or bold face that owns only text is a section once the plan proper has begun."""
        return line.strength > 1 and line.role is Role.TEXT and bool(self.plan.sections or self.area)

    def add_text(self, block: Block, text: str) -> None:
        if self.section is not None:
            if self.section.activities and self.part == "introduction":
                message = _("Teksten står etter tabellen. Den er lagt til innledningen.")
                self.plan.problems.append(warning(block, "text_after_table", message, text[:200]))
            getattr(self.section, self.part).append(text)
            is_line = isinstance(block, Row) or getattr(block, "list_item", False)
            place = Paragraph(text, block.number, block.place, list_item=is_line)
            self.texts[id(self.section)].setdefault(self.part, []).append(place)
        elif self.area is not None:
            self.area.introduction.append(text)
        else:
            self.plan.preface.append(text)

    def front(self, text: str, *, is_item: bool, is_heading: bool) -> None:
        """Text before the first area: labelled facts, the list of areas, the rest as preface."""
        for label, pattern in _LABELS.items():
            if match := pattern.fullmatch(text):
                self.wanted = label
                if rest := (match.group("rest") or "").strip():
                    self.labelled(label, rest)
                return
        if self.wanted == "areas" and is_item:
            self.plan.declared_areas.append(text)
        elif self.wanted in {"vision", "main_goal", "meeting"} or (self.wanted == "proposal" and not is_heading):
            self.labelled(self.wanted, text)
        else:
            self.plan.preface.append(text)
            self.wanted = ""

    def labelled(self, label: str, text: str) -> None:
        if label == "proposal":
            self.plan.proposal.append(text)
            return
        self.wanted = ""
        if label == "meeting":
            written, day = next(dates_in(text), ("", None))
            self.plan.paper_date = day
            self.plan.body = text.replace(written, "").strip(" ,") if written else text
        else:
            setattr(self.plan, label, text)

    def marks(self, block: Block) -> None:
        if "**" in block.text:
            message = _("Teksten har merker for fet skrift (**). Merkene er tatt bort, ordene er de samme.")
            self.plan.problems.append(warning(block, "bold_marks", message, block.text[:200]))

    def case_numbers(self, block: Block) -> None:
        for match in _CASE.finditer(block.text):
            self.plan.case_numbers.append(ParsedCaseNumber(match.group(1), block.number, clean(block.text)[:300]))

    def finish(self) -> ParsedPlan:
        self.close_area()
        self.plan.title = self.plan.title or f"Handlingsplan {self.plan.year}"
        return self.plan
