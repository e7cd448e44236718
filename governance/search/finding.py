"""The search as pages ask for it: one page of hits, what the filters would give, and what may have been meant.

Order: a case with the number typed; then texts with every word in the title; then the rest; newest first in each. Where
that is little, words inside longer words and nearly the same spelling follow. All of it is counted and shown only as
far as the actor may see.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from governance.models import SearchEntry
from governance.numberforms import parse_number
from governance.search.asking import Narrowing, Row, rows, shown
from governance.search.numbers import cases_numbered
from governance.search.question import Question, read_question
from governance.search.snippets import marked, snippet
from governance.search.sources import source_of, sources
from governance.search.vocabulary import corrections, widened

PAGE = 20
COUNTED = 100  # hits that are counted; beyond that the page says "over 100", and pages are asked for one by one
FEW = 10  # below this many hits, longer words and other spellings are asked for as well
TRIED = 6  # corrections that are asked of the index

TITLE, TEXT, WIDE = 3, 2, 1  # the tiers, best first


@dataclass(frozen=True)
class Hit:
    """One hit as the page shows it; `title` and `snippet` are pieces (text, is it a word of the question)."""

    group: str
    label: Any
    title: list[tuple[str, bool]]
    url: str
    where: str
    day: date | None
    snippet: list[tuple[str, bool]]
    is_exempt: bool = False
    # (where, address, day) of the same text in the same case
    also: list[tuple[str, str, date | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Results:
    question: Question
    hits: list[Hit] = field(default_factory=list)
    numbered: list[Hit] = field(default_factory=list)
    total: int = 0
    is_over: bool = False  # the total is only as far as was counted
    is_more: bool = False  # there are more hits than the filters counted: they offer what may hold some
    kinds: Counter = field(default_factory=Counter)
    bodies: Counter = field(default_factory=Counter)
    years: Counter = field(default_factory=Counter)
    meant: str = ""
    is_other_word: bool = False  # none has the word as it was typed: the hits are of `meant`
    next_key: str = ""


@dataclass(frozen=True)
class Chosen:
    """The filters: group of kinds, body, year."""

    group: str = ""
    body_id: Any = None
    year: int | None = None

    def allows(self, row: Row, but: str = "") -> bool:
        """Whether a row passes the filters, leaving one of them out of account."""
        return (
            (but == "group" or not self.group or source_of(row.kind).group == self.group)
            and (but == "body" or not self.body_id or self.body_id in row.bodies)
            and (but == "year" or not self.year or row.year == self.year)
        )

    def narrowing(self) -> Narrowing:
        kinds = tuple(source.kind for source in sources() if self.group and source.group == self.group)
        return Narrowing(kinds, self.body_id, self.year)


def find(actor, typed: str, *, chosen: Chosen = Chosen(), after: str = "") -> Results:
    """The page of hits after the key `after` (`Results.next_key` of the page before)."""
    question = read_question(typed)
    if not question:
        return Results(question)
    found = exact = rows(actor, question, limit=COUNTED + 1)
    if len(found) > COUNTED:
        page, next_key = _page_of_many(actor, question, found, chosen, after)
        counted, marks = _counted_of_many(actor, question, found, chosen), question
    else:
        found, marks = _with_wider(actor, question, found)
        page, next_key = _page_of_few(found, chosen, after)
        counted = _counted(found, chosen)
    numbered = [] if after or chosen != Chosen() else cases_numbered(actor, parse_number(typed))
    meant = "" if exact or numbered or after else _meant(actor, question)
    return replace(
        counted,
        question=question,
        hits=_hits(actor, page, marks),
        numbered=[_as_hit(source_of("case"), each, each.title, []) for each in numbered],
        meant=meant,
        is_other_word=bool(meant and page),
        next_key=next_key,
    )


def _with_wider(actor, question: Question, found: list[Row]) -> tuple[list[tuple], Question]:
    """(tier, row) of all hits, and the question whose words are marked in them."""
    ranked = [(TITLE if row.in_title else TEXT, row) for row in found]
    if len(found) >= FEW:
        return ranked, question
    wide = widened(actor.alliance, question)
    if wide == question:
        return ranked, question
    known = {row.key for row in found}
    more = [row for row in rows(actor, wide, limit=COUNTED + 1) if row.key not in known]
    return [*ranked, *((WIDE, row) for row in more)], wide


def _page_of_few(ranked: list[tuple], chosen: Chosen, after: str) -> tuple[list[Row], str]:
    """One page of hits that are all known."""
    allowed = sorted(((tier, row.key, row) for tier, row in ranked if chosen.allows(row)), key=lambda e: e[:2])[::-1]
    place = _place(after)
    if place is not None:
        allowed = [each for each in allowed if each[:2] < place]
    return _cut(allowed)


def _page_of_many(actor, question, newest: list[Row], chosen: Chosen, after: str) -> tuple[list[Row], str]:
    """One page where there are more hits than are counted: each tier is asked for what the page has room for. The first
    page finds its second tier among the newest of all, which are read already."""
    tier, below = _place(after) or (TITLE, None)
    page, narrowing = [], chosen.narrowing()
    for each in (TITLE, TEXT):
        if each > tier or len(page) > PAGE:
            continue
        edge = below if each == tier else None
        room = PAGE + 1 - len(page)
        known = [row for row in newest if not row.in_title][:room]
        if each == TITLE or edge or chosen != Chosen() or len(known) < room:
            known = rows(actor, question, narrowing=narrowing, title=each == TITLE, below=edge, limit=room)
        page += [(each, row.key, row) for row in known]
    return _cut(page)


def _cut(ranked: list[tuple]) -> tuple[list[Row], str]:
    page = ranked[:PAGE]
    next_key = f"{page[-1][0]}-{page[-1][1]}" if len(ranked) > PAGE else ""
    return [row for _tier, _key, row in page], next_key


def _place(after: str) -> tuple[int, int] | None:
    """(tier, key) in the address of a page; None for the first page and for what is no place."""
    tier, dash, key = after.partition("-")
    if dash and tier in {"1", "2", "3"} and key.isascii() and key.isdigit() and len(key) < 19:
        return int(tier), int(key)
    return None


def _counted(found: list[tuple], chosen: Chosen) -> Results:
    """What the filters would give: each counted with the others in force."""
    every = [row for _tier, row in found][:COUNTED]
    return Results(
        Question("", ()),
        total=sum(chosen.allows(row) for row in every),
        is_over=len(found) > COUNTED,
        is_more=len(found) > COUNTED,
        kinds=Counter(source_of(row.kind).group for row in every if chosen.allows(row, "group")),
        bodies=Counter(body for row in every if chosen.allows(row, "body") for body in row.bodies),
        years=Counter(row.year for row in every if row.year and chosen.allows(row, "year")),
    )


def _counted_of_many(actor, question: Question, found: list[Row], chosen: Chosen) -> Results:
    """What the filters count among the newest, every year back to the oldest hit, and how many there are of what was
    chosen: those may be few, or lie far back."""
    counted = _counted([(TEXT, row) for row in found], chosen)
    if chosen != Chosen():
        chosen_rows = rows(actor, question, narrowing=chosen.narrowing(), limit=COUNTED + 1)
        total = len(chosen_rows)
        counted = replace(counted, total=min(total, COUNTED), is_over=total > COUNTED)
    first = next((row.year for row in rows(actor, question, oldest=True, limit=1)), None)
    if first and counted.years:
        counted.years.update(dict.fromkeys(range(first, max(counted.years)), 0))
    return counted


def _hits(actor, page: list[Row], question: Question) -> list[Hit]:
    looks = shown(actor, page)
    texts = dict(SearchEntry.objects.filter(pk__in=[row.key for row in page]).values_list("pk", "text"))
    stems = question.stems()
    hits: list[Hit] = []
    first: dict[tuple, Hit] = {}
    for row in page:
        look = looks.get((row.kind, row.object_id))
        if look is None:
            continue
        text = texts.get(row.key, "")
        same = (row.kind, look.case_id or row.key, look.title, text)
        if same in first:
            first[same].also.append((look.place, look.url, look.day))
            continue
        first[same] = _as_hit(source_of(row.kind), look, marked(look.title, stems), snippet(text, question), look.day)
        hits.append(first[same])
    return hits


def _as_hit(source, look, title, text, day=None) -> Hit:
    pieces = title if isinstance(title, list) else [(title, False)]
    return Hit(source.group, source.one or source.label, pieces, look.url, look.where, day, text, look.is_exempt)


def _meant(actor, question: Question) -> str:
    """The first correction that the actor finds something by."""
    for number, other in enumerate(corrections(actor.alliance, question)):
        if number >= TRIED:
            break
        if rows(actor, other, limit=1):
            return other.text
    return ""
