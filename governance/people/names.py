"""Names of people as they are compared: without case, accents, hyphens and order, with room for a slip of the pen."""

import re
import unicodedata
from collections.abc import Iterable

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
ALIKE = 82  # of 100, by rapidfuzz' ratio of two words: "nilsen" and "nielsen" are 92, "nilsen" and "olsen" 73
PARTICLES = frozenset({"van", "von", "de", "den", "der", "af", "av", "di", "la", "le"})
_WORD = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """The words of a text in small letters from a to z."""
    small = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    small = "".join(sign for sign in small if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(small.replace("aa", "a")))


def key(given: str, family: str) -> str:
    """The same for everyone with the same name, in whatever order its parts were written."""
    return " ".join(sorted(plain(f"{given} {family}").split()))


def split_name(text: str) -> tuple[str, str]:
    """(given, family) of a name as written: "Nordmann, Kari" or "Kari Nordmann"; a particle belongs to the family."""
    text = " ".join(text.split())
    if "," in text:
        family, _comma, given = text.partition(",")
        return given.strip(), family.strip()
    words = text.split(" ")
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def phone_key(number: str) -> str:
    """The digits of a number without the country's; empty for one too short to tell anybody by."""
    digits = re.sub(r"\D", "", number)
    digits = digits.removeprefix("00").removeprefix("47") if len(digits) > 8 else digits
    return digits if len(digits) >= 8 else ""


def alike(one: str, other: str) -> bool:
    """Whether two keys are so near each other that it may be one name spelt in two ways, or one with a middle name."""
    from rapidfuzz import fuzz

    if one == other:
        return True
    words, others = one.split(), other.split()
    shorter, longer = sorted((set(words), set(others)), key=len)
    if len(words) != len(others):
        return len(shorter) > 1 and shorter < longer
    return all(fuzz.ratio(a, b) >= ALIKE for a, b in zip(words, others, strict=True))


def nearest(text: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """The names that are most like a text, the likest first; none that are far from it."""
    from rapidfuzz import fuzz, process

    known = {name: plain(name) for name in names}
    found = process.extract(plain(text), known, scorer=fuzz.WRatio, limit=limit, score_cutoff=70)
    return [name for _plain, _score, name in found]
