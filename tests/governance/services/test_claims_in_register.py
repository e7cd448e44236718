"""The register's acts look at what is stored: a row or what it hangs under may have gone into the bin meanwhile."""

from datetime import date

import pytest

from governance import history
from governance.access import system_actor
from governance.choices import CaseState, ItemState, Role
from governance.history import Refused
from governance.models import AgendaItem, Case, Cooperation, GoverningBody, Organisation, Person
from governance.services import (
    agenda,
    bodies,
    cases,
    cooperations,
    meetings,
    organisations,
    people,
    seats,
    standing,
)
from tests.cast import make
from tests.governance.services.test_bodies import BODY

DAY = date(2018, 4, 1)


def stored(row):
    return type(row)._base_manager.get(pk=row.pk)


def into_bin(row):
    """Put the row in the bin as it is stored; the object in hand does not know."""
    with history.recording(system_actor(row.alliance), "test.remove", row):
        history.remove(stored(row))


CHANGES = {
    "seat": [
        lambda a, row: seats.change_seat(a, row, area="x"),
        lambda a, row: seats.remove_seat(a, row),
    ],
    "appointment": [
        lambda a, row: seats.change_appointment(a, row, valid_to=DAY),
        lambda a, row: seats.end_appointment(a, row, last_day=DAY),
        lambda a, row: seats.remove_appointment(a, row),
    ],
    "chair": [
        lambda a, row: seats.change_chair_period(a, row, valid_to=DAY),
        lambda a, row: seats.remove_chair_period(a, row),
    ],
    "rules": [lambda a, row: bodies.change_rules(a, row, notice_days=3), lambda a, row: bodies.remove_rules(a, row)],
    "right": [lambda a, row: bodies.change_right(a, row, valid_to=DAY), lambda a, row: bodies.remove_right(a, row)],
    "standing": [
        lambda a, row: standing.change_standing(a, row, valid_to=DAY),
        lambda a, row: standing.remove_standing(a, row),
    ],
    "body": [lambda a, row: bodies.change_body(a, row, mandate="x"), lambda a, row: bodies.remove_body(a, row)],
    "role": [lambda a, row: people.change_role(a, row, valid_to=DAY), lambda a, row: people.remove_role(a, row)],
    "person": [
        lambda a, row: people.change_person(a, row, title="x"),
        lambda a, row: people.give_login(a, row, email="x@test.example"),
        lambda a, row: people.take_login(a, row),
        lambda a, row: people.remove_person(a, row),
    ],
    "contact": [
        lambda a, row: organisations.change_contact(a, row, valid_to=DAY),
        lambda a, row: organisations.remove_contact(a, row),
    ],
    "membership": [
        lambda a, row: organisations.change_membership(a, row, area="x"),
        lambda a, row: organisations.remove_membership(a, row),
    ],
    "organisation": [
        lambda a, row: organisations.change_organisation(a, row, note="x"),
        lambda a, row: organisations.remove_organisation(a, row),
    ],
    "cooperation": [lambda a, row: cooperations.change_cooperation(a, row, note="x")],
}


@pytest.mark.parametrize(("kind", "number"), [(kind, n) for kind, acts in CHANGES.items() for n in range(len(acts))])
def test_what_was_deleted_meanwhile_is_not_changed(admin, register, kind, number):
    row = stored(register[kind])
    into_bin(row)
    with pytest.raises(Refused, match="slettet dette i mellomtiden"):
        CHANGES[kind][number](admin, row)


# what a new row hangs under or names -> the act that makes it there
CREATORS = {
    "seat in a body": (GoverningBody, lambda a, b: seats.add_seat(a, body=b)),
    "seat for an organisation": (
        Organisation,
        lambda a, o: seats.add_seat(a, body=_body(a), on_behalf_of=o),
    ),
    "appointment to a seat": (None, lambda a, s: seats.appoint(a, seat=s, person=a.person)),
    "appointment of a person": (Person, lambda a, p: seats.appoint(a, seat=_seat(a), person=p)),
    "chair of a body": (
        GoverningBody,
        lambda a, b: seats.add_chair_period(a, body=b, organisation=_organisation(a), valid_from=DAY),
    ),
    "chair by a member": (
        Organisation,
        lambda a, o: seats.add_chair_period(a, body=_body(a), organisation=o, valid_from=DAY),
    ),
    "rules of a body": (GoverningBody, lambda a, b: bodies.add_rules(a, body=b)),
    "standing case in a body": (GoverningBody, lambda a, b: standing.add_standing(a, body=b, case=_case(a))),
    "standing case": (Case, lambda a, c: standing.add_standing(a, body=_body(a), case=c)),
    "right in a body": (GoverningBody, lambda a, b: bodies.add_right(a, body=b, who="Gjest")),
    "right of a body": (GoverningBody, lambda a, b: bodies.add_right(a, body=_body(a), attending_body=b)),
    "body in a cooperation": (Cooperation, lambda a, c: bodies.create_body(a, cooperation=c, **BODY)),
    "body below a body": (
        GoverningBody,
        lambda a, b: bodies.create_body(a, cooperation=b.cooperation, parent=b, **BODY),
    ),
    "body moved below a body": (GoverningBody, lambda a, b: bodies.change_body(a, _body(a), parent=b)),
    "role of a person": (Person, lambda a, p: people.give_role(a, person=p, role=Role.READER)),
    "role in a cooperation": (
        Cooperation,
        lambda a, c: people.give_role(a, person=a.person, role=Role.READER, cooperation=c),
    ),
    "person of an organisation": (
        Organisation,
        lambda a, o: people.create_person(a, given_name="A", family_name="B", organisation=o),
    ),
    "membership in a cooperation": (
        Cooperation,
        lambda a, c: organisations.add_membership(a, cooperation=c, organisation=_organisation(a)),
    ),
    "membership of an organisation": (
        Organisation,
        lambda a, o: organisations.add_membership(a, cooperation=_body(a).cooperation, organisation=o),
    ),
    "contact of an organisation": (
        Organisation,
        lambda a, o: organisations.add_contact(a, organisation=o, person=a.person),
    ),
    "contact who is a person": (
        Person,
        lambda a, p: organisations.add_contact(a, organisation=_organisation(a), person=p),
    ),
    "meeting of a body": (GoverningBody, lambda a, b: meetings.create_meeting(a, body=b, day=DAY)),
    "case in a cooperation": (Cooperation, lambda a, c: cases.create_case(a, cooperation=c, title="S")),
    "case of a person": (
        Person,
        lambda a, p: cases.create_case(a, cooperation=_body(a).cooperation, title="S", responsible=p),
    ),
    "treatment by a body": (
        GoverningBody,
        lambda a, b: agenda.add_item(a, case=cases.create_case(a, cooperation=b.cooperation, title="S"), body=b),
    ),
}


def _body(actor):
    return GoverningBody.objects.of(actor.alliance).get(slug="styringsgruppen")


def _seat(actor):
    return _body(actor).seats.first()


def _organisation(actor):
    return Organisation.objects.of(actor.alliance).get(short_name="Drammen")


def _case(actor):
    body = _body(actor)
    return cases.create_case(actor, cooperation=body.cooperation, title="Reformen")


def _new(actor, model):
    if model is Case:
        return _case(actor)
    if model is None:
        return seats.add_seat(actor, body=_body(actor))
    values = {
        GoverningBody: {"cooperation": _body(actor).cooperation, "slug": "ny", "name": "Ny", "kind": "steering"},
        Cooperation: {"slug": "ny", "name": "Ny"},
        Organisation: {"name": "Ny"},
        Person: {"given_name": "Ny", "family_name": "Ny"},
    }
    return make(actor.alliance, model(**values[model]))


@pytest.mark.parametrize("what", CREATORS)
def test_nothing_new_hangs_under_what_lies_in_the_bin(admin, register, what):
    model, create = CREATORS[what]
    above = _new(admin, model)
    into_bin(above)
    with pytest.raises(Refused, match=r"papirkurven|slettet dette"):
        create(admin, above)


def test_a_body_comes_back_after_the_one_above_it(admin, register):
    above = bodies.create_body(admin, cooperation=register["body"].cooperation, **BODY)
    below = bodies.create_body(admin, cooperation=above.cooperation, parent=above, **BODY | {"slug": "under"})
    bodies.remove_body(admin, below)
    bodies.remove_body(admin, above)
    with pytest.raises(Refused, match="må hentes tilbake først"):
        bodies.restore_body(admin, stored(below))
    bodies.restore_body(admin, above)
    bodies.restore_body(admin, stored(below))
    with pytest.raises(Refused, match="alt hentet tilbake"):
        bodies.restore_body(admin, above)


def test_a_person_comes_back_after_her_organisation(admin, alliance, lier):
    person = people.create_person(admin, given_name="Nils", family_name="Ny", organisation=lier)
    people.remove_person(admin, person)
    organisations.remove_organisation(admin, lier)
    with pytest.raises(Refused, match="Lier"):
        people.restore_person(admin, stored(person))
    organisations.restore_organisation(admin, lier)
    people.restore_person(admin, stored(person))


def test_an_appointment_is_not_lengthened_into_the_next(admin, register):
    seat = seats.add_seat(admin, body=register["body"])
    first = seats.appoint(admin, seat=seat, person=register["person"], valid_from=date(2017, 1, 1), valid_to=DAY)
    seats.appoint(admin, seat=seat, person=admin.person, valid_from=date(2018, 4, 2))
    with pytest.raises(Exception, match="allerede et fast medlem"):
        seats.end_appointment(admin, first, last_day=date(2018, 5, 1))


def test_a_treatment_does_not_come_back_into_a_case_closed_meanwhile(secretary, case, executives):
    item = agenda.add_item(secretary, case=case, body=executives)
    agenda.remove_item(secretary, item)
    stale = AgendaItem.objects.select_related("case").get(pk=item.pk)
    assert stale.case.state == CaseState.OPEN
    cases.close_case(secretary, Case.objects.get(pk=case.pk))
    with pytest.raises(Exception, match="avsluttet"):
        agenda.restore_item(secretary, stale)
    cases.reopen_case(secretary, Case.objects.get(pk=case.pk))
    assert agenda.restore_item(secretary, stale).state == ItemState.WAITING
