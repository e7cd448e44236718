"""What to suggest when a typed deadline is not understood: one or two plain sentences in the language of the page.

Everything in quotation marks can be typed as it stands, whatever the language of the page (tested). So a translation
may say «Løpande» for «Løpende», and English, of which the parser knows no words, keeps «Løpende».
"""

import re
from datetime import date
from difflib import get_close_matches

from actionplan.deadline_grammar import MONTHS, TERM, YEARS_AROUND, Term, did_you_mean, read_term
from actionplan.deadline_weeks import week_text
from actionplan.wording import gettext as _

WORDS = ("løpende", "kvartalsvis", "månedlig", "halvårlig", "årlig", "tertialvis", *MONTHS)

_SEASONS = {"vinter": "Q1", "vår": "Q2", "sommer": "Q3", "sommar": "Q3", "høst": "Q4", "haust": "Q4"}
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)})(?:en)?\b")
_YEAR = re.compile(r"(?<![0-9.])(?:19|20)[0-9]{2}(?![0-9])")
_TERTIAL = re.compile(r"\b([1-3])\.? ?tertial\b")


def examples() -> str:
    """The usual ways to write a deadline."""
    return _("Skriv for eksempel «Q2», «Q1 + Q3», «Q1 – Q4», «15.3», «Løpende» eller «Kvartalsvis».")


def quarter_text(year: int, quarter: int) -> str:
    """Write a quarter the way plans do: (2016, 3) -> 'Q3-16'."""
    return f"Q{quarter}-{year % 100:02d}"


def _quarter(day: date, plan_year: int | None) -> str:
    number = (day.month + 2) // 3
    return f"Q{number}" if day.year == plan_year else quarter_text(day.year, number)


def term_text(term: Term, plan_year: int | None = None) -> str:
    """Write a term so that it can be typed again: 'Q3-16', 'Q1-16 – Q2-16', '15.3.2016', 'juni 2018'.

    A quarter of `plan_year` is written as the help teaches it, without the year: 'Q3'.
    """
    first, last = (_quarter(day, plan_year) for day in (term.start, term.end))
    if term.shape == "quarter":
        return first
    if term.shape == "half":
        return f"{first} – {last}"
    if term.shape == "month":
        return f"{MONTHS[term.start.month - 1]} {term.start.year}"
    if term.shape == "week":
        week = term.start.isocalendar()[:2]
        return week_text(week, week)
    return f"{term.start.day}.{term.start.month}.{term.start.year}"


def backwards(first: Term, last: Term, plan_year: int) -> str:
    """Explain a range that ends before it begins, and offer it turned round."""
    problem = _("Fristen slutter før den begynner.")
    if first.shape == last.shape != "half":
        # One year for both, or neither: "Q1 – Q3-17" would be read as two quarters of 2017.
        year = plan_year if first.start.year == last.start.year else None
        return f"{problem} {did_you_mean(f'{term_text(last, year)} – {term_text(first, year)}')}"
    return f"{problem} {_('Skriv den tidligste først.')}"


def suggest(plain: str, plan_year: int) -> str:
    """Suggest what the writer of the normalised text may have meant. Raises Misread for an impossible date in it."""
    if re.search(r"\bq ?(?:0|[5-9]|[1-9][0-9]+)\b", plain):
        return _("Kvartalene heter «Q1», «Q2», «Q3» og «Q4».")
    if tertial := _TERTIAL.search(plain):
        return f"{_('Skriv tertialet som dato.')} {did_you_mean(('30.4', '31.8', '31.12')[int(tertial[1]) - 1])}"
    if term := TERM.search(plain):
        return f"{_('Skriv bare fristen.')} {did_you_mean(term_text(read_term(term, plan_year, plan_year), plan_year))}"
    alike = [] if " " in plain else get_close_matches(plain, WORDS, n=1, cutoff=0.75)
    if alike:
        return did_you_mean(alike[0].capitalize())
    return _fuzzy(plain, plan_year)


def _fuzzy(plain: str, plan_year: int) -> str:
    found = _YEAR.search(plain)
    year = int(found[0]) if found and abs(int(found[0]) - plan_year) <= YEARS_AROUND else plan_year
    if season := _SEASON.search(plain):
        return f"{_('Skriv årstiden som kvartal.')} {did_you_mean(f'{_SEASONS[season[1]]} {year}')}"
    if re.search(r"\bg[ao]nger\b|årl[ie]g|kvartalsvis|mån[ea]d", plain):
        return _("Skriv bare «Månedlig», «Kvartalsvis», «Halvårlig» eller «Årlig».")
    if re.search(r"\b(?:inneværende år|i år|året)\b", plain):
        return _("Mente du hele året? Skriv «Q1 – Q4».")
    if found:
        return _("Skriv kvartalet også, for eksempel «Q4 {year}».").format(year=year)
    return examples()
