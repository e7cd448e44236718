"""The filter by body: cases stand under each body that treats them, as far as the person sees them there."""

import pytest

from governance.search import finding
from governance.search.finding import Chosen, find
from governance.services import agenda, cases
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db
WORD = "handlingsplan"


@pytest.fixture(params=[1000, 0])
def counted(request, monkeypatch):
    """Few hits, all known, and more than are counted, where each page is asked of the index."""
    monkeypatch.setattr(finding, "COUNTED", request.param)


def found(actor, body) -> set:
    return {hit.group for hit in find(actor, WORD, chosen=Chosen(body_id=body.pk)).hits}


def test_a_case_is_found_under_the_body_that_treats_it(counted, secretary, called, steering_group, executives):
    assert found(secretary, steering_group) == {"sak", "saksframlegg"}
    assert found(secretary, executives) == set()


def test_a_case_sent_on_stands_under_both_bodies(counted, secretary, called, steering_group, executives):
    agenda.add_item(secretary, case=called.case, body=executives)
    assert "sak" in found(secretary, steering_group) & found(secretary, executives)


def test_a_member_learns_of_no_body_where_the_case_is_not_hers(
    counted, secretary, mayor_asker, called, steering_group, executives
):
    agenda.add_item(secretary, case=called.case, body=executives)
    assert "sak" in found(mayor_asker, steering_group)
    assert found(mayor_asker, executives) == set()
    assert executives.pk not in find(mayor_asker, WORD).bodies


def test_a_treatment_taken_away_and_put_back_takes_the_case_along(
    counted, secretary, called, steering_group, executives
):
    item = agenda.add_item(secretary, case=called.case, body=executives)
    agenda.remove_item(secretary, item)
    assert found(secretary, executives) == set()
    item.refresh_from_db()
    agenda.restore_item(secretary, item)
    assert "sak" in found(secretary, executives)


def test_the_bodies_of_cases_are_counted_in_the_filter(secretary, called, steering_group):
    assert find(secretary, WORD).bodies[steering_group.pk] == 2  # the case and its paper


def test_the_page_offers_the_body(client_of, secretary, called, steering_group):
    page = client_of(secretary).get(url("search"), {"q": WORD, "slag": "sak", "organ": steering_group.slug})
    assert url("case_detail", called.case.year, called.case.sequence) in page.content.decode()


def test_a_case_that_becomes_known_is_found_by_the_member_at_once(secretary, mayor_asker, item, meeting):
    """Her terms in the index come with the treatment, before the call; the access filter keeps it from her."""
    from governance.services import meetings

    assert find(mayor_asker, WORD).total == 0
    meetings.call_meeting(secretary, meeting)
    assert {hit.group for hit in find(mayor_asker, WORD).hits} == {"sak", "saksframlegg"}


def test_a_summary_changed_keeps_the_case_under_its_body(counted, secretary, called, steering_group):
    cases.change_case(secretary, called.case, summary="Noe nytt")
    assert "sak" in found(secretary, steering_group)
