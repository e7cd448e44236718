"""The lines that our own Word document prints under Ressurser and Rapportering, read for what they are.

They say the rows of the plan outright, one for each, and are no running text: a plan that is read back has each amount
once, and the next document does not print them as text as well.
"""

import re
from decimal import Decimal

from actionplan.importing.blocks import Paragraph
from actionplan.importing.parsed import ParsedAmount, ParsedReportingLine

# As the document names them, in Bokmål whatever the page speaks; a test compares them with the choices.
SOURCES = {
    "Avsatt i budsjettet": "allocation",
    "Andel av medlemskontingenten": "fee_share",
    "Kontingent per innbygger": "fee_per_inhabitant",
    "Vertskommunebidrag": "host",
    "Egenkapital": "equity",
    "Tilskudd": "grant",
    "Fullt finansiert av andre": "full_external",
}
CERTAINTIES = {
    "avsatt": "set_aside",
    "fastsatt": "fixed",
    "foreslått": "proposed",
    "omtrentlig": "about",
    "søkt om": "sought",
    "innvilget": "granted",
}
MAX_LINE = 600  # characters
_KINDS = {"Tertialrapport": "tertial", "Årsrapport": "annual"}
_LINE = re.compile(
    rf"(?:(?P<title>.+), )?(?P<source>{'|'.join(SOURCES)})(?:, (?P<certainty>{'|'.join(CERTAINTIES)}))?"
    r"(?:, betales av (?P<payer>.+?))?(?:, kr (?P<rate>\d+(?:,\d+)?) per innbygger)?"
    r"(?:, (?P<amount>\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d{2})?) kroner)?"
)
_RECEIVERS = re.compile(rf"(?P<kind>{'|'.join(_KINDS)}): (?P<names>.+)")


def amount_of(paragraph: Paragraph) -> ParsedAmount | None:
    """The funding line that an item of a list says; None for any other text. `certainty` may be empty."""
    match = _LINE.fullmatch(paragraph.text) if paragraph.list_item and len(paragraph.text) <= MAX_LINE else None
    if match is None or not (match["certainty"] or (match["title"] and match["amount"])):
        return None
    rate, amount = _number(match["rate"]), _number(match["amount"])
    return ParsedAmount(
        amount=amount if rate is None else rate,
        text=paragraph.text,
        source=SOURCES[match["source"]],
        basis="per_inhabitant" if rate is not None else "open" if amount is None else "fixed",
        certainty=CERTAINTIES.get(match["certainty"] or "", ""),
        payer=match["payer"] or "",
        row=paragraph.number,
        title=match["title"] or match["source"],
    )


def lines_of(paragraph: Paragraph) -> list[ParsedReportingLine]:
    """Who gets a report, by an item of a list; it does not say what they do with it."""
    match = _RECEIVERS.fullmatch(paragraph.text) if paragraph.list_item and len(paragraph.text) <= MAX_LINE else None
    if match is None:
        return []
    names = enumerate(match["names"].split(", "), start=1)
    return [ParsedReportingLine(_KINDS[match["kind"]], name, order, row=paragraph.number) for order, name in names]


def _number(text: str | None) -> Decimal | None:
    return Decimal(re.sub(r"[ \u00a0]", "", text).replace(",", ".")) if text else None
