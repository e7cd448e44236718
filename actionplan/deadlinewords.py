"""What the pages of a plan say of a deadline: its reading beside the text as typed, and a word for each quarter."""

import json
from functools import lru_cache

from django.utils.translation import gettext as _

from actionplan.deadlines import Deadline, DeadlineKind, describe, from_json, hint, parse_deadline, timeline_cells


@lru_cache(maxsize=2048)
def read_deadline(stored: str, year: int, language: str) -> tuple[str, str, bool, tuple[str, str, str, str]]:
    """Reading, hint, whether understood, and the words of the quarters, in `language`, which is that of the page.

    A plan has few spellings, so each is said once for each language.
    """
    if stored == "{}":
        return "", "", True, ("", "", "", "")
    deadline = from_json(json.loads(stored))
    shown = describe(deadline) if adds_to_text(deadline) else ""
    suggestion = "" if deadline.understood else hint(deadline.text, year)
    return shown, suggestion, deadline.understood, quarter_words(deadline, year)


def adds_to_text(deadline: Deadline) -> bool:
    """Whether the reading tells a reader of the page more than the typed text: "1. kvartal 2016" does beside "Q1",
    "Løpende gjennom året" does not beside "Løpende", while in English it does."""
    if deadline.kind is DeadlineKind.NONE:
        return False
    said = describe(deadline)
    if deadline.kind in (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING):
        # Readings in Bokmål and Nynorsk can be typed, those in English cannot; the year is of no consequence here.
        return not parse_deadline(said, deadline.start.year).understood
    return said.casefold() != deadline.text.strip().casefold()


def quarter_words(deadline: Deadline, year: int) -> tuple[str, str, str, str]:
    """What each quarter of the year says of the deadline: "Frist", "Pågår", "Løpende", "Hver måned" … or nothing."""
    touched = timeline_cells(deadline, year)
    words = [_word(deadline, (year, number), on) for number, on in enumerate(touched, 1)]
    return words[0], words[1], words[2], words[3]


def _word(deadline: Deadline, quarter: tuple[int, int], touched: bool) -> str:
    if not touched:
        return ""
    match deadline.kind:
        case DeadlineKind.CONTINUOUS:
            return _("Løpende")
        case DeadlineKind.RECURRING:
            return describe(deadline)
        case DeadlineKind.RANGE | DeadlineKind.WEEK if quarter != deadline.quarters[-1]:
            return _("Pågår")
    return _("Frist")
