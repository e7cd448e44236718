"""The bones of the tables: keys, tenants, history, and foreign keys that point down."""

import pytest
from django.apps import apps
from django.db import models

from governance.models import HistoryRow
from tests.architecture import source
from tests.architecture.test_imports import points_up

# Global rows, which belong to no alliance: the tenant itself, logins, reference data, and what the nightly chores did.
GLOBAL = {
    "governance.Alliance",
    "governance.ChoreRun",
    "governance.User",
    "governance.County",
    "governance.Municipality",
    "governance.Population",
}

# Rows of an index, made anew from others: their keys are those the index needs, and they have no history.
INDEX = {
    "governance.SearchEntry": "the key is the order of the hits, and the row of the full-text index",
    "governance.SearchWord": "counted, so that what is new since last time is asked for by its key",
    "governance.FileText": "what a file says; it hangs on the file's own UUID",
}


def our_models() -> list[type[models.Model]]:
    """Every table of ours, with the history tables and the tables Django makes for many-to-many fields."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in source.APPS]


def is_history(model) -> bool:
    return model.__name__.startswith("Historical")


def tenant_models() -> list[type[models.Model]]:
    """Our tables that hold one alliance's rows, without their history."""
    return [m for m in our_models() if m._meta.label not in GLOBAL and not is_history(m) and not m._meta.auto_created]


def lacks_alliance(model) -> bool:
    """Whether the table has no alliance, or one that may be empty."""
    field = next((f for f in model._meta.concrete_fields if f.name == "alliance"), None)
    return field is None or field.null


def relations_up(model) -> list[str]:
    """Relations of a model to a higher floor or to the other wing."""
    targets = {f.name: f.related_model._meta.app_label for f in model._meta.get_fields() if _is_own_relation(f)}
    ours = {name: app for name, app in targets.items() if app in source.APPS}
    return [f"{model._meta.label}.{name}" for name, app in ours.items() if points_up(model._meta.app_label, app)]


def _is_own_relation(field) -> bool:
    return field.is_relation and not field.auto_created and isinstance(field.related_model, type)


def test_foreign_keys_point_down():
    assert [relation for model in our_models() for relation in relations_up(model)] == []


def test_every_tenant_table_has_an_alliance():
    assert [model._meta.label for model in tenant_models() if lacks_alliance(model)] == []


def test_every_tenant_table_has_a_uuid_as_key():
    wrong = {m._meta.label for m in tenant_models() if not isinstance(m._meta.pk, models.UUIDField)}
    assert wrong == INDEX.keys()


def test_every_changing_tenant_table_has_history_with_an_alliance():
    """Append-only rows need none: an Event is history itself. History may not be null where the row is not."""
    histories = {model.__name__.removeprefix("Historical"): model for model in our_models() if is_history(model)}
    missing = [m._meta.label for m in tenant_models() if m.__name__ not in histories and hasattr(m, "version")]
    of_tenants = [histories[m.__name__] for m in tenant_models() if m.__name__ in histories]
    assert missing == []
    assert [model._meta.label for model in of_tenants if lacks_alliance(model)] == []


def test_many_to_many_tables_are_models_of_ours():
    """A table Django makes for a many-to-many field has no alliance and no history; login's own two are exempt."""
    wrong = [
        m._meta.label for m in our_models() if m._meta.auto_created and not m._meta.label.startswith("governance.User_")
    ]
    assert wrong == []


def test_the_list_of_global_tables_is_true():
    assert {m._meta.label for m in our_models()} >= GLOBAL
    assert [m._meta.label for m in our_models() if m._meta.label in GLOBAL and not lacks_alliance(m)] == []


@pytest.mark.parametrize(
    ("own_app", "other_app", "wrong"),
    [("governance", "actionplan", True), ("health", "culture", True), ("actionplan", "governance", False)],
)
def test_relations_up_is_seen(own_app, other_app, wrong):
    registry = type(apps)()
    meta = {"app_label": other_app, "apps": registry}
    target = type("Target", (models.Model,), {"__module__": __name__, "Meta": type("Meta", (), meta)})
    fields = {"target": models.ForeignKey(target, models.PROTECT)}
    meta = type("Meta", (), {"app_label": own_app, "apps": registry})
    row = type("Row", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    assert relations_up(row) == ([f"{own_app}.Row.target"] if wrong else [])
    assert lacks_alliance(row)


def test_no_field_hides_what_the_history_row_says_of_the_change():
    """A model field with the same name as one of the history row's own would be lost in the history table."""
    own = {f.name for f in HistoryRow._meta.get_fields()} | {"history_id", "history_date", "history_type"}
    hidden = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        if not is_history(model) and hasattr(model, "history")
        for field in model._meta.concrete_fields
        if field.name in own
    ]
    assert hidden == []
