"""The question as SQL, on both databases: the full-text index, the alliance within it, and what the actor may see.

A row that is not `visible_to` the actor is neither found nor counted (seeing.py). Hits come newest first, which is
the order of the key, so a word in every text costs no more than the page it fills.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import connection

from governance.models import SearchEntry
from governance.search import seeing
from governance.search.question import Group, Question, Way
from governance.search.readers import PUBLIC, reader_terms, title_term
from governance.search.sources import source_of, sources

TABLE = "governance_searchentry"
MOST_AT_ONCE = 20_000


@dataclass(frozen=True)
class Row:
    """A row of the index that the actor may see; `bodies` are those it stands under, as far as she sees them there."""

    key: int
    kind: str
    object_id: object
    bodies: frozenset
    year: int | None
    in_title: bool


@dataclass(frozen=True)
class Narrowing:
    """What the person chose in the filters."""

    kinds: tuple[str, ...] = ()
    body_id: object = None
    year: int | None = None


@dataclass(frozen=True)
class Edge:
    """From where rows are read, and which way: down from the newest, or up from the oldest."""

    key: int | None = None
    upwards: bool = False

    @property
    def order(self) -> str:
        return "ASC" if self.upwards else "DESC"

    def sql(self, column: str) -> tuple[str, list]:
        """The condition for the rows beyond the key, with its parameters."""
        sign = ">" if self.upwards else "<"
        return (f"AND {column} {sign} %s", [self.key]) if self.key is not None else ("", [])


def rows(
    actor,
    question: Question,
    *,
    narrowing: Narrowing = Narrowing(),
    title: bool | None = None,
    below: int | None = None,
    limit: int,
    oldest: bool = False,
    checked: bool = True,
) -> list[Row]:
    """The newest rows that match, or the oldest. `title`: only those with every word in the title (True) or not
    (False); `below`: only keys below this one. `checked=False` leaves the access out and is for measuring alone."""
    scopes = _scopes(actor, narrowing, checked)
    asked = {"title": title, "edge": Edge(below, oldest), "limit": limit}
    if connection.vendor == "sqlite":
        access = seeing.filter_of(actor, narrowing.body_id) if checked else ("1=1", [])
        found = _sqlite(actor, question, scopes, access, **asked)
    else:
        found = _postgresql(actor, question, scopes, narrowing if checked else None, **asked)
    to_uuid = SearchEntry._meta.get_field("object_id").to_python
    made = [
        Row(key, kind, to_uuid(pk), frozenset([to_uuid(body)] if body else ()), year, stands_in(titles, question))
        for key, kind, pk, body, year, titles in found
    ]
    return _with_bodies(actor, made)


def stands_in(terms: str, question: Question) -> bool:
    """Whether the terms of a text hold every word and phrase of the question."""
    text = f" {terms} "
    return all(any(f" {' '.join(way)} " in text for way in group.ways) for group in question.groups)


def _with_bodies(actor, found: list[Row]) -> list[Row]:
    """Rows that many bodies may treat, with those in which the actor sees them."""
    pks = [row.object_id for row in found if source_of(row.kind).places]
    if not pks:
        return found
    bodies: dict = {}
    for places in {source.places for source in sources() if source.places}:
        for pk, body in places(actor, pks).values_list("case", "body").order_by():
            bodies.setdefault(pk, set()).add(body)
    return [
        replace(row, bodies=frozenset(bodies.get(row.object_id, ()))) if source_of(row.kind).places else row
        for row in found
    ]


def _scopes(actor, narrowing: Narrowing, checked: bool) -> list[list[str]]:
    """Terms of the scope within the alliance: of each list one must hold."""
    wanted = []
    if narrowing.kinds:
        wanted.append([f"þk{kind}" for kind in narrowing.kinds])
    if narrowing.body_id:
        wanted.append([f"þb{narrowing.body_id.hex}"])
    if narrowing.year:
        wanted.append([f"þy{narrowing.year}"])
    readers = reader_terms(actor) if checked else []
    return [*wanted, readers] if readers else wanted


def _of_alliance(actor) -> str:
    return f"þa{actor.alliance.pk}"


COLUMNS = ", ".join(f"{TABLE}.{name}" for name in ("id", "kind", "object_id", "body_id", "year", "title_terms"))


# ---- SQLite: FTS5 ----


def _sqlite(actor, question, scopes, access, *, title, edge, limit) -> list[tuple]:
    """Rows are met in the order of the key, and each is asked about as it is met."""
    within = [[_of_alliance(actor)], *scopes]
    scope = " AND ".join(f"scope : ({' OR '.join(map(_quoted, each))})" for each in within)
    match = {
        None: _anywhere(question.groups),
        True: _in_title(question.groups),
        False: f"{_anywhere(question.groups)} NOT ({_in_title(question.groups)})",
    }[title]
    fts = f"{TABLE}_fts"
    beyond, beyond_params = edge.sql(f"{fts}.rowid")
    sql = (
        f"SELECT {COLUMNS} FROM {fts} CROSS JOIN {TABLE} ON {TABLE}.id = {fts}.rowid "  # noqa: S608
        f"WHERE {fts} MATCH %s {beyond} AND ({access[0]}) ORDER BY {fts}.rowid {edge.order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [f"{scope} AND ({match})", *beyond_params, *access[1], limit])
        return cursor.fetchall()


def _anywhere(groups: Iterable[Group]) -> str:
    return f"({{title_terms terms}} : ({_fts5(groups)}))"


def _in_title(groups: Iterable[Group]) -> str:
    """The few titles that hold the words, by the terms of the scope; then the titles themselves, for phrases."""
    titles = " AND ".join(f"({' OR '.join(f'({_titles(way)})' for way in group.ways)})" for group in groups)
    return f"(scope : ({titles})) AND (title_terms : ({_fts5(groups)}))"


def _titles(way) -> str:
    return " AND ".join(_quoted(title_term(term)) for term in way)


def _fts5(groups: Iterable[Group]) -> str:
    return " AND ".join(f"({' OR '.join(_quoted(' '.join(way)) for way in group.ways)})" for group in groups)


def _quoted(text: str) -> str:
    return f'"{text}"'


# ---- PostgreSQL: tsvector ----


def _postgresql(actor, question, scopes, narrowing, *, title, edge, limit) -> list[tuple]:
    """The newest that match are read first, and asked about then, each kind by itself: in one statement the planner
    would take longer to choose a way than to go it, and might read all that the actor may see. Where few of them are
    hers, more are read."""
    found, many, met = [], limit, 0
    while True:
        candidates = _candidates(actor, question, scopes, title, edge, many)
        seen = _seen(actor, candidates, narrowing) if narrowing is not None else {row[1:3] for row in candidates}
        found += [row for row in candidates if row[1:3] in seen]
        if len(found) >= limit or len(candidates) < many:
            return found[:limit]
        met += many
        edge, many = replace(edge, key=candidates[-1][0]), _how_many_more(limit - len(found), len(found) / met, many)


def _how_many_more(missing: int, share: float, last: int) -> int:
    """How many rows to read for those that are missing, by the share of what was met that she may see; where that is
    next to nothing, four times as many as last."""
    if share < 1 / 16:
        return min(last * 4, MOST_AT_ONCE)
    return min(int(1.5 * missing / share) + 10, MOST_AT_ONCE)


def _candidates(actor, question, scopes, title, edge, many) -> list[tuple]:
    """The alliance is asked for by its column alone: with its term in the question as well, the planner would count on
    finding as few as if the two had nothing to do with each other, and would read all there are to sort them."""
    anywhere, in_title = _tsquery(question.groups), _titles_tsquery(question.groups)
    match = {None: anywhere, True: in_title, False: f"{anywhere} & !({in_title})"}[title]
    terms = " & ".join([*(f"({' | '.join(map(_lexeme, each))})" for each in scopes), match])
    beyond, beyond_params = edge.sql("id")
    sql = (
        f"SELECT {COLUMNS} FROM {TABLE} WHERE vector @@ %s::tsquery AND alliance_id = %s {beyond} "  # noqa: S608
        f"ORDER BY id {edge.order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [terms, actor.alliance.pk, *beyond_params, many])
        return cursor.fetchall()


def _seen(actor, candidates: list[tuple], narrowing: Narrowing) -> set:
    """(kind, key) of those that the actor may read; one question for all kinds."""
    by_kind: dict[str, list] = {}
    for _id, kind, key, *_rest in candidates:
        by_kind.setdefault(kind, []).append(key)
    visible = seeing.visible_of(actor)
    asked = [(kind, *visible[kind], keys) for kind, keys in by_kind.items() if kind in visible]
    if not asked:
        return set()
    each = "SELECT %s, id FROM ({}) AS seen WHERE id = ANY(%s)"
    sql = " UNION ALL ".join(each.format(own) for _kind, own, _params, _keys in asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for kind, _own, params, keys in asked for value in (kind, *params, keys)])
        seen = set(cursor.fetchall())
    return seen if not narrowing.body_id else seen - seeing.elsewhere(actor, by_kind, narrowing.body_id)


def _tsquery(groups: Iterable[Group]) -> str:
    return _all_of(groups, _side_by_side)


def _titles_tsquery(groups: Iterable[Group]) -> str:
    return _all_of(groups, _way_in_title)


def _all_of(groups: Iterable[Group], say) -> str:
    return " & ".join(f"({' | '.join(say(way) for way in group.ways)})" for group in groups)


def _side_by_side(way: Way, weight: str = "") -> str:
    return "(" + " <-> ".join(f"{_lexeme(term)}{weight}" for term in way) + ")"


def _way_in_title(way: Way) -> str:
    """The terms of the scope tell a word in the title. A phrase takes the weights, which the index does not know: they
    are looked up in each of those titles."""
    words = " & ".join(_lexeme(title_term(term)) for term in way)
    return f"({words})" if len(way) == 1 else f"({words} & {_side_by_side(way, ':A')})"


def _lexeme(term: str) -> str:
    return f"'{term}'"


def shown(actor, found: list[Row]) -> dict:
    """(kind, id) -> Shown, of the rows on one page, each read through what the actor sees."""
    by_kind: dict[str, list] = {}
    for row in found:
        by_kind.setdefault(row.kind, []).append(row.object_id)
    return {(kind, pk): each for kind, pks in by_kind.items() for pk, each in source_of(kind).show(actor, pks).items()}


def may_find_anything(actor) -> bool:
    """Whether there is any text in the alliance that this actor may read."""
    access, params = seeing.filter_of(actor)
    alliance = _of_alliance(actor)
    term = PUBLIC if not actor.is_known else alliance
    if connection.vendor == "sqlite":
        fts = f"{TABLE}_fts"
        start = f"SELECT 1 FROM {fts} CROSS JOIN {TABLE} ON {TABLE}.id = {fts}.rowid WHERE {fts} MATCH %s"  # noqa: S608
        match = f'scope : ("{term}" AND "{alliance}")'
    else:
        start = f"SELECT 1 FROM {TABLE} WHERE {TABLE}.vector @@ %s::tsquery"  # noqa: S608
        match = f"'{term}' & '{alliance}'"
    with connection.cursor() as cursor:
        cursor.execute(f"{start} AND {access} LIMIT 1", [match, *params])
        return cursor.fetchone() is not None
