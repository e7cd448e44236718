"""One row's new values, or one new row. The SQL for each set of columns is composed once: Django composes a statement
anew each time, which takes the processor longer than the database takes to carry it out.

Neither says a word to the history: they are for those who tell it themselves.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction

STATEMENTS = 512  # kept of each, one for each model and set of columns


def update_row(model, values: Mapping[str, Any], **where) -> bool:
    """Write plain values (column's attribute -> value) to the row of which all of `where` is true, as
    `QuerySet.update` does; False where it is none. `pk` is the key, whatever it is called."""
    pairs = [*values.items(), *where.items()]
    sent = [_field(model, name).get_db_prep_save(value, connection) for name, value in pairs]
    sql = _update(model, tuple(values), tuple(where), connection.vendor)
    with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS), connection.cursor() as cursor:
        cursor.execute(sql, sent)
        return cursor.rowcount == 1


def insert_row(row) -> None:
    """Store a new row of a model without parents, as `save` does but for its signals; a key that the database counts
    is given to it."""
    key = row._meta.pk
    is_counted = key.db_returning and row.pk is None
    fields = _written(type(row), is_counted)
    sent = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS), connection.cursor() as cursor:
        cursor.execute(_insert(type(row), is_counted, connection.vendor), sent)
        if is_counted:
            setattr(row, key.attname, cursor.fetchone()[0])
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@lru_cache(maxsize=STATEMENTS)
def _update(model, names: tuple[str, ...], keys: tuple[str, ...], _vendor: str) -> str:
    written, asked = ([f"{_quoted(_field(model, name).column)} = %s" for name in of] for of in (names, keys))
    table = _quoted(model._meta.db_table)
    return f"UPDATE {table} SET {', '.join(written)} WHERE {' AND '.join(asked)}"  # noqa: S608 - our own names


@lru_cache(maxsize=STATEMENTS)
def _insert(model, is_counted: bool, _vendor: str) -> str:
    names = [_quoted(field.column) for field in _written(model, is_counted)]
    marks, table = ", ".join(["%s"] * len(names)), _quoted(model._meta.db_table)
    told = f" RETURNING {_quoted(model._meta.pk.column)}" if is_counted else ""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}){told}"  # noqa: S608 - our own names


@lru_cache(maxsize=STATEMENTS)
def _written(model, is_counted: bool) -> tuple:
    left_out = model._meta.pk if is_counted else None
    return tuple(field for field in model._meta.concrete_fields if field is not left_out and not field.generated)


def _field(model, name: str):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
