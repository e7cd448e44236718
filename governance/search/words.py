"""From a text to the terms both databases index: pure Python, so that SQLite and PostgreSQL see the same.

A term is a Norwegian Snowball stem in a-z, æ, ø, å and digits. Bokmål and Nynorsk forms of common words share one.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

MAX_TERM = 60
MAX_TEXT = 400_000  # signs of one text; some 150 pages
WORD = re.compile(r"[^\W_]+(?:[-‐‑’'/.][^\W_]+)*", re.UNICODE)
PART = re.compile(r"[^\W_]+", re.UNICODE)
_JOINERS = re.compile(r"[-‐‑’'/.]")
_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "þ": "th", "ð": "d", "ł": "l"})
_KEPT = frozenset("abcdefghijklmnopqrstuvwxyz0123456789æøå")
# Words so common that they tell nothing; left out of a question unless it has no others.
STOP = frozenset(
    [
        *(
            "i",
            "og",
            "å",
            "en",
            "et",
            "ei",
            "den",
            "det",
            "de",
            "som",
            "er",
            "på",
            "til",
            "av",
            "for",
            "med",
            "at",
            "om",
        ),
        *(
            "har",
            "fra",
            "frå",
            "ved",
            "var",
            "vi",
            "du",
            "jeg",
            "eg",
            "kan",
            "skal",
            "vil",
            "blir",
            "ble",
            "vert",
            "vart",
        ),
        *("eller", "men", "så", "dei", "ein", "eit", "dette", "denne", "disse", "desse", "sin", "sitt", "sine", "seg"),
    ]
)
# Nynorsk -> Bokmål, as beginnings of words; and whole words that differ.
_BEGINNINGS = (
    ("skule", "skole"),
    ("heim", "hjem"),
    ("tenest", "tjenest"),
    ("verksemd", "virksomhet"),
    ("noreg", "norge"),
    ("vidare", "videre"),
    ("utgreiing", "utredning"),
    ("vassforsyning", "vannforsyning"),
    ("kjelde", "kilde"),
    ("høyr", "hør"),
)
# Whole words the stemmer does not bring together.
_WHOLE = dict.fromkeys(("veg", "vegen", "vegar", "vegane", "veien", "veier", "veiene"), "vei") | {
    "ikkje": "ikke",
    "frå": "fra",
}
# "jernbane" is no Nynorsk plural, as the stemmer takes it to be.
_BANE = re.compile(r"(?P<stem>ban)(?:e|en|er|ene|a|ar|ane)$")
_stemmer = snowballstemmer.stemmer("norwegian")


def fold(word: str) -> str:
    """Lower case, accents off, å and aa apart, other alphabets written with a-z: the letters a term may have."""
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold()).translate(_LETTERS)
    if word.isascii() and word.isalnum():
        return word
    return "".join(_plain(letter) for letter in word)


def _plain(letter: str) -> str:
    if letter in _KEPT:
        return letter
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _KEPT:
        return base
    return f"x{ord(letter):x}" if letter.isalnum() else ""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The term of one word (letters and digits only); empty where nothing is left of it."""
    word = fold(word)[:MAX_TERM]
    if any(letter.isdigit() for letter in word):
        return f"n{word}"[:MAX_TERM]  # never read as a number by PostgreSQL
    word = _WHOLE.get(word, word)
    for nynorsk, bokmal in _BEGINNINGS:
        if word.startswith(nynorsk):
            word = bokmal + word[len(nynorsk) :]
            break
    bane = _BANE.search(word)
    if bane:
        return word[: bane.end("stem")]
    stemmed = _stemmer.stemWord(word)
    if stemmed.endswith("ar") and len(stemmed) > 4:  # "ansvaret" as "ansvar", of which the stemmer takes the end
        stemmed = stemmed[:-2]
    return f"{stemmed[:-3]}lig" if stemmed.endswith("leg") and len(stemmed) > 4 else stemmed


def terms_of(text: str) -> str:
    """The terms of a text in their order, apart by spaces. What hyphens hold together stands once more, as one word,
    at the end: "e-post" is found as "epost" as well."""
    text = text[:MAX_TEXT]
    terms = [stem(part) for part in PART.findall(text)]
    joined = {joined_term(word) for word in WORD.findall(text) if "-" in word}
    return " ".join(filter(None, [*terms, *sorted(joined)]))


def joined_term(word: str) -> str:
    return stem(_JOINERS.sub("", word))


def words_of(text: str) -> set[str]:
    """The distinct words of a text as people write them, in small letters: long enough to be worth a suggestion."""
    words = {part.casefold() for part in PART.findall(text[:MAX_TEXT])}
    return {word for word in words if 4 <= len(word) <= MAX_TERM and word.isalpha()}
