"""One row's new values, or one new row: what Django itself would write, in every kind of column we have."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from governance.models import Event, Organisation, SearchEntry
from governance.statements import insert_row, update_row

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MOMENT = datetime(2020, 1, 1, 12, 30, 15, 123456, tzinfo=UTC)
VALUES = {"name": "Nye Asker «kommune» 100 %", "municipality_id": None, "removed_at": MOMENT, "version": 7}


def stored(row) -> dict:
    return type(row)._base_manager.filter(pk=row.pk).values().get()


def test_it_writes_what_django_writes(asker):
    with transaction.atomic():
        Organisation._base_manager.filter(pk=asker.pk).update(**VALUES)
        wanted = stored(asker)
        transaction.set_rollback(True)
    assert stored(asker) != wanted
    assert update_row(Organisation, VALUES, pk=asker.pk) is True
    assert stored(asker) == wanted


def test_no_other_row_is_written(asker, drammen):
    before = stored(drammen)
    update_row(Organisation, VALUES, pk=asker.pk)
    assert stored(drammen) == before


@pytest.mark.parametrize("where", [{"version": 99}, {"pk": "00000000-0000-0000-0000-000000000000"}])
def test_a_row_that_is_another_than_it_was_is_left_alone(asker, where):
    before = stored(asker)
    assert update_row(Organisation, VALUES, **({"pk": asker.pk} | where)) is False
    assert stored(asker) == before


def test_an_error_spoils_the_transaction_as_it_does_in_django(asker):
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            update_row(Organisation, {"name": None}, pk=asker.pk)
        assert connection.needs_rollback
        connection.set_rollback(True)


def test_an_unknown_column_is_an_error(asker):
    with pytest.raises(Exception, match="no field named 'nothing'"):
        update_row(Organisation, {"nothing": 1}, pk=asker.pk)


def test_what_is_composed_for_one_set_of_columns_serves_no_other(asker):
    update_row(Organisation, {"version": 2}, pk=asker.pk)
    assert update_row(Organisation, {"version": 3}, pk=asker.pk, version=1) is False
    assert update_row(Organisation, {"version": 3}, pk=asker.pk, version=2) is True
    update_row(Organisation, {"name": "Asker 2"}, pk=asker.pk)
    assert (stored(asker)["version"], stored(asker)["name"]) == (3, "Asker 2")


def copied(row):
    """A new row with the same values and a key of its own, as Django makes it from them."""
    keys = {"history_id"} if hasattr(row, "history_id") else {"change_id"}
    return type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in keys})


@pytest.mark.parametrize("model", [Organisation.history.model, Event], ids=["counted key", "own key"])
def test_a_new_row_is_stored_as_django_stores_it(asker, model):
    first = model._base_manager.first()
    ours, theirs = copied(first), copied(first)
    models.Model.save_base(theirs, force_insert=True)
    insert_row(ours)
    assert not ours._state.adding
    assert ours.pk not in (None, theirs.pk)
    key = model._meta.pk.name
    assert stored(ours) | {key: 0} == stored(theirs) | {key: 0}


def test_a_row_that_breaks_a_rule_of_the_table_spoils_the_transaction(asker):
    row = copied(asker.history.first())
    row.by_name = None
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            insert_row(row)
        assert connection.needs_rollback
        connection.set_rollback(True)


def test_no_column_of_ours_needs_another_mark():
    """Django puts a function around the value of some kinds of columns; ours are written as they are."""
    ours = [model for model in apps.get_models() if hasattr(model, "version") or model in (SearchEntry, Event)]
    assert len(ours) > 40
    fields = {field for model in ours for field in model._meta.concrete_fields if not field.generated}
    assert [field for field in fields if hasattr(field, "get_placeholder") or field.has_db_default()] == []
    assert [model for model in ours if model._meta.parents or model._meta.many_to_many] == []
