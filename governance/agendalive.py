"""Which agendas a change is seen on: for the page where an agenda is put together (governance/live).

The page shows the agenda of one meeting and what waits for its body, so its numbers are those of the body.
"""

from collections.abc import Iterable
from uuid import UUID

from governance.models import AgendaItem, Case, Meeting, StandingItem, SubItem

KIND = "agenda"
ITEM, MEETING, CASE, STANDING = "sak", "mote", "tittel", "fast"
# What the page shows of a case it lists.
SHOWN_OF_CASE = frozenset({"title", "public_title", "access", "state"})
KINDS = {AgendaItem: ITEM, Meeting: MEETING, StandingItem: STANDING}
BELOW = "underpunkter"  # what is changed of a case where a point below it is


def agendas_written(change) -> Iterable[tuple[str, UUID, list]]:
    """Each body of whose agendas the change wrote something, with its rows: [kind, key, None, names of changed fields
    or None for a new row]."""
    bodies: dict[UUID, list] = {}
    for model, written in _by_model(change.told).items():
        for body, kind, key, names in _placed(change.subject, model, written):
            bodies.setdefault(body, []).append([kind, str(key), None, None if names is None else sorted(names)])
    for body, rows in bodies.items():
        yield KIND, body, rows


def _by_model(told) -> dict[type, dict]:
    found: dict[type, dict] = {}
    for model, key, names in told:
        if model in KINDS or model is SubItem or (model is Case and names is not None and names & SHOWN_OF_CASE):
            rows = found.setdefault(model, {})
            known = rows.get(key, frozenset())
            rows[key] = None if names is None or known is None else known | names
    return found


def _placed(subject, model, written: dict) -> Iterable[tuple]:
    """(body, kind, key, names) of each row. What the change is about knows its body; of other rows it is asked."""
    if model is Case:
        rows = AgendaItem.objects.present().filter(case__in=list(written)).order_by()
        pairs = rows.values_list("case", "body").distinct()
        return [(body, CASE, case, written[case]) for case, body in pairs]
    if model is SubItem:
        rows = model._base_manager.filter(pk__in=list(written)).order_by().values_list("item__body", "item").distinct()
        return [(body, ITEM, item, {BELOW}) for body, item in rows]
    if isinstance(subject, model) and list(written) == [subject.pk]:
        return [(subject.body_id, KINDS[model], subject.pk, written[subject.pk])]
    rows = model._base_manager.filter(pk__in=list(written)).order_by().values_list("pk", "body")
    return [(body, KINDS[model], key, written[key]) for key, body in rows]
