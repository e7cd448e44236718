"""A deadline moved by whole quarters, written the way it was written: «1. kvartal» becomes «2. kvartal», not «Q2».

What is written is read again before it is used, so a text never says anything but what was meant. No Django.
"""

import re

from actionplan.deadline_grammar import MONTHS
from actionplan.deadlines import MOVABLE, Deadline, parse_deadline, shift

LONGEST = 80  # as the field holds
MOST_QUARTERS = 40  # ten years, either way

_MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS)}
_TERM = re.compile(
    rf"""(?P<q>[Qq]\ ?)(?P<q_number>[1-4])(?:(?P<q_joint>\ ?[-/']\ ?|\ )(?P<q_digits>[0-9]{{4}}|[0-9]{{2}}))?(?![0-9])
    |(?P<k_number>[1-4])(?P<k>\.?\ ?kvartal)(?:(?P<k_joint>\ )(?P<k_digits>[0-9]{{4}}))?(?![0-9])
    |\b(?P<month>{"|".join(MONTHS)})\b(?:(?P<m_joint>\ )(?P<m_digits>[0-9]{{4}}))?(?![0-9])""",
    re.VERBOSE | re.IGNORECASE,
)


def shift_text(text: str, quarters: int, plan_year: int) -> str:
    """The deadline moved by whole quarters (negative is earlier), as text of a plan of that year.

    What has no date of its own (running, recurring, none, not understood) comes back as it was.
    """
    deadline = parse_deadline(text, plan_year)
    if deadline.kind not in MOVABLE or not quarters:
        return text
    meant = shift(deadline, quarters, plan_year)
    alike = _TERM.sub(lambda found: _moved(found, quarters, plan_year), text.strip())
    # By whole years «Q1 - Q4 2018» is «Q1 - Q4 2019»: the year that is written is that of both ends.
    dated = _TERM.sub(lambda found: _moved(found, quarters, plan_year) if _has_year(found) else found[0], text.strip())
    candidates = (dated, alike, meant.text)
    return next((each for each in candidates if len(each) <= LONGEST and _says(each, meant, plan_year)), text)


def _has_year(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("q_digits", "k_digits", "m_digits"))


def _says(text: str, meant: Deadline, plan_year: int) -> bool:
    read = parse_deadline(text, plan_year)
    return (read.kind, read.quarters, read.start, read.end) == (meant.kind, meant.quarters, meant.start, meant.end)


def _moved(found: re.Match[str], quarters: int, plan_year: int) -> str:
    """One quarter or month of the text; its year is written as before, and where it has left the year of the plan."""
    if found["month"]:
        count, step = _MONTH_NUMBER[found["month"].casefold()] + 3 * quarters, 12
    else:
        count, step = int(found["q_number"] or found["k_number"]) - 1 + quarters, 4
    kind = "m" if found["month"] else "q" if found["q"] else "k"
    year = _year(found, kind, count // step, plan_year)
    if kind == "m":
        name = MONTHS[count % step]
        return (name.capitalize() if found["month"][0].isupper() else name) + year
    number = count % step + 1
    return f"{found['q']}{number}{year}" if kind == "q" else f"{number}{found['k']}{year}"


def _year(found: re.Match[str], kind: str, years: int, plan_year: int) -> str:
    digits = found[f"{kind}_digits"]
    if digits is None:
        short = f"-{(plan_year + years) % 100:02}" if kind == "q" else f" {plan_year + years}"
        return short if years else ""
    moved = str(int(digits) + years) if len(digits) == 4 else f"{(int(digits) + years) % 100:02}"
    return found[f"{kind}_joint"] + moved
