"""Terms in the index that say who may read a text: a short cut past what an actor does not see, on both databases.

They only leave out. The access filter is asked for each row all the same, so a term too many costs a little time, and
one too few hides a text: tests/access/test_search_leak.py holds the answers with and without them to be the same.
"""

from uuid import UUID

from governance.access import Actor
from governance.composed import all_held, composed
from governance.search.sources import source_of

QUESTIONS = 256  # kinds, and lengths of lists
PUBLIC, KNOWN = "þpub", "þkn"
NOBODY = UUID(int=0)


def title_term(term: str) -> str:
    """The term in the scope of what has this word in its title."""
    return f"þt{term}"


def body_term(body_id: UUID) -> str:
    return f"þb{body_id.hex}"


def classes_of(kind: str, alliance, pks: list) -> dict:
    """Key -> terms of those classes of readers that see the row of this kind, as `visible_to` says: visitors, and
    whoever is known in the alliance and is nothing more in it. Visitors as if the alliance had opened its pages: it may
    at any time."""
    found: dict = {}
    for term, seen in (
        (PUBLIC, _seen_by_visitors(Actor(alliance=alliance), pks, kind=kind)),
        (KNOWN, _seen_by_known(Actor(alliance=alliance, organisations=frozenset([NOBODY])), pks, kind=kind)),
    ):
        for pk in seen:
            found.setdefault(pk, set()).add(term)
    return found


def _seen(actor, rows, *, kind: str):
    return source_of(kind).visible(actor).filter(pk__in=rows).values_list("pk", flat=True)


_seen_by_visitors = composed(all_held, kept=QUESTIONS, is_open=True)(_seen)
_seen_by_known = composed(all_held, kept=QUESTIONS)(_seen)


def reader_terms(actor) -> list[str]:
    """Of these terms one stands in each text the actor may read; none where no term says it: she edits, or works for
    or leads some part, and sees most of what there is."""
    if not actor.is_known:
        return [PUBLIC]
    if actor.is_staff or actor.edited_cooperations or actor.edits_everything or actor.further:
        return []
    return [KNOWN, *sorted(map(body_term, actor.bodies))]
