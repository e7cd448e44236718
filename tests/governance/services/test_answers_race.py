"""Two summon a substitute to one seat at the same moment, and a button is pressed twice: one of each is stored."""

import pytest

from governance.history import Refused
from governance.models import Meeting, MeetingAnswer, OutgoingMail, Seat
from governance.services import answers, meetings
from tests.cast import make_person, seat_person
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def called(secretary, item, meeting, mayor_asker, substitute):
    meetings.call_meeting(secretary, meeting)
    return meeting


def stored(meeting) -> Meeting:
    return Meeting.objects.select_related("body__cooperation", "alliance").get(pk=meeting.pk)


def test_a_seat_is_promised_once(alliance, called, secretary, admin, mayor_asker, substitute, steering_group, asker):
    answers.answer_call(secretary, called, person=mayor_asker.person, answer="absent", reason="Bortreist")
    person = make_person(alliance, "vara2@test.example", "Siv", "Andrevara")
    second = seat_person(steering_group, person, asker, kind="substitute", order=2)
    seat = Seat.objects.get(body=steering_group, on_behalf_of=asker)

    def summon(actor, who):
        return lambda: answers.summon(actor, stored(called), seat=seat, person=who.person, reason="Begge ringte")

    errors = at_once(summon(secretary, substitute), summon(admin, second))
    assert [type(error) for error in errors] == [Refused], errors
    assert "alt kalt inn" in str(errors[0])
    assert MeetingAnswer.objects.standing().count() == 1
    assert OutgoingMail.objects.filter(event="meeting.summoned").count() == 1


def test_an_answer_that_is_sent_twice_is_one_row(called, mayor_asker):
    def say():
        answers.answer_call(mayor_asker, stored(called), person=mayor_asker.person, answer="coming")

    assert at_once(say, say, say) == []
    assert MeetingAnswer.objects.count() == 1
