"""Rows pasted from a spreadsheet become the fields of the form after an election. Reads nothing stored.

A first row with heads says which column is which; without one they stand as member, name, address, and what she is.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from governance.bodies.election import SeatPlan, member_field, substitutes_field
from governance.people.names import plain

MAX_ROWS = 500
HEADS = {
    "body": ("organ", "utvalg", "styre"),
    "organisation": ("medlem", "kommune", "organisasjon", "på vegne av", "område"),
    "name": ("navn", "representant", "person"),
    "given": ("fornavn",),
    "family": ("etternavn",),
    "email": ("e-post", "epost", "e-postadresse", "mail"),
    "place": ("plass", "funksjon", "type", "verv", "vara"),
}
USUAL = ("organisation", "name", "email", "place")
_SUBSTITUTE = re.compile(r"vara|nestvara|^v\.?\s*\d", re.IGNORECASE)


@dataclass
class Pasted:
    """The fields that the rows fill, and a sentence for each row that found no seat."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    rows: int = 0


def read_pasted(text: str, plans: Sequence[SeatPlan]) -> Pasted:
    """Fill the seats from the rows. Seats of members that are named in no row are left as they are."""
    lines = [line.split("\t") if "\t" in line else line.split(";") for line in text.splitlines() if line.strip()]
    lines = lines[:MAX_ROWS]
    heads = _heads(lines[0]) if lines else {}
    rows = lines[1:] if heads else lines
    heads = heads or {name: place for place, name in enumerate(USUAL)}
    found, seated = Pasted(rows=len(rows)), defaultdict(list)
    for number, cells in enumerate(rows, start=2 if rows is not lines else 1):
        row = {name: cells[place].strip() for name, place in heads.items() if place < len(cells)}
        _place(row, number, plans, seated, found)
    _fill(plans, seated, found)
    return found


def _heads(cells: Sequence[str]) -> dict[str, int]:
    """name of a column -> its place; empty when the first row is no row of heads."""
    words = [cell.strip().casefold().rstrip(":.") for cell in cells]
    found = {name: words.index(word) for name, spellings in HEADS.items() for word in spellings if word in words}
    return found if len(found) > 1 else {}


def _place(row: dict, number: int, plans, seated, found: Pasted) -> None:
    name = row.get("name") or f"{row.get('given', '')} {row.get('family', '')}".strip()
    person = ", ".join(filter(None, (name, row.get("email", ""))))
    if not person:
        return
    fitting = [plan for plan in plans if _fits(plan, row)]
    is_substitute = bool(_SUBSTITUTE.search(row.get("place", "")))
    kind = "v" if is_substitute else "m"
    free = [plan for plan in fitting if is_substitute or not seated[plan.seat.pk, "m"]]
    if not fitting:
        text = _("Rad {number}: fant ingen plass for «{what}».")
        found.problems.append(text.format(number=number, what=row.get("organisation") or row.get("body") or person))
    elif not free:
        text = _("Rad {number}: alle plassene til {what} er alt fylt av radene over.")
        found.problems.append(text.format(number=number, what=row.get("organisation") or person))
    else:
        number = re.search(r"\d+", row.get("place", "")) if is_substitute else None
        plan = min(free, key=lambda each: len(seated[each.seat.pk, "v"])) if is_substitute else free[0]
        seated[plan.seat.pk, kind].append((int(number.group(0)) if number else 99, person))


def _fits(plan: SeatPlan, row: dict) -> bool:
    seat = plan.seat
    if row.get("body") and plain(row["body"]) not in _spellings(seat.body.name, seat.body.slug, *seat.body.aliases):
        return False
    wanted, owner = plain(row.get("organisation", "")), seat.on_behalf_of
    names = _spellings(owner.name, owner.short_name) if owner else _spellings(seat.area, seat.title)
    return not wanted or wanted in names


def _spellings(*names: str) -> set[str]:
    spelt = {plain(name) for name in names if name}
    return spelt | {name.removesuffix(" kommune") for name in spelt}


def _fill(plans, seated, found: Pasted) -> None:
    for plan in plans:
        members, substitutes = seated[plan.seat.pk, "m"], seated[plan.seat.pk, "v"]
        if members:
            found.values[member_field(plan.seat)] = members[0][1]
        if substitutes:
            in_order = sorted(substitutes, key=lambda each: each[0])
            found.values[substitutes_field(plan.seat)] = "\n".join(person for _order, person in in_order)
