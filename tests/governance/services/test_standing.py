"""Cases that a body treats in every meeting, and how they come onto its agenda."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.choices import ItemState
from governance.models import Meeting, StandingItem
from governance.services import agenda, cases, meetings, standing
from tests.cast import make
from tests.governance.casefile import move_demo_day, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def reform(secretary, cooperation):
    return cases.create_case(secretary, cooperation=cooperation, title="Forvaltningsreformen", kind="standing")


def titles(meeting) -> list[str]:
    return [item.case.title for item in agenda.agenda_of(meeting)]


def lacking(meeting) -> list:
    return [row.case.title for row in StandingItem.objects.of(meeting.alliance_id).lacking(meeting)]


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (None, None, True),
        (date(2014, 9, 4), None, True),
        (date(2018, 3, 15), date(2018, 3, 15), True),
        (date(2018, 3, 16), None, False),
        (None, date(2018, 3, 14), False),
    ],
)
def test_it_stands_on_the_agendas_of_its_period(secretary, reform, steering_group, meeting, first, last, stands):
    standing.add_standing(secretary, body=steering_group, case=reform, valid_from=first, valid_to=last)
    assert lacking(meeting) == (["Forvaltningsreformen"] if stands else [])
    standing.list_standing(secretary, meeting)
    assert titles(meeting) == (["Forvaltningsreformen"] if stands else [])
    assert lacking(meeting) == []


def test_each_meeting_has_a_treatment_of_its_own(secretary, reform, steering_group, meeting, alliance):
    standing.add_standing(secretary, body=steering_group, case=reform, role="hears")
    later = make(alliance, Meeting(body=steering_group, day=date(2018, 6, 14)))
    for each in (meeting, later):
        standing.list_standing(secretary, each)
    first, second = (agenda.agenda_of(each)[0] for each in (meeting, later))
    assert (first.turn, second.turn) == (1, 2)
    assert first.role == "hears"


def test_they_come_in_the_order_of_the_template_and_once(secretary, reform, item, steering_group, meeting, cooperation):
    other = cases.create_case(secretary, cooperation=cooperation, title="Klimanettverket")
    for case in (other, reform):
        standing.add_standing(secretary, body=steering_group, case=case)
    assert len(standing.list_standing(secretary, meeting)) == 2
    assert titles(meeting) == ["Handlingsplan 2018", "Klimanettverket", "Forvaltningsreformen"]
    assert standing.list_standing(secretary, meeting) == []
    assert len(titles(meeting)) == 3


def test_one_that_was_taken_off_is_told_again(secretary, reform, steering_group, meeting):
    standing.add_standing(secretary, body=steering_group, case=reform)
    standing.list_standing(secretary, meeting)
    agenda.unlist_item(secretary, agenda.agenda_of(meeting)[0])
    assert lacking(meeting) == ["Forvaltningsreformen"]


def test_a_closed_case_stands_nowhere(secretary, reform, steering_group, meeting):
    standing.add_standing(secretary, body=steering_group, case=reform)
    cases.close_case(secretary, reform)
    assert lacking(meeting) == []


def test_onto_a_called_meeting_it_comes_late(secretary, reform, steering_group, called, meeting):
    move_demo_day(secretary, date(2018, 3, 9))
    standing.add_standing(secretary, body=steering_group, case=reform)
    standing.list_standing(secretary, meeting)
    late = agenda.agenda_of(meeting)[-1]
    assert (late.is_late, late.state) == (True, ItemState.NUMBERED)


def test_the_same_case_stands_once_in_a_period(secretary, reform, steering_group):
    first = standing.add_standing(secretary, body=steering_group, case=reform, valid_to=date(2017, 12, 31))
    standing.add_standing(secretary, body=steering_group, case=reform, valid_from=date(2018, 1, 1))
    with pytest.raises(ValidationError, match="alt en fast sak"):
        standing.change_standing(secretary, first, valid_to=date(2018, 1, 1))


@pytest.mark.parametrize("who", ["reader", "mayor_asker", "chief_executive", "contact_lier", "coordinator", "outsider"])
def test_only_the_secretariat_decides_what_stands(request, who, secretary, reform, steering_group, meeting):
    actor = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        standing.add_standing(actor, body=steering_group, case=reform)
    standing.add_standing(secretary, body=steering_group, case=reform)
    with pytest.raises(PermissionDenied):
        standing.list_standing(actor, meeting)


# ---- Pages ----


def test_it_is_put_on_every_agenda_by_one_press(secretary, reform, steering_group, meeting, client_of):
    desk = client_of(secretary)
    place = url("body_standing_create", steering_group.slug)
    assert "Forvaltningsreformen" in desk.get(place).text
    desk.post(
        place,
        {"case": reform.pk, "place": "2_after", "role": "informed", "is_numbered": "on", "valid_from": "2014-09-04"},
    )
    assert "Forvaltningsreformen" in desk.get(url("body_detail", steering_group.slug)).text
    page = desk.get(url("meeting_agenda", meeting.pk)).text
    assert "Faste saker som ikke står her ennå" in page
    assert (
        "Den faste saken «Forvaltningsreformen» står ikke på sakslisten."
        in desk.get(url("meeting_detail", meeting.pk)).text
    )
    after = desk.post(url("meeting_agenda_standing", meeting.pk), follow=True).text
    assert "1 fast sak er satt på." in after
    assert "Faste saker som ikke står her ennå" not in after
    again = desk.post(url("meeting_agenda_standing", meeting.pk), follow=True).text
    assert "De faste sakene står der alt." in again


def test_who_may_not_know_of_the_case_is_not_told_that_it_stands(secretary, reform, steering_group, reader, client_of):
    standing.add_standing(secretary, body=steering_group, case=reform)
    assert "Forvaltningsreformen" not in client_of(reader).get(url("body_detail", steering_group.slug)).text
    assert not StandingItem.objects.visible_to(reader).exists()


def test_an_exempt_case_is_called_what_everyone_may_read(
    secretary, secret_item, called, meeting, steering_group, reader, client_of
):
    meetings.publish_meeting(secretary, meeting)
    standing.add_standing(secretary, body=steering_group, case=secret_item.case)
    text = client_of(reader).get(url("body_detail", steering_group.slug)).text
    assert "Oppsigelse" not in text
    assert "Personalsak" in text


def test_a_held_meeting_takes_no_more(secretary, reform, steering_group, called, meeting):
    standing.add_standing(secretary, body=steering_group, case=reform)
    meetings.hold_meeting(secretary, meeting)
    with pytest.raises(PermissionDenied, match="avholdt"):
        standing.list_standing(secretary, meeting)
