"""A called meeting that is moved, changed or called off: who hears of it, what stands in the mail, who answers anew."""

import email
import re
from datetime import time, timedelta
from email import policy

import pytest
from django.utils import timezone
from icalendar import Calendar

from governance import clock
from governance.bodies.convened import places_of
from governance.language import speaking
from governance.mail import answermails, postman
from governance.models import Cooperation, GoverningBody, MeetingAnswer, Organisation, OutgoingMail
from governance.openness import calendars
from governance.services import answers, meetings
from tests.cast import DEMO_DAY, make, seat_person
from tests.governance.mail.test_notices import mails

LATER = DEMO_DAY + timedelta(days=21)


@pytest.fixture
def meeting(steering_group, secretary, mayor_asker, mayor_drammen, chief_executive, substitute, reader):
    values = {"day": DEMO_DAY + timedelta(days=14), "starts_at": time(9), "place": "Rådhuset i Asker"}
    return meetings.create_meeting(secretary, body=steering_group, **values)


@pytest.fixture
def called(meeting, secretary):
    meetings.call_meeting(secretary, meeting)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def summoned(called, secretary, mayor_asker, substitute):
    """The mayor of Asker does not come, and her substitute is summoned and comes."""
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, answer="absent", reason="Bortreist")
    seat = next(place.seat for place in places_of(called) if place.lacks)
    answers.summon(secretary, called, seat=seat, person=substitute.person)
    answers.answer_call(secretary, called, person=substitute.person, answer="coming")
    return called


def test_another_place_and_hour_are_told_with_what_they_were(
    summoned, secretary, mayor_asker, mayor_drammen, chief_executive, substitute
):
    meetings.change_meeting(secretary, summoned, place="Drammen rådhus", starts_at=time(10, 30))
    told = mails("meeting.changed")
    everyone = {mayor_asker.person, mayor_drammen.person, chief_executive.person, substitute.person}
    assert {mail.person for mail in told} == everyone
    assert told.count() == 4
    mail = told.get(person=substitute.person)
    assert mail.subject == "Endret møte: Styringsgruppen 22. mars 2018"
    assert "Fra kl.: 10.30 (før: 09.00)" in mail.body
    assert "Sted: Drammen rådhus (før: Rådhuset i Asker)" in mail.body
    assert "Dato:" not in mail.body
    assert not told.exclude(link=None).exists()  # the day is the same, so what was answered holds
    assert set(MeetingAnswer.objects.values_list("answer", flat=True)) == {"absent", "coming"}


def test_another_day_is_answered_anew_by_a_new_link(summoned, secretary, mayor_asker, chief_executive, substitute):
    meetings.change_meeting(secretary, summoned, day=LATER)
    told = mails("meeting.changed")
    assert "Dato: 29. mars 2018 (før: 22. mars 2018)" in told.get(person=mayor_asker.person).body.replace("\xa0", " ")
    assert told.get(person=mayor_asker.person).link.person == mayor_asker.person
    assert told.get(person=substitute.person).link.person == substitute.person
    assert told.get(person=chief_executive.person).link is None  # may attend, and is not asked
    assert set(MeetingAnswer.objects.values_list("answer", "why")) == {("", "")}
    assert MeetingAnswer.history.filter(answer="absent", why="Bortreist").exists()
    assert answers.remind(secretary, summoned) == 3


def test_a_substitute_who_said_no_is_not_asked_again(summoned, secretary, substitute):
    answers.answer_call(secretary, summoned, person=substitute.person, answer="absent", reason="Syk")
    meetings.change_meeting(secretary, summoned, day=LATER)
    assert MeetingAnswer.objects.get(person=substitute.person).answer == "absent"
    assert not mails("meeting.changed").filter(person=substitute.person).exists()


def test_a_reminder_is_sent_anew_for_another_day(called, secretary):
    assert answers.remind(secretary, called) == 2
    meetings.change_meeting(secretary, called, day=LATER)
    assert answers.remind(secretary, called) == 2


def test_another_form_is_told_in_words_with_the_number_in_the_calendar(called, secretary, mayor_asker):
    meetings.change_meeting(secretary, called, form="telephone", dial_in="21 49 36 00")
    mail = mails("meeting.changed").get(person=mayor_asker.person)
    said = mail.body.replace("\xa0", " ")
    assert "Telefonmøte (før: Fysisk møte)" in said
    part = answermails.calendar_part(called.alliance, str(called.pk))
    assert "ring 21 49 36 00" in Calendar.from_ical(part.data).walk("VEVENT")[0]["LOCATION"]


def test_each_change_is_told(called, secretary):
    meetings.change_meeting(secretary, called, place="Drammen")
    meetings.change_meeting(secretary, called, place="Lier")
    assert mails("meeting.changed").count() == 6


def test_the_outbox_says_what_comes_with_a_mail(called, secretary, client_of):
    mail = mails("meeting.called").first()
    page = client_of(secretary).get(f"/vestregionen/utboks/{mail.pk}/").text
    assert "Møtet til kalenderen (mote.ics)" in page


@pytest.mark.parametrize("values", [{"note": "Ta med badetøy"}, {"title": "Vårmøtet"}, {"place": "Rådhuset i Asker"}])
def test_what_moves_nobody_is_told_to_nobody(called, secretary, values):
    meetings.change_meeting(secretary, called, **values)
    assert not mails("meeting.changed").exists()


def test_nobody_hears_of_a_meeting_that_was_not_called(meeting, secretary):
    meetings.change_meeting(secretary, meeting, place="Lier", day=LATER)
    meetings.cancel_meeting(secretary, meeting, reason="For få saker")
    assert not OutgoingMail.objects.exists()


def test_what_was_answered_stands_where_the_past_is_entered(summoned, secretary):
    meetings.change_meeting(secretary, summoned, day=LATER, at=timezone.now() - timedelta(days=5000))
    assert set(MeetingAnswer.objects.values_list("answer", flat=True)) == {"absent", "coming"}
    assert not mails("meeting.changed").exists()


def test_nobody_hears_of_the_past_that_is_entered(called, secretary):
    meetings.cancel_meeting(secretary, called, at=timezone.now() - timedelta(days=5000))
    assert not mails("meeting.cancelled").exists()


@pytest.mark.parametrize(("reason", "says"), [("For få saker", "er avlyst. Grunn: For få saker"), ("", "er avlyst.\n")])
def test_who_was_called_and_who_was_summoned_hear_that_it_is_called_off(
    summoned, secretary, mayor_asker, mayor_drammen, chief_executive, substitute, reason, says
):
    meetings.cancel_meeting(secretary, summoned, reason=reason)
    told = mails("meeting.cancelled")
    everyone = {mayor_asker.person, mayor_drammen.person, chief_executive.person, substitute.person}
    assert {mail.person for mail in told} == everyone
    mail = told.get(person=mayor_drammen.person)
    assert mail.subject == "Avlyst: Styringsgruppen 22. mars 2018"
    assert says in mail.body


def test_it_is_told_in_the_language_of_each(called, secretary, mayor_asker):
    mayor_asker.user.choose_language("nn")
    meetings.change_meeting(secretary, called, place="Lier")
    mail = mails("meeting.changed").get(person=mayor_asker.person)
    assert mail.subject.startswith("Endra møte: Styringsgruppen")
    assert "Stad: Lier (før: Rådhuset i Asker)" in mail.body


class TestCalendar:
    """The mail of a meeting brings it for the calendar of the receiver."""

    @pytest.fixture
    def meeting(self, real, boss):
        body = make(
            real,
            GoverningBody(
                cooperation=Cooperation.objects.get(alliance=real), name="Styret", slug="styret", kind="board"
            ),
        )
        org = make(real, Organisation(name="Lier", kind="municipality"))
        seat_person(body, boss.person, org)
        with speaking(None, real):
            values = {"day": clock.today(real) + timedelta(days=30), "starts_at": time(9), "place": "Lier"}
            meeting = meetings.create_meeting(boss, body=body, **values)
            meetings.call_meeting(boss, meeting)
        return meeting

    @pytest.fixture
    def brought(self, smtp):
        def read(event) -> list[str]:
            postman.deliver.call(str(mails(event).latest("queued_at").pk))
            message = email.message_from_string(smtp.received[-1], policy=policy.default)
            parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
            return [part.get_content().replace("\r\n", "\n") for part in parts]

        return read

    def test_called_changed_and_called_off(self, meeting, boss, brought):
        [called] = brought("meeting.called")
        for line in (f"UID:meeting-{meeting.pk}@vestregion", "SUMMARY:Styret", "LOCATION:Lier", "STATUS:CONFIRMED"):
            assert line in called
        meetings.change_meeting(boss, meeting, place="Drammen")
        [changed] = brought("meeting.changed")
        assert "LOCATION:Drammen" in changed
        assert sequence(changed) > sequence(called)
        meetings.cancel_meeting(boss, meeting)
        [cancelled] = brought("meeting.cancelled")
        assert "STATUS:CANCELLED" in cancelled
        assert sequence(cancelled) > sequence(changed)

    def test_a_meeting_that_is_gone_when_it_is_sent_brings_nothing(self, meeting, brought, monkeypatch):
        monkeypatch.setattr(calendars, "entry_of", lambda *_given: None)
        assert brought("meeting.called") == []

    def test_another_mail_brings_nothing(self, write, smtp):
        postman.deliver.call(str(write().pk))
        assert "text/calendar" not in smtp.received[-1]


def sequence(text: str) -> int:
    return int(re.search(r"SEQUENCE:(\d+)", text)[1])
