"""The parts of a case paper: what each is called, and in which order they are read.

What carries, seeks, prints, shows or compares a paper goes through this list, so that no part is left behind.
"""

from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from governance.recommendation import numbered


class Part(NamedTuple):
    """A field of CasePaper, its heading, and its address within the page."""

    name: str
    heading: str
    anchor: str


RECOMMENDATION = Part("recommendation", _("Forslag til vedtak"), "forslag")
BELOW = (
    Part("exposition", _("Saksutredning"), "utredning"),
    Part("alternatives", _("Vurdering av alternativer"), "alternativer"),
    Part("economic_consequences", _("Økonomiske konsekvenser"), "okonomi"),
    Part("municipal_consequences", _("Konsekvenser for kommunene"), "kommunene"),
)
PARTS = (RECOMMENDATION, *BELOW)
NAMES = tuple(part.name for part in PARTS)


def fingerprint(paper) -> str:
    """Tells one text of a paper from another: the same for two versions that say the same, to the letter."""
    return sha256("\x1f".join(texts_of(paper).values()).encode()).hexdigest()


class Written(NamedTuple):
    """A part with its text, as it is read."""

    name: str
    heading: str
    anchor: str
    text: str


def texts_of(paper) -> dict[str, str]:
    """Each part as it is stored."""
    return {name: getattr(paper, name) for name in NAMES}


def shown_text(paper, name: str) -> str:
    """A part as it is read: of the recommendation the points are numbered."""
    text = getattr(paper, name)
    return numbered(text) if name == RECOMMENDATION.name else text


def written_parts(paper) -> list[Written]:
    """The parts that are written, in the order they are read."""
    if paper is None:
        return []
    return [Written(*part, text) for part in PARTS if (text := shown_text(paper, part.name))]
