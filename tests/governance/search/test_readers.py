"""Whom the index lets past: what a visitor finds follows the alliance and the register at once, in the same process."""

from datetime import date

import pytest

from governance.access import Actor
from governance.models import Alliance, Membership
from governance.search import seeing
from governance.search.finding import find
from governance.search.readers import KNOWN, PUBLIC, reader_terms
from governance.services import alliances, meetings, organisations
from tests.cast import make

pytestmark = pytest.mark.django_db


def visitor(alliance) -> Actor:
    return Actor(alliance=Alliance.objects.get(pk=alliance.pk), on=date(2018, 3, 8))


def visitor_finds(alliance, words) -> int:
    return find(visitor(alliance), words).total


@pytest.fixture
def organisation(secretary):
    return organisations.create_organisation(secretary, name="Zebra kommune", kind="municipality")


def test_members_are_found_by_visitors_while_the_pages_are_open_and_no_longer(
    admin, alliance, cooperation, organisation
):
    """The access filter is remembered: one made while the pages were open must not outlive them."""
    make(alliance, Membership(cooperation=cooperation, organisation=organisation, valid_from=date(2010, 1, 1)))
    assert visitor_finds(alliance, "zebra") == 0
    alliances.open_pages(admin)
    assert visitor_finds(alliance, "zebra") == 1
    alliances.close_pages(admin)
    assert visitor_finds(alliance, "zebra") == 0


def test_a_filter_that_another_thread_forgets_at_once_is_still_an_answer(secretary, monkeypatch):
    class Forgetful(dict):
        def __setitem__(self, key, value):
            """As when another thread clears what is remembered, between the two lines that store and read it."""

    monkeypatch.setattr(seeing, "_known", Forgetful())
    sql, _params = seeing.filter_of(secretary)
    assert "governance_searchentry" in sql


def test_an_organisation_is_found_by_visitors_from_the_day_it_is_a_member(admin, alliance, cooperation, organisation):
    alliances.open_pages(admin)
    assert visitor_finds(alliance, "zebra") == 0
    make(alliance, Membership(cooperation=cooperation, organisation=organisation, valid_from=date(2010, 1, 1)))
    assert visitor_finds(alliance, "zebra") == 1


def test_a_body_is_found_by_visitors_from_its_first_published_meeting(secretary, alliance, called, steering_group):
    def bodies_found():
        return [hit.url for hit in find(visitor(alliance), steering_group.name).hits if hit.group == "organ"]

    assert bodies_found() == []
    meeting = meetings.publish_meeting(secretary, called.meeting)
    assert bodies_found() == [f"/vestregionen/organer/{steering_group.slug}/"]
    meetings.unpublish_meeting(secretary, meeting)
    assert bodies_found() == []


def test_who_is_given_which_terms(admin, secretary, coordinator, mayor_asker, steering_group, contact_lier, reader):
    body = f"þb{steering_group.pk.hex}"
    assert [reader_terms(actor) for actor in (admin, secretary, coordinator)] == [[], [], []]
    assert reader_terms(mayor_asker) == [KNOWN, body]
    assert reader_terms(reader) == reader_terms(contact_lier) == [KNOWN]
    assert reader_terms(Actor(alliance=reader.alliance)) == [PUBLIC]
