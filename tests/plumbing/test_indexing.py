"""The index of the search as a test finds it: with all that its fixtures wrote, and then with each act of its own."""

import pytest

from governance.models import SearchEntry
from governance.services import organisations

pytestmark = pytest.mark.django_db


def title_of(row) -> str:
    return SearchEntry.objects.get(object_id=row.pk).title


def test_what_the_fixtures_wrote_is_found(steering_group, asker, mayor_asker):
    for row in (steering_group, asker, mayor_asker.person):
        assert str(row) in title_of(row)


def test_what_a_test_does_is_found_at_once(secretary, asker):
    organisations.change_organisation(secretary, asker, name="Nye Asker kommune")
    assert "Nye Asker" in title_of(asker)


def test_a_fixture_that_a_test_asks_for_is_found_at_once(alliance, request):
    lier = request.getfixturevalue("lier")
    assert str(lier) in title_of(lier)
    assert SearchEntry.objects.count() == 1


def test_nothing_is_left_of_the_test_before(alliance):
    assert not SearchEntry.objects.exists()
