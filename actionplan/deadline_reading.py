"""The deadline as typed and as read: the type, and the parser that never refuses a text.

The typed text is kept as it is; the reading stands beside it. Everybody else imports from `actionplan.deadlines`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.deadline_grammar import (
    MAX_LENGTH,
    Misread,
    Term,
    canonical,
    full_year,
    normalise,
    read_terms,
    scan,
)
from actionplan.deadline_hints import backwards, examples, suggest
from actionplan.deadline_weeks import are_days, weeks_of, without_days
from actionplan.wording import gettext as _

Quarter = tuple[int, int]  # (year, 1-4)


class DeadlineKind(StrEnum):
    """The ways a deadline can be meant; UNKNOWN is kept as text and flagged."""

    NONE = "none"
    CONTINUOUS = "continuous"
    QUARTERS = "quarters"
    RANGE = "range"
    RECURRING = "recurring"
    DATE = "date"
    MONTH = "month"
    WEEK = "week"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline as typed and as read; nothing in it depends on a language.

    `quarters`: the (year, quarter) it touches, in order; a set of quarters is reported on quarter by quarter.
    `start`, `end`: first and last day, inclusive; a continuous deadline has no end.
    `per_year`: occurrences in the plan year (12, 4, 3, 2, 1) when recurring.
    """

    text: str
    kind: DeadlineKind
    quarters: tuple[Quarter, ...] = ()
    start: date | None = None
    end: date | None = None
    per_year: int | None = None

    @property
    def understood(self) -> bool:
        """False when the text is only shown, because no rule reads it."""
        return self.kind is not DeadlineKind.UNKNOWN


_NOTHING = {"", "-", "ingen", "ingen frist"}
# Bokmål and Nynorsk side by side: a plan is written in either.
_CONTINUOUS = {"løpende", "løpende gjennom året", "fortløpende", "kontinuerlig"}
_CONTINUOUS |= {"løpande", "løpande gjennom året", "fortløpande", "kontinuerleg"}
_RECURRING = {
    12: ("månedlig", "månedlige", "månedsvis", "hver måned", "månadleg", "månadlege", "månadsvis", "kvar månad"),
    4: ("kvartalsvis", "kvartalsvise", "hvert kvartal", "kvart kvartal"),
    3: ("tertialvis", "tertialvise", "hvert tertial", "kvart tertial"),
    2: ("halvårlig", "halvårlige", "halvårsvis", "hvert halvår", "halvårleg", "halvårlege", "kvart halvår"),
    1: (
        "årlig",
        "årlige",
        "hvert år",
        "én gang i året",
        "en gang i året",
        "årleg",
        "årlege",
        "kvart år",
        "éin gong i året",
        "ein gong i året",
    ),
}
_PER_YEAR = {word: times for times, words in _RECURRING.items() for word in words}
_LEADS = ("innen utgangen av ", "innan utgangen av ", "innen ", "innan ", "senest ", "seinast ", "i løpet av ")
_FROM = ("fra ", "frå ")
# "innen 2018" is not among them: by its end or before it begins, only the writer knows.
_LONE_YEAR = re.compile(r"(?:i |i løpet av |inn[ea]n utgangen av )?([0-9]{4})")


def parse_deadline(text: str, plan_year: int) -> Deadline:
    """Read a typed deadline; quarters and dates without a year belong to `plan_year`. Never raises for any text."""
    try:
        return _read(text, plan_year)
    except Misread:
        return Deadline(text, DeadlineKind.UNKNOWN)


def hint(text: str, plan_year: int) -> str:
    """What to write instead of a text that is not understood, in the language of the page; "" for one that is."""
    try:
        _read(text, plan_year)
    except Misread as error:
        return str(error)
    return ""


def _read(text: str, plan_year: int) -> Deadline:
    if len(text) > MAX_LENGTH and text.strip():
        raise Misread(f"{_('Teksten er for lang for en frist.')} {examples()}")
    plain = normalise(text)
    if plain in _NOTHING:
        return Deadline(text, DeadlineKind.NONE)
    weeks, days = without_days(plain)
    if not days:
        return _whole_year(text, plain, plan_year) or _dated(text, plain, plan_year)
    deadline = _dated(text, weeks, plan_year)
    if not are_days(days, weeks_of(weeks, deadline.start, deadline.end)):
        raise Misread(f"{_('Dagene er ikke dem i uken.')} {examples()}")
    return deadline


def _whole_year(text: str, plain: str, plan_year: int) -> Deadline | None:
    start, end = date(plan_year, 1, 1), date(plan_year, 12, 31)
    if plain in _CONTINUOUS:
        return Deadline(text, DeadlineKind.CONTINUOUS, _span(start, end), start)
    if per_year := _PER_YEAR.get(plain):
        ends = recurring_ends(per_year, plan_year)
        quarters = tuple(sorted({quarter_of(day) for day in ends}))
        return Deadline(text, DeadlineKind.RECURRING, quarters, start, end, per_year)
    if lone := _LONE_YEAR.fullmatch(plain):
        year = full_year(lone[1], plan_year)
        start, end = date(year, 1, 1), date(year, 12, 31)
        return Deadline(text, DeadlineKind.RANGE, _span(start, end), start, end)
    return None


def _dated(text: str, plain: str, plan_year: int) -> Deadline:
    lead = next((lead for lead in _LEADS if plain.startswith(lead)), "")
    is_open = plain.startswith(_FROM)
    plain = canonical(plain.removeprefix(lead).removeprefix("fra ").removeprefix("frå "))
    scanned = scan(plain)
    if scanned is None:
        raise Misread(suggest(plain, plan_year))
    terms, joints = read_terms(scanned[0], plan_year), scanned[1]
    if joints == {"set"}:
        return _set_of_quarters(text, terms)
    if joints == {"range"} and len(terms) == 2:
        return _range(text, *terms, plan_year)
    if joints:
        raise Misread(f"{_('Fristen blander flere skrivemåter.')} {examples()}")
    if is_open:
        raise Misread(_("Fristen mangler en slutt. Skriv også når arbeidet er ferdig, for eksempel «Q1 – Q4»."))
    return _single(text, terms[0])


def _single(text: str, term: Term) -> Deadline:
    kinds = {"quarter": DeadlineKind.QUARTERS, "half": DeadlineKind.RANGE, "month": DeadlineKind.MONTH}
    kinds["week"] = DeadlineKind.WEEK
    kind = kinds.get(term.shape, DeadlineKind.DATE)
    return Deadline(text, kind, _span(term.start, term.end), term.start, term.end)


def _set_of_quarters(text: str, terms: list[Term]) -> Deadline:
    if any(term.shape != "quarter" for term in terms):
        raise Misread(_("Bare kvartaler kan legges sammen. Skriv én dato, eller kvartaler som «Q1 + Q3»."))
    quarters = tuple(sorted({quarter_of(term.end) for term in terms}))
    return Deadline(text, DeadlineKind.QUARTERS, quarters, min(t.start for t in terms), max(t.end for t in terms))


def _range(text: str, first: Term, last: Term, plan_year: int) -> Deadline:
    if first.start > last.end:
        raise Misread(backwards(first, last, plan_year))
    if first == last and first.shape == "week":
        return _single(text, first)
    return Deadline(text, DeadlineKind.RANGE, _span(first.start, last.end), first.start, last.end)


def quarter_of(day: date) -> Quarter:
    """Return the (year, quarter) a day lies in."""
    return day.year, (day.month + 2) // 3


def quarter_start(quarter: Quarter) -> date:
    """Return the first day of a quarter."""
    return date(quarter[0], 3 * quarter[1] - 2, 1)


def quarter_end(quarter: Quarter) -> date:
    """Return the last day of a quarter: 31.3, 30.6, 30.9 or 31.12."""
    return month_end(quarter[0], 3 * quarter[1])


def month_end(year: int, month: int) -> date:
    """Return the last day of a month (1-12)."""
    return date(year, month, monthrange(year, month)[1])


def _span(start: date, end: date) -> tuple[Quarter, ...]:
    (first_year, first), (last_year, last) = quarter_of(start), quarter_of(end)
    numbers = range(first_year * 4 + first - 1, last_year * 4 + last)
    return tuple((number // 4, number % 4 + 1) for number in numbers)


def recurring_ends(per_year: int, plan_year: int) -> list[date]:
    """Return the last days by which each of `per_year` deliveries is due: ends of months, evenly spread."""
    step = 12 // per_year
    return [month_end(plan_year, month) for month in range(step, 13, step)]
