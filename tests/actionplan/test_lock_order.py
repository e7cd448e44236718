"""A post is changed while a plan that names it is imported: one waits for the other, and neither for ever."""

import pytest

from actionplan.importing import read_plan
from actionplan.models import ActionPlan, Position
from actionplan.services.imports import import_plan
from actionplan.services.staff import change_position
from governance.models import Cooperation
from tests.actionplan.importing.make_files import fixture_text
from tests.governance.services.test_lock_order import ROUNDS, both

pytestmark = pytest.mark.django_db(transaction=True)


def test_posts_change_cooperation_during_an_import(secretary, cooperation, khs, bodies):
    def read(year):
        return read_plan(fixture_text().encode(), "plan.tsv", year)

    import_plan(secretary, read(2016), cooperation=cooperation, year=2016)
    years = list(range(2017, 2017 + ROUNDS))

    def fetch():
        year = years.pop()
        import_plan(secretary, read(year), cooperation=Cooperation.objects.get(pk=cooperation.pk), year=year)

    def give_over():
        for post in Position.objects.present():
            change_position(secretary, post, cooperation=khs)
            change_position(secretary, post, cooperation=cooperation)

    both(fetch, give_over)
    assert ActionPlan.objects.count() == 1 + ROUNDS
