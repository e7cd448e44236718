"""The words by which a plan shows its parts. General Norwegian usage (Bokmål and Nynorsk), no alliance's own titles."""

import re

from actionplan.importing.blocks import Row

AREA_WORDS = "innsatsområde|satsingsområde|satsningsområde|strategiområde|hovedområde|hovudområde"
FOCUS_WORDS = "fokusområde|delområde|programområde|delmålområde"
SUBHEADINGS = {
    "organisation": {
        "organisering", "organisasjon", "ansvar", "ansvar og organisering", "organisering og ansvar", "bemanning",
        "roller og ansvar",
    },
    "resources": {
        "ressurser", "ressursar", "økonomi", "finansiering", "budsjett", "økonomi og ressurser", "ressurser og økonomi",
        "ressursar og økonomi", "økonomi og finansiering",
    },
    "reporting": {
        "rapportering", "rapport", "oppfølging og rapportering", "rapportering og oppfølging", "oppfølging",
        "evaluering og rapportering",
    },
}  # fmt: skip
HEADS = {
    "measure": {
        "tiltak", "strategi", "strategier", "strategiar", "delmål", "mål", "målsetting", "hovedmål", "type",
        "tiltakstype", "type tiltak", "tiltaksområde", "hovedtiltak", "tema", "område", "innsatsområde",
        "satsingsområde", "satsningsområde", "strategiområde", "fokusområde",
    },
    "activity": {
        "aktivitet", "aktiviteter", "aktivitetar", "delaktivitet", "handling", "handlinger", "handlingar", "gjøremål",
        "oppfølging", "oppgave", "oppgaver", "oppgåve", "oppgåver", "hva", "kva",
    },
    "deadline": {
        "frist", "fristar", "frister", "tidsfrist", "når", "tid", "tidsplan", "tidspunkt", "tidsrom", "periode",
        "gjennomføring", "gjennomføres", "ferdig", "milepæl", "framdrift", "fremdrift", "kvartal",
    },
    "responsible": {"ansvar", "ansvarlig", "ansvarleg", "hvem", "kven", "ansvarlige", "utføres av"},
    "extra": {"status", "kommentar", "kostnad", "kostnader", "budsjett", "ressurser", "sum"},
    "mode": {"arbeidsform"},
    "steered_by": {"styres av", "styrt av"},
    "note": {"merknad", "merknader"},
    "partners": {"samarbeidsparter", "samarbeidspart", "samarbeidspartnere"},
    "tags": {"emneord"},
    "amended": {"endret etter vedtaket", "endra etter vedtaket"},  # told of the plan, and no part of it
    "section": {"seksjon", "avsnitt", "kapittel", "del", "fokusområde", "delområde", "programområde"},
}  # fmt: skip
OWN = ("mode", "steered_by", "note", "partners", "tags", "amended")  # columns with a field of their own
MODES = {
    "egen aktivitet": "own",
    "samordnet opptreden": "coordinated",
    "prosjekt med andre": "project",
    "innspill til myndigheter": "input",
    "spørsmål til organet": "question",
}
AREA_HEADS = set(AREA_WORDS.split("|"))
VAGUE_AREA_HEADS = AREA_HEADS | {"område"}  # where no heading has named an area, the vaguer word means one as well
ANY_HEAD = set().union(*HEADS.values())

_AREA = re.compile(
    rf"(?:{AREA_WORDS})\s*(?:\d{{1,2}}\s*)?[:.–—-]\s*(?P<a>\S.*)|(?:{AREA_WORDS})\s+(?:\d{{1,2}}\s+)?(?P<b>\S.*)", re.I
)
_FOCUS = re.compile(rf"(?:{FOCUS_WORDS})\s*(?:\d{{1,2}})?\s*[:.–—-]?\s*(?P<name>\S.*)", re.I)
_AREA_LIST = re.compile(
    r"(?:innsatsområder|satsingsområder|strategiområder|hovedområder|innsatsområde|satsingsområde)\b[^.]*:", re.I
)
_NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-z]\))\s+(?=\S)", re.I)
_CAPTION = re.compile(r"(?:tabell|planlagte|tiltak\s+(?:og|for|i)|aktiviteter\s+(?:og|for|i)|oversikt\s+over)\b", re.I)
_AMENDMENTS = re.compile(r"endring(?:er|ar) etter vedtaket", re.I)
_WENT = re.compile(r"fjern(?:et|a) etter vedtaket:", re.I)
_YEAR = re.compile(r"(?:i\s+)?(20\d\d)")
# A heading rarely holds a finite verb; a short sentence without a full stop usually does.
_VERB = re.compile(
    r"\b(?:er|var|blir|ble|vart|vil|skal|har|hadde|kan|må|bør|får|inkluderer|omfatter|består|viser|gir|gjelder|ønsker"
    r"|bidrar|ligger|ledes|behandles|finansieres|handler|trenger|tar|kommer|bygger|driver)\b",
    re.I,
)


def clean(text: str) -> str:
    """Text without bold marks (**), outer blanks and leading chapter number."""
    return _NUMBERING.sub("", text.replace("**", "").strip())


def area_heading(text: str, *, styled: bool = False) -> str | None:
    """The area's name when the line opens an area ("Innsatsområde: Helse"). One that is a heading by its style
    (`styled`) and has a colon may be longer and hold a verb."""
    match = _AREA.fullmatch(clean(text))
    if match and styled and match.group("a"):
        return match.group("a").strip()
    if not match or _VERB.search(text) or clean(text).endswith((":", ".")) or len(text) > 100:
        return None
    return (match.group("a") or match.group("b")).strip()


def focus_area(text: str) -> str | None:
    """The focus area's name when the line names one ("Fokusområde 2 - Kultur")."""
    match = _FOCUS.fullmatch(clean(text))
    if not match or clean(text).endswith((":", ".")) or len(text) > 160 or _VERB.search(text):
        return None
    return match.group("name").strip()


def announces_areas(text: str) -> bool:
    """Whether a line announces a list of areas: it starts with the plural word and ends with a colon."""
    return bool(_AREA_LIST.fullmatch(clean(text)))


def subheading(text: str) -> tuple[str, str] | None:
    """(part, rest) when a line is one of the fixed headings inside a section; rest follows a colon on the same line."""
    head, colon, rest = clean(text).partition(":")
    word = head.strip().casefold()
    for part, words in SUBHEADINGS.items():
        if word in words and (colon or not rest):
            return part, rest.strip()
    return None


def is_amendments(text: str) -> bool:
    """Whether a heading opens the list of what was changed after the plan was adopted, the last part of a plan."""
    return bool(_AMENDMENTS.fullmatch(text.strip()))


def tells_what_went(text: str) -> bool:
    """Whether a line names the activities that were removed after the plan was adopted."""
    return bool(_WENT.match(text.strip()))


def looks_like_heading(text: str) -> bool:
    """Whether a plain line reads as a heading: short, a capital first, no sentence end, no finite verb."""
    words = clean(text)
    if not words or len(words) > 90 or len(words.split()) > 10 or words[-1] in ".:;!?,":
        return False
    return (words[0].isupper() or words[0].isdigit()) and not _VERB.search(words)


def is_caption(text: str) -> bool:
    """Whether a short line is a caption over a table ("Tabell 2", "Planlagte aktiviteter") and no section's title."""
    return bool(_CAPTION.match(clean(text)))


def normal_head(text: str) -> str:
    """A column head for comparing: no case, marks, colon or year ("Aktiviteter 2016" -> "aktiviteter")."""
    words = " ".join(clean(text).casefold().split()).rstrip(":.*")
    return re.sub(r"\s*(?:i\s+)?20\d\d$", "", words) if not _YEAR.fullmatch(words) else words


def head_year(text: str) -> int | None:
    """The year when a column head is or holds one ("2016", "Frist 2016"), else None."""
    match = re.search(r"\b(20\d\d)\b", text)
    return int(match.group(1)) if match and len(text) < 40 else None


def is_head_row(row: Row) -> bool:
    """Whether a row is a column head: at least two filled cells, most of them known heads or years."""
    filled = [cell for cell in row.cells if cell.strip()]
    known = [cell for cell in filled if normal_head(cell) in ANY_HEAD or _YEAR.fullmatch(normal_head(cell))]
    if len(filled) < 2 or any(len(cell) > 60 for cell in filled):
        return False
    return len(known) * 2 > len(filled) or (row.is_head and bool(known))


def is_action_head(row: Row) -> bool:
    """Whether a head row belongs to a table of measures or activities."""
    heads = {normal_head(cell) for cell in row.cells}
    return is_head_row(row) and bool(heads & (HEADS["measure"] | HEADS["activity"]))


def is_plan_title(text: str, year: int) -> bool:
    """Whether a line is the plan's own title, such as "Handlingsplan 2016"."""
    words = clean(text)
    if not words or len(words) > 120 or len(words.split()) > 12 or words[-1] in ".:;?":
        return False
    return bool(_TITLE.search(words)) and bool(re.search(rf"\b(?:20\d\d|{year})\b", words))


_TITLE = re.compile(
    r"\b\w*(?:handlingsplan|handlingsprogram|årsplan|virksomhetsplan|verksemdsplan|tiltaksplan)\b", re.I
)
