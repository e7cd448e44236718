"""Calendar feeds: read back by the library that wrote them and, for what calendars live by, line by line."""

import logging
from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from governance.clock import OSLO
from governance.models import CalendarLink
from governance.openness import calendars
from governance.services import calendarlinks, meetings
from tests.governance.casefile import url

FEED = "/vestregionen/moter/kalender.ics"
PAGE = "/vestregionen/kalender/"


def events(answer) -> list:
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.fixture
def open_meeting(secretary, called, meeting):
    meetings.change_meeting(secretary, meeting, ends_at=time(12, 30))
    return meetings.publish_meeting(secretary, meeting)


def test_everyone_gets_the_published_meetings(client, open_meeting, secretary, executives):
    meetings.create_meeting(secretary, body=executives, day=date(2018, 4, 1))
    (event,) = events(client.get(FEED))
    assert event["SUMMARY"] == "Styringsgruppen"
    assert event["DTSTART"].dt == datetime(2018, 3, 15, 10, tzinfo=OSLO)
    assert event["DTEND"].dt == datetime(2018, 3, 15, 12, 30, tzinfo=OSLO)
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert (event["LOCATION"], event["STATUS"]) == ("Asker", "CONFIRMED")
    assert event["URL"] == f"http://testserver{url('meeting_detail', open_meeting.pk)}"


def test_a_feed_holds_its_time_zone(client, open_meeting):
    (zone,) = Calendar.from_ical(client.get(FEED).content).walk("VTIMEZONE")
    rules = zone.to_tz()
    assert datetime(2018, 3, 15, 10, tzinfo=rules).utcoffset() == timedelta(hours=1)
    assert datetime(2018, 7, 15, 10, tzinfo=rules).utcoffset() == timedelta(hours=2)
    assert datetime(2018, 3, 25, 1, 59, tzinfo=rules).utcoffset() == timedelta(hours=1)
    assert datetime(2018, 3, 25, 3, 0, tzinfo=rules).utcoffset() == timedelta(hours=2)


def test_lines_are_as_the_standard_wants(client, open_meeting):
    """CRLF, at most 75 octets, nothing but UTF-8."""
    lines = client.get(FEED).content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_a_change_keeps_the_uid_and_raises_the_sequence(client, open_meeting, secretary):
    (before,) = events(client.get(FEED))
    meetings.change_meeting(secretary, open_meeting, place="Drammen")
    (after,) = events(client.get(FEED))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LOCATION"] == "Drammen"


def test_a_meeting_that_is_called_off_says_so(client, open_meeting, secretary):
    meetings.cancel_meeting(secretary, open_meeting)
    (event,) = events(client.get(FEED))
    assert event["STATUS"] == "CANCELLED"


def test_one_that_is_taken_back_from_publication_is_gone(client, open_meeting, secretary):
    meetings.unpublish_meeting(secretary, open_meeting)
    assert events(client.get(FEED)) == []


def test_without_an_hour_the_meeting_takes_whole_days(client, secretary, steering_group):
    values = {"day": date(2018, 5, 3), "last_day": date(2018, 5, 4), "title": "Samling"}
    row = meetings.create_meeting(secretary, body=steering_group, **values)
    meetings.call_meeting(secretary, row)
    meetings.publish_meeting(secretary, row)
    (event,) = events(client.get(FEED))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2018, 5, 3), date(2018, 5, 5))
    assert event["SUMMARY"] == "Styringsgruppen: Samling"


def test_an_unchanged_feed_is_not_sent_again(client, open_meeting, secretary):
    first = client.get(FEED)
    assert first["Last-Modified"]
    again = client.get(FEED, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    meetings.change_meeting(secretary, open_meeting, place="Drammen")
    assert client.get(FEED, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_body_has_its_own(client, open_meeting):
    assert len(events(client.get(url("body_calendar", "styringsgruppen")))) == 1
    assert client.get(url("body_calendar", "radmannsgruppen")).status_code == 404
    assert client.get(url("body_calendar", "finnes-ikke")).status_code == 404
    assert client.post(FEED).status_code == 405


def test_queries_do_not_grow_with_the_meetings(client, secretary, steering_group, django_assert_max_num_queries):
    def asked(count):
        for number in range(count):
            row = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, 1) + timedelta(number))
            meetings.call_meeting(secretary, row, reason="Prøve")
            meetings.publish_meeting(secretary, row)
        with django_assert_max_num_queries(100) as seen:
            client.get(FEED)
        return len(seen)

    assert asked(1) == asked(29)


# ---- A person's own ----


@pytest.fixture
def own(client_of, mayor_asker):
    """The mayor's browser, and the address she was shown."""
    browser = client_of(mayor_asker)
    page = browser.post(f"{PAGE}ny/")
    assert page["Cache-Control"] == "private, no-store"
    address = page.context["secret_url"]
    assert address in page.text
    return browser, address.removeprefix("http://testserver")


def test_the_secret_address_shows_the_meetings_of_her_bodies(client, own, meeting, executives, secretary):
    meetings.create_meeting(secretary, body=executives, day=date(2018, 4, 1))
    (event,) = events(client.get(own[1]))
    assert event["UID"] == f"meeting-{meeting.pk}@vestregion"
    assert event["STATUS"] == "TENTATIVE"


def test_it_is_shown_once_and_stored_hashed(own):
    browser, address = own
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in browser.get(PAGE).text
    link = CalendarLink.objects.get()
    assert secret not in str(link.__dict__)
    assert link.secret_hash == calendarlinks.hash_of(secret)
    assert not link.history.model.objects.filter(secret_hash__contains=secret).exists()


def test_a_new_one_ends_the_old_one(client, own):
    browser, old = own
    new = browser.post(f"{PAGE}ny/").context["secret_url"].removeprefix("http://testserver")
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert browser.post(f"{PAGE}trekk/").status_code == 302
    assert client.get(new).status_code == 404
    assert "Du har ingen hemmelig adresse ennå" in browser.get(PAGE).text


def test_it_opens_nothing_after_she_has_left(client, own, mayor_asker, secretary, alliance):
    from governance.models import Appointment
    from tests.cast import make_alliance

    make_alliance("andre", "Andre")
    assert client.get(own[1].replace("vestregionen", "andre", 1)).status_code == 404
    mayor_asker.user.is_active = False
    mayor_asker.user.save()
    assert client.get(own[1]).status_code == 404
    mayor_asker.user.is_active = True
    mayor_asker.user.save()
    assert client.get(own[1]).status_code == 200
    Appointment.objects.filter(person=mayor_asker.person).update(valid_to=date(2018, 3, 1))
    assert client.get(own[1]).status_code == 404


def test_reading_it_writes_nothing(client, own, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(own[1])
    assert [query for query in asked.captured_queries if not query["sql"].lstrip(" (").startswith("SELECT")] == []
    assert client.post(own[1]).status_code == 405


def test_the_secret_is_kept_out_of_the_log(client, own, caplog):
    from governance.operation.request_reference import SecretFilter

    secret = own[1].split("/")[-1].removesuffix(".ics")
    for said in ("Not Found: %s", 'GET %s "x" 200'):
        record = logging.LogRecord("django.request", logging.WARNING, "", 1, said, (own[1],), None)
        assert SecretFilter().filter(record)
        assert secret not in record.getMessage()
        assert "/kalender/***.ics" in record.getMessage()


def test_every_handler_keeps_it_out(settings):
    handlers = settings.LOGGING["handlers"]
    assert handlers
    assert [name for name, each in handlers.items() if "secret" not in each["filters"]] == []


def test_a_visitor_has_no_own_calendar(client, outsider, client_of, cooperation):
    assert client.get(PAGE).status_code == 302
    assert client_of(outsider).get(PAGE).status_code == 404
    assert client.get(f"{PAGE}gjett.ics").status_code == 404


def test_the_number_of_a_telephone_meeting_is_for_its_members_alone(client, mayor_asker, secretary, open_meeting):
    meetings.change_meeting(secretary, open_meeting, form="telephone", dial_in="21 49 36 00")
    assert events(client.get(FEED))[0]["LOCATION"] == "Asker"
    found = calendars.own_entries(mayor_asker, lambda view, **kwargs: "/")
    assert [each.place for each in found] == ["Asker, ring 21 49 36 00"]
