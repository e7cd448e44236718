"""Stores the rows of a synthetic alliance in bulk, each with the history row it would have got from the history."""

from django.db import connection

from vestregion.scale.copying import copy_rows

BATCH = 2000


class Store:
    """The rows of one alliance on their way into the database; history rows are copied there at the end."""

    def __init__(self, alliance, change):
        self.alliance, self.change = alliance, change
        self.models: list[type] = []
        self.ground = 0
        self.rows = 0

    def add(self, rows: list) -> list:
        """Insert rows of one model."""
        if rows:
            model = type(rows[0])
            model._base_manager.bulk_create(rows, batch_size=BATCH)
            self.models += [] if model in self.models else [model]
            self.rows += len(rows)
        return rows

    def begin_years(self) -> None:
        """What is added from here on is what others may copy."""
        self.ground = len(self.models)

    def copy(self, mould, filling) -> None:
        """Take over the years of another alliance."""
        for model in mould.store.models[mould.store.ground :]:
            self.rows += copy_rows(model, mould, filling)
            self.models.append(model)

    def write_histories(self) -> None:
        """Give every row its first history row, which has the key of the row: one statement for each table."""
        for model in self.models:
            self._write_history(model)
        self.change.rows += self.rows

    def _write_history(self, model) -> None:
        own = {field.column for field in model._meta.concrete_fields}
        stamp = {
            "history_date": self.change.at,
            "history_type": "+",
            "change_id": self.change.id,
            "act": self.change.act,
            "by_name": self.change.by_name,
            "reason": self.change.reason,
        }
        past, quote = model.history.model, connection.ops.quote_name
        fields = {field.attname: field for field in past._meta.concrete_fields}
        values = [fields[name].get_db_prep_save(value, connection) for name, value in stamp.items()]
        into = ", ".join(quote(name) for name in [*own, "history_id", *stamp])
        taken = ", ".join([*(quote(name) for name in own), quote("id"), *("%s" for _name in stamp)])
        sql = f"INSERT INTO {quote(past._meta.db_table)} ({into}) SELECT {taken} FROM {quote(model._meta.db_table)} "  # noqa: S608 - names of our own columns
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} WHERE alliance_id = %s", [*values, self.alliance.pk])
