"""Which lists the menu names for a visitor: those that hold something for her, whoever asked before."""

import pytest

from governance import history
from governance.access import Actor, system_actor
from governance.models import Alliance
from governance.openness import opened

pytestmark = pytest.mark.django_db
OPENED = True  # published meetings and plans


def held(alliance) -> frozenset[str]:
    """Asked of the rows themselves."""
    visitor = Actor(alliance=alliance, on=alliance.demo_day)
    return frozenset(view for view, rows in opened._lists.items() if rows(visitor).exists())


def shown(alliance) -> frozenset[str]:
    return opened.shown_to(Actor(alliance=alliance, on=alliance.demo_day))


def test_each_alliance_shows_what_it_opened(demo_data):
    west, east = (Alliance.objects.get(slug=slug) for slug in ("vestregionen", "vaernesregionen"))
    assert len(held(west)) >= 5
    assert [shown(each) for each in (west, east, west)] == [held(west), held(east), held(west)]
    assert held(east) < held(west)


def test_one_that_is_closed_shows_what_is_published_alone(demo_data):
    alliance = Alliance.objects.get(slug="vestregionen")
    before = shown(alliance)
    with history.recording(system_actor(alliance), "alliance.change", alliance):
        history.save(alliance, {"is_open": False})
    assert "governance:meeting_list" in shown(alliance)
    assert shown(alliance) == held(alliance) < before


def test_one_question_for_each_page(demo_data, django_assert_num_queries):
    alliance = Alliance.objects.get(slug="vestregionen")
    visitor = Actor(alliance=alliance, on=alliance.demo_day)
    with django_assert_num_queries(1):
        assert opened.shown_to(visitor) == opened.shown_to(visitor)
