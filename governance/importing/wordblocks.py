"""What a Word document is made of, and how it becomes the HTML of rich text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape


@dataclass
class Block:
    """A paragraph, an item of a list or a table, as HTML. `level`: of a heading, or how deep an item lies, from 1."""

    kind: str  # "head", "text", "item", "table"
    html: str
    words: str
    level: int = 0
    is_ordered: bool = False
    list_id: str = ""
    is_bold: bool = False


def html_of(blocks: list[Block], *, first_heading: int = 3) -> str:
    """Rich text of blocks in their order. The highest heading among them becomes `first_heading` (h2 to h4)."""
    highest = min((block.level for block in blocks if block.kind == "head"), default=1)
    out: list[str] = []
    open_lists: list[str] = []
    counted: Counter = Counter()
    for block in blocks:
        if block.kind != "item":
            out += _closed(open_lists, 0)
        if block.kind == "head":
            tag = f"h{min(first_heading + block.level - highest, 4)}"
            out.append(f"<{tag}>{block.html}</{tag}>")
        elif block.kind == "item":
            out += _item(block, open_lists, counted)
        else:
            out.append(block.html if block.kind == "table" else f"<p>{block.html}</p>")
    return "".join([*out, *_closed(open_lists, 0)])


def _item(block: Block, open_lists: list[str], counted: Counter) -> Iterator[str]:
    tag = "ol" if block.is_ordered else "ul"
    if len(open_lists) >= block.level:
        yield from _closed(open_lists, block.level)
        if open_lists[-1] == tag:
            yield "</li>"
        else:
            yield from _closed(open_lists, block.level - 1)
    while len(open_lists) < block.level:
        goes_on = counted[block.list_id] if tag == "ol" and block.level == 1 else 0
        yield f'<ol start="{goes_on + 1}">' if goes_on else f"<{tag}>"
        open_lists.append(tag)
        if len(open_lists) < block.level:
            yield "<li>"
    if block.level == 1:
        counted[block.list_id] += 1
    yield f"<li><p>{block.html}</p>"


def _closed(open_lists: list[str], down_to: int) -> list[str]:
    tags = []
    while len(open_lists) > down_to:
        tags.append(f"</li></{open_lists.pop()}>")
    return tags


def joined(pieces) -> str:
    """Pieces with their marks; neighbours with the same marks under one tag."""
    out: list[str] = []
    open_marks: tuple = ()
    for text, marks in pieces:
        wanted = tuple(sorted(marks))
        if wanted != open_marks:
            out += [f"</{mark.split()[0]}>" for mark in reversed(open_marks)]
            out += [_opened(mark) for mark in wanted]
            open_marks = wanted
        out.append(text[1:] if text.startswith("\0") else escape(text, quote=False))
    return "".join([*out, *(f"</{mark.split()[0]}>" for mark in reversed(open_marks))])


def _opened(mark: str) -> str:
    tag, _blank, target = mark.partition(" ")
    return f'<a href="{escape(target)}">' if tag == "a" else f"<{tag}>"
