"""Two write the roll at the same moment: no seat gets two people, and nobody two seats."""

import pytest

from governance.history import Refused
from governance.models import Attendance, Meeting
from governance.services import attendance
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def stored(meeting) -> Meeting:
    return Meeting.objects.select_related("body__cooperation", "alliance").get(pk=meeting.pk)


def test_a_seat_is_taken_once(met, secretary, admin, asker_seat, mayor_asker, substitute):
    admin.alliance.demo_day = met.day

    def seat(actor, who):
        return lambda: attendance.seat_person(actor, stored(met), seat=asker_seat, person=who.person)

    errors = at_once(seat(secretary, mayor_asker), seat(admin, substitute))
    assert [type(error) for error in errors] == [Refused], errors
    assert Attendance.objects.count() == 1


def test_all_are_seated_once(met, secretary):
    def press():
        attendance.seat_expected(secretary, stored(met))

    errors = at_once(press, press, press)
    assert [type(error) for error in errors] == [Refused, Refused], errors
    assert Attendance.objects.count() == 2
