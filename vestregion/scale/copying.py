"""Copies the years of one synthetic alliance to another within the database, and its texts in the search.

The last eight signs of every key are the number of its alliance (texts.py), so a copy differs in them alone.
"""

import uuid

from django.db import connection, models

from governance.models import NumberSeries, SearchEntry, SearchWord
from governance.search.keys import BITS, PLACES, key_of, next_key
from vestregion.scale.texts import MARK

quote = connection.ops.quote_name


def renumbered(key: uuid.UUID, number: int) -> uuid.UUID:
    """The same key in another alliance."""
    return uuid.UUID(int=key.int >> MARK << MARK | number)


def _renumbered_sql(column: str, number: int, *, is_text: bool = False) -> str:
    if connection.vendor == "sqlite" and not is_text:
        return f"substr({column}, 1, 24) || '{number:08x}'"
    changed = f"substr(CAST({column} AS text), 1, 28) || '{number:08x}'"
    return changed if is_text else f"CAST({changed} AS uuid)"


def _holds_keys(field) -> bool:
    while field.is_relation:
        field = field.target_field
    return isinstance(field, models.UUIDField)


def _copy(model, source, changed: dict[str, str], end: str = "") -> int:
    """Copy the rows of one table; `changed` holds SQL by column. Returns how many."""
    columns = [
        field.column for field in model._meta.concrete_fields if field.column in changed or not _is_counted(field)
    ]
    into = ", ".join(map(quote, columns))
    taken = ", ".join(changed.get(column, quote(column)) for column in columns)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({into}) SELECT {taken} FROM {table} {end} WHERE alliance_id = {source.pk:d}"  # noqa: S608 - names of columns and numbers of ours
        )
        return cursor.rowcount


def _is_counted(field) -> bool:
    """Whether the database itself gives the key."""
    return isinstance(field, models.AutoField)


def copy_rows(model, mould, filling) -> int:
    """Give an alliance the rows of one tenant table that the mould has. Returns how many."""
    changed = {
        field.column: _renumbered_sql(quote(field.column), filling.number)
        for field in model._meta.concrete_fields
        if _holds_keys(field)
    }
    changed["alliance_id"] = str(filling.alliance.pk)
    if model is NumberSeries:  # of a body: its key as text
        key = quote("key")
        other = _renumbered_sql(key, filling.number, is_text=True)
        changed["key"] = f"CASE WHEN length({key}) = 36 THEN {other} ELSE {key} END"
    return _copy(model, mould.alliance, changed)


class TextCopies:
    """The texts of the search: made from the rows of the first alliance, copied for the others."""

    def __init__(self):
        self.taken: set[int] = set()
        self.entries: list[tuple] = []

    def write(self, filling, mould) -> None:
        if mould is None:
            self._make(filling)
        else:
            self._copy(filling, mould)

    def _make(self, filling) -> None:
        from governance.search.rebuilding import rebuild

        rebuild(filling.alliance)
        self.taken = set(SearchEntry.objects.values_list("pk", flat=True))
        rows = SearchEntry.objects.filter(alliance=filling.alliance).order_by("pk")
        self.entries = list(rows.values_list("pk", "kind", "object_id"))

    def _copy(self, filling, mould) -> None:
        number, source, target = filling.number, mould.alliance, filling.alliance
        self._note_keys(number)
        body, old = renumbered(mould.body.pk, number).hex, mould.body.pk.hex
        scope = f"replace({quote('scope')}, 'þa{source.pk} ', 'þa{target.pk} ')"
        changed = {
            "id": "new_id",
            "alliance_id": str(target.pk),
            "object_id": _renumbered_sql(quote("object_id"), number),
            "body_id": _renumbered_sql(quote("body_id"), number),
            "scope": f"replace({scope}, 'þb{old}', 'þb{body}')",
        }
        _copy(SearchEntry, source, changed, end="JOIN scale_keys ON old_id = id")
        _copy(SearchWord, source, {"alliance_id": str(target.pk)})

    def _note_keys(self, number: int) -> None:
        """Which key each entry gets: the first free one of its day, as the search itself would give it."""
        pairs = [f"({old:d}, {self._free_key(old, kind, pk, number):d})" for old, kind, pk in self.entries]
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS scale_keys")
            cursor.execute("CREATE TEMPORARY TABLE scale_keys (old_id bigint PRIMARY KEY, new_id bigint)")
            cursor.execute(f"INSERT INTO scale_keys VALUES {', '.join(pairs)}")  # noqa: S608 - whole numbers

    def _free_key(self, old: int, kind: str, pk: uuid.UUID, number: int) -> int:
        key = old >> BITS << BITS | key_of(kind, renumbered(pk, number), None) % PLACES
        while key in self.taken:
            key = next_key(key)
        self.taken.add(key)
        return key
