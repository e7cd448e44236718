"""The columns of the workbook: what they are called, and the hidden ones that tell which row is which.

A hidden cell of a row carries a fingerprint of each of its texts as they were written, so that only what was changed in
the workbook is taken back, whatever the language or the day. It is signed: a row cannot be made to stand for another.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.pasting import COLUMNS

SHEET = "Plan"
SECTION, LEVEL, TITLE, TAGS = "section", "level", "title", "tags"
CELLS = COLUMNS | {TAGS: gettext_lazy("Emneord")}
HIDDEN = ("kind", "key", "version", "place", "base")
ACTIVITY, MEASURE = "aktivitet", "tiltak"
HEADS = {SECTION: gettext_lazy("Del"), LEVEL: gettext_lazy("Tiltak"), **CELLS}
HIDDEN_HEADS = {
    "kind": gettext_lazy("Slag"),
    "key": gettext_lazy("Nøkkel"),
    "version": gettext_lazy("Versjon"),
    "place": gettext_lazy("Plass"),
    "base": gettext_lazy("Grunnlag"),
}
WIDTHS = {SECTION: 24, LEVEL: 28, TITLE: 52, "deadline_text": 16, "responsible": 26, "partners": 30, "mode": 22,
          "steered_by": 20, "note": 36, TAGS: 28}  # fmt: skip
LONGEST = 32_000  # characters of a cell; Excel holds 32 767
_NO_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SALT = "actionplan.workbook"


def head_of(name: str, level: int = 0, levels: int = 1) -> str:
    """The head of a column in the language of the page; the measures have one for each level."""
    label = str(HEADS.get(name) or HIDDEN_HEADS[name])
    return _("{label}, nivå {level}").format(label=label, level=level) if levels > 1 else label


@lru_cache
def known_heads() -> dict[str, str]:
    """Every head in every language, without case -> the name of its column."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): name for name, label in {**HEADS, **HIDDEN_HEADS}.items()}
    return found


def normal(text: str) -> str:
    """A text as it can stand in a cell: what Excel cannot hold, and blanks around it, do not count."""
    text = _NO_CELL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
    return "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", text).strip().split("\n"))


def text_of(facts, name: str) -> str:
    """What a cell says of an activity."""
    return "; ".join(facts.tags) if name == TAGS else str(getattr(facts, name))


def fingerprint(text: str) -> str:
    return hashlib.sha256(normal(text).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Base:
    """What a row said when the workbook was made: fingerprints by column, and the keys of its partners."""

    prints: dict[str, str]
    partners: tuple[str, ...] = ()

    def changed(self, name: str, text: str) -> bool:
        """Whether the text is another than the one that stood there."""
        return self.prints.get(name) != fingerprint(text)


def base_of(texts: dict[str, str], partners: str = "") -> Base:
    """`partners`: keys with commas between."""
    return Base({name: fingerprint(text) for name, text in texts.items()}, tuple(filter(None, partners.split(","))))


def seal(base: Base, *row) -> str:
    """The base as a cell; `row` is what the other hidden cells and the plan say."""
    words = " ".join(f"{name}:{mark}" for name, mark in base.prints.items())
    text = f"{words}|{','.join(base.partners)}"
    return f"{text}|{_mark(text, *row)}"


def unseal(cell: str, *row) -> Base | None:
    """The base back; None where the cell, or what it was sealed with, is not as it was written."""
    text, _bar, mark = cell.rpartition("|")
    if not constant_time_compare(mark, _mark(text, *row)):
        return None
    words, _bar, partners = text.partition("|")
    return Base(dict(word.split(":") for word in words.split()), tuple(filter(None, partners.split(","))))


def _mark(text: str, *row) -> str:
    return salted_hmac(_SALT, "\n".join(map(str, (text, *row)))).hexdigest()[:20]
