"""Tells apart what the lines of a plan are: areas, focus areas, section headings, fixed headings and running text.

A section heading is a heading-like line that owns something: a plan table or a fixed heading such as "Organisering"
follows before the next heading. That rule holds with heading styles, with bold lines and with neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from actionplan.importing.blocks import Block, Heading, Paragraph, Table
from actionplan.importing.names import same_name
from actionplan.importing.tables import is_action_table
from actionplan.importing.vocabulary import (
    announces_areas,
    area_heading,
    clean,
    focus_area,
    is_caption,
    is_plan_title,
    looks_like_heading,
    subheading,
)

PART_ORDER = ("organisation", "resources", "reporting")
MAX_COMPARED = 20_000  # titles; a plan needs some hundreds
MAX_HEADING = 200  # characters; longer lines are running text whatever their style


class Role(Enum):
    """What a block is in the plan."""

    AREA = auto()
    FOCUS = auto()
    SECTION = auto()
    PART = auto()  # Organisering, Ressurser, Rapportering
    TITLE = auto()
    AREA_LIST = auto()
    ACTIONS = auto()  # a table of measures and activities
    OTHER_TABLE = auto()
    TEXT = auto()


@dataclass(slots=True)
class Line:
    """A block with its role; `name` is the area's, focus area's or section's name, or the part's code name."""

    block: Block
    role: Role
    name: str = ""
    rest: str = ""
    strength: int = 0  # of a possible heading: 3 by style, 2 bold, 1 only short
    level: int = 0
    owns: str = ""  # what comes before the next heading: "table", the code name of a part, or nothing


def outline(blocks: Sequence[Block], year: int) -> list[Line]:
    """Every block with its role, in order."""
    lines = [_classify(block, year) for block in blocks]
    _promote_announced(lines)
    for demote in (_demote_captions, _demote_in_parts):
        _mark_owners(lines)
        demote(lines)
    _mark_owners(lines)
    _settle(lines)
    return lines


def _classify(block: Block, year: int) -> Line:
    if isinstance(block, Table):
        return Line(block, Role.ACTIONS if is_action_table(block, year) else Role.OTHER_TABLE)
    text = block.text
    if isinstance(block, Heading) and block.level == 0:
        return Line(block, Role.AREA, text)
    if len(text) > MAX_HEADING or (isinstance(block, Paragraph) and (block.list_item or block.is_body)):
        return Line(block, Role.TEXT)
    if announces_areas(text):
        return Line(block, Role.AREA_LIST)
    if name := area_heading(text, styled=isinstance(block, Heading)):
        return Line(block, Role.AREA, name)
    if part := subheading(text):
        return Line(block, Role.PART, *part)
    if is_plan_title(text, year):
        return Line(block, Role.TITLE, clean(text))
    strength = _strength(block)
    level = block.level if isinstance(block, Heading) else 8
    if name := focus_area(text):
        return Line(block, Role.FOCUS, name, strength=max(strength, 1), level=level)
    return Line(block, Role.TEXT, clean(text), strength=strength, level=level)


def _strength(block: Heading | Paragraph) -> int:
    if isinstance(block, Heading):
        return 3
    if block.bold and len(block.text) <= 120 and not block.text.rstrip().endswith("."):
        return 2
    return 1 if looks_like_heading(block.text) and not is_caption(block.text) else 0


def _promote_announced(lines: list[Line]) -> None:
    """A short line that repeats an announced focus area is a real heading, so later short lines are captions."""
    announced: list[str] = []
    tries = MAX_COMPARED
    for line in lines:
        if line.role is Role.AREA:
            announced = []
        elif line.role is Role.FOCUS:
            announced.append(line.name)
        elif line.role is Role.TEXT and line.strength == 1 and tries > 0:
            tries -= len(announced)
            line.strength = 2 if any(same_name(line.name, name) for name in announced) else 1


def _mark_owners(lines: list[Line]) -> None:
    """Walks backwards: a heading owns what comes before the next heading."""
    content = ""
    for line in reversed(lines):
        line.owns = content
        if line.role is Role.PART:
            content = line.name
        elif line.role is Role.ACTIONS:
            content = "table"
        elif line.role in {Role.AREA, Role.FOCUS, Role.TITLE} or line.strength > 1 or (line.strength and content):
            content = ""


def _demote_captions(lines: list[Line]) -> None:
    """One short line between a real heading and its table is a caption; two or more are sections under an area."""
    strong: Line | None = None
    weak: list[Line] = []
    for line in [*lines, Line(Paragraph("", 0, ""), Role.AREA)]:
        if line.role in {Role.AREA, Role.TITLE, Role.FOCUS} or line.strength > 1:
            if strong is not None and len(weak) == 1:
                weak[0].strength = 0
            strong = line if line.strength > 1 else None
            weak = []
        elif line.strength == 1 and line.owns:
            weak.append(line)


def _demote_in_parts(lines: list[Line]) -> None:
    """A short line between "Organisering" and "Ressurser" is text; before a table or earlier part it is a heading."""
    reached = -1
    for line in lines:
        if line.role is Role.PART:
            reached = max(reached, PART_ORDER.index(line.name))
        elif line.role in {Role.AREA, Role.FOCUS, Role.TITLE, Role.ACTIONS} or line.strength > 1:
            reached = -1
        elif line.strength == 1 and line.owns in PART_ORDER and 0 <= reached < PART_ORDER.index(line.owns):
            line.strength = 0
        elif line.strength == 1 and line.owns:
            reached = -1


def _settle(lines: list[Line]) -> None:
    """Headings that own something become sections; without named areas, a heading over deeper headings is an area."""
    named = any(line.role is Role.AREA for line in lines)
    following: Line | None = None
    for line in reversed(lines):
        is_heading = bool(line.strength > 1 or line.role in {Role.AREA, Role.FOCUS} or (line.strength and line.owns))
        if line.strength and line.owns and line.role in {Role.TEXT, Role.FOCUS}:
            line.role = Role.SECTION
        elif not named and line.role is Role.TEXT and line.strength > 1 and _is_over(line, following):
            line.role = Role.AREA
        if is_heading:
            following = line


def _is_over(line: Line, following: Line | None) -> bool:
    return following is not None and following.level > line.level and following.role in {Role.SECTION, Role.FOCUS}
