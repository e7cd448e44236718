"""Two texts compared word by word: what stayed, what went, what came. One way for papers, resolutions and history.

Rich text is compared paragraph by paragraph (a heading, a list item and a cell are each one), so that a moved comma
marks a comma and not a page. `templates/components/text_compare.html` draws it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser

SAME, ADDED, REMOVED = "same", "added", "removed"
AROUND = 1  # paragraphs shown unchanged on each side of a change
MAX_WORDS = 4_000  # a paragraph pair longer than this is shown whole, before and after
MAX_PAIRS = 4_000_000  # comparing paragraphs costs their product
LIKE = 0.4  # how much two paragraphs share before one counts as the other, changed
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "pre", "div"}
_LISTS = {"ul", "ol"}
BULLET = "•"
_HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "th"}


@dataclass(frozen=True)
class Block:
    """A paragraph as it is compared: `kind` is "text", "head" or "item". Its place in a list is shown with it and not
    compared: a point put in before others changes none of them."""

    kind: str
    text: str
    mark: str = field(default="", compare=False)
    depth: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Piece:
    """Words in a row with one fate: same, added or removed."""

    fate: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the comparison. `skipped` counts unchanged paragraphs that are left out in its place. An item of
    a list has the `mark` it begins with ("2.", or a bullet) and how many lists it lies in."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    skipped: int = 0
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Comparison:
    """`only_form` where every word stands and the difference lies in bold, links or the like."""

    paragraphs: tuple[Paragraph, ...]
    only_form: bool = False


def compare(before: str, after: str, *, rich: bool = False, whole: bool = False) -> Comparison:
    """The comparison of two texts; of two rich ones (HTML) where `rich`. Unchanged paragraphs far from any change are
    counted and left out, unless the `whole` text is wanted."""
    read = _blocks_of_html if rich else _blocks_of_text
    old, new = read(before or ""), read(after or "")
    if old == new:
        return Comparison(() if not whole else tuple(_plain(block, SAME) for block in new), before != after)
    rows = list(_paragraphs(old, new))
    return Comparison(tuple(rows if whole else _shortened(rows)))


class _Reader(HTMLParser):
    """Gathers the words of each paragraph."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.words, self.kind = [], [], "text"
        self.lists, self.mark = [], ""  # of each list around: the number of its next item, None where it has bullets

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.words.append("\n")
        elif tag in _LISTS:
            self.close_block()
            self.lists.append(_first_number(attrs) if tag == "ol" else None)
        elif tag in _BLOCKS:
            self.close_block()
            self.kind = "head" if tag in _HEADS else self.outside
            if tag == "li":
                self.mark = self._next_mark()

    def handle_endtag(self, tag):
        if tag in _BLOCKS or tag in _LISTS:
            self.close_block()
            if tag in _LISTS and self.lists:
                self.lists.pop()
            self.kind = self.outside

    @property
    def outside(self) -> str:
        """What a paragraph is that says nothing of itself."""
        return "item" if self.lists else "text"

    def _next_mark(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return BULLET
        self.lists[-1] = number + 1
        return f"{number}."

    def handle_data(self, data):
        self.words.append(data)

    def close_block(self):
        text = "\n".join(" ".join(line.split()) for line in "".join(self.words).split("\n")).strip()
        if text:
            self.blocks.append(Block(self.kind, text, self.mark, len(self.lists)))
            self.mark = ""  # a further paragraph of the same item has none
        self.words = []


def _first_number(attrs) -> int:
    start = dict(attrs).get("start") or ""
    return int(start) if start.isdecimal() else 1


def _blocks_of_html(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.close_block()
    return reader.blocks


def _blocks_of_text(text: str) -> list[Block]:
    return [Block("text", line.strip()) for line in text.splitlines() if line.strip()]


def _paragraphs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Paragraph]:
    if len(old) * len(new) > MAX_PAIRS:
        yield from _replaced(old, new, pair=False)
        return
    for fate, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if fate == "equal":
            yield from (_plain(block, SAME) for block in new[c:d])
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[Block], new: Sequence[Block], *, pair: bool = True) -> Iterator[Paragraph]:
    """Paragraphs that gave way to others: a likely pair is compared by word, the rest goes or comes whole."""
    waiting = list(old)
    for block in new:
        place = next((n for n, each in enumerate(waiting) if _alike(each, block)), None) if pair else None
        if place is None:  # what went stands before what came in its place
            while waiting and not (pair and any(_alike(waiting[0], each) for each in new)):
                yield _plain(waiting.pop(0), REMOVED)
            yield _plain(block, ADDED)
            continue
        yield from (_plain(each, REMOVED) for each in waiting[:place])
        yield _drawn(block, tuple(_pieces(waiting[place].text, block.text)))
        waiting = waiting[place + 1 :]
    yield from (_plain(each, REMOVED) for each in waiting)


def _alike(one: Block, other: Block) -> bool:
    if max(len(one.text), len(other.text)) > 20_000:
        return False
    words = SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False)
    short = min(len(one.text.split()), len(other.text.split())) <= 3  # a line of a few words is a value, not prose
    return words.real_quick_ratio() >= LIKE and words.quick_ratio() >= LIKE and (short or words.ratio() >= LIKE)


def _pieces(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MAX_WORDS:
        yield from (Piece(REMOVED, before), Piece(ADDED, after))
        return
    gone, come = [], []
    for fate, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        blank = fate == "equal" and "".join(new[c:d]).isspace() and (gone or come)
        if fate == "equal" and not blank:
            yield from _changed(gone, come)
            gone, come = [], []
            yield Piece(SAME, "".join(new[c:d]))
        else:  # a single blank between two changed words is part of the change
            gone += old[a:b]
            come += new[c:d]
    yield from _changed(gone, come)


def _changed(gone: list[str], come: list[str]) -> Iterator[Piece]:
    old, new = "".join(gone), "".join(come)
    if old == new:
        yield from (Piece(SAME, old),) if old else ()
        return
    yield from (Piece(fate, text) for fate, text in ((REMOVED, old), (ADDED, new)) if text)


def _plain(block: Block, fate: str) -> Paragraph:
    return _drawn(block, (Piece(fate, block.text),))


def _drawn(block: Block, pieces: tuple[Piece, ...]) -> Paragraph:
    return Paragraph(block.kind, pieces, mark=block.mark, depth=block.depth)


def _is_same(row: Paragraph) -> bool:
    return all(piece.fate == SAME for piece in row.pieces)


def _shortened(rows: list[Paragraph]) -> Iterator[Paragraph]:
    changed = [n for n, row in enumerate(rows) if not _is_same(row)]
    near = {n + step for n in changed for step in range(-AROUND, AROUND + 1)}
    skipped = 0
    for number, row in enumerate(rows):
        if number not in near:
            skipped += 1
            continue
        if skipped:
            yield Paragraph("gap", skipped=skipped)
            skipped = 0
        yield row
    if skipped:
        yield Paragraph("gap", skipped=skipped)
