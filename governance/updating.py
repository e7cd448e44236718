"""New values of one row, by its key. The SQL for each set of columns is composed once: Django composes an UPDATE anew
each time, which takes the processor longer than the database takes to carry it out."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction

STATEMENTS = 512  # kept, one for each model and set of columns


def update_row(model, values: Mapping[str, Any], **where) -> bool:
    """Write plain values (column's attribute -> value) to the row of which all of `where` is true; False where it is
    none. As `QuerySet.update`, and like it without a word to the history: for those who tell it themselves. `pk` is the
    key, whatever it is called."""
    pairs = [*values.items(), *where.items()]
    fields = [_field(model, name) for name, _value in pairs]
    sent = [field.get_db_prep_save(value, connection) for field, (_name, value) in zip(fields, pairs, strict=True)]
    sql = _statement(model, tuple(values), tuple(where), connection.vendor)
    with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS), connection.cursor() as cursor:
        cursor.execute(sql, sent)
        return cursor.rowcount == 1


@lru_cache(maxsize=STATEMENTS)
def _statement(model, names: tuple[str, ...], keys: tuple[str, ...], _vendor: str) -> str:
    quoted = connection.ops.quote_name
    written, asked = ([f"{quoted(_field(model, name).column)} = %s" for name in of] for of in (names, keys))
    table = quoted(model._meta.db_table)
    return f"UPDATE {table} SET {', '.join(written)} WHERE {' AND '.join(asked)}"  # noqa: S608 - our own names


def _field(model, name: str):
    return model._meta.pk if name == "pk" else model._meta.get_field(name)
