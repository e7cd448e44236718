"""Which rows of the index an actor may see, as SQL: a row that is not `visible_to` her is neither found nor counted.

Making this SQL costs more than asking it, and it follows from who the actor is: it is remembered by all that
`visible_to` looks at. A query that asks the database while it is made must not be registered as a source.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from governance.models import SearchEntry
from governance.search.sources import source_of, sources

_known: dict[tuple, Any] = {}
MAX_KNOWN = 512


def filter_of(actor, body_id=None) -> tuple[str, list]:
    """SQL that holds for rows of the index that she may read. With a body, a row that many bodies may treat counts only
    where she sees it there."""
    sql, params = _remembered("filter", actor, _filter)
    kinds = [source for source in sources() if source.places]
    if not body_id or not kinds:
        return sql, params
    others = Q(pk__in=[])
    for source in kinds:
        there = source.places(actor, None).filter(body=body_id, case=OuterRef("object_id"))
        others |= Q(kind=source.kind) & ~Exists(there)
    more, more_params = _condition(SearchEntry.objects.filter(~others))
    return f"({sql}) AND ({more})", [*params, *more_params]


def visible_of(actor) -> dict[str, tuple[str, list]]:
    """Kind -> a SELECT of all rows of that kind that she may read; a kind of which she may read none is left out."""
    return _remembered("visible", actor, _visible)


def elsewhere(actor, by_kind: dict[str, list], body_id) -> set:
    """Of rows that many bodies may treat (kind -> keys), the (kind, key) that she does not see in this one."""
    missing: set = set()
    for source in map(source_of, by_kind):
        if source.places:
            pks = by_kind[source.kind]
            there = source.places(actor, pks).filter(body=body_id).order_by().values_list("case", flat=True)
            missing.update((source.kind, pk) for pk in set(pks) - set(there))
    return missing


def forget() -> None:
    """Make the SQL anew when it is next asked for."""
    _known.clear()


def _remembered(what: str, actor, make: Callable) -> Any:
    key = (what, *who(actor))
    known = _known.get(key)
    if known is None:
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        known = _known[key] = make(actor)
    return known  # never read again from what is remembered: another thread may just have cleared it


def who(actor) -> tuple:
    """All that tells one actor from another: what she is, on the day, whether the alliance has opened its pages, and
    the database she asks."""
    person = actor.person.pk if actor.person else None
    held = (actor.roles, actor.seats, actor.bodies, actor.organisations, actor.further)
    where = (connection.vendor, actor.alliance.pk, actor.alliance.is_open)
    return *where, actor.user_id, person, actor.on, actor.is_system, *held


def _filter(actor) -> tuple[str, list]:
    condition = Q(pk__in=[])
    for source in sources():
        seen = source.visible(actor)
        if not seen.query.is_empty():
            condition |= Q(kind=source.kind) & Exists(seen.filter(pk=OuterRef("object_id")))
    return _condition(SearchEntry.objects.filter(condition, alliance=actor.alliance))


def _visible(actor) -> dict[str, tuple[str, list]]:
    found = {}
    for source in sources():
        try:
            sql, params = source.visible(actor).order_by().values("id").query.sql_with_params()
        except EmptyResultSet:
            continue
        found[source.kind] = (sql, list(params))
    return found


def _condition(rows) -> tuple[str, list]:
    """The condition of a queryset over the index, as SQL."""
    if rows.query.is_empty():
        return "1=0", []
    compiler = rows.query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    try:
        sql, params = compiler.compile(rows.query.where)
    except EmptyResultSet:
        return "1=0", []
    return sql, list(params)
