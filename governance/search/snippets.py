"""The sentence in which a word of the question stands, with the words marked. Pieces of text, never HTML."""

import re

from governance.search.question import Question
from governance.search.words import PART, stem

LENGTH = 220
LOOKED_AT = 400_000
Piece = tuple[str, bool]


def marked(text: str, stems: set[str]) -> list[Piece]:
    """The text in pieces, each with whether it is a word of the question."""
    pieces, at = [], 0
    for word in PART.finditer(text):
        if stem(word.group()) in stems:
            pieces += [(text[at : word.start()], False), (word.group(), True)]
            at = word.end()
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def snippet(text: str, question: Question) -> list[Piece]:
    """Some two lines around the first word of the question, or the beginning where none stands in the text."""
    stems = question.stems()
    at = _first(text, stems)
    start, end = _window(text, at if at is not None else 0)
    cut = " ".join(text[start:end].split())
    if not cut:
        return []
    shown = f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"
    return marked(shown, stems)


def _first(text: str, stems: set[str]) -> int | None:
    """Where the first word of the question stands. Only words that begin alike are stemmed: texts are long."""
    beginnings = {term.lstrip("n")[:2] if term[1:].isdigit() else term[:2] for term in stems}
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(_loose, sorted(beginnings)))})[^\W_]*", re.IGNORECASE)
    for word in pattern.finditer(text[:LOOKED_AT]):
        if stem(word.group()) in stems:
            return word.start()
    for word in PART.finditer(text[:20_000]):  # a word whose stem begins with other letters: "skule" and "skole"
        if stem(word.group()) in stems:
            return word.start()
    return None


def _loose(beginning: str) -> str:
    """The beginning with the accents a text may have on it."""
    return "".join(_VARIANTS.get(letter, re.escape(letter)) for letter in beginning)


_VARIANTS = {"a": "[aàáâã]", "e": "[eéèêë]", "o": "[oòóôõ]", "u": "[uúùûü]", "æ": "[æä]", "ø": "[øö]", "c": "[cç]"}


def _window(text: str, at: int) -> tuple[int, int]:
    """From the beginning of the sentence if it is near, over LENGTH signs, to the end of a word."""
    start = max(text.rfind(sign, max(0, at - 120), at) for sign in (". ", "\n", "? ", "! "))
    if start >= 0:
        start += 1
    elif at <= 120:
        start = 0
    else:
        start = text.rfind(" ", at - 80, at) + 1 or at
    end = min(len(text), start + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), at + 1)
    return start, end
