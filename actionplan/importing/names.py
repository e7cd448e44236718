"""Names that are spelt almost, but not quite, like a name known or used elsewhere in the file.

Known are the names handed in, the districts below, the areas and focus areas the plan announces, and short names in
brackets ("Elektronisk meldingsutveksling (KomUt)"). Only words with a capital are compared: they are the names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

MIN_LENGTH = 6
MAX_COMPARED = 20_000  # pairs of words; a plan needs some hundreds, a hostile file would ask for millions
# Districts are no municipalities, so no register of ours has them.
DISTRICTS = (
    "Agder", "Dalane", "Finnmark", "Follo", "Fosen", "Gauldal", "Glåmdal", "Gudbrandsdal", "Hadeland", "Hallingdal",
    "Hardanger", "Hedmarken", "Helgeland", "Indre", "Innherred", "Jæren", "Kongsbergregionen", "Lofoten", "Namdal",
    "Nordfjord", "Nordhordland", "Nordmøre", "Numedal", "Ofoten", "Orkdal", "Ringerike", "Ringeriksregionen",
    "Romerike", "Romsdal", "Ryfylke", "Salten", "Setesdal", "Sogn", "Sunnfjord", "Sunnhordland", "Sunnmøre",
    "Telemark", "Toten", "Trøndelag", "Valdres", "Vesterålen", "Vestfold", "Vestlandet", "Østerdal", "Østlandet",
    "Østfold",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("enes", "ets", "ens", "ene", "et", "en", "s")


def short_names(texts: Iterable[str]) -> set[str]:
    """Short names with a capital inside or throughout that stand in brackets, such as KomUt or KHS."""
    found = set()
    for text in texts:
        found |= {name for name in re.findall(r"\(([^()\s]{3,12})\)", text) if sum(c.isupper() for c in name) > 1}
    return found


class NameCheck:
    """Finds near misses. Build once per file; `near_misses` costs about one lookup per distinct word."""

    def __init__(self, known: Sequence[str], short: Iterable[str] = ()):
        words = [
            word for name in known for word in _WORD.findall(name) if len(word) >= MIN_LENGTH and word[0].isupper()
        ]
        self.words: dict[str, dict[str, str]] = {}
        for word in words:
            self.words.setdefault(word[0].casefold(), {})[stem(word)] = word
        self.budget = MAX_COMPARED
        self.lower = {word.casefold() for word in words} | {stem(word).casefold() for word in words}
        self.short = {name.casefold(): name for name in short}
        self.cache: dict[str, str | None] = {}

    def near_misses(self, text: str) -> Iterator[tuple[str, str]]:
        """(word as written, known spelling) for each word that is almost a known name."""
        for word in dict.fromkeys(_WORD.findall(text)):
            if word not in self.cache:
                self.cache[word] = self._look_up(word)
            if self.cache[word]:
                yield word, self.cache[word]

    def _look_up(self, word: str) -> str | None:
        short = self.short.get(word.casefold())
        if short:
            return short if word != short else None
        if len(word) < MIN_LENGTH or len(word) > 60 or not word[0].isupper() or word.casefold() in self.lower:
            return None
        base, candidates = stem(word), self.words.get(word[0].casefold(), {})
        if base.casefold() in self.lower or any(base.startswith(each) or each.startswith(base) for each in candidates):
            return None
        self.budget -= len(candidates)
        if self.budget < 0:
            return None
        return next((name for key, name in candidates.items() if alike(base, key)), None)


def stem(word: str) -> str:
    """A word without one common ending, so that "Numedals" and "orkesteret" compare with the plain form."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_LENGTH - 1:
            return word[: -len(ending)]
    return word


def alike(first: str, second: str) -> bool:
    """Whether two words differ by so few letters that one is likely a slip: 1 up to 9 letters, 2 up to 14, then 3."""
    first, second = first.casefold(), second.casefold()
    longest = max(len(first), len(second))
    allowed = 1 if longest < 10 else 2 if longest < 15 else 3
    if abs(len(first) - len(second)) > allowed or first[:1] != second[:1]:
        return False
    return 0 < _distance(first, second) <= allowed


def _distance(first: str, second: str) -> int:
    """Number of letters to add, drop or change to get from one word to the other."""
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        current = [row]
        for column, other in enumerate(second, start=1):
            change = previous[column - 1] + (letter != other)
            current.append(min(previous[column] + 1, current[-1] + 1, change))
        previous = current
    return previous[-1]


def same_name(first: str, second: str) -> str | None:
    """How two titles relate: "same" but for case, "part" (one begins the other), "alike" (a slip), or None."""
    one, two = (" ".join(name.casefold().split()) for name in (first, second))
    if one == two:
        return "same"
    if min(len(one), len(two)) >= 10 and (one.startswith(two + " ") or two.startswith(one + " ")):
        return "part"
    ours, theirs = _WORD.findall(one), _WORD.findall(two)
    if (
        len(ours) == len(theirs)
        and len(one) < 200
        and all(a == b or alike(a, b) for a, b in zip(ours, theirs, strict=True))
    ):
        return "alike"
    return None
