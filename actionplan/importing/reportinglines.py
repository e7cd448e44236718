"""Who gets which report, from the text on reporting ("Tertialrapporter behandles av A. Årsrapport sendes B og C.")."""

import re

from actionplan.importing.parsed import ParsedReportingLine, Problem, warning
from actionplan.importing.sentences import Text, each_sentence
from actionplan.wording import gettext as _

_KINDS = (
    ("tertial", re.compile(r"\btertial\w*", re.I)),
    ("annual", re.compile(r"\bårs(?:rapport|melding|beretning)\w*|\bårlige?\s+rapport\w*", re.I)),
)
_OTHER_KIND = re.compile(r"\b(?:kvartals|halvårs|måneds)rapport\w*", re.IGNORECASE)
_ROLES = (
    ("adopts", "vedtas|vedtakast|godkjennes|godkjennast|fastsettes"),
    (
        "treats",
        "behandles|behandlast|legges\\s+(?:også\\s+)?fr[ae]m|fremlegges|framlegges|leggjast\\s+fram|drøftes|rapporteres",
    ),
    ("receives", "oversendes|sendes|sendast|går|leveres|overleveres|formidles"),
    ("prepares", "forberedes|utarbeides|førebuast"),
)  # fmt: skip
_VERB = re.compile("|".join(rf"(?P<{role}>\b(?:{words})\b)" for role, words in _ROLES), re.IGNORECASE)
_LEAD = re.compile(
    r"^\s*(?:(?:både|også|først|deretter|så|videre)\s+)*(?:(?:av|i|for|til|hos|ved)\s+)?(?:både\s+)?", re.I
)
_SPLIT = re.compile(r",\s*(?:og\s+|samt\s+)?|(?<!-)\s+(?:og|samt)\s+")


def find_reporting_lines(paragraphs: list[Text]) -> tuple[list[ParsedReportingLine], list[Problem]]:
    """Reporting lines in reading order, and a warning for each sentence that names a report but no receiver."""
    lines: list[ParsedReportingLine] = []
    problems: list[Problem] = []
    for paragraph, sentence in each_sentence(paragraphs):
        named = [kind for kind, pattern in _KINDS if pattern.search(sentence)]
        receivers = _receivers(sentence)
        if _OTHER_KIND.search(sentence) or not named or not receivers:
            message = _("Setningen om rapportering er ikke forstått. Skriv hvem som får tertialrapport og årsrapport.")
            problems.append(warning(paragraph, "reporting_not_understood", message, sentence))
            continue
        for kind in named:
            for role, receiver in receivers:
                order = sum(line.kind == kind for line in lines) + 1
                lines.append(ParsedReportingLine(kind, receiver, order, role, paragraph.number))
    return lines, problems


def _receivers(sentence: str) -> list[tuple[str, str]]:
    """(role, receiver) pairs; every verb governs the names up to the next verb."""
    verbs = list(_VERB.finditer(sentence))
    pairs = []
    for index, verb in enumerate(verbs):
        end = verbs[index + 1].start() if index + 1 < len(verbs) else len(sentence)
        names = re.sub(r"(?:,|\s(?:og|samt))$", "", sentence[verb.end() : end].strip().rstrip("."))
        for name in _SPLIT.split(names):
            name = _LEAD.sub("", name.strip()).strip()
            if name and not re.fullmatch(r"(?:og|samt|som|den|de)", name):
                pairs.append((verb.lastgroup, name))
    return pairs
