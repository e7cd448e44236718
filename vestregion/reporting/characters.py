"""Characters that a document cannot carry, and what stands in for them.

PDF/UA and PDF/A refuse a file with a glyph that its fonts do not have (ISO 14289-1, 7.21.8) and characters without an
agreed meaning (private use). One rocket in a note must not stop a report, so such a character is printed as a box.
"""

import re

BOX = "□"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def plain(text: str) -> str:
    """The text without control characters and with a box for private ones; for titles and other metadata."""
    return PRIVATE.sub(BOX, CONTROL.sub("", text))


def clean_tree(root, unprintable: frozenset[int]):
    """Do the same in every text of an element tree, and print a box for each of the unprintable code points."""
    boxes = dict.fromkeys(unprintable, BOX)
    for element in root.iter():
        if element.text:
            element.text = plain(element.text).translate(boxes)
        if element.tail:
            element.tail = plain(element.tail).translate(boxes)
