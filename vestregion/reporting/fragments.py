"""Rich text on its way into a document: bounded in size, depth and table spans.

The text was cleaned when it was saved. It is bounded again here because a single hostile or imported text can keep a
renderer busy for minutes: thousands of nested boxes or a cell that spans a million columns.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from vestregion.reporting.errors import RenderTooLarge

MAX_CHARACTERS = 500_000
MAX_DEPTH = 30
MAX_SPAN = 20
VOID = {"br", "hr"}
TEXT_TAGS = {"p", "br", "hr", "strong", "b", "em", "i", "u", "s", "sub", "sup", "a", "span", "code"}
BLOCK_TAGS = {"ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "div", "pre", "blockquote"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
TAGS = TEXT_TAGS | BLOCK_TAGS | TABLE_TAGS
HEADINGS = {f"h{level}": level for level in range(2, 7)}
# They nest only inside a tag that is counted, and their end may be left out, so they say nothing of depth.
UNCOUNTED = VOID | {"p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "img", "input", "col", "link", "meta"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>")
ROUGH_DEPTH = 300
SPANS = {"colspan", "rowspan"}
ATTRIBUTES = {"a": {"href"}, "th": {*SPANS, "scope"}, "td": SPANS, "ol": {"start"}, "*": {"lang"}}


def safe_fragment(html: str, headings_from: int = 2) -> str:
    """The same rich text without anything that can harm or stall a document.

    Keeps the semantic tags; drops style, class and event attributes, scripts and pictures; caps nesting at 30 levels
    (text below stays, its tags do not) and spans at 20. `headings_from` is the level that the editor's highest heading
    (h2) gets in the document it is put into, 2 to 6. RenderTooLarge above 500 000 characters.
    """
    if len(html) > MAX_CHARACTERS:
        raise RenderTooLarge
    clean = nh3.clean(_thin(html), tags=TAGS, attributes=ATTRIBUTES, attribute_filter=_cap_spans, link_rel=None)
    flat = _DepthCap(headings_from - 2)
    flat.feed(clean)
    flat.close()
    return "".join(flat.parts)


def _thin(html: str) -> str:
    """Roughly bound the depth before cleaning: the cleaner's time grows with the square of it (6 s at 30 000)."""
    depth = 0

    def keep(match):
        nonlocal depth
        end, name = match[1], match[2].lower()
        if name in UNCOUNTED:
            return match[0]
        depth += -1 if end else 1
        return match[0] if depth + bool(end) <= ROUGH_DEPTH else ""

    return TAG.sub(keep, html)


def _cap_spans(tag: str, name: str, value: str) -> str | None:
    if name in SPANS or name == "start":
        if not value.isascii() or not value.isdigit():
            return None
        return str(max(1, min(int(value[:9]), MAX_SPAN))) if name in SPANS else value[:6]
    return value


class _DepthCap(HTMLParser):
    """Writes well-formed HTML again without the tags deeper than MAX_DEPTH; a loop, so depth costs no stack."""

    def __init__(self, shift: int):
        super().__init__(convert_charrefs=True)
        self.shift = shift
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.depth += 1
        if self.depth <= MAX_DEPTH:
            written = "".join(f' {name}="{escape(value)}"' for name, value in attrs if value)
            self.parts.append(f"<{self._name(tag)}{written}>")

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.depth <= MAX_DEPTH:
            self.parts.append(f"</{self._name(tag)}>")
        self.depth -= 1

    def handle_data(self, data):
        self.parts.append(escape(data, quote=False))

    def _name(self, tag: str) -> str:
        return f"h{min(HEADINGS[tag] + self.shift, 6)}" if tag in HEADINGS else tag
