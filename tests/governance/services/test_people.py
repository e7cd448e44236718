from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import history
from governance.choices import Role
from governance.history import Refused
from governance.models import AllianceRole, Person, User
from governance.services import people
from tests.cast import act_as, make

pytestmark = pytest.mark.django_db
# role -> (may write persons, may give roles and logins)
MAY = {
    "admin": (True, True),
    "secretary": (True, False),
    "coordinator": (False, False),
    "mayor_asker": (False, False),
    "contact_lier": (False, False),
    "reader": (False, False),
}


@pytest.fixture
def nils(alliance):
    return make(alliance, Person(given_name="Nils", family_name="Ny"))


def attempt(act) -> bool:
    try:
        act()
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize(("role", "writes", "rules"), [(role, *both) for role, both in MAY.items()])
def test_who_may_do_what_to_persons(role, writes, rules, request, nils):
    actor = request.getfixturevalue(role)
    user = User.objects.create_user("ny@test.example")
    assert attempt(lambda: people.create_person(actor, given_name="A", family_name="B")) is writes
    assert attempt(lambda: people.change_person(actor, nils, title="Ordfører")) is writes
    assert attempt(lambda: people.change_person(actor, nils, user=user)) is rules
    assert attempt(lambda: people.create_person(actor, given_name="C", family_name="D", user=None)) is rules
    assert attempt(lambda: people.give_login(actor, nils, email="nils@test.example")) is rules
    assert attempt(lambda: people.take_login(actor, nils)) is rules
    assert attempt(lambda: people.give_role(actor, person=nils, role=Role.READER)) is rules
    reader = make(nils.alliance, AllianceRole(person=nils, role=Role.AUDITOR))
    assert attempt(lambda: people.change_role(actor, reader, valid_to=date(2018, 12, 31))) is rules
    assert attempt(lambda: people.remove_role(actor, reader)) is rules


def test_another_alliance_reaches_no_person_here(outsider, nils):
    assert not attempt(lambda: people.change_person(outsider, nils, title="x"))
    assert not attempt(lambda: people.give_login(outsider, nils, email="x@test.example"))
    assert not attempt(lambda: people.give_role(outsider, person=nils, role=Role.ADMINISTRATOR))


def test_a_login_is_one_person_in_an_alliance(admin, nils, reader):
    with pytest.raises(ValidationError, match="allerede knyttet"):
        people.give_login(admin, nils, email=reader.user.email)
    nils.refresh_from_db()
    assert nils.user is None


def test_a_login_reaches_several_alliances(admin, nils, outsider):
    people.give_login(admin, nils, email=outsider.user.email.upper())
    assert nils.user == outsider.user


def test_a_new_login_has_no_password_until_she_makes_one(admin, nils):
    people.give_login(admin, nils, email="Nils@Test.Example ")
    assert nils.user.email == "nils@test.example"
    assert not nils.user.has_usable_password()


def test_a_role_is_given_once_at_a_time(admin, nils, khs):
    first = people.give_role(admin, person=nils, role=Role.READER, valid_to=date(2018, 6, 30))
    with pytest.raises(ValidationError, match="allerede denne rollen"):
        people.give_role(admin, person=nils, role=Role.READER, valid_from=date(2018, 6, 30))
    people.give_role(admin, person=nils, role=Role.READER, valid_from=date(2018, 7, 1))
    people.give_role(admin, person=nils, role=Role.READER, cooperation=khs)
    with pytest.raises(ValidationError):
        people.change_role(admin, first, valid_to=date(2018, 7, 1))


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, role: people.remove_role(actor, role),
        lambda actor, role: people.change_role(actor, role, valid_to=date(2030, 1, 1)),
        lambda actor, role: people.change_role(actor, role, valid_from=date(2018, 3, 9)),
        lambda actor, role: people.change_role(actor, role, role=Role.READER),
        lambda actor, role: people.take_login(actor, actor.person),
        lambda actor, role: people.change_person(actor, actor.person, user=None),
    ],
)
def test_the_last_administrator_stays(act, admin):
    role = admin.person.roles.get()
    with pytest.raises(ValidationError, match="må ha en administrator"):
        act(admin, role)
    assert act_as(Person.objects.get(pk=admin.person.pk)).is_administrator


def test_an_administrator_leaves_when_another_is_there(admin, nils):
    people.give_login(admin, nils, email="nils@test.example")
    people.give_role(admin, person=nils, role=Role.ADMINISTRATOR)
    people.remove_role(admin, admin.person.roles.get())
    assert not act_as(admin.person).is_administrator


def test_a_person_in_use_stays(admin, mayor_asker, nils):
    with pytest.raises(Refused, match="kan ikke slettes"):
        people.remove_person(admin, mayor_asker.person)
    people.remove_person(admin, nils)
    assert nils not in Person.objects.of(admin.alliance)
    people.restore_person(admin, nils)
    assert nils in Person.objects.of(admin.alliance)


def test_who_can_log_in_is_deleted_by_an_administrator_alone(secretary, admin, nils):
    people.give_login(admin, nils, email="nils@test.example")
    with pytest.raises(Refused, match="Bare en administrator"):
        people.remove_person(secretary, nils)
    people.remove_person(admin, nils)
    assert (nils.user, nils.removed_at is None) == (None, False)


def test_the_login_of_a_deleted_person_is_free_for_another(admin, secretary, nils):
    people.give_login(admin, nils, email="nils@test.example")
    people.remove_person(admin, nils)
    other = people.create_person(admin, given_name="Nina", family_name="Ny")
    people.give_login(admin, other, email="nils@test.example")
    people.restore_person(secretary, nils)
    assert nils.user is None


def test_a_login_that_still_lies_in_the_bin_is_free_too(admin, nils):
    people.give_login(admin, nils, email="nils@test.example")
    with history.recording(admin, "test.remove", nils):
        history.remove(nils)  # as it was done before the login went with it
    other = people.create_person(admin, given_name="Nina", family_name="Ny")
    people.give_login(admin, other, email="nils@test.example")
    nils.refresh_from_db()
    assert (nils.user, other.user.email) == (None, "nils@test.example")
