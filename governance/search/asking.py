"""The question as SQL, on both databases: the full-text index, the alliance within it, and what the actor may see.

The access filter is the same statement: a row that is not `visible_to` the actor is neither found nor counted. Hits
come newest first, which is the order of the key, so a word in every text costs no more than the page it fills.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from governance.models import SearchEntry
from governance.search.question import Group, Question
from governance.search.sources import source_of, sources
from governance.search.writing import PUBLIC

TABLE = "governance_searchentry"


@dataclass(frozen=True)
class Row:
    """A row of the index that the actor may see."""

    key: int
    kind: str
    object_id: object
    body_id: object
    year: int | None
    in_title: bool


@dataclass(frozen=True)
class Narrowing:
    """What the person chose in the filters."""

    kinds: tuple[str, ...] = ()
    body_id: object = None
    year: int | None = None


def rows(
    actor,
    question: Question,
    *,
    narrowing: Narrowing = Narrowing(),
    title: bool | None = None,
    below: int | None = None,
    limit: int,
    checked: bool = True,
) -> list[Row]:
    """The newest rows that match. `title`: only those with every word in the title (True) or not (False); `below`: only
    keys below this one. `checked=False` leaves the access out and is for measuring alone."""
    access, access_params = access_filter(actor) if checked else ("1=1", [])
    conditions, params = _narrowed(narrowing, below)
    where = " AND ".join([access, *conditions])
    build = _sqlite if connection.vendor == "sqlite" else _postgresql
    sql, match_params = build(actor, question, narrowing, title, checked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql.format(where=where)} LIMIT %s", [*match_params, *access_params, *params, limit])
        found = cursor.fetchall()
    convert = SearchEntry._meta.get_field("object_id").to_python
    return [
        Row(key, kind, convert(pk), convert(body) if body else None, year, bool(in_title))
        for key, kind, pk, body, year, in_title in found
    ]


def _narrowed(narrowing: Narrowing, below: int | None) -> tuple[list[str], list]:
    conditions, params = [], []
    if below is not None:
        conditions.append(f"{TABLE}.id < %s")
        params.append(below)
    return conditions, params


# ---- Who may see ----


_known: dict[tuple, tuple[str, list]] = {}
MAX_KNOWN = 512


def access_filter(actor) -> tuple[str, list]:
    """SQL that holds for rows of the index whose source the actor may read.

    Making it costs more than asking, and it follows from who the actor is: it is remembered by all that `visible_to`
    looks at. A query that asks the database while it is made must not be registered as a source.
    """
    key = _who(actor)
    if key not in _known:
        if len(_known) >= MAX_KNOWN:
            _known.clear()
        _known[key] = _access_filter(actor)
    return _known[key]


def _who(actor) -> tuple:
    """All that tells one actor from another: what she is, on the day, and the database she asks."""
    person = actor.person.pk if actor.person else None
    held = (actor.roles, actor.seats, actor.bodies, actor.organisations, actor.further)
    return connection.vendor, actor.alliance.pk, actor.user_id, person, actor.on, actor.is_system, *held


def _access_filter(actor) -> tuple[str, list]:
    condition = Q(pk__in=[])
    for source in sources():
        seen = source.visible(actor)
        if not seen.query.is_empty():
            condition |= Q(kind=source.kind) & Exists(seen.filter(pk=OuterRef("object_id")))
    query = SearchEntry.objects.filter(condition, alliance=actor.alliance).query
    if query.is_empty():
        return "1=0", []
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(query.where)
    return sql, list(params)


def _scopes(actor, narrowing: Narrowing, checked: bool) -> list[list[str]]:
    """Terms of the scope: of each list one must hold."""
    wanted = [[f"þa{actor.alliance.pk}"]]
    if narrowing.kinds:
        wanted.append([f"þk{kind}" for kind in narrowing.kinds])
    if narrowing.body_id:
        wanted.append([f"þb{narrowing.body_id.hex}"])
    if narrowing.year:
        wanted.append([f"þy{narrowing.year}"])
    if checked and not actor.is_known:
        wanted.append([PUBLIC])  # only a short cut: the access filter decides
    return wanted


# ---- SQLite: FTS5 ----


def _sqlite(actor, question, narrowing, title, checked) -> tuple[str, list]:
    scope = " AND ".join(f"scope : ({' OR '.join(map(_quoted, each))})" for each in _scopes(actor, narrowing, checked))
    in_title = f"title_terms : ({_fts5(question.groups)})"
    anywhere = f"{{title_terms terms}} : ({_fts5(question.groups)})"
    match = {None: anywhere, True: in_title, False: f"({anywhere}) NOT ({in_title})"}[title]
    fts = f"{TABLE}_fts"
    in_titles = f"{fts}.rowid IN (SELECT rowid FROM {fts} WHERE {fts} MATCH %s)"  # noqa: S608
    asked = in_titles if title is None else "%s IS NULL"
    sql = (
        f"{TABLE}.id, {TABLE}.kind, {TABLE}.object_id, {TABLE}.body_id, {TABLE}.year, {asked} "
        f"FROM {fts} CROSS JOIN {TABLE} ON {TABLE}.id = {fts}.rowid "
        f"WHERE {fts} MATCH %s AND {{where}} ORDER BY {fts}.rowid DESC"
    )
    first = f"{scope} AND {in_title}" if title is None else ("" if title is False else None)
    return sql, [first, f"{scope} AND ({match})"]


def _fts5(groups: Iterable[Group]) -> str:
    return " AND ".join(f"({' OR '.join(_quoted(' '.join(way)) for way in group.ways)})" for group in groups)


def _quoted(text: str) -> str:
    return f'"{text}"'


# ---- PostgreSQL: tsvector ----


def _postgresql(actor, question, narrowing, title, checked) -> tuple[str, list]:
    scopes = [[f"'{term}'" for term in each] for each in _scopes(actor, narrowing, checked)]
    scope = " & ".join(f"({' | '.join(each)})" for each in scopes)
    in_title, anywhere = _tsquery(question.groups, ":A"), _tsquery(question.groups, "")
    match = {None: anywhere, True: in_title, False: anywhere}[title]
    extra = f" AND NOT {TABLE}.vector @@ %s::tsquery" if title is False else ""
    sql = (
        f"{TABLE}.id, {TABLE}.kind, {TABLE}.object_id, {TABLE}.body_id, {TABLE}.year, "
        f"{TABLE}.vector @@ %s::tsquery FROM {TABLE} WHERE {TABLE}.vector @@ %s::tsquery{extra} "
        f"AND {{where}} ORDER BY {TABLE}.id DESC"
    )
    return sql, [in_title, f"{scope} & {match}", *([in_title] if extra else [])]


def _tsquery(groups: Iterable[Group], weight: str) -> str:
    def way(terms):
        return "(" + " <-> ".join(f"'{term}'{weight}" for term in terms) + ")"

    return " & ".join(f"({' | '.join(way(terms) for terms in group.ways)})" for group in groups)


def shown(actor, found: list[Row]) -> dict:
    """(kind, id) -> Shown, of the rows on one page, each read through what the actor sees."""
    by_kind: dict[str, list] = {}
    for row in found:
        by_kind.setdefault(row.kind, []).append(row.object_id)
    return {(kind, pk): each for kind, pks in by_kind.items() for pk, each in source_of(kind).show(actor, pks).items()}


def may_find_anything(actor) -> bool:
    """Whether there is any text in the alliance that this actor may read."""
    access, params = access_filter(actor)
    term = PUBLIC if not actor.is_known else f"þa{actor.alliance.pk}"
    if connection.vendor == "sqlite":
        fts = f"{TABLE}_fts"
        start = f"SELECT 1 FROM {fts} CROSS JOIN {TABLE} ON {TABLE}.id = {fts}.rowid WHERE {fts} MATCH %s"  # noqa: S608
        match = f'scope : ("{term}" AND "þa{actor.alliance.pk}")'
    else:
        start = f"SELECT 1 FROM {TABLE} WHERE {TABLE}.vector @@ %s::tsquery"  # noqa: S608
        match = f"'{term}' & 'þa{actor.alliance.pk}'"
    with connection.cursor() as cursor:
        cursor.execute(f"{start} AND {access} LIMIT 1", [match, *params])
        return cursor.fetchone() is not None
