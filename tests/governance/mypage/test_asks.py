"""What my page asks of each role, on which day, and what it tells will come."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.choices import ItemRole
from governance.models import AllianceRole, Appointment, Meeting, Person, Seat
from governance.mypage import asks, freshasks, meetingasks, officeasks
from governance.services import cases, meetings, resolutions
from tests.cast import make
from tests.governance.casefile import HELD, move_demo_day, write_paper

pytestmark = pytest.mark.django_db
CALL, WRITE = "Kall inn til møtet", "Skriv forslag til vedtak"


def on(actor, day):
    """The actor on another day, with nothing read yet."""
    return replace(actor, on=day, cache={})


def said(found, words) -> list:
    return [ask for ask in found if ask.sentence.startswith(words)]


@pytest.mark.parametrize(
    ("day", "asked", "late"),
    [
        (date(2018, 2, 28), 0, None),
        (date(2018, 3, 1), 1, False),
        (date(2018, 3, 8), 1, False),
        (date(2018, 3, 9), 1, True),
        (date(2018, 3, 15), 1, True),
    ],
)
def test_a_call_is_asked_for_by_the_rules_of_the_body(secretary, item, day, asked, late):
    """The meeting is on 15 March, and its body gives seven days of notice."""
    found = said(meetingasks.to_prepare(on(secretary, day)), CALL)
    assert [(ask.due, ask.late) for ask in found] == [(date(2018, 3, 8), late)] * asked


def test_a_called_meeting_asks_the_secretariat_for_nothing(secretary, item, meeting):
    meetings.call_meeting(secretary, meeting)
    assert meetingasks.to_prepare(on(secretary, date(2018, 3, 8))) == []


@pytest.mark.parametrize(
    ("recommendation", "role", "asked"),
    [("", ItemRole.DECIDES, 1), ("<p>Ja</p>", ItemRole.DECIDES, 0), ("", ItemRole.INFORMED, 0)],
)
def test_a_case_without_recommendation_is_asked_for(secretary, item, recommendation, role, asked):
    write_paper(secretary, item, recommendation=recommendation)
    type(item).objects.filter(pk=item.pk).update(role=role)
    found = said(meetingasks.to_prepare(on(secretary, date(2018, 3, 5))), WRITE)
    assert len(found) == asked
    assert all(str(item.pk) in ask.url for ask in found)  # straight to the paper


def test_a_past_meeting_asks_for_its_resolutions_and_to_be_concluded(secretary, called, meeting):
    later = on(secretary, date(2018, 3, 20))
    assert [ask.sentence[:11] for ask in meetingasks.to_conclude(later)] == ["Før vedtake"]
    resolutions.register_resolution(secretary, called, result="adopted", at=HELD)
    assert [ask.sentence[:9] for ask in meetingasks.to_conclude(later)] == ["Før møtet"]
    meetings.hold_meeting(secretary, meeting, at=HELD)
    assert meetingasks.to_conclude(later) == []


def test_a_treated_case_is_followed_up_until_it_is_closed(secretary, called):
    assert officeasks.to_follow_up(secretary) == []
    resolutions.register_resolution(secretary, called, result="adopted", at=HELD)
    assert [ask.note for ask in officeasks.to_follow_up(secretary)] == [called.case.title]
    cases.close_case(secretary, called.case)
    assert officeasks.to_follow_up(secretary) == []


def test_members_read_and_nobody_else_is_asked(
    secretary, item, meeting, mayor_asker, chief_executive, substitute, reader
):
    everyone = (mayor_asker, chief_executive, substitute, reader, secretary)
    assert [meetingasks.to_read(on(each, each.on)) for each in everyone] == [[]] * 5
    meetings.call_meeting(secretary, meeting)
    assert [len(meetingasks.to_read(on(each, each.on))) for each in everyone] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize("who", ["mayor_asker", "reader", "contact_lier", "coordinator"])
def test_only_the_secretariat_is_asked_for_its_work(request, secretary, called, who):
    actor = on(request.getfixturevalue(who), date(2018, 4, 1))
    sources = (meetingasks.to_prepare, meetingasks.to_conclude, officeasks.to_follow_up, officeasks.to_fill)
    assert [list(source(actor)) for source in (*sources, officeasks.to_try_again)] == [[]] * 5


@pytest.mark.parametrize(("after", "told"), [(-1, False), (0, True), (60, True), (61, False)])
def test_a_term_that_ends_is_told_of(mayor_asker, mayor_drammen, after, told):
    Appointment.objects.filter(person=mayor_asker.person).update(valid_to=mayor_asker.on + timedelta(days=after))
    assert [ask.sentence for ask in officeasks.terms_soon(mayor_asker)] == (
        ["Vervet ditt i Styringsgruppen går ut"] if told else []
    )
    assert officeasks.terms_soon(mayor_drammen) == []


def test_the_secretariat_is_told_of_all_terms_and_the_administrator_of_roles(secretary, admin, mayor_asker, reader):
    ends = secretary.on + timedelta(days=5)
    Appointment.objects.filter(person=mayor_asker.person).update(valid_to=ends)
    AllianceRole.objects.filter(person=reader.person).update(valid_to=ends)
    assert [len(officeasks.terms_soon(each)) for each in (secretary, admin, reader, mayor_asker)] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((50,), (50,)),
        ((30, 50, 119, 120), (30, 50, 119)),
        ((10, 20, 29, 30, 31), (10, 20, 29, 30)),
        ((121,), ()),
        (range(1, 20), range(1, 11)),
    ],
)
def test_meetings_of_the_next_weeks_are_told_and_three_where_they_are_few(days, told, mayor_asker, steering_group):
    for each in days:
        make(mayor_asker.alliance, Meeting(body=steering_group, day=mayor_asker.on + timedelta(days=each)))
    asked = meetingasks.soon(on(mayor_asker, mayor_asker.on))
    assert [(ask.due - mayor_asker.on).days for ask in asked] == list(told)


def test_a_coming_meeting_says_when_and_where(mayor_asker, steering_group):
    day, hour = mayor_asker.on + timedelta(days=7), time(9, 30)
    make(mayor_asker.alliance, Meeting(body=steering_group, day=day, starts_at=hour, place="Asker rådhus"))
    (ask,) = meetingasks.soon(on(mayor_asker, mayor_asker.on))
    assert ask.note == "Torsdag kl. 09.30, Asker rådhus, planlagt"


def test_late_first_then_by_day_then_by_weight(monkeypatch, reader):
    day = date(2018, 3, 8)
    given = [
        asks.Ask("uten dag", "/", "x"),
        asks.Ask("senere", "/", "x", due=date(2018, 4, 1)),
        asks.Ask("tyngre", "/", "x", due=day, weight=2),
        asks.Ask("lettere", "/", "x", due=day),
        asks.Ask("forsinket", "/", "x", due=date(2018, 5, 1), late=True),
    ]
    monkeypatch.setitem(asks._sources, asks.WAITING, [lambda actor: given])
    found = [ask.sentence for ask in asks.asks_of(reader, asks.WAITING)]
    assert found == ["forsinket", "lettere", "tyngre", "senere", "uten dag"]


def test_a_source_is_registered_once(monkeypatch):
    monkeypatch.setitem(asks._sources, asks.SOON, [])
    for _round in range(2):
        asks.register(asks.SOON, meetingasks.soon)
    assert asks._sources[asks.SOON] == [meetingasks.soon]


def test_as_many_questions_for_thirty_meetings_cases_and_seats_as_for_one(
    secretary, client_of, item, called, cooperation, steering_group
):
    move_demo_day(secretary, date(2018, 3, 20))
    resolutions.register_resolution(secretary, called, result="adopted", at=HELD)
    make(secretary.alliance, Meeting(body=steering_group, day=date(2018, 3, 25)))
    make(secretary.alliance, Seat(body=steering_group))
    client = client_of(secretary)
    assert client.get("/vestregionen/").status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get("/vestregionen/")
    for number in range(30):
        make(secretary.alliance, Meeting(body=steering_group, day=date(2018, 3, 21) + timedelta(days=number)))
        seat = make(secretary.alliance, Seat(body=steering_group))
        person = make(secretary.alliance, Person(given_name="Per", family_name=str(number)))
        make(secretary.alliance, Appointment(seat=seat, person=person, valid_to=date(2018, 4, 1)))
    with CaptureQueriesContext(connection) as many:
        client.get("/vestregionen/")
    assert len(many) <= len(few)


# ---- Nytt å lese ----


@pytest.mark.parametrize(
    ("days", "told"), [(0, True), (180, True), (181, False), (-1, False)], ids=["today", "last", "old", "not yet"]
)
def test_a_published_meeting_is_new_to_read_for_half_a_year(mayor_asker, meeting, days, told):
    published = datetime(2018, 3, 15, 12, tzinfo=UTC)
    Meeting.objects.filter(pk=meeting.pk).update(published_at=published, state="held")
    found = asks.asks_of(on(mayor_asker, date(2018, 3, 15) + timedelta(days=days)), asks.FRESH)
    assert [(ask.due, str(meeting.pk) in ask.url) for ask in found] == [(date(2018, 3, 15), True)] * told


def test_those_who_publish_are_not_told_of_it(secretary, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(published_at=datetime(2018, 3, 15, 12, tzinfo=UTC), state="held")
    assert freshasks.published_meetings(on(secretary, date(2018, 3, 16))) == []


def test_what_is_new_stands_with_the_newest_first(mayor_asker, meeting):
    for day in (3, 5, 4):
        other = Meeting(body=meeting.body, day=date(2018, 2, day), starts_at=meeting.starts_at)
        make(mayor_asker.alliance, other)
        Meeting.objects.filter(pk=other.pk).update(published_at=datetime(2018, 2, day, 12, tzinfo=UTC), state="held")
    found = freshasks.published_meetings(on(mayor_asker, date(2018, 3, 1)))
    assert [ask.due.day for ask in found] == [5, 4, 3]
