"""Migrations that move data: what they do to rows that are there, and that they can be undone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from actionplan.models import FundingEntry
from governance.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before():
    """The table as it was before the migration: without its constraint. To take every table back through all later
    migrations takes a minute, and Django tests that."""
    constraint = next(each for each in FundingEntry._meta.constraints if each.name == "actionplan_entry_undated_once")
    with connection.schema_editor() as editor:
        editor.remove_constraint(FundingEntry, constraint)
    yield import_module("actionplan.migrations.0002_one_undated_amount")
    with connection.schema_editor() as editor:
        editor.add_constraint(FundingEntry, constraint)


def second_amount(first, amount):
    """Another undated amount of the same kind, written after the first."""
    told = first.history.latest("history_date")
    values = {"alliance_id": first.alliance_id, "line_id": first.line_id, "kind": first.kind, "amount": amount}
    (made,) = FundingEntry._base_manager.bulk_create([FundingEntry(version=1, **values)])
    told.pk, told.id, told.amount, told.history_date = None, made.pk, amount, told.history_date.replace(year=3000)
    told.save(force_insert=True)
    return made.pk


def test_of_several_undated_amounts_the_one_written_last_stays_and_the_others_can_be_brought_back(funding, before):
    (first,) = FundingEntry.objects.all()
    kept = second_amount(first, 400_000)
    before.remove_older(apps, schema_editor=None)
    assert list(FundingEntry.objects.present().values_list("pk", "amount")) == [(kept, 400_000)]
    removed = FundingEntry.objects.get(pk=first.pk)
    newest = removed.history.latest()
    assert (newest.act, newest.version, newest.removed_at) == (
        "fundingentry.remove",
        removed.version,
        removed.removed_at,
    )
    assert Event.objects.get(change_id=newest.change_id).object_id == str(first.pk)
    before.bring_back(apps, schema_editor=None)
    assert FundingEntry.objects.present().count() == 2
    FundingEntry.objects.filter(pk=first.pk).update(removed_at=removed.removed_at)
