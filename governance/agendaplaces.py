"""Where a case comes on an agenda: pure, over keys in order.

The template of a body (StandingItem) says which cases come before the other cases of a meeting and which after them.
A case is put below all that it comes after by the template; what stands on the agenda keeps its order, also where the
secretariat has moved it from the order of the template.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from governance.agendachoices import AgendaPlace

CASES = "cases"  # the place of the other cases among the keys of a template
OTHERS = (1, 0)  # the rank of a case that is not in the template


def ranks_of(lines: Iterable) -> dict[Hashable, tuple[int, int]]:
    """The rank of each case of a template, whose rows come in order."""
    return {line.case_id: (0 if line.place == AgendaPlace.BEFORE else 2, n) for n, line in enumerate(lines)}


def place_for(case, agenda: Sequence, ranks: Mapping) -> int:
    """How many cases of the agenda the case comes after."""
    rank, place = ranks.get(case, OTHERS), len(agenda)
    while place and ranks.get(agenda[place - 1], OTHERS) > rank:
        place -= 1
    return place


def merged(agenda: Sequence, coming: Iterable, ranks: Mapping) -> list:
    """The agenda with the cases that are coming put on it one by one."""
    whole = list(agenda)
    for case in coming:
        whole.insert(place_for(case, whole, ranks), case)
    return whole


def place_among(keys: Sequence[str], own: str, position: int, shown: Sequence[str]) -> int:
    """Where among the other keys `own` goes when it is let go at a position, counted from 1 in the order that was
    `shown`: after the nearest that stood above it there, whatever others have moved meanwhile."""
    seen = [key for key in shown if key != own] or list(keys)
    above = (key for key in reversed(seen[: max(0, position - 1)]) if key in keys)
    nearest = next(above, None)
    return 0 if nearest is None else keys.index(nearest) + 1
