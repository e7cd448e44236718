"""Migrations that move data: what they do to rows that are there, and that they can be undone."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from actionplan.models import FundingEntry
from governance.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def migrate(name: str):
    """Bring the app to a migration; the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([("actionplan", name)])
    return executor.loader.project_state([("actionplan", name)]).apps


@pytest.fixture
def before():
    """The models before the migration, and the newest again at the end."""
    yield lambda: migrate("0001_initial")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("actionplan"))


def second_amount(apps, first, amount):
    """Another undated amount of the same kind, written after the first."""
    entry, history = (apps.get_model("actionplan", name) for name in ("FundingEntry", "HistoricalFundingEntry"))
    told = history.objects.filter(id=first.pk).latest("history_date")
    made = entry.objects.create(alliance_id=first.alliance_id, line_id=first.line_id, kind=first.kind, amount=amount)
    told.pk, told.id, told.amount, told.history_date = made.pk, made.pk, amount, told.history_date.replace(year=3000)
    told.save(force_insert=True)
    return made.pk


def test_of_several_undated_amounts_the_one_written_last_stays_and_the_others_can_be_brought_back(funding, before):
    (first,) = FundingEntry.objects.all()
    kept = second_amount(before(), first, 400_000)
    migrate("0002_one_undated_amount")
    assert list(FundingEntry.objects.present().values_list("pk", "amount")) == [(kept, 400_000)]
    removed = FundingEntry.objects.get(pk=first.pk)
    newest = removed.history.latest()
    assert (newest.act, newest.version, newest.removed_at) == (
        "fundingentry.remove",
        removed.version,
        removed.removed_at,
    )
    assert Event.objects.get(change_id=newest.change_id).object_id == str(first.pk)
    before()
    assert FundingEntry.objects.present().count() == 2
    FundingEntry.objects.filter(pk=first.pk).update(removed_at=removed.removed_at)
