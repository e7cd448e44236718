"""The points of a recommendation: "1.", "2.", "3." that a resolution can refer to.

Each entry of a list that stands in the text itself, ordered or not, is a point; the numbers run on from list to list. A
list in a list, or in a quotation or table, belongs to its point. One entry alone is a paragraph, and so is text without
a list.
"""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_NUMBER = re.compile(rf"^(\d{{1,3}})[.)]\s+(?!(?:{_MONTHS})\b)", re.IGNORECASE)
_LISTS = ("ul", "ol")
_BREAKS = ("br", "p", "li", *_LISTS, "h", "td", "th", "blockquote")
_BLOCKS = ("<p>", "<ul", "<ol", "<h", "<blockquote", "<table")


def points_of(html: str) -> list[str]:
    """The points as plain text, each on one line. What stands before the first is told with it, what stands between two
    with the one above, so that no word is lost and the numbers are those that are shown. Without a list it is one."""
    reader = _read(html)
    points = ["".join(lead) for lead in reader.points] or [""]
    points[0] = f"{''.join(reader.lead)} {points[0]}"
    return [text for text in (" ".join(point.split()) for point in points) if text]


def numbered(html: str) -> str:
    """The recommendation as it is shown and printed."""
    reader = _read(html)
    return reader.shown() if reader.points else html


def unnumbered(points: Sequence[str]) -> list[str]:
    """Points without the number of its place that somebody typed before each. «15. mai er fristen» keeps its day."""

    def bare(text: str, place: int) -> str:
        found = _NUMBER.match(text)
        return text[found.end() :] if found and int(found[1]) == place else text

    return [bare(text, place) for place, text in enumerate(points, start=1)]


def as_list(points: Sequence[str]) -> str:
    """Points in plain text as rich text: the list that `points_of` reads them from."""
    return f"<ol>{''.join(f'<li><p>{escape(text, quote=False)}</p></li>' for text in points)}</ol>"


def _read(html: str) -> "_Reader":
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Reads cleaned rich text once: the words of each point, and the text written anew with its lists as places."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.lead, self.points, self.out = [], [], [], []

    def handle_starttag(self, tag, attrs):
        outer = not self.open and tag in _LISTS
        if self.open == ["list"] and tag == "li":
            self.points.append([])
        if tag.startswith(_BREAKS):
            self._words(" ")
        if tag == "br":
            self.out.append(("", "<br>"))
            return
        if outer:
            self.out.append(("list", len(self.points) + 1))
        elif self.open == ["list"] and tag == "li":
            self.out.append(("entry", ""))
        else:
            self.out.append(("", f"<{tag}{''.join(_attribute(name, value) for name, value in attrs)}>"))
        self.open.append("list" if outer else tag)

    def handle_endtag(self, tag):
        if not self.open or tag == "br":
            return
        closed = self.open.pop()
        if closed.startswith(_BREAKS):
            self._words(" ")
        if closed == "list":
            self.out.append(("list-end", ""))
        elif self.open == ["list"] and closed == "li":
            self.out.append(("entry-end", ""))
        else:
            self.out.append(("", f"</{tag}>"))

    def handle_data(self, data):
        self._words(data)
        self.out.append(("", escape(data, quote=False)))

    def _words(self, text: str) -> None:
        (self.points[-1] if self.points else self.lead).append(text)

    def shown(self) -> str:
        """Every list of points an ordered one that counts on; the only point there is stands without a number."""
        if len(self.points) == 1:
            return "".join(_unlisted(self.out))
        tags = {"list-end": "</ol>", "entry": "<li>", "entry-end": "</li>"}
        return "".join(_ol(text) if kind == "list" else tags.get(kind, text) for kind, text in self.out)


def _ol(first: int) -> str:
    return "<ol>" if first == 1 else f'<ol start="{first}">'


def _unlisted(pieces):
    """The text without its list; words that stood in the entry itself become a paragraph."""
    opened, before = False, ""
    for kind, text in pieces:
        block = kind != "" or text.startswith(_BLOCKS)
        if opened and block:
            opened = False
            yield "</p>"
        elif before == "entry" and not block:
            opened = True
            yield "<p>"
        yield "" if kind else text
        before = kind


def _attribute(name: str, value) -> str:
    return f' {name}="{escape(value or "")}"'
