"""What a person typed, as groups of terms: all groups must match, and of each group one of its ways.

A group is a word or a phrase in quotation marks; a way is a row of stems that must stand side by side. Nothing a person
types is an operator, so nothing breaks: what is no word is left out.
"""

import re
from dataclasses import dataclass

from governance.search.words import PART, STOP, WORD, joined_term, stem

MAX_QUESTION = 300
MAX_GROUPS = 12
_QUOTED = re.compile(r'["«“”„]([^"«»“”„]*)["»“”]')
Way = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """One word or phrase as typed, and the ways in which a text may say it."""

    word: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Question:
    text: str
    groups: tuple[Group, ...]

    def __bool__(self):
        return bool(self.groups)

    def stems(self) -> set[str]:
        """Every stem that a hit may have, to mark it where it stands."""
        return {term for group in self.groups for way in group.ways for term in way}


def read_question(typed: str) -> Question:
    """The question in what was typed; empty when there is no word in it."""
    typed = " ".join(typed.replace("\x00", " ").split())[:MAX_QUESTION]
    phrases = [_phrase(found) for found in _QUOTED.findall(typed)]
    words = [_word(found) for found in WORD.findall(_QUOTED.sub(" ", typed))]
    groups = [group for group in (*phrases, *words) if group is not None]
    telling = [group for group in groups if group.word.casefold() not in STOP]
    unique = dict.fromkeys(telling or groups)
    return Question(typed, tuple(unique)[:MAX_GROUPS])


def _phrase(text: str) -> Group | None:
    way = _stems(text)
    return Group(text, (way,)) if way else None


def _word(word: str) -> Group | None:
    way = _stems(word)
    if not way:
        return None
    joined = joined_term(word)
    ways = (way, (joined,)) if len(way) > 1 and "-" in word and joined else (way,)
    return Group(word, ways)


def _stems(text: str) -> Way:
    return tuple(filter(None, (stem(part) for part in PART.findall(text))))
