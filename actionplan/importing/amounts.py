"""Money in the text on resources: sums, fees per inhabitant, funding in full and money applied for.

A sum takes its source from the words right after it, else from those before it in the same sentence
("kr 300 000 av egenkapitalen", "vertskommunebidraget settes til kr 200 000").
"""

import re
from dataclasses import replace
from decimal import Decimal

from actionplan.importing.parsed import ParsedAmount
from actionplan.importing.sentences import Text, each_sentence

_NUMBER = r"(?:\d{1,3}(?:[ .\u00a0\u202f]\d{3}){1,3}|\d{1,12})(?:,\d{1,2})?"
_MILLION = r"(?:\s*(?P<{}>mill(?:ioner|ion|\.)?|mrd\.?|milliarder?))?"
_AMOUNT = re.compile(
    rf"(?:\bkr\.?|\bkroner|\bNOK)\s*(?P<after>{_NUMBER})(?![\d%]){_MILLION.format('million_after')}"
    rf"|(?<![\d.,])(?P<before>{_NUMBER}){_MILLION.format('million_before')}(?:,-)?\s*(?:kr\b\.?|kroner\b|NOK\b)",
    re.IGNORECASE,
)
_PER_INHABITANT = re.compile(r"\s*,?\s*(?:pr\.?|per|for\s+hver|på\s+hver)\s+innb", re.IGNORECASE)
_FULL = re.compile(
    r"(?:finansier\w*|dekk\w*|betal\w*)\s+(?:\w+\s+){0,2}?(?:i\s+sin\s+helhet|helt|fullt\s+ut|fullstendig)\s+(?:av|gjennom)\s+(?P<a>[^.;]+)"
    r"|(?:fullfinansier\w*|(?:helt|fullt\s+ut)\s+finansier\w*)\s+(?:av|gjennom)\s+(?P<b>[^.;]+)"
    r"|(?P<c>(?-i:[A-ZÆØÅ])[^.;,]{1,60}?)\s+(?:betaler|dekker|finansierer)\s+(?:hele|alt|alle|samtlige)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(r"\bsøk(?:e|es|er|t|te)?\b|\bsøkn?ad\w*", re.IGNORECASE)
_MONEY = re.compile(r"\b\w*(?:midler|midlar|støtte|tilskudd|tilskot|stipend)\b", re.IGNORECASE)
_PAYER = re.compile(r"\b(?:fra|frå|hos|av|til)\s+(?P<payer>[A-ZÆØÅa-zæøå][^.;:()]*)")
_PAYER_END = re.compile(
    r"\s+(?:gjennom|til|for|som|når|ved|over|hvert|årlig|i\s+\d{4}|og\s+i\s+tillegg|i\s+tillegg)\b.*|,.*", re.DOTALL
)
_BOUND = re.compile(r"\b(?:bundet|bundne|øremerk\w*|kan\s+bare|skal\s+bare|forbeholdt|reservert)\b", re.IGNORECASE)
_COVERS = re.compile(r"\b(?:skal\s+dekke|dekker|skal\s+betale|går\s+til|til\s+dekning\s+av)\b\s*(?P<what>[^.]*)", re.I)
_SOURCES = (
    ("host", re.compile(r"vertskommune\w*|vertskaps?bidrag\w*|\bverten\b", re.I)),
    ("equity", re.compile(r"egenkapital\w*|oppspart\w*|\bfond(?:et|s)?\b", re.I)),
    ("fee_share", re.compile(r"\w*kontingent\w*", re.I)),
    ("grant", re.compile(r"\w*(?:stiftelse|tilskudd|tilskot|stipend)\w*|\bgave\w*|prosjektmidl\w*|støtte\b", re.I)),
    ("allocation", re.compile(r"\bavs[ae]tt\w*|\bs[ae]tt(?:e|es)?\s+av\b|budsjett\w*|\bbevilg\w*", re.I)),
)  # fmt: skip
_CERTAINTY = (
    ("proposed", re.compile(r"\bfore(?:slå\w*|slått|slås)\b|\bforslag\b", re.I)),
    ("sought", _SOUGHT),
    ("about", re.compile(r"\b(?:rundt|ca|cirka|omtrent|om\s+lag|omlag|anslagsvis|omkring|inntil)\b", re.I)),
    ("set_aside", re.compile(r"\bavs[ae]tt\w*|\bs[ae]tt(?:e|es)?\s+av\b|\bbevilg\w*", re.I)),
)


def find_amounts(paragraphs: list[Text]) -> list[ParsedAmount]:
    """Every sum and every source without a sum, in reading order. In kroner, per inhabitant where basis says so."""
    found: list[ParsedAmount] = []
    for paragraph, sentence in each_sentence(paragraphs):
        matches = list(_AMOUNT.finditer(sentence))
        if matches:
            found += [_amount(sentence, matches, index, paragraph.number) for index in range(len(matches))]
        elif open_amount := _without_sum(sentence, paragraph.number):
            found.append(open_amount)
        elif found and found[-1].row == paragraph.number:
            found[-1] = _described(found[-1], sentence)
    return found


def names_source(text: str) -> bool:
    """Whether a text says where its money comes from; else it is taken for an allocation."""
    return _first(_SOURCES, text) is not None


def _amount(sentence: str, matches: list[re.Match], index: int, row: int) -> ParsedAmount:
    match = matches[index]
    lead = sentence[: matches[0].start()]  # holds the verb that governs all sums of the sentence
    before = sentence[matches[index - 1].end() if index else 0 : match.start()]
    after = sentence[match.end() : matches[index + 1].start() if index + 1 < len(matches) else None]
    per_inhabitant = bool(_PER_INHABITANT.match(after))
    source = _source(after, before, lead, per_inhabitant=per_inhabitant)
    certainty = _first(_CERTAINTY, before) or _first(_CERTAINTY, lead) or _first(_CERTAINTY, after)
    covers = _COVERS.search(after)
    return ParsedAmount(
        amount=_kroner(match),
        text=sentence,
        source=source,
        basis="per_inhabitant" if per_inhabitant else "fixed",
        certainty=certainty or "fixed",
        payer=_payer(after) if source == "grant" else "",
        restriction=sentence if _BOUND.search(after) else "",
        covers=covers.group("what").strip() if covers else "",
        row=row,
    )


def _source(after: str, before: str, lead: str, *, per_inhabitant: bool) -> str:
    if per_inhabitant:
        return "fee_per_inhabitant"
    return _first(_SOURCES, after) or _first(_SOURCES, before) or _first(_SOURCES, lead) or "allocation"


def _without_sum(sentence: str, row: int) -> ParsedAmount | None:
    if full := _FULL.search(sentence):
        payer = next(filter(None, full.groups()))
        return ParsedAmount(None, sentence, "full_external", "open", "fixed", _shortened(payer), row=row)
    if _SOUGHT.search(sentence) and _MONEY.search(sentence):
        return ParsedAmount(None, sentence, "grant", "open", "sought", _payer(sentence), row=row)
    return None


def _described(amount: ParsedAmount, sentence: str) -> ParsedAmount:
    """A sentence right after a sum often says what it is for or what it is bound to."""
    if _BOUND.search(sentence):
        return replace(amount, restriction=sentence)
    covers = _COVERS.search(sentence)
    return replace(amount, covers=covers.group("what").strip()) if covers and not amount.covers else amount


def _payer(text: str) -> str:
    match = _PAYER.search(text)
    return _shortened(match.group("payer")) if match else ""


def _shortened(name: str) -> str:
    return _PAYER_END.sub("", name.strip()).strip()


def _kroner(match: re.Match) -> Decimal:
    digits = re.sub(r"[ .\u00a0\u202f]", "", match.group("after") or match.group("before")).replace(",", ".")
    unit = (match.group("million_after") or match.group("million_before") or "").lower()
    factor = {"": 1, "mil": 10**6, "mrd": 10**9}["mrd" if unit.startswith(("mrd", "milliard")) else unit[:3]]
    return Decimal(digits) * factor


def _first(table: tuple[tuple[str, re.Pattern], ...], text: str) -> str | None:
    return next((name for name, pattern in table if pattern.search(text)), None)
