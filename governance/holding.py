"""A row by its key, held until the end of the transaction. Nothing is asked more often by those who write, so the
question is composed once for each model: composing it anew took six times as long as the answer.
"""

from functools import cache

from django.db import connection


def held_row(model, key, *, weak: bool = False):
    """The row as it is stored. A `weak` hold keeps only other holds out, and lets the rest of the house store rows that
    point to it. Raises DoesNotExist when it is gone."""
    parameter = model._meta.pk.get_db_prep_value(key, connection)
    for row in model._base_manager.raw(_question(model, weak, connection.vendor), [parameter]):
        return row
    raise model.DoesNotExist(f"{model._meta.label} {key} is gone.")


@cache
def _question(model, weak: bool, vendor: str) -> str:
    # By key: a model's own order may join tables, and PostgreSQL locks no row of an outer join.
    rows = model._base_manager.select_for_update(no_key=weak).filter(pk=0).order_by()
    sql, _parameters = rows.query.sql_with_params()
    return sql
