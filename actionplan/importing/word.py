"""Reader for .docx: headings, paragraphs and real tables from the parts that passed the gate.

Reads the XML itself (by local name, so both the common and the strict format work): the usual library drops tracked
insertions, repeats merged cells and opens every part of the file.
"""

import posixpath
import re
from collections.abc import Iterator

from actionplan.importing.blocks import Block, Heading, Paragraph, Row, Source, Table
from actionplan.importing.parsed import Problem
from actionplan.wording import gettext as _
from governance.importing.safety import BROKEN, WANTED, UnreadableFile, broken, external_targets
from governance.importing.wordxml import child_of as _child
from governance.importing.wordxml import flow_of as _flow
from governance.importing.wordxml import heading_levels as _heading_levels
from governance.importing.wordxml import is_hidden as _is_hidden
from governance.importing.wordxml import is_inside as _inside
from governance.importing.wordxml import is_on as _is_on
from governance.importing.wordxml import main_part as _main_part
from governance.importing.wordxml import name_of as _name
from governance.importing.wordxml import parse as _parse
from governance.importing.wordxml import value_of as _value

MAX_ROWS = 8_000
MAX_COLUMNS = 40
SKIPPED = {"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText", "txbxContent"}
TRACKED = {"ins", "del", "moveFrom", "moveTo"}
BULLET = "• "  # before each item of a list in a cell; a list below an item is part of it
MAX_ASIDE = 2_000  # characters of a note or a box
# Word's own styles for lists, which make a paragraph an item by themselves, by their keys in English and Norwegian.
_LISTS = re.compile(r"(?:List(?:Bullet|Number)|Punktliste|Nummerertliste)(?P<level>[1-9]?)", re.IGNORECASE)
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_word(parts: dict[str, bytes]) -> Source:
    """Blocks of a Word document. Raises UnreadableFile when its XML is damaged or far too long."""
    try:
        return _Reader(parts).source()
    except BROKEN as error:
        raise UnreadableFile(broken(".docx")) from error


class _Reader:
    """Walks the body once, counting paragraphs and table rows as it goes."""

    def __init__(self, parts: dict[str, bytes]):
        main = _main_part(parts)
        self.body = _child(_parse(parts[main]), "body")
        if self.body is None:
            raise ValueError("no body")
        styles = parts.get(posixpath.join(posixpath.dirname(main), "styles.xml"))
        self.levels, self.body_styles = _heading_levels(styles), _body_styles(styles)
        self.notes = _file_notes(self.body, parts)
        self.asides = _Asides(parts, posixpath.dirname(main))
        self.number = self.tables = self.paragraphs = 0

    def source(self) -> Source:
        blocks = [block for element in _flow(self.body) for block in self.block(element)]
        return Source(blocks, self.notes)

    def block(self, element) -> Iterator[Block]:
        if _name(element) == "tbl":
            yield from self.table(element)
            return
        self.count()
        self.paragraphs += 1
        text = _paragraph_text(element)
        for line in filter(None, (part.strip() for part in text.split("\n"))):
            yield self.paragraph(element, line)
        place = _("avsnitt {paragraphs}").format(paragraphs=self.paragraphs)
        for _label, aside in self.aside(element, place):
            yield Paragraph(aside, self.number, place)

    def aside(self, element, place: str) -> tuple[tuple[str, str], ...]:
        """Notes and boxes that hang at the words of an element, each told; what is hidden is told and left out."""
        for hidden in _hidden(element):
            message = _("Skjult tekst er ikke tatt med.")
            self.notes.append(Problem(self.number, "warning", "hidden_text", message, hidden[:MAX_ASIDE], place))
        found = tuple(self.asides.of(element))
        for label, text in found:
            message = _("{label} er tatt med ved siden av teksten den står i.").format(label=label)
            self.notes.append(Problem(self.number, "warning", "aside", message, text, place))
        return found

    def paragraph(self, element, text: str) -> Block:
        place = _("avsnitt {paragraphs}").format(paragraphs=self.paragraphs)
        properties = _child(element, "pPr")
        level = self.levels.get(_value(_child(properties, "pStyle")) or "")
        if level is not None:
            return Heading(text, self.number, place, level)
        listed = (
            _child(properties, "numPr") is not None or "list" in (_value(_child(properties, "pStyle")) or "").lower()
        )
        is_body = (_value(_child(properties, "pStyle")) or "") in self.body_styles
        return Paragraph(text, self.number, place, _all_bold(element), listed, is_body)

    def table(self, element) -> Iterator[Table]:
        self.tables += 1
        rows = []
        for index, row in enumerate((row for row in _flow(element, {"tr"})), start=1):
            self.count()
            if _child(_child(row, "trPr"), "del") is not None:  # told with the other tracked changes
                continue
            place = _("tabell {tables}, rad {index}").format(tables=self.tables, index=index)
            if _descendant(row, "tbl"):
                message = _("En celle har en egen tabell inni seg. Teksten i den er tatt med som vanlig tekst.")
                self.notes.append(Problem(self.number, "warning", "nested_table", message, "", place))
            head = _child(_child(row, "trPr"), "tblHeader") is not None
            cells, goes_on = _cells(row)
            rows.append(Row(cells, self.number, place, head, goes_on, self.aside(row, place)))
        if rows:
            yield Table(tuple(rows))

    def count(self) -> None:
        self.number += 1
        if self.number > MAX_ROWS:
            raise UnreadableFile(
                _("Dokumentet er for langt til å være en handlingsplan. {wanted}").format(wanted=_(WANTED))
            )


def _body_styles(styles: bytes | None) -> set[str]:
    """Ids of the style that Word has for running text and nothing else."""
    found = set()
    for style in _parse(styles) if styles else ():
        if (_value(_child(style, "name")) or "").lower() in {"body text", "brødtekst"}:
            found |= {value for key, value in style.attrib.items() if key.endswith("styleId")}
    return found


def _file_notes(body, parts: dict[str, bytes]) -> list[Problem]:
    notes = []
    if any(_name(element) in TRACKED for element in body.iter() if isinstance(element.tag, str)):
        message = _("Dokumentet har sporede endringer. Innsatt tekst er tatt med, slettet tekst er utelatt.")
        notes.append(Problem(1, "warning", "tracked_changes", message, "", _("hele dokumentet")))
    for target in external_targets(parts):
        message = _("Dokumentet viser til en fil utenfor seg selv. Den er ikke åpnet.")
        notes.append(Problem(1, "warning", "external_link", message, target, _("hele dokumentet")))
    return notes


def _cells(row) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """One text per grid column: a wide cell is followed by blanks, a vertically merged continuation is blank. And the
    columns that such a continuation takes."""
    before = _value(_child(_child(row, "trPr"), "gridBefore"))
    cells: list[str] = [""] * min(int(before or 0), MAX_COLUMNS)
    goes_on: list[int] = []
    for cell in _flow(row, {"tc"}):
        properties = _child(cell, "tcPr")
        merge = _child(properties, "vMerge")
        continued = merge is not None and _value(merge) != "restart"
        span = min(int(_value(_child(properties, "gridSpan")) or 1), MAX_COLUMNS)
        goes_on += range(len(cells), len(cells) + span) if continued else ()
        cells += ["" if continued else _cell_text(cell), *[""] * (span - 1)]
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(
                _("En tabell har over {max_columns} kolonner. Det er for mange til en handlingsplan.").format(
                    max_columns=MAX_COLUMNS
                )
            )
    return tuple(cells), tuple(goes_on)


def _cell_text(cell) -> str:
    """Its paragraphs, one line each; the items of a list marked, what hangs below an item on the item's line."""
    lines: list[str] = []
    for element in _paragraphs(cell):
        text = _paragraph_text(element).strip()
        if not text:
            continue
        level = _list_level(element)
        if level is not None and level > 0 and lines and lines[-1].startswith(BULLET):
            lines[-1] += f" {text}"
        else:
            lines.append(f"{BULLET}{text}" if level is not None else text)
    return "\n".join(lines)


def _paragraphs(element) -> Iterator:
    """Every paragraph in it that is shown in its place, also those of a table inside."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield child
        elif name not in SKIPPED:
            yield from _paragraphs(child)


def _words(element) -> str:
    """All that its paragraphs say, on one line."""
    return " ".join(" ".join(map(_paragraph_text, _paragraphs(element))).split())


def _list_level(element) -> int | None:
    """How deep in a list the paragraph stands, from 0; None for one that is no item."""
    properties = _child(element, "pPr")
    numbering = _child(properties, "numPr")
    if numbering is None:
        styled = _LISTS.fullmatch(_value(_child(properties, "pStyle")) or "")
        return int(styled["level"] or 1) - 1 if styled else None
    if _value(_child(numbering, "numId")) == "0":
        return None
    level = _value(_child(numbering, "ilvl")) or "0"
    return int(level) if level.isdigit() else 0


class _Asides:
    """Footnotes, endnotes and boxes: text that belongs to words and stands outside them."""

    def __init__(self, parts: dict[str, bytes], folder: str):
        self.texts: dict[tuple[str, str], str] = {}
        for kind in _NOTES.values():
            part = parts.get(posixpath.join(folder, f"{kind}s.xml"))
            for note in _parse(part) if part else ():
                key = next((value for name, value in note.attrib.items() if name.rpartition("}")[2] == "id"), "")
                self.texts[kind, key] = _words(note)

    def of(self, element) -> Iterator[tuple[str, str]]:
        for child in element.iter():
            name = _name(child)
            if name in _NOTES and not _inside(child, SKIPPED, element):
                key = next((value for at, value in child.attrib.items() if at.rpartition("}")[2] == "id"), "")
                if text := self.texts.get((_NOTES[name], key), ""):
                    yield _("Fotnote"), text[:MAX_ASIDE]
            elif name == "txbxContent" and not _inside(child, SKIPPED, element) and (text := _words(child)):
                yield _("Tekstboks"), text[:MAX_ASIDE]


def _hidden(element) -> Iterator[str]:
    """Texts that are in the file and never shown."""
    for run in element.iter():
        if _name(run) != "r" or not _is_hidden(run) or _inside(run, SKIPPED, element):
            continue
        if text := "".join(child.text or "" for child in run if _name(child) == "t").strip():
            yield text


def _paragraph_text(element) -> str:
    pieces: list[str] = []
    _collect(element, pieces)
    return "".join(pieces)


def _collect(element, pieces: list[str]) -> None:
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "tab":
            pieces.append(" ")
        elif name in {"noBreakHyphen", "softHyphen"}:
            pieces.append("-" if name == "noBreakHyphen" else "")
        elif name not in SKIPPED and not (name == "r" and _is_hidden(child)):
            _collect(child, pieces)


def _all_bold(element) -> bool:
    runs = [run for run in element.iter() if _name(run) == "r" and _paragraph_text(run).strip()]
    marks = [_child(_child(run, "rPr"), "b") for run in runs]
    return bool(runs) and all(map(_is_on, marks))


def _descendant(element, name: str) -> bool:
    return any(_name(child) == name for child in element.iter())
