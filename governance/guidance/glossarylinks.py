"""The words of the glossary in a text become links to what they mean: each word where it first stands."""

import re
from functools import cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language

from governance.guidance.glossary import TERMS

# What a noun may end in here, in Bokmål, Nynorsk and English, so that «organet» and "bodies" lead to their word.
ENDINGS = {"nb": "en|et|a|er|ene|ens|ets|s|n|t", "nn": "en|et|a|ar|er|ane|ene|s|n|t", "en": "s|es"}


def anchor(term) -> str:
    """The place of a word on the help page."""
    return f"ord-{slugify(str(term))}"


@cache
def _pattern(language: str) -> tuple[re.Pattern, dict[str, str]]:
    """Finds every word of the glossary in a text of the language, the longest first; and the word by its letters."""
    words = {str(term).lower(): str(term) for term, _meaning in TERMS}
    if language == "en":
        words |= {f"{word[:-1]}ies": term for word, term in words.items() if word.endswith("y")}
    among = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    ending = ENDINGS.get(language, ENDINGS["nb"])
    return re.compile(rf"\b({among})(?:{ending})?\b", re.IGNORECASE), words


def link_terms(text, help_url: str) -> SafeString:
    """The text with each word of the glossary linked where it first stands; as it is without a help page to lead to."""
    if not help_url:
        return escape(str(text))
    pattern, words = _pattern((get_language() or "nb")[:2])
    told, pieces, end = set(), [], 0
    for found in pattern.finditer(str(text)):
        term = words[found.group(1).lower()]
        if term in told:
            continue
        told.add(term)
        link = format_html('<a class="ds-link" href="{}#{}">{}</a>', help_url, anchor(term), found.group(0))
        pieces += [str(text)[end : found.start()], link]
        end = found.end()
    return format_html_join("", "{}", ((piece,) for piece in (*pieces, str(text)[end:])))
