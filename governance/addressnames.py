"""Names in addresses, made from Norwegian titles."""

from django.utils.text import slugify

LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def address_name(title: str, longest: int) -> str:
    """The title as part of an address or of a file name: a–z, digits and hyphens. vestregion/static/vestregion/slug.js
    suggests the same while the title is typed."""
    whole = slugify(title.lower().translate(LETTERS))
    kept = whole[:longest]
    if len(whole) > longest and whole[longest] != "-" and "-" in kept:
        kept = kept.rpartition("-")[0]  # no half word
    return kept.strip("-_")
