"""What follows an act: once for each who asked, in the act's own transaction, and never for the past."""

from datetime import date

import pytest

from governance import announcements, clock
from governance.announcements import Announcement
from governance.models import CasePaper, Meeting
from governance.services import agenda, cases, meetings, papers
from tests.governance.casefile import HELD, write_paper


@pytest.fixture
def told(monkeypatch):
    """The rows that were told of, in place of what higher floors do."""
    rows = []
    for announcement in (announcements.paper_sent, announcements.meeting_published, announcements.case_opened):
        monkeypatch.setattr(announcement, "_followers", [rows.append])
    return rows


def test_a_follower_is_called_once_however_often_it_is_registered():
    announcement, rows = Announcement(), []
    follower = rows.append
    announcement.follow(follower)
    announcement.follow(follower)
    announcement.tell("saken")
    assert rows == ["saken"]


def test_the_past_is_not_announced():
    announcement, rows = Announcement(), []
    announcement.follow(rows.append)
    announcement.tell("saken", at=clock.oslo(date(2015, 12, 3)))
    assert rows == []


def test_a_call_tells_of_each_paper_when_the_meeting_is_called(secretary, case, item, meeting, executives, told):
    agenda.add_item(secretary, case=case, body=executives)  # waits, and is told of by nobody
    meetings.call_meeting(secretary, meeting)
    assert told == [papers.latest_sent(item)]
    assert [paper.state for paper in told] == ["sent"]
    meetings.hold_meeting(secretary, meeting, at=HELD)
    assert len(told) == 1


def test_a_new_version_is_told_of_when_it_is_sent(secretary, called, told):
    draft = papers.new_version(secretary, called, change_note="Nye tall")
    papers.edit_paper(secretary, draft, exposition="<p>Nye tall</p>")
    assert told == []
    papers.send_paper(secretary, draft)
    assert told == [draft]


def test_publishing_is_told_of_and_taking_back_is_not(secretary, called, meeting, told):
    meetings.publish_meeting(secretary, meeting)
    meetings.unpublish_meeting(secretary, meeting)
    assert told == [meeting]


def test_what_is_entered_of_the_past_is_not_told_of(secretary, item, meeting, told):
    at = clock.oslo(date(2018, 3, 1))
    meetings.call_meeting(secretary, meeting, at=at)
    meetings.publish_meeting(secretary, meeting, at=at)
    draft = papers.new_version(secretary, item, change_note="Rettet")
    papers.send_paper(secretary, draft, at=at)
    assert told == []


def test_a_follower_that_fails_stops_the_act(secretary, item, meeting, monkeypatch):
    def fail(row):
        raise RuntimeError

    write_paper(secretary, item)
    monkeypatch.setattr(announcements.paper_sent, "_followers", [fail])
    with pytest.raises(RuntimeError):
        meetings.call_meeting(secretary, meeting)
    assert Meeting.objects.get().state == "planned"
    assert not CasePaper.objects.filter(state="sent").exists()


def test_a_case_that_is_no_longer_exempt_is_told_of(secretary, secret_item, told):
    case = secret_item.case
    cases.change_case(secretary, case, summary="Rettet")
    cases.change_case(secretary, case, access="public", legal_basis="")
    cases.change_case(secretary, case, summary="Rettet igjen")
    assert told == [case]
