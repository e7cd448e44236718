"""What an open agenda is answered when it asks what is new."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.agendalive import KIND
from governance.live import pulses
from governance.services import agenda, answers, cases, meetings, papers, standing
from tests.governance.casefile import url
from tests.governance.services.test_agenda_versions import add, stored


@pytest.fixture
def asks(client_of, meeting):
    clients = {}

    def ask(actor, since, **more):
        if actor.user_id not in clients:
            clients[actor.user_id] = client_of(actor)
        client, query = clients[actor.user_id], {"since": since} | more
        return client.get(url("meeting_agenda_news", meeting.pk), query, headers={"HX-Request": "true"})

    return ask


def newest(meeting):
    return pulses.number_of(KIND, meeting.body_id)


def told(response):
    assert response.status_code == 200, response.content
    return json.loads(response.content)["told"]


def test_who_may_ask(asks, secretary, mayor_asker, reader, outsider, item, meeting):
    since = newest(meeting)
    assert [asks(who, since).status_code for who in (secretary, mayor_asker, reader, outsider)] == [204, 403, 404, 404]


def test_what_another_did_is_told_with_the_title(asks, secretary, admin, item, meeting):
    since = newest(meeting)
    other = add(admin, meeting, "Ny bru")
    agenda.place_item(admin, stored(other), position=1)
    agenda.unlist_item(admin, stored(item))
    assert told(asks(secretary, since)) == [
        f"{admin.name} sendte saken til et organ: «Ny bru».",
        f"{admin.name} flyttet saken på sakslisten: «Ny bru».",
        f"{admin.name} tok saken av sakslisten: «Handlingsplan 2018».",
    ]
    assert told(asks(admin, since)) == []


def test_what_is_seen_on_the_page_raises_its_number(secretary, admin, cooperation, steering_group, item, meeting):
    case = cases.create_case(secretary, cooperation=cooperation, title="Fast")
    doings = [
        lambda: cases.change_case(admin, stored(item.case), title="Ny tittel"),
        lambda: agenda.add_item(admin, case=case, body=steering_group),
        lambda: standing.add_standing(admin, body=steering_group, case=case),
        lambda: meetings.change_meeting(admin, stored(meeting), place="Lier"),
        lambda: meetings.call_meeting(admin, stored(meeting), reason="Prøve"),
    ]
    for doing in doings:
        before = newest(meeting)
        doing()
        assert newest(meeting) == before + 1


def test_what_is_not_seen_there_raises_nothing(secretary, mayor_asker, called, meeting, executives, cooperation):
    before = newest(meeting)
    papers.new_version(secretary, stored(called), change_note="Utkast")
    answers.answer_call(mayor_asker, stored(meeting), person=mayor_asker.person, answer="coming")
    other = cases.create_case(secretary, cooperation=cooperation, title="Annet organ")
    agenda.add_item(secretary, case=other, body=executives)
    cases.change_case(secretary, stored(called.case), summary="Ingen ser det der")
    assert newest(meeting) == before


def test_other_agendas_of_the_body_are_not_told_of(asks, secretary, admin, steering_group, item, meeting):
    other = meetings.create_meeting(secretary, body=steering_group, day=meeting.day.replace(month=6))
    since = newest(meeting)
    add(admin, other, "Til sommeren")
    meetings.change_meeting(admin, stored(other), place="Lier")
    assert told(asks(secretary, since)) == []


@pytest.mark.parametrize("since", ["x", "-1", "9" * 30])
def test_what_is_not_understood(asks, secretary, item, since):
    assert asks(secretary, since).status_code == 400


def test_asking_writes_nothing(asks, secretary, item, meeting):
    since = newest(meeting)
    asks(secretary, since)
    with CaptureQueriesContext(connection) as queries:
        assert asks(secretary, since).status_code == 204
    assert not [each["sql"] for each in queries if not each["sql"].lstrip("(").startswith("SELECT")]


def test_a_long_agenda_asks_no_more(asks, client_of, secretary, meeting, item):
    client, address = client_of(secretary), url("meeting_agenda", meeting.pk)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    count()
    few = count()
    for n in range(20):
        add(secretary, meeting, f"Sak {n}")
    assert count() == few
