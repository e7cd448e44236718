"""What a case paper lacks: a table of what is there and what is told, and to whom."""

import pytest

from governance.models import AgendaItem
from governance.paperhints import hints_of
from governance.services import agenda, cases, papers, resolutions
from governance.views.casefile import items_of
from tests.governance.casefile import item_url, url

RECOMMENDATION, EXPOSITION = "har ikke forslag til vedtak", "har ikke saksutredning"
SAME, RESPONSIBLE = "forslaget til vedtak er det samme", "ingen saksansvarlig"
WORDS = (RECOMMENDATION, EXPOSITION, SAME, RESPONSIBLE)


def told(actor, item) -> set[str]:
    item = items_of(actor).get(pk=item.pk)
    hints = hints_of(actor, item, papers.latest_paper(item))
    assert all(any(words in str(hint.words) for words in WORDS) for hint in hints)
    return {words for words in WORDS if any(words in str(hint.words) for hint in hints)}


@pytest.fixture
def answered(secretary, item):
    """The item of a case that somebody answers for."""
    cases.change_case(secretary, item.case, responsible=secretary.person)
    return item


def write(actor, item, **texts):
    papers.edit_paper(actor, papers.latest_paper(item), **texts)


@pytest.mark.parametrize(
    ("kind", "needs"),
    [
        ("decision", True),
        ("hearing", True),
        ("election", True),
        ("orientation", False),
        ("discussion", False),
        ("report", False),
        ("standing", False),
    ],
)
@pytest.mark.parametrize("role", ["decides", "informed"])
def test_who_needs_a_recommendation(secretary, answered, kind, needs, role):
    cases.change_case(secretary, answered.case, kind=kind)
    agenda.change_item(secretary, answered, role=role)
    assert told(secretary, answered) == set()
    write(secretary, answered, recommendation="")
    assert told(secretary, answered) == ({RECOMMENDATION} if needs and role == "decides" else set())


def test_each_thing_that_lacks_is_told(secretary, item):
    assert told(secretary, item) == {RESPONSIBLE}
    write(secretary, item, exposition="", recommendation="", alternatives="<p>Bare dette</p>")
    assert told(secretary, item) == {RECOMMENDATION, EXPOSITION, RESPONSIBLE}


@pytest.mark.parametrize(
    ("texts", "same"),
    [
        ({}, False),
        ({"exposition": "<p>Ny</p>"}, True),
        ({"economic_consequences": "<p>Dyrere</p>"}, True),
        ({"exposition": "<p>Ny</p>", "recommendation": "<p>Et annet forslag</p>"}, False),
        ({"recommendation": "<p>Et annet forslag</p>"}, False),
    ],
)
def test_the_recommendation_of_the_stop_before(secretary, answered, executives, request, texts, same):
    called = request.getfixturevalue("called")
    following = agenda.send_on(secretary, called, body=executives, role="decides", reason="Samme dag")
    write(secretary, following, **texts)
    assert told(secretary, following) == ({SAME} if same else set())


def test_nothing_is_told_of_what_was_treated_or_withdrawn(secretary, called):
    write_new = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, write_new, exposition="")
    assert told(secretary, called) == {EXPOSITION, RESPONSIBLE}
    resolutions.register_resolution(secretary, called, result="adopted")
    assert told(secretary, AgendaItem.objects.get(pk=called.pk)) == set()


@pytest.mark.parametrize("who", ["admin", "secretary", "mayor_asker", "chief_executive"])
def test_it_is_told_to_those_who_prepare_it(request, client_of, secretary, called, who):
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, draft, exposition="")
    page = client_of(request.getfixturevalue(who)).get(item_url(called))
    assert page.status_code == 200
    prepares = who in ("admin", "secretary")
    assert (EXPOSITION in page.text) == (RESPONSIBLE in page.text) == prepares
    assert (f'href="{url("case_edit", called.case.year, called.case.sequence)}">Velg' in page.text) == prepares


def test_a_hint_leads_to_where_it_is_mended(client_of, secretary, called):
    desk = client_of(secretary)
    assert "Dette mangler" in desk.get(item_url(called)).text
    cases.change_case(secretary, called.case, responsible=secretary.person)
    assert "Dette mangler" not in desk.get(item_url(called)).text
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, draft, exposition="")
    write_page = url("item_paper_edit", called.pk)
    assert f'{EXPOSITION}. <a class="ds-link" href="{write_page}">' in desk.get(item_url(called)).text
    form = desk.get(write_page).text
    assert EXPOSITION in form
    assert f'class="ds-link" href="{write_page}"' not in form
    papers.send_paper(secretary, papers.latest_paper(called))
    assert f'href="{url("item_paper_version", called.pk)}">Lag ny versjon</a></li>' in desk.get(item_url(called)).text
