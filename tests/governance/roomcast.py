"""A meeting on its day, for tests of what happens in the room: two seats, a substitute for the one, three cases."""

import pytest

from governance.models import Attendance, Meeting, Seat
from governance.services import agenda, cases, meetings
from tests.governance.casefile import move_demo_day, write_paper

TITLES = ("Areal", "Bru", "Campus")


@pytest.fixture
def three_items(secretary, cooperation, steering_group, meeting):
    """Three cases on the agenda, in the order of their letters."""
    made = []
    for title in TITLES:
        case = cases.create_case(secretary, cooperation=cooperation, title=title)
        made.append(agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting))
        write_paper(secretary, made[-1])
    return made


@pytest.fixture
def met(secretary, three_items, meeting, mayor_asker, mayor_drammen, substitute):
    """The meeting on its day: two seats, a substitute for the one of Asker."""
    meetings.call_meeting(secretary, meeting)
    move_demo_day(secretary, meeting.day)
    return Meeting.objects.select_related("body__cooperation", "alliance").get(pk=meeting.pk)


@pytest.fixture
def asker_seat(mayor_asker, steering_group, asker):
    return Seat.objects.get(body=steering_group, on_behalf_of=asker)


@pytest.fixture
def drammen_seat(mayor_drammen, steering_group, drammen):
    return Seat.objects.get(body=steering_group, on_behalf_of=drammen)


def stays(meeting):
    return [
        (row.person.family_name, *(item and item.case.title for item in (row.first_item, row.until_item)))
        for row in Attendance.objects.of(meeting.alliance).filter(meeting=meeting)
    ]
