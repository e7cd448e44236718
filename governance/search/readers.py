"""Terms in the index that say who may read a text: a short cut past what an actor does not see, on both databases.

They only leave out. The access filter is asked for each row all the same, so a term too many costs a little time, and
one too few hides a text: tests/access/test_search_leak.py holds the answers with and without them to be the same.
"""

from copy import copy
from uuid import UUID

from governance.access import Actor

PUBLIC, KNOWN = "þpub", "þkn"
NOBODY = UUID(int=0)


def title_term(term: str) -> str:
    """The term in the scope of what has this word in its title."""
    return f"þt{term}"


def body_term(body_id: UUID) -> str:
    return f"þb{body_id.hex}"


def classes_of(source, alliance, pks) -> dict:
    """Key -> terms of those classes of readers that see the row, as `visible_to` says: visitors, and whoever is known
    in the alliance and is nothing more in it. Visitors as if the alliance had opened its pages: it may at any time."""
    opened = copy(alliance)
    opened.is_open = True
    classes = {PUBLIC: Actor(alliance=opened), KNOWN: Actor(alliance=alliance, organisations=frozenset([NOBODY]))}
    found: dict = {}
    for term, reader in classes.items():
        rows = source.visible(reader).filter(pk__in=pks)
        for pk in () if rows.query.is_empty() else rows.values_list("pk", flat=True):
            found.setdefault(pk, set()).add(term)
    return found


def reader_terms(actor) -> list[str]:
    """Of these terms one stands in each text the actor may read; none where no term says it: she edits, or works for
    or leads some part, and sees most of what there is."""
    if not actor.is_known:
        return [PUBLIC]
    if actor.is_staff or actor.edited_cooperations or actor.edits_everything or actor.further:
        return []
    return [KNOWN, *sorted(map(body_term, actor.bodies))]
