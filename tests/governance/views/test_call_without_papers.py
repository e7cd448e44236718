"""A meeting that is called before every paper is written: nothing is said to be sent that nobody has written."""

import re

import pytest

from governance import history
from governance.choices import PaperState
from governance.services import agenda, cases, meetings, papers
from tests.governance.casefile import item_url, url, write_paper

WHY = {"reason": "Teksten legges fram i møtet"}


def told(desk, meeting) -> dict:
    """What the page that asks has told."""
    page = desk.get(url("meeting_call", meeting.pk)).content.decode()
    return {"told": re.search(r'name="told" value="([^"]*)"', page)[1]}


@pytest.fixture
def empty(secretary, cooperation, steering_group, meeting):
    """A case on the agenda without a word in its paper."""
    case = cases.create_case(secretary, cooperation=cooperation, title="Uten saksframlegg")
    return agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def test_the_call_warns_before_and_claims_nothing_after(desk, secretary, meeting, empty):
    assert (
        "«Uten saksframlegg» har ikke saksframlegg ennå" in desk.get(url("meeting_call", meeting.pk)).content.decode()
    )
    page = desk.post(url("meeting_call", meeting.pk), WHY | told(desk, meeting), follow=True).content.decode()
    assert "Ingen saksframlegg er skrevet, så ingen er sendt ut." in page
    assert papers.latest_paper(empty).state == PaperState.DRAFT
    page = desk.get(item_url(empty)).content.decode()
    assert "Skriv saksframlegget" in page
    assert "Ny versjon" not in page
    assert url("item_paper_send", empty.pk) not in page


def test_of_two_the_written_one_is_sent(desk, secretary, meeting, item, empty):
    page = desk.post(url("meeting_call", meeting.pk), WHY | told(desk, meeting), follow=True).content.decode()
    assert "saksframleggene som er skrevet, er sendt ut" in page
    assert papers.latest_sent(item) is not None
    assert papers.latest_sent(empty) is None


def test_an_empty_paper_is_sent_when_it_has_been_written(desk, secretary, meeting, empty):
    meetings.call_meeting(secretary, meeting, **WHY)
    empty.refresh_from_db()
    with pytest.raises(history.Refused, match="er tomt"):
        papers.send_paper(secretary, papers.latest_paper(empty))
    write_paper(secretary, empty)
    assert url("item_paper_send", empty.pk) in desk.get(item_url(empty)).content.decode()
    papers.send_paper(secretary, papers.latest_paper(empty))
    assert papers.latest_sent(empty).number == 1


def test_what_came_to_after_the_page_was_opened_is_told_before_it_is_passed_over(
    desk, secretary, cooperation, steering_group, meeting, empty
):
    seen = told(desk, meeting)
    other = cases.create_case(secretary, cooperation=cooperation, title="Kom til etterpå")
    agenda.add_item(secretary, case=other, body=steering_group, meeting=meeting)
    answer = desk.post(url("meeting_call", meeting.pk), WHY | seen)
    assert answer.status_code == 422
    assert "Noe er kommet til etter at du åpnet siden." in answer.content.decode()
    assert "Kom til etterpå" in answer.content.decode()
    assert desk.post(url("meeting_call", meeting.pk), WHY | told(desk, meeting)).status_code == 302
