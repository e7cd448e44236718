"""Meetings: list, page, agenda, call and the other acts."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.access import system_actor
from governance.choices import ItemState, MeetingState
from governance.models import AgendaItem, Case, Meeting
from governance.services import agenda, alliances, cases, meetings
from tests.governance.casefile import item_url, url


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


@pytest.fixture
def three(secretary, cooperation, steering_group, meeting):
    made = [cases.create_case(secretary, cooperation=cooperation, title=f"Sak {letter}") for letter in "ABC"]
    return [agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting) for case in made]


def titles(meeting):
    return [item.case.title[-1] for item in agenda.agenda_of(meeting)]


def test_the_list_parts_what_comes_from_what_was(desk, secretary, steering_group, meeting):
    for day in (date(2017, 12, 7), date(2016, 6, 16)):
        meetings.create_meeting(secretary, body=steering_group, day=day)
    context = desk.get(url("meeting_list")).context
    assert [each.day for each in context["upcoming"]] == [meeting.day]
    assert [each.day.year for each in context["rows"]] == [2017]
    assert [each.day.year for each in desk.get(url("meeting_list") + "?ar=2016").context["rows"]] == [2016]
    assert [each.day.year for each in desk.get(url("meeting_list") + "?ar=hest").context["rows"]] == [2017]


def test_the_empty_list_offers_the_next_step(desk, cooperation):
    assert "Planlegg et møte" in desk.get(url("meeting_list")).content.decode()


def test_the_page_shows_agenda_and_members(client_of, mayor_asker, called, meeting):
    text = client_of(mayor_asker).get(url("meeting_detail", meeting.pk)).content.decode()
    for part in ("01/2018", "Handlingsplan 2018", item_url(called), "Olav Ordfører", "Asker kommune", "10.00"):
        assert part in text
    assert "saksliste/" not in text


def test_a_member_sees_a_planned_meeting_without_its_agenda(client_of, mayor_asker, item, meeting):
    text = client_of(mayor_asker).get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Sakslisten kommer når møtet er innkalt" in text
    assert "Handlingsplan 2018" not in text


def test_create_and_edit(desk, steering_group):
    data = {
        "body": steering_group.pk,
        "day": "2018-06-14",
        "kind": "ordinary",
        "form": "physical",
        "starts_at": "10:00",
    }
    response = desk.post(url("meeting_create"), data)
    made = Meeting.objects.get()
    assert response.url == url("meeting_detail", made.pk)
    data |= {"place": "Kleivstua", "base_version": made.version}
    assert desk.post(url("meeting_edit", made.pk), data).status_code == 302
    made.refresh_from_db()
    assert made.place == "Kleivstua"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"day": "31.02.2018"}, "dato"),
        ({"day": ""}, "Fyll ut dette feltet"),
        ({"ends_at": "09:00"}, "før det begynner"),
        ({"last_day": "2018-06-13"}, "Siste dag"),
        ({"video_link": "javascript:alert(1)"}, "Skriv en nettadresse"),
        ({"body": "00000000-0000-4000-8000-000000000000"}, "Velg noe fra lista"),
    ],
)
def test_bad_input_gives_the_text_back(desk, steering_group, change, reason):
    data = {
        "body": steering_group.pk,
        "day": "2018-06-14",
        "kind": "ordinary",
        "form": "physical",
        "starts_at": "10:00",
    }
    response = desk.post(url("meeting_create"), data | {"note": "Ta med kake"} | change)
    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert "Ta med kake" in text
    assert not Meeting.objects.exists()


def test_the_call_shows_what_it_will_do(desk, item, meeting):
    text = desk.get(url("meeting_call", meeting.pk)).content.decode()
    assert "Handlingsplan 2018" in text
    assert "Hvorfor innkalles møtet likevel" not in text
    item.refresh_from_db()
    assert item.state == ItemState.LISTED
    assert desk.post(url("meeting_call", meeting.pk)).status_code == 302
    item.refresh_from_db()
    assert item.number == "01/2018"


def test_a_late_call_asks_for_a_reason(desk, secretary, item, meeting):
    meetings.change_meeting(secretary, meeting, day=date(2018, 3, 10))
    assert "Hvorfor innkalles møtet likevel" in desk.get(url("meeting_call", meeting.pk)).content.decode()
    told = {"told": re.search(r'name="told" value="([^"]*)"', desk.get(url("meeting_call", meeting.pk)).text)[1]}
    response = desk.post(url("meeting_call", meeting.pk), {"reason": " "} | told)
    assert response.status_code == 422
    assert "Skriv en begrunnelse" in response.content.decode()
    assert desk.post(url("meeting_call", meeting.pk), {"reason": "Haster"} | told).status_code == 302


@pytest.mark.parametrize(
    ("name", "state"), [("meeting_hold", MeetingState.HELD), ("meeting_cancel", MeetingState.CANCELLED)]
)
def test_acts_ask_first(desk, alliance, called, meeting, name, state):
    assert desk.get(url(name, meeting.pk)).status_code == 200
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CALLED
    if name == "meeting_hold":
        alliances.set_demo_day(system_actor(alliance), day=meeting.day - timedelta(days=1))
        early = desk.post(url(name, meeting.pk))
        assert early.status_code == 422
        assert "ikke være avholdt før den dagen" in early.content.decode()
    alliances.set_demo_day(system_actor(alliance), day=meeting.day)
    assert desk.post(url(name, meeting.pk), {"reason": "x"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == state
    assert desk.post(url(name, meeting.pk)).status_code == 403


def test_publishing_opens_and_closes(desk, client_of, called, meeting):
    public = client_of(None)
    assert public.get(url("meeting_detail", meeting.pk)).status_code == 302
    assert desk.post(url("meeting_publish", meeting.pk)).status_code == 302
    assert public.get(url("meeting_detail", meeting.pk)).status_code == 200
    assert desk.post(url("meeting_unpublish", meeting.pk)).status_code == 302
    assert public.get(url("meeting_detail", meeting.pk)).status_code == 410


# ---- The agenda ----


def test_the_agenda_is_moved_by_button(desk, meeting, three):
    response = desk.post(url("meeting_agenda_place", meeting.pk), {"item": three[2].pk, "position": "1"})
    assert response.url == url("meeting_agenda", meeting.pk)
    assert titles(meeting) == ["C", "A", "B"]


def test_a_drag_gets_the_list_back(desk, meeting, three):
    data = {"item": three[0].pk, "position": "3"}
    response = desk.post(url("meeting_agenda_place", meeting.pk), data, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in text
    assert text.index("Sak B") < text.index("Sak A")


@pytest.mark.parametrize("item", ["", "hest", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_item_moves_nothing(desk, meeting, three, item):
    response = desk.post(url("meeting_agenda_place", meeting.pk), {"item": item, "position": "1"})
    assert response.status_code in (302, 404)
    assert titles(meeting) == ["A", "B", "C"]


def test_a_refused_move_is_told(desk, secretary, meeting, three):
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    data = {"item": three[2].pk, "position": "1"}
    response = desk.post(url("meeting_agenda_place", meeting.pk), data, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "før møtet er innkalt" in response.content.decode()
    page = desk.post(url("meeting_agenda_place", meeting.pk), data, follow=True)
    assert "før møtet er innkalt" in page.content.decode()


def test_cases_come_from_the_waiting_list_and_go_back(desk, secretary, case, steering_group, meeting):
    waiting = agenda.add_item(secretary, case=case, body=steering_group)
    assert "Handlingsplan 2018" in desk.get(url("meeting_agenda", meeting.pk)).content.decode()
    desk.post(url("meeting_agenda_add", meeting.pk), {"item": waiting.pk})
    assert [item.pk for item in agenda.agenda_of(meeting)] == [waiting.pk]
    desk.post(url("meeting_agenda_drop", meeting.pk), {"item": waiting.pk})
    assert agenda.agenda_of(meeting) == []


def test_a_new_case_is_opened_from_the_agenda(desk, meeting):
    data = {"title": "Helt ny", "kind": "orientation", "role": "informed"}
    assert desk.post(url("meeting_agenda", meeting.pk), data).status_code == 302
    item = AgendaItem.objects.get()
    assert (item.case.title, item.role, item.meeting) == ("Helt ny", "informed", meeting)
    response = desk.post(url("meeting_agenda", meeting.pk), data | {"title": ""})
    assert response.status_code == 422
    assert Case.objects.count() == 1


def test_the_agenda_acts_are_posts(desk, meeting):
    for name in ("meeting_agenda_place", "meeting_agenda_add", "meeting_agenda_drop"):
        assert desk.get(url(name, meeting.pk)).status_code == 405


MEETING_ACTS = [
    "meeting_edit", "meeting_agenda", "meeting_call", "meeting_hold", "meeting_cancel", "meeting_publish",
    "meeting_unpublish",
]  # fmt: skip
AGENDA_ACTS = ["meeting_agenda_place", "meeting_agenda_add", "meeting_agenda_drop"]


@pytest.mark.parametrize(("who", "code"), [("mayor_asker", 403), ("outsider", 404), ("reader", 404), (None, 401)])
def test_others_change_nothing(request, client_of, called, meeting, who, code):
    client = client_of(request.getfixturevalue(who) if who else None)
    for name in [*MEETING_ACTS, *AGENDA_ACTS]:
        assert client.post(url(name, meeting.pk), {"item": called.pk, "position": 1}).status_code == code, name
    before = meeting.version
    meeting.refresh_from_db()
    assert meeting.version == before


@pytest.mark.parametrize("name", ["meeting_detail", *MEETING_ACTS])
def test_an_unknown_meeting_is_not_found(desk, cooperation, name):
    assert desk.get(url(name, "00000000-0000-4000-8000-000000000000")).status_code == 404


@pytest.mark.parametrize("name", ["meeting_detail", "meeting_agenda", "meeting_call"])
def test_pages_ask_as_often_for_thirty_cases(desk, secretary, cooperation, steering_group, meeting, name):
    def fill(number):
        for _ in range(number):
            case = cases.create_case(secretary, cooperation=cooperation, title="Sak")
            agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)

    fill(2)
    with CaptureQueriesContext(connection) as few:
        desk.get(url(name, meeting.pk))
    fill(28)
    with CaptureQueriesContext(connection) as many:
        desk.get(url(name, meeting.pk))
    assert len(many) == len(few)


def test_the_list_asks_as_often_for_thirty_meetings(desk, secretary, steering_group):
    def fill(days):
        for day in days:
            meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, day))
            meetings.create_meeting(secretary, body=steering_group, day=date(2017, 4, day))

    fill([1])
    with CaptureQueriesContext(connection) as few:
        desk.get(url("meeting_list"))
    fill(range(2, 30))
    with CaptureQueriesContext(connection) as many:
        desk.get(url("meeting_list"))
    assert len(many) == len(few)
