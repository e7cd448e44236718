from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.bodies.seating import seating, vacant_seats
from governance.choices import AppointmentKind, SeatRole
from governance.history import Refused
from governance.models import Appointment, Person, Seat
from governance.services import seats
from tests.cast import end, make

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 8)


@pytest.fixture
def seat(alliance, steering_group, asker):
    return make(alliance, Seat(body=steering_group, on_behalf_of=asker))


@pytest.fixture
def people(alliance):
    return [make(alliance, Person(given_name=name, family_name="Nilsen")) for name in ("Ane", "Bo", "Cai")]


@pytest.mark.parametrize("role", ["coordinator", "mayor_asker", "substitute", "contact_lier", "reader", "outsider"])
def test_others_than_the_secretariat_write_no_seats(role, request, steering_group, seat, people):
    actor = request.getfixturevalue(role)
    for act in (
        lambda: seats.add_seat(actor, body=steering_group),
        lambda: seats.change_seat(actor, seat, area="x"),
        lambda: seats.remove_seat(actor, seat),
        lambda: seats.appoint(actor, seat=seat, person=people[0]),
        lambda: seats.add_chair_period(actor, body=steering_group, organisation=seat.on_behalf_of),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("first", "last", "ok"),
    [
        (date(2018, 7, 1), None, True),
        (date(2018, 6, 30), None, False),
        (None, date(2015, 9, 30), True),
        (None, date(2015, 10, 1), False),
        (date(2016, 1, 1), date(2016, 1, 1), False),
    ],
)
def test_a_seat_has_one_member_at_a_time(first, last, ok, admin, seat, people):
    seats.appoint(admin, seat=seat, person=people[0], valid_from=date(2015, 10, 1), valid_to=date(2018, 6, 30))
    if ok:
        seats.appoint(admin, seat=seat, person=people[1], valid_from=first, valid_to=last)
    else:
        with pytest.raises(ValidationError, match="fast medlem i denne tiden"):
            seats.appoint(admin, seat=seat, person=people[1], valid_from=first, valid_to=last)
    assert Appointment.objects.count() == 1 + ok


def test_the_new_holder_takes_over_the_day_after_the_old_one(admin, seat, people):
    old = seats.appoint(admin, seat=seat, person=people[0], valid_from=date(2015, 10, 1))
    seats.appoint(admin, seat=seat, person=people[1], valid_from=date(2018, 3, 1), end_previous=True)
    old.refresh_from_db()
    assert old.valid_to == date(2018, 2, 28)
    assert old.history.first().change_id == seat.appointments.get(person=people[1]).history.first().change_id


def test_taking_over_needs_a_day_after_the_old_began(admin, seat, people):
    seats.appoint(admin, seat=seat, person=people[0], valid_from=date(2018, 3, 1))
    with pytest.raises(ValidationError, match="fra hvilken dag"):
        seats.appoint(admin, seat=seat, person=people[1], end_previous=True)
    with pytest.raises(ValidationError, match="begynner samme dag"):
        seats.appoint(admin, seat=seat, person=people[1], valid_from=date(2018, 3, 1), end_previous=True)
    assert Appointment.objects.get().valid_to is None


def test_an_ended_appointment_leaves_the_seat_vacant_from_the_next_day(admin, steering_group, seat, people):
    held = seats.appoint(admin, seat=seat, person=people[0], valid_from=date(2015, 10, 1))
    seats.end_appointment(admin, held, last_day=DAY)
    (on_the_day,) = seating(admin, steering_group, DAY)
    (after,) = seating(admin, steering_group, date(2018, 3, 9))
    assert on_the_day.holder == held
    assert after.holder is None
    assert not vacant_seats(admin, DAY).exists()
    assert list(vacant_seats(admin, date(2018, 3, 9))) == [seat]


def test_an_appointment_cannot_end_before_it_began(admin, seat, people):
    held = seats.appoint(admin, seat=seat, person=people[0], valid_from=date(2018, 3, 1))
    with pytest.raises(ValidationError, match="Til-datoen"):
        seats.end_appointment(admin, held, last_day=date(2018, 2, 28))


def test_substitutes_stand_in_their_order_and_each_number_is_used_once(admin, steering_group, seat, people):
    substitute = {"seat": seat, "kind": AppointmentKind.SUBSTITUTE}
    seats.appoint(admin, person=people[0], substitute_order=2, **substitute)
    seats.appoint(admin, person=people[1], substitute_order=1, **substitute)
    with pytest.raises(ValidationError, match="dette nummeret"):
        seats.appoint(admin, person=people[2], substitute_order=1, **substitute)
    with pytest.raises(ValidationError, match="hvilket nummer"):
        seats.appoint(admin, person=people[2], **substitute)
    (shown,) = seating(admin, steering_group, DAY)
    assert [sub.person for sub in shown.substitutes] == [people[1], people[0]]
    assert shown.holder is None


def test_nobody_is_member_and_substitute_in_the_same_seat(admin, seat, people):
    seats.appoint(admin, seat=seat, person=people[0])
    with pytest.raises(ValidationError, match="har allerede denne plassen"):
        seats.appoint(admin, seat=seat, person=people[0], kind=AppointmentKind.SUBSTITUTE, substitute_order=1)


def test_a_body_has_one_leader_at_a_time(admin, steering_group, seat):
    seats.change_seat(admin, seat, role=SeatRole.LEADER, valid_to=DAY)
    with pytest.raises(ValidationError, match="allerede en leder"):
        seats.add_seat(admin, body=steering_group, role=SeatRole.LEADER, valid_from=DAY)
    seats.add_seat(admin, body=steering_group, role=SeatRole.LEADER, valid_from=date(2018, 3, 9))


def test_the_lead_rotates_without_overlap(admin, steering_group, asker, drammen, seat):
    period = {"valid_from": date(2017, 7, 1), "valid_to": date(2018, 12, 31)}
    first = seats.add_chair_period(admin, body=steering_group, organisation=asker, **period)
    with pytest.raises(ValidationError, match="leder organet i denne tiden"):
        seats.add_chair_period(admin, body=steering_group, organisation=drammen, valid_from=date(2018, 12, 31))
    second = seats.add_chair_period(admin, body=steering_group, organisation=drammen, valid_from=date(2019, 1, 1))
    with pytest.raises(ValidationError):
        seats.change_chair_period(admin, second, valid_from=date(2018, 12, 31))
    seats.change_chair_period(admin, first, valid_to=date(2018, 11, 30))
    assert [s.leads for s in seating(admin, steering_group, DAY)] == [True]
    assert [s.leads for s in seating(admin, steering_group, date(2019, 1, 1))] == [False]


def test_a_seat_that_was_held_stays(admin, seat, people):
    seats.appoint(admin, seat=seat, person=people[0])
    with pytest.raises(Refused, match="har hatt denne plassen"):
        seats.remove_seat(admin, seat)
    seats.remove_appointment(admin, seat.appointments.get())
    seats.remove_seat(admin, seat)
    assert not Seat.objects.of(admin.alliance).exists()


def test_a_seat_of_a_cooperation_that_is_over_is_read_only(admin, cooperation, seat, people):
    end(seat.body.cooperation, date(2018, 3, 7))
    held = make(admin.alliance, Appointment(seat=seat, person=people[0]))
    for act in (
        lambda: seats.appoint(admin, seat=seat, person=people[1]),
        lambda: seats.end_appointment(admin, held, last_day=DAY),
        lambda: seats.change_seat(admin, seat, area="x"),
    ):
        with pytest.raises(PermissionDenied, match="kan bare leses"):
            act()
