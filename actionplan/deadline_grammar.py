"""How a typed deadline is cut into dated terms: 'Q1-15 - Q4-17', '15.3', 'juni 2018', '1. og 3. kvartal'.

Pure text and calendar; `actionplan.deadlines` gives the terms their meaning. Spellings: docs/deadlines.md.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from actionplan.wording import gettext as _
from actionplan.wording import gettext_noop

MONTHS = (
    gettext_noop("januar"), gettext_noop("februar"), gettext_noop("mars"), gettext_noop("april"),
    gettext_noop("mai"), gettext_noop("juni"), gettext_noop("juli"), gettext_noop("august"),
    gettext_noop("september"), gettext_noop("oktober"), gettext_noop("november"), gettext_noop("desember"),
)  # fmt: skip
MAX_LENGTH = 120  # longer text is prose, not a deadline
YEARS_AROUND = 49  # further from the plan year is a slip of the key, and two digits would be ambiguous

_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH_WORD = "|".join(MONTHS) + "|sept|" + "|".join(_MONTH_NUMBERS)
WEEK_WORD = "(?:uke(?:r|ne|n)?|uka|veke(?:r|ne|n)?|veka)"
_WORD_END = "(?![0-9a-zæøå])"
# "juni - 15.8" and "juni - 15 aug": the number after the dash is a day, not a year.
_YEAR = rf" ?[-/']? ?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9a-zæøå]|\. ?[0-9a-zæøå]| (?:{_MONTH_WORD}){_WORD_END})"

TERM = re.compile(
    rf"""(?<![0-9a-zæøå.])(?:
    (?P<iso>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}})
    |(?:i\ )?{WEEK_WORD}\ ?(?P<week>[0-9]{{1,2}})(?P<week_year>\ ?[-/,]?\ ?[0-9]{{4}}(?![0-9]))?
    |q\ ?(?P<quarter>[1-4])(?P<quarter_year>{_YEAR.replace(" ", "[ ]")})?
    |(?P<half>[12])\.?\ ?halvår(?P<half_year>{_YEAR.replace(" ", "[ ]")})?
    |(?P<day>[0-9]{{1,2}})\ ?[./]\ ?(?P<month>[0-9]{{1,2}})(?![0-9])
        (?P<day_year>\ ?[./]\ ?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9])|\ [0-9]{{4}}(?![0-9]))?
    |(?:(?P<month_day>[0-9]{{1,2}})\.?\ ?)?
        (?P<month_name>{_MONTH_WORD})\b\.?(?P<month_year>{_YEAR.replace(" ", "[ ]")})?
    ){_WORD_END}""",
    re.VERBOSE,
)
_JOIN = re.compile(r" ?(?:(?P<set>[+,;&/]|og\b)|-|til\b|t\.?o\.?m\b\.?) ?| ")

_ORDINALS = {"første": "1.", "fyrste": "1.", "andre": "2.", "annet": "2.", "tredje": "3.", "fjerde": "4."}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b")
_SPELLED = re.compile(
    rf"(?<![0-9.q])((?:[1-4]\.? ?(?:[,+-]|og|til) ?)*[1-4]\.? ?)(?:kvartal|kv\b\.?){_WORD_END}({_YEAR})?"
)
_BARE_SECOND = re.compile(r"(q ?[1-4] ?(?:[-+]|og) ?)([1-4])(?![0-9.])")
_YEAR_FIRST = re.compile(r"([0-9]{4})[ -]{0,3}q ?([1-4])")
_DAYS_OF_MONTH = re.compile(
    r"(?<![0-9.a-zæøå])(?<!uke )(?<!veke )"
    rf"([0-9]{{1,2}})\.? ?- ?([0-9]{{1,2}}\.? ?)((?:{_MONTH_WORD})\b\.?(?:{_YEAR})?)"
)
_WEEKS = re.compile(
    rf"({WEEK_WORD}) ?([0-9]{{1,2}}) ?(?:-|til\b|t\.?o\.?m\b\.?) ?"
    rf"([0-9]{{1,2}})(?![0-9]|[./-] ?[0-9]|\.? ?(?:{_MONTH_WORD})\b)"
)
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Misread(ValueError):
    """The text cannot be a deadline; the message says in the language of the page what would be right."""


@dataclass(frozen=True, slots=True)
class Term:
    """One dated piece of a deadline: first and last day, and whether it was a quarter, half, week, date or month."""

    start: date
    end: date
    shape: str


def did_you_mean(text: str) -> str:
    """Suggest a deadline that can be typed as it stands: the text is never translated."""
    return _("Mente du «{text}»?").format(text=text)


def normalise(text: str) -> str:
    """Return `text` in lower case with one kind of dash and single blanks; meant for reading, never for display."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    plain = _DASHES.sub("-", plain).replace("’", "'").casefold()
    return " ".join(plain.split()).rstrip(" .;,:")


def canonical(plain: str) -> str:
    """Spell out quarters and days so that every term stands alone: '1. og 3. kvartal 16' -> 'q1-16 og q3-16'."""
    plain = _ORDINAL.sub(lambda found: _ORDINALS[found[0]], plain)
    plain = _SPELLED.sub(_spell_out, plain)
    plain = re.sub(rf"\bkvartal ?([1-4]){_WORD_END}", r"q\1", plain)
    plain = _BARE_SECOND.sub(r"\1q\2", plain)
    plain = _DAYS_OF_MONTH.sub(r"\1. \3 - \2\3", plain)
    plain = _WEEKS.sub(r"\1 \2 - uke \3", plain)
    year_first = _YEAR_FIRST.fullmatch(plain)
    return f"q{year_first[2]}-{year_first[1]}" if year_first else plain


def _spell_out(found: re.Match[str]) -> str:
    digits = re.sub(r"[^0-9]", "", found[2] or "")
    return re.sub(r"([1-4])\.?", rf"q\1{'-' + digits if digits else ''}", found[1]).rstrip()


def full_year(digits: str, plan_year: int) -> int:
    """Read a year; two digits mean the year nearest the plan year. Raises Misread when it is far off."""
    year = int(digits)
    if len(digits) == 2:
        century = plan_year // 100 * 100
        year = min((century + shift + year for shift in (-100, 0, 100)), key=lambda y: abs(y - plan_year))
    if abs(year - plan_year) > YEARS_AROUND:
        message = _("Året {year} er for langt fra planåret {plan_year}. Skriv et år nærmere planåret.")
        raise Misread(message.format(year=year, plan_year=plan_year))
    return year


def scan(plain: str) -> tuple[list[re.Match[str]], set[str]] | None:
    """Cut canonical text into terms and the kinds of joint between them ('set', 'range'); None when it does not fit."""
    terms: list[re.Match[str]] = []
    joints: set[str] = set()
    position = 0
    while term := TERM.match(plain, position):
        terms.append(term)
        position = term.end()
        if position == len(plain):
            return terms, joints
        joint = _JOIN.match(plain, position)
        if joint is None:
            return None
        joints.add("set" if joint["set"] else "range")
        position = joint.end()
    return None


def read_terms(found: list[re.Match[str]], plan_year: int) -> list[Term]:
    """Give every term its days. A year written once, last and without a dash, counts for all terms if order allows."""
    *earlier, last = (written_year(term) for term in found)
    if earlier and last and not any(earlier) and "-" not in last:
        shared = full_year(re.sub(r"[^0-9]", "", last), plan_year)
        terms = [read_term(term, plan_year, shared) for term in found]
        if all(before.start <= after.end for before, after in pairwise(terms)):
            return terms
    return [read_term(term, plan_year, plan_year) for term in found]


def written_year(found: re.Match[str]) -> str:
    """Return the year as written in this term with its mark ('-16', ' 2016'), or '' when none was written."""
    if found["iso"]:
        return found["iso"][:4]
    groups = ("quarter_year", "half_year", "week_year", "day_year", "month_year")
    return next((found[group] for group in groups if found[group]), "")


def read_term(found: re.Match[str], plan_year: int, default_year: int) -> Term:
    """Turn one matched term into days; raises Misread for a date that does not exist."""
    digits = re.sub(r"[^0-9]", "", written_year(found))
    year = full_year(digits, plan_year) if digits else default_year
    if found["quarter"]:
        first = 3 * int(found["quarter"]) - 2
        return Term(date(year, first, 1), _last_day(year, first + 2), "quarter")
    if found["half"]:
        first = 6 * int(found["half"]) - 5
        return Term(date(year, first, 1), _last_day(year, first + 5), "half")
    if found["week"]:
        return _week(year, int(found["week"]))
    if found["iso"]:
        month, day = map(int, found["iso"].split("-")[1:])
        return _exact(year, month, day)
    if found["day"]:
        return _exact(year, int(found["month"]), int(found["day"]))
    month = _MONTH_NUMBERS[found["month_name"][:3]]
    if found["month_day"]:
        return _exact(year, month, int(found["month_day"]))
    return Term(date(year, month, 1), _last_day(year, month), "month")


def _week(year: int, number: int) -> Term:
    last = date(year, 12, 28).isocalendar().week  # which is always in the last week of its year
    if not 1 <= number <= last:
        message = _("Uke {week} finnes ikke i {year}.").format(week=number, year=year)
        raise Misread(f"{message} {did_you_mean(f'uke {last if number else 1} {year}')}")
    start = date.fromisocalendar(year, number, 1)
    return Term(start, start + timedelta(days=6), "week")


def _exact(year: int, month: int, day: int) -> Term:
    if not 1 <= month <= 12:
        message = _("Måned {month} finnes ikke. Skriv dag og måned, for eksempel «15.3.{year}».")
        raise Misread(message.format(month=month, year=year))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        message = _("Datoen {date} finnes ikke.").format(date=f"{day}.{month}.{year}")
        raise Misread(f"{message} {did_you_mean(f'{last if day else 1}.{month}.{year}')}")
    exact = date(year, month, day)
    return Term(exact, exact, "date")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
