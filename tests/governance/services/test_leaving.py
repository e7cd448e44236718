"""A person leaves: what ends, who may let her go, and what comes back with her."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.access import load_actor
from governance.history import Refused
from governance.models import Alliance, AllianceRole, Appointment, Event, OrganisationContact, Person
from governance.services import leaving, people, seats
from tests.cast import act_as, end, make, make_person, with_role

pytestmark = pytest.mark.django_db
LAST, NEXT = date(2018, 3, 8), date(2018, 3, 9)


@pytest.fixture
def held(admin, mayor_asker, lier):
    """A mayor with a seat, a role, a role that is to come, and an organisation she answers for."""
    person = mayor_asker.person
    make(admin.alliance, AllianceRole(person=person, role="reader"))
    make(admin.alliance, AllianceRole(person=person, role="coordinator", valid_from=date(2019, 1, 1)))
    make(admin.alliance, OrganisationContact(organisation=lier, person=person))
    return person


def test_leaving_ends_everything_in_one_change(admin, held):
    found = leaving.deactivate(admin, held, last_day=LAST, reason="Gått av")
    assert {type(row).__name__ for row in found.ending} == {"Appointment", "AllianceRole", "OrganisationContact"}
    assert [row.role for row in found.dropped] == ["coordinator"]
    rows = [*Appointment.objects.all(), *AllianceRole.objects.present().filter(person=held)]
    assert {row.valid_to for row in (*rows, OrganisationContact.objects.get())} == {LAST}
    assert not AllianceRole.objects.present().filter(role="coordinator", person=held).exists()
    event = Event.objects.get(act="person.deactivate")
    assert (event.rows, event.reason) == (5, "Gått av")


@pytest.mark.parametrize(("last_day", "is_in"), [(LAST, True), (date(2018, 3, 7), False)])
def test_the_login_opens_the_alliance_until_the_last_day(admin, held, last_day, is_in):
    leaving.deactivate(admin, held, last_day=last_day)
    actor = load_actor(admin.alliance, held.user)
    assert (actor.person is not None, actor.is_known) == (is_in, is_in)
    assert Alliance.objects.of_user(held.user).exists() is is_in


def test_the_login_still_serves_another_alliance(admin, held, other_alliance, outsider):
    there = make(other_alliance, Person(given_name="Olav", family_name="Ordfører", user=held.user))
    make(other_alliance, AllianceRole(person=there, role="reader"))
    leaving.deactivate(admin, held, last_day=date(2018, 3, 1))
    assert list(Alliance.objects.of_user(held.user)) == [other_alliance]
    assert load_actor(other_alliance, held.user).is_known


def test_the_last_administrator_stays(admin, secretary):
    with pytest.raises(ValidationError, match="Alliansen må ha en administrator"):
        leaving.deactivate(admin, admin.person, last_day=LAST)
    admin.person.refresh_from_db()
    assert admin.person.last_day is None
    with_role(make_person(admin.alliance, "to@test.example", "To", "Admin"), "administrator")
    leaving.deactivate(admin, admin.person, last_day=LAST)


@pytest.mark.parametrize(("login", "role", "ok"), [(False, None, True), (True, None, False), (False, "reader", False)])
def test_the_secretariat_lets_go_who_has_neither_login_nor_role(login, role, ok, secretary, alliance):
    person = make(alliance, Person(given_name="Per", family_name="Pensjonist"))
    if login:
        person = make_person(alliance, "per@test.example", "Per", "Innlogget")
    if role:
        make(alliance, AllianceRole(person=person, role=role))
    if ok:
        leaving.deactivate(secretary, person, last_day=LAST)
        leaving.reactivate(secretary, person)
    else:
        with pytest.raises(Refused, match="Bare en administrator"):
            leaving.deactivate(secretary, person, last_day=LAST)


@pytest.mark.parametrize("role", ["coordinator", "mayor_drammen", "reader", "outsider"])
def test_others_let_nobody_go(role, request, held):
    actor = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        leaving.deactivate(actor, held, last_day=LAST)
    with pytest.raises(PermissionDenied):
        leaving.reactivate(actor, held)


def test_nobody_leaves_twice_or_returns_without_having_left(admin, held):
    with pytest.raises(Refused, match="ikke deaktivert"):
        leaving.reactivate(admin, held)
    leaving.deactivate(admin, held, last_day=LAST)
    with pytest.raises(Refused, match="alt deaktivert"):
        leaving.deactivate(admin, held, last_day=LAST)


def test_all_comes_back_with_her(admin, held):
    leaving.deactivate(admin, held, last_day=date(2018, 3, 1))
    came = leaving.reactivate(admin, held)
    assert (len(came.back), came.left) == (4, [])
    assert act_as(held).is_known
    assert Appointment.objects.get().valid_to is None
    assert AllianceRole.objects.present().filter(person=held, role="coordinator").exists()


def test_what_another_took_meanwhile_does_not_come_back(admin, held, alliance):
    leaving.deactivate(admin, held, last_day=LAST)
    seat = Appointment.objects.get().seat
    follower = make(alliance, Person(given_name="Eva", family_name="Etterfølger"))
    seats.appoint(admin, seat=seat, person=follower, valid_from=NEXT)
    came = leaving.reactivate(admin, held)
    assert [type(row) for row in came.left] == [Appointment]
    assert Appointment.objects.get(person=held).valid_to == LAST


def test_what_was_held_in_an_ended_cooperation_is_left_alone(admin, held, cooperation):
    end(cooperation, date(2018, 3, 1))
    leaving.deactivate(admin, held, last_day=LAST)
    assert Appointment.objects.get().valid_to is None


def test_who_has_left_counts_as_no_administrator(admin, held):
    other = with_role(make_person(admin.alliance, "to@test.example", "To", "Admin"), "administrator")
    leaving.deactivate(admin, other.person, last_day=date(2018, 3, 20))
    with pytest.raises(ValidationError):
        people.take_login(admin, admin.person)
