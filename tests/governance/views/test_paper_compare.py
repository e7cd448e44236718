"""Two versions of a case paper compared: which ones, for whom, and what is told of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Opening
from governance.services import cases, meetings, papers
from tests.governance.casefile import item_url, url

LINK = "Sammenlign versjoner"


def rewrite(actor, item, *, note="Nye tall", send=True, **texts):
    draft = papers.new_version(actor, item, change_note=note)
    paper = papers.edit_paper(actor, draft, **texts)
    return papers.send_paper(actor, paper) if send else paper


@pytest.fixture
def three(secretary, called):
    """Version 1 and 2 are sent, version 3 is a draft."""
    rewrite(secretary, called, exposition="<p>Utredning med nye tall</p>", alternatives="<p>Vente.</p>")
    rewrite(secretary, called, note="Hemmelig arbeid", send=False, recommendation="<p>Uferdig</p>")
    return called


def compare(client, item, query=""):
    return client.get(url("item_paper_compare", item.pk) + query)


def test_the_words_that_came_and_went_stand_under_their_part(client_of, mayor_asker, three):
    page = compare(client_of(mayor_asker), three, "?fra=1&til=2").text
    assert 'lagt til: </span> med nye tall<span class="ds-sr-only"> slutt </span></ins>' in page
    assert "Vurdering av alternativer</h2>" in page
    assert "Uten endring: Forslag til vedtak." in " ".join(page.split())
    assert "Nye tall" in page
    assert "<del>" not in page
    back = compare(client_of(mayor_asker), three, "?fra=2&til=1").text
    assert 'fjernet: </span> med nye tall<span class="ds-sr-only"> slutt </span></del>' in back
    assert "<ins>" not in back


def test_without_a_choice_the_newest_is_held_against_the_one_before(client_of, secretary, mayor_asker, three):
    assert "Uferdig" in compare(client_of(secretary), three).text
    assert "med nye tall" in compare(client_of(mayor_asker), three).text


@pytest.mark.parametrize(
    ("who", "query", "status"),
    [
        ("secretary", "?fra=1&til=3", 200),
        ("secretary", "?fra=2&til=2", 200),
        ("secretary", "?fra=1&til=4", 404),
        ("admin", "?fra=3&til=1", 200),
        ("mayor_asker", "?fra=1&til=2", 200),
        ("mayor_asker", "?fra=1&til=3", 404),
        ("mayor_asker", "?fra=3&til=1", 404),
        ("mayor_asker", "?fra=x&til=2", 404),
        ("mayor_asker", "?fra=-1", 404),
        ("chief_executive", "", 200),
        ("substitute", "", 404),
        ("reader", "", 404),
        ("contact_lier", "", 404),
        ("outsider", "", 404),
    ],
)
def test_only_versions_the_reader_may_read(request, client_of, three, who, query, status):
    response = compare(client_of(request.getfixturevalue(who)), three, query)
    assert response.status_code == status
    if who != "secretary" and who != "admin" and status == 200:
        assert "Hemmelig arbeid" not in response.text
        assert "Uferdig" not in response.text


def test_a_visitor_compares_what_was_published(client_of, secretary, three, meeting):
    assert compare(client_of(None), three).status_code == 302
    meetings.publish_meeting(secretary, meeting)
    page = compare(client_of(None), three)
    assert page.status_code == 200
    assert "Uferdig" not in page.text
    assert compare(client_of(None), three, "?til=3").status_code == 302  # asked to log in


def test_one_version_is_not_compared(client_of, secretary, mayor_asker, called):
    desk, mayor = client_of(secretary), client_of(mayor_asker)
    assert compare(desk, called).status_code == 404
    assert LINK not in desk.get(item_url(called)).text
    rewrite(secretary, called, send=False, exposition="<p>Nytt</p>")
    assert LINK in desk.get(item_url(called)).text
    assert LINK not in mayor.get(item_url(called)).text
    assert compare(mayor, called).status_code == 404


def test_the_same_text_is_said_to_be_the_same(client_of, secretary, called):
    rewrite(secretary, called, send=False)
    page = compare(client_of(secretary), called).text
    assert "Teksten er den samme i begge versjonene." in page
    assert 'class="vr-compare"' not in page


def test_an_exempt_case_is_compared_by_its_body_and_both_versions_are_noted(client_of, secretary, mayor_asker, three):
    cases.change_case(secretary, three.case, access="exempt", legal_basis="offl. § 13", public_title="Personalsak")
    assert compare(client_of(mayor_asker), three).status_code == 200
    opened = Opening.objects.filter(user=mayor_asker.user).values_list("number", flat=True)
    assert sorted(opened) == [1, 2]


def test_it_is_only_read(client_of, secretary, three):
    assert client_of(secretary).post(url("item_paper_compare", three.pk)).status_code == 405


def test_it_asks_the_same_however_long(client_of, secretary, three):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert compare(client, three).status_code == 200
        return len(queries)

    client = client_of(secretary)
    compare(client, three)
    few = asked()
    papers.send_paper(secretary, papers.latest_paper(three))
    rewrite(secretary, three, exposition="".join(f"<p>Avsnitt {n} om {n * 7}</p>" for n in range(30)))
    assert asked() == few
