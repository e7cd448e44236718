"""A Word document as pieces of a case paper: which part each heading means, and what is told of the rest."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from governance.importing.wordblocks import Block, html_of
from governance.importing.wordtext import LEFT_OUT, PUT_OTHERWISE, WordText
from governance.paperparts import NAMES, PARTS, RECOMMENDATION
from governance.richtext import clean_html

EXPOSITION = "exposition"
LONGEST_HEADING = 90
# What a heading of a case paper usually says, in both written Norwegians; the first that fits counts.
MEANS = (
    (
        "recommendation",
        r"\b(forslag|framlegg|fremlegg) til (vedtak|innstilling|uttalelse|resolusjon)|vedtaks(forslag|framlegg)|"
        r"\binnstilling\b|\btilråding\b|\b(rådmannens|administrasjonens|sekretariatets|direktørens) forslag",
    ),
    ("municipal_consequences", r"(konsekvens|følg|verknad|virkning)\w* for (kommun|medlem|deltak)"),
    ("economic_consequences", r"^økonomi|økonomisk|^kostnad|^finansiering"),
    ("alternatives", r"\balternativ"),
    (
        EXPOSITION,
        r"^(saks?(utredning|utgreiing|opplysning|opplysing|fram|frem)|utredning|utgreiing|bakgrunn|vurdering|innledning|"
        r"innleiing|faktiske opplysn|sammendrag|samandrag|drøfting|oppsummering|konklusjon|saken gjelder|hva saken)",
    ),
)
# Headings that say no more than the name of the part, which the page has already.
PLAIN = re.compile(r"(?:saks?(?:utredning|utgreiing|framstilling|fremstilling|framlegg|fremlegg)|utredning)")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+", re.IGNORECASE)
_TYPED_POINT = re.compile(r"^\s*\d{1,2}[.)]\s+")
_HTML_POINT = re.compile(r"^((?:<[^>]+>)*)\s*\d{1,2}[.)]\s*")


@dataclass
class Piece:
    """A heading with what stands below it, the part it seems to belong to, and whether the heading comes along."""

    heading: str
    part: str
    keeps_heading: bool
    level: int = 0
    heading_html: str = ""
    blocks: list[Block] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(block.words.split()) for block in self.blocks)

    def html(self, part: str) -> str:
        """Rich text of the piece as it is stored in a part; typed numbers before points become a list there."""
        blocks = _points(self.blocks) if part == RECOMMENDATION.name else self.blocks
        drops = part == RECOMMENDATION.name or not self.keeps_heading
        head = [] if drops or not self.heading else [Block("head", self.heading_html, self.heading, max(self.level, 1))]
        return clean_html(html_of([*head, *blocks]))


class Told(NamedTuple):
    """A sentence about what did not come in as it stood, and some of its words."""

    sentence: str
    words: list[str]


def pieces_of(text: WordText) -> list[Piece]:
    """The document from heading to heading. What stands before the first belongs to the exposition; a lesser heading
    that means no part stays within its piece."""
    pieces = [Piece("", EXPOSITION, keeps_heading=False)]
    for block in text.blocks:
        part = _meant(block)
        current = pieces[-1]
        starts = part or (block.kind == "head" and (not current.level or block.level <= current.level))
        if not starts:
            current.blocks.append(block)
            continue
        is_plain = part == RECOMMENDATION.name or _says_the_same(block.words, part)
        level = block.level if block.kind == "head" else current.level
        name = _bare(block.words) if is_plain else block.words
        pieces.append(Piece(name, part or EXPOSITION, not is_plain, level, heading_html=block.html))
    return [each for each in pieces if each.blocks or each.keeps_heading]


def _meant(block: Block) -> str:
    """The part that a heading names; "" for another heading, and for a paragraph that is no heading."""
    bare = _bare(block.words)
    if block.kind == "table" or not bare or len(bare) > LONGEST_HEADING:
        return ""
    found = next((part for part, pattern in MEANS if re.search(pattern, bare, re.IGNORECASE)), "")
    if block.kind == "head":
        return found
    # Who knows no styles makes a heading bold, writes it in capitals or ends it with a colon.
    looks = block.kind == "text" and (block.is_bold or block.words.isupper() or block.words.rstrip().endswith(":"))
    return found if looks and len(bare.split()) <= 6 else ""


def _bare(words: str) -> str:
    return _NUMBER.sub("", " ".join(words.split())).rstrip(" :.")


def _says_the_same(words: str, part: str) -> bool:
    bare = _bare(words).casefold()
    names = {str(each.heading).casefold() for each in PARTS if each.name == part}
    return bare in names or (part == EXPOSITION and bool(PLAIN.fullmatch(bare)))


def _points(blocks: list[Block]) -> list[Block]:
    """Paragraphs that begin with a typed number are points of a list."""
    return [
        Block("item", _HTML_POINT.sub(r"\1", block.html, count=1), block.words, 1, True, "typed")
        if block.kind == "text" and _TYPED_POINT.match(block.words)
        else block
        for block in blocks
    ]


def texts_for(pieces: list[Piece], places: list[str]) -> dict[str, str]:
    """Part -> the text of the pieces that are placed in it, in their order. `places`: the part of each, "" for none."""
    texts: dict[str, str] = {}
    for piece, part in zip(pieces, places, strict=True):
        if part in NAMES:
            texts[part] = texts.get(part, "") + piece.html(part)
    return {part: text for part, text in texts.items() if text}


# ---- What is told ----

SENTENCES = {
    "deleted": ngettext_lazy(
        "{n} sporet sletting er utelatt: teksten står som om den er godtatt.",
        "{n} sporede slettinger er utelatt: teksten står som om de er godtatt.",
        "n",
    ),
    "comments": ngettext_lazy("{n} kommentar er utelatt.", "{n} kommentarer er utelatt.", "n"),
    "images": ngettext_lazy(
        "{n} bilde er utelatt. Last det opp som vedlegg.", "{n} bilder er utelatt. Last dem opp som vedlegg.", "n"
    ),
    "drawings": ngettext_lazy(
        "{n} tegning eller diagram er utelatt. Last det opp som vedlegg.",
        "{n} tegninger eller diagrammer er utelatt. Last dem opp som vedlegg.",
        "n",
    ),
    "objects": ngettext_lazy(
        "{n} innebygd fil er utelatt. Last den opp som vedlegg.",
        "{n} innebygde filer er utelatt. Last dem opp som vedlegg.",
        "n",
    ),
    "boxes": ngettext_lazy(
        "{n} tekstboks er utelatt. Teksten i den må limes inn der den hører hjemme.",
        "{n} tekstbokser er utelatt. Teksten i dem må limes inn der den hører hjemme.",
        "n",
    ),
    "hidden": ngettext_lazy("Skjult tekst er utelatt {n} sted.", "Skjult tekst er utelatt {n} steder.", "n"),
    "contents": ngettext_lazy(
        "Innholdsfortegnelsen er utelatt ({n} linje).", "Innholdsfortegnelsen er utelatt ({n} linjer).", "n"
    ),
    "heads": ngettext_lazy("Topptekst eller bunntekst er utelatt.", "Topptekst og bunntekst er utelatt.", "n"),
    "title": ngettext_lazy(
        "Tittelen er utelatt: saken har sin egen.", "{n} titler er utelatt: saken har sin egen.", "n"
    ),
    "external": ngettext_lazy(
        "Dokumentet viser til {n} fil utenfor seg selv. Den er ikke åpnet.",
        "Dokumentet viser til {n} filer utenfor seg selv. De er ikke åpnet.",
        "n",
    ),
    "inserted": ngettext_lazy(
        "{n} sporet innsetting er tatt med, som om den er godtatt.",
        "{n} sporede innsettinger er tatt med, som om de er godtatt.",
        "n",
    ),
    "notes": ngettext_lazy(
        "{n} fotnote står i parentes der den hørte til.", "{n} fotnoter står i parentes der de hørte til.", "n"
    ),
    "nested": ngettext_lazy(
        "{n} tabell lå inni en annen. Teksten i den står som vanlige avsnitt i cellen.",
        "{n} tabeller lå inni en annen. Teksten i dem står som vanlige avsnitt i cellene.",
        "n",
    ),
    "equations": ngettext_lazy(
        "{n} formel er tatt med som ren tekst. Se over den.", "{n} formler er tatt med som ren tekst. Se over dem.", "n"
    ),
    "struck": ngettext_lazy(
        "Gjennomstreket tekst er tatt med uten strek {n} sted. Fjern den hvis den ikke skal stå.",
        "Gjennomstreket tekst er tatt med uten strek {n} steder. Fjern den hvis den ikke skal stå.",
        "n",
    ),
    "symbols": ngettext_lazy(
        "{n} spesialtegn er utelatt. Se over teksten.", "{n} spesialtegn er utelatt. Se over teksten.", "n"
    ),
}
NOTHING_LEFT = _("Alt i dokumentet er tatt med. Skrift, farger og sideskift følger ikke med.")


def told_of(text: WordText, codes: tuple[str, ...]) -> list[Told]:
    """What is said of those of the codes that occur, in their order."""
    return [Told(SENTENCES[code].format(n=count), text.told[code]) for code in codes if (count := text.counts[code])]


def left_out(text: WordText) -> list[Told]:
    return told_of(text, LEFT_OUT)


def put_otherwise(text: WordText) -> list[Told]:
    return told_of(text, PUT_OTHERWISE)
