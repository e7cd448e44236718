"""Rich text on its way into a Word document: paragraphs, lists, bold and italic words, links as their text."""

import re

from lxml import html

from vestregion.reporting.fragments import safe_fragment

BODY = "Body Text"
LISTS = {"ul": "List Bullet", "ol": "List Number"}
BLOCKS = {"p", "li", "pre", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption"}
BOLD, ITALIC = {"strong", "b"}, {"em", "i"}
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_XML.sub("", text)


def add_text(document, text: str) -> None:
    """Plain text, a paragraph for each line of it."""
    for line in filter(None, (line.strip() for line in plain(text).split("\n"))):
        document.add_paragraph(line, style=BODY)


def add_rich(document, rich: str) -> None:
    """Rich text as it was cleaned when it was written; bounded again here."""
    if not rich.strip():
        return
    for element in html.fragment_fromstring(safe_fragment(plain(rich)), create_parent="div"):
        _add(document, element)


def _add(document, element) -> None:
    if not isinstance(element.tag, str):
        return
    if element.tag not in BLOCKS:
        _add_loose(document, element)
        return
    above = next((each.tag for each in element.iterancestors("ul", "ol")), "")
    style = LISTS.get(above, BODY) if element.tag == "li" else "Heading 4" if element.tag[1:].isdigit() else BODY
    inside = [child for child in element if child.tag in {*LISTS, "p"}]
    if inside and element.tag != "p" and not (element.text or "").strip():
        for child in inside:
            _add(document, child)
        return
    paragraph = document.add_paragraph(style=style)
    _add_words(paragraph, element, bold=element.tag == "th", italic=False)
    for child in element:
        if child.tag in LISTS:
            _add(document, child)


def _add_loose(document, element) -> None:
    """A box that holds others; words that stand in none get a paragraph."""
    if (element.text or "").strip():
        document.add_paragraph(element.text.strip(), style=BODY)
    for child in element:
        _add(document, child)
    if (element.tail or "").strip():
        document.add_paragraph(element.tail.strip(), style=BODY)


def _add_words(paragraph, element, *, bold: bool, italic: bool) -> None:
    _run(paragraph, element.text, bold, italic)
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag not in LISTS:
            _add_words(paragraph, child, bold=bold or child.tag in BOLD, italic=italic or child.tag in ITALIC)
        _run(paragraph, child.tail, bold, italic)


def _run(paragraph, text: str | None, bold: bool, italic: bool) -> None:
    words = " ".join((text or "").split())
    if not words:
        return
    words = f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"
    run = paragraph.add_run(words)
    run.bold, run.italic = bold or None, italic or None
