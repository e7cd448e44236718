"""One row's new values by its key: what Django's own update writes, in every kind of column we have."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from governance.models import Organisation, SearchEntry
from governance.updating import update_row

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
        transaction.set_rollback(True)
        connection.needs_rollback = True


def test_an_unknown_column_is_an_error(asker):
    with pytest.raises(Exception, match="no field named 'nothing'"):
        update_row(Organisation, {"nothing": 1}, pk=asker.pk)


def test_what_is_composed_for_one_set_of_columns_serves_no_other(asker):
    update_row(Organisation, {"version": 2}, pk=asker.pk)
    assert update_row(Organisation, {"version": 3}, pk=asker.pk, version=1) is False
    assert update_row(Organisation, {"version": 3}, pk=asker.pk, version=2) is True
    update_row(Organisation, {"name": "Asker 2"}, pk=asker.pk)
    assert (stored(asker)["version"], stored(asker)["name"]) == (3, "Asker 2")


def test_no_column_of_ours_needs_another_mark():
    """Django puts a function around the value of some kinds of columns; ours are written as they are."""
    models = [model for model in apps.get_models() if hasattr(model, "version") or model is SearchEntry]
    assert len(models) > 40
    fields = {field for model in models for field in model._meta.concrete_fields}
    assert [field for field in fields if hasattr(field, "get_placeholder") and not field.generated] == []
