"""A Word document as the rich text of the system: headings, paragraphs, lists and tables, and a count of what is not.

The text is the final one, as if every tracked change were accepted. What has no place in rich text is left out or put
another way, and each such thing is counted under its code (`LEFT_OUT`, `PUT_OTHERWISE`), so that a page can tell all.
"""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.importing.safety import BROKEN, Intake, UnreadableFile, broken, check_upload, external_targets, unpack
from governance.importing.wordblocks import Block, html_of, joined
from governance.importing.wordparts import (
    GONE,
    Lists,
    all_bold,
    cells_of,
    elements_of,
    end_is_deleted,
    is_contents,
    rows_below,
    span_of,
    targets_of,
    texts_by_id,
    titles_of,
    words_of,
)
from governance.importing.wordxml import (
    attribute_of,
    child_of,
    flow_of,
    heading_levels,
    is_hidden,
    is_inside,
    is_on,
    main_part,
    name_of,
    parse,
    value_of,
)
from governance.wording import gettext as _
from governance.wording import gettext_noop

WORD = ".docx"
PAPERS = Intake(gettext_noop("Last opp saksframlegget som Word (.docx)."), (WORD,))
MAX_BLOCKS, MAX_CHARACTERS = 5_000, 600_000
MAX_DEEP, MAX_TABLES_DEEP = 8, 3
MAX_TOLD = 300  # characters of what was left out that are shown
LEFT_OUT = ("deleted", "comments", "images", "drawings", "objects", "boxes", "hidden", "symbols", "contents", "heads")
LEFT_OUT += ("title", "external")
PUT_OTHERWISE = ("inserted", "notes", "nested", "equations", "struck")
SAFE_LINKS = ("http://", "https://", "mailto:")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SILENT = {"Fallback", "pPr", "rPr", "sectPr", "tblPr", "tcPr", "instrText", "delText", "delInstrText", "proofErr"}


@dataclass
class WordText:
    """What was read, and what was left out or put otherwise: code -> how many, and some of the words."""

    blocks: list[Block]
    counts: Counter = field(default_factory=Counter)
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_word(data: bytes, file_name: str, max_bytes: int) -> WordText:
    """Read an upload. Raises UnreadableFile with a sentence when it is no Word document, or one that no paper is."""
    suffix = check_upload(data, file_name, max_bytes, intake=PAPERS)
    parts = unpack(data, suffix, intake=PAPERS)
    try:
        return _Reader(parts).read()
    except BROKEN as error:
        raise UnreadableFile(broken(suffix)) from error


class _Reader:
    def __init__(self, parts: dict[str, bytes]):
        main = main_part(parts)
        folder = posixpath.dirname(main)
        self.parts, self.folder = parts, folder
        self.body = child_of(parse(parts[main]), "body")
        if self.body is None:
            raise ValueError("no body")
        styles = parts.get(posixpath.join(folder, "styles.xml"))
        self.levels, self.titles = heading_levels(styles), titles_of(styles)
        self.lists = Lists(parts.get(posixpath.join(folder, "numbering.xml")), styles)
        self.links = targets_of(parts.get(posixpath.join(folder, "_rels", posixpath.basename(main) + ".rels")))
        self.notes = {part: texts_by_id(parts.get(posixpath.join(folder, f"{part}.xml"))) for part in _NOTES.values()}
        self.text = WordText([])
        self.size = self.paragraphs = 0

    def read(self) -> WordText:
        self._count_asides()
        self.text.blocks = [block for block in self._blocks(self.body, 0) if block.words or block.kind == "table"]
        return self.text

    def tell(self, code: str, words: str = "", count: int = 1) -> None:
        self.text.counts[code] += count
        if words := " ".join(words.split()):
            self.text.told[code].append(words[:MAX_TOLD])

    # ---- Beside the text ----

    def _count_asides(self) -> None:
        comments = self.parts.get(posixpath.join(self.folder, "comments.xml"))
        for comment in parse(comments) if comments else ():
            if name_of(comment) == "comment":
                self.tell("comments", words_of(comment))
        for name, content in sorted(self.parts.items()):
            is_head = posixpath.basename(name).startswith(("header", "footer")) and name.endswith(".xml")
            if is_head and (words := words_of(parse(content))):
                self.tell("heads", words)
        for target in external_targets(self.parts):
            self.tell("external", target)

    # ---- Blocks ----

    def _blocks(self, parent, tables: int) -> Iterator[Block]:
        before = ("", "")  # of a paragraph whose end is deleted: it goes on in the next
        for element in elements_of(parent):
            if name_of(element) == "tbl":
                yield from self._table_blocks(element, tables)
            elif name_of(element) == "altChunk":
                self.tell("objects")
            elif is_contents(element):
                self.tell("contents", words_of(element))
            else:
                html, words = self._inline(element)
                before = (before[0] + html, before[1] + words)
                if not end_is_deleted(element):
                    yield from self._paragraph(element, *before)
                    before = ("", "")

    def _paragraph(self, element, html: str, words: str) -> Iterator[Block]:
        self._count(words)
        style = value_of(child_of(child_of(element, "pPr"), "pStyle")) or ""
        if style in self.titles:
            self.tell("title", words, 1 if words.strip() else 0)
            return
        level = self.levels.get(style)
        listed = self.lists.of(element, style)
        html, words = html.strip(), " ".join(words.split())
        if level is not None:
            yield Block("head", html, words, level)
        elif listed is not None:
            list_id, depth, is_ordered = listed
            yield Block("item", html, words, min(depth + 1, MAX_DEEP), is_ordered, list_id)
        else:
            yield Block("text", html, words, is_bold=all_bold(element))

    def _count(self, words: str) -> None:
        self.size += len(words)
        self.paragraphs += 1
        if self.paragraphs > MAX_BLOCKS or self.size > MAX_CHARACTERS:
            raise UnreadableFile(_("Dokumentet er for langt til å være et saksframlegg. Del det, og legg resten ved."))

    def _table_blocks(self, table, tables: int) -> Iterator[Block]:
        """A table; one that lies in the cell of another gives its text, paragraph by paragraph."""
        if tables:
            self.tell("nested", count=1)
            if tables >= MAX_TABLES_DEEP:
                return
            for row in flow_of(table, {"tr"}):
                for cell in flow_of(row, {"tc"}):
                    yield from self._blocks(cell, tables + 1)
            return
        if html := self._table(table):
            yield Block("table", html, words_of(table))

    def _table(self, table) -> str:
        rows = []
        for row in flow_of(table, {"tr"}):
            if child_of(child_of(row, "trPr"), "del") is None:
                rows.append(row)
            else:
                self.tell("deleted", words_of(row))
        grid = [list(cells_of(row)) for row in rows]
        lines = []
        for index, row in enumerate(rows):
            tag = "th" if child_of(child_of(row, "trPr"), "tblHeader") is not None else "td"
            cells = [
                f"<{tag}{span_of('colspan', span)}{span_of('rowspan', rows_below(grid, index, column))}>"
                f"{html_of([each for each in self._blocks(cell, 1) if each.words])}</{tag}>"
                for cell, column, span, goes_on in grid[index]
                if not goes_on
            ]
            lines.append(f"<tr>{''.join(cells)}</tr>" if cells else "")
        return f"<table><tbody>{''.join(lines)}</tbody></table>" if any(lines) else ""

    # ---- Within a paragraph ----

    def _inline(self, element) -> tuple[str, str]:
        """The HTML of what a paragraph says, and its words alone."""
        pieces: list[tuple[str, str]] = []
        self._collect(element, pieces, frozenset())
        return joined(pieces), "".join(text for text, _marks in pieces if not text.startswith("\0"))

    def _collect(self, element, pieces, marks: frozenset) -> None:
        for child in element:
            name = name_of(child)
            if name in GONE:
                self.tell(
                    "deleted", "".join(each.text or "" for each in child.iter() if name_of(each) in ("delText", "t"))
                )
            elif name in ("ins", "moveTo"):
                self.tell("inserted", words_of(child))
                self._collect(child, pieces, marks)
            elif name == "r":
                self._run(child, pieces, marks)
            elif name == "hyperlink":
                target = self.links.get(attribute_of(child, "id") or "", "")
                link = {f"a {target}"} if target.lower().startswith(SAFE_LINKS) else set()
                self._collect(child, pieces, marks | link)
            elif name in ("oMath", "oMathPara"):
                words = "".join(each.text or "" for each in child.iter() if name_of(each) == "t")
                self.tell("equations", words)
                pieces.append((words, marks))
            elif name not in _SILENT:
                self._collect(child, pieces, marks)

    def _run(self, run, pieces, marks: frozenset) -> None:
        if is_hidden(run):
            self.tell("hidden", words_of(run))
            return
        properties = child_of(run, "rPr")
        marks = marks | {tag for mark, tag in (("b", "strong"), ("i", "em")) if is_on(child_of(properties, mark))}
        if any(is_on(child_of(properties, mark)) for mark in ("strike", "dstrike")) and words_of(run):
            self.tell("struck", words_of(run))
        for child in run:
            self._piece(child, pieces, marks)

    def _piece(self, child, pieces, marks) -> None:
        name = name_of(child)
        if name == "t":
            pieces.append((child.text or "", marks))
        elif name in ("br", "cr"):
            pieces.append(("\0<br>" if attribute_of(child, "type") in (None, "textWrapping") else " ", marks))
        elif name == "tab":
            pieces.append((" ", marks))
        elif name == "noBreakHyphen":
            pieces.append(("‑", marks))
        elif name == "sym":
            self.tell("symbols")
        elif name in _NOTES:
            words = self.notes[_NOTES[name]].get(attribute_of(child, "id") or "", "")
            self.tell("notes", words)
            pieces.append((f" ({words})" if words else "", marks))
        elif name in ("drawing", "pict", "object", "AlternateContent"):
            self._drawn(child)
        elif name in ("ruby", "smartTag"):
            self._collect(child, pieces, marks)

    def _drawn(self, element) -> None:
        """What is drawn or embedded at this place; the words of a box are told, so that they can be taken by hand."""
        names = [name_of(each) for each in element.iter() if not is_inside(each, {"Fallback"}, element)]
        boxes = [each for each in element.iter() if name_of(each) == "txbxContent"]
        boxes = [each for each in boxes if not is_inside(each, {"Fallback"}, element)]
        for box in boxes:
            self.tell("boxes", words_of(box))
        if name_of(element) == "object" or "OLEObject" in names:
            self.tell("objects")
        elif "blip" in names or "imagedata" in names:
            self.tell("images", count=max(names.count("blip"), names.count("imagedata"), 1))
        elif not boxes:
            self.tell("drawings")
