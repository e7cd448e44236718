"""Characters that a document cannot carry, and what stands in for them.

PDF/UA and PDF/A refuse a file with a glyph that its fonts do not have (ISO 14289-1, 7.21.8) and characters without an
agreed meaning (private use). One rocket in a note must not stop a report, so such a character is printed as a box.
"""

import re

BOX = "□"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACE = re.compile("[ \t\n\r\f]+")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# No word and no address is this long, and to break 50 000 signs wherever they happen to fit takes minutes. A zero-width
# space lets the line break there and is not seen; 40 signs fit on a line of text.
RUN = re.compile(r"\S{300,}")
PIECE = re.compile(r"(\S{40})(?=\S)")


def plain(text: str) -> str:
    """The text without control characters and with a box for private ones; for titles and other metadata."""
    return PRIVATE.sub(BOX, CONTROL.sub("", text))


def clean_tree(root, unprintable: frozenset[int]):
    """Do the same in every text of an element tree, and print a box for each of the unprintable code points."""
    boxes = dict.fromkeys(unprintable, BOX)

    def printable(text):
        return RUN.sub(lambda run: PIECE.sub("\\1\u200b", run[0]), plain(text).translate(boxes))

    for element in root.iter():
        if "footnote" in element.get("class", "").split():
            _fold(element)
        if element.text:
            element.text = printable(element.text)
        if element.tail:
            element.tail = printable(element.tail)


def _fold(footnote):
    """A line break in the source of a footnote is a space; WeasyPrint 70 breaks the line there."""
    for element in footnote.iter():
        element.text = SPACE.sub(" ", element.text or "")
        if element is not footnote:
            element.tail = SPACE.sub(" ", element.tail or "")
