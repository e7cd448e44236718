"""Splits Norwegian running text into sentences, leaving "pr. innbygger", "ca. kr" and "Meld. St." whole."""

import re
from collections.abc import Iterator
from itertools import islice

from actionplan.importing.blocks import Heading, Paragraph

MAX_SENTENCE = 800  # characters; the search for facts looks back and forth, so its time grows with the square
MAX_SENTENCES = 100  # of one part of a section
Text = Heading | Paragraph
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«\"])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:pr|ca|kr|nr|st|meld|inkl|jf|bl\.a|f\.eks|mill|mrd|evt|ev|prop|kl)\.|\b[A-ZÆØÅ]\.)$", re.I
)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order, as written but for runs of blanks, which become one."""
    parts: list[str] = []
    for piece in _END.split(re.sub(r"[ \t\n]{2,}", " ", text.strip())):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + piece
        else:
            parts.append(piece)
    return [part for part in parts if part]


def each_sentence(paragraphs: list[Text]) -> Iterator[tuple[Text, str]]:
    """Every sentence with the paragraph it stands in. What is too long to be a sentence of a plan is passed over."""
    found = ((paragraph, sentence) for paragraph in paragraphs for sentence in sentences(paragraph.text))
    for paragraph, sentence in islice(found, MAX_SENTENCES):
        if len(sentence) <= MAX_SENTENCE:
            yield paragraph, sentence
