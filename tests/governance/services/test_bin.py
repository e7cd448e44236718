"""What was removed comes back where it could be made anew, and nowhere else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from governance import history
from governance.access import system_actor
from governance.choices import AppointmentKind, SeatRole
from governance.models import Appointment, Event, Person, Seat
from governance.services import bodies, organisations, people, seats, standing
from governance.services.bin import KINDS, restore_row
from tests.cast import make, make_person, with_role

pytestmark = pytest.mark.django_db
REMOVE = {
    "seat": seats.remove_seat,
    "appointment": seats.remove_appointment,
    "substitute": seats.remove_appointment,
    "chair": seats.remove_chair_period,
    "rules": bodies.remove_rules,
    "right": bodies.remove_right,
    "standing": standing.remove_standing,
    "role": people.remove_role,
    "membership": organisations.remove_membership,
    "contact": organisations.remove_contact,
}
# kind -> (what takes its place meanwhile, what is said then)
RIVALS = {
    "seat": (lambda a, r: seats.add_seat(a, body=r["body"], role=SeatRole.LEADER), "allerede en leder"),
    "appointment": (lambda a, r: seats.appoint(a, seat=r["seat"], person=r["person"]), "allerede et fast medlem"),
    "substitute": (
        lambda a, r: seats.appoint(
            a, seat=r["appointment"].seat, person=a.person, kind=AppointmentKind.SUBSTITUTE, substitute_order=1
        ),
        "annet varamedlem",
    ),
    "chair": (
        lambda a, r: seats.add_chair_period(a, body=r["body"], organisation=r["organisation"]),
        "leder organet i denne tiden",
    ),
    "rules": (lambda a, r: bodies.add_rules(a, body=r["body"]), "allerede regler"),
    "standing": (lambda a, r: standing.add_standing(a, body=r["body"], case=r["standing"].case), "alt en fast sak"),
    "role": (lambda a, r: people.give_role(a, person=r["person"], role="reader"), "allerede denne rollen"),
    "membership": (
        lambda a, r: organisations.add_membership(
            a, cooperation=r["membership"].cooperation, organisation=r["organisation"]
        ),
        "allerede medlem",
    ),
    "contact": (
        lambda a, r: organisations.add_contact(a, organisation=r["contact"].organisation, person=r["person"]),
        "allerede kontaktperson",
    ),
}
# kind -> what it points to; any of them in the bin holds it back
ABOVE = [
    ("seat", "body"),
    ("seat", "on_behalf_of"),
    ("appointment", "seat"),
    ("appointment", "person"),
    ("chair", "body"),
    ("chair", "organisation"),
    ("rules", "body"),
    ("right", "body"),
    ("standing", "body"),
    ("standing", "case"),
    ("role", "person"),
    ("membership", "organisation"),
    ("contact", "organisation"),
    ("contact", "person"),
]
MAY = {
    "admin": set(REMOVE),
    "secretary": set(REMOVE) - {"role"},
    "coordinator": set(),
    "mayor_asker": set(),
    "contact_lier": set(),
    "reader": set(),
    "outsider": set(),
}


@pytest.fixture
def rows(register, alliance, drammen, substitute):
    """One of every kind; the seat is a leader's that nobody has held, the appointment another one's."""
    held = register["appointment"]
    empty = make(alliance, Seat(body=register["body"], on_behalf_of=drammen, role=SeatRole.LEADER, title="Ordfører"))
    return register | {
        "seat": empty,
        "appointment": held,
        "substitute": Appointment.objects.get(kind=AppointmentKind.SUBSTITUTE),
    }


def put_in_bin(row):
    """Whatever the rules of its removal say: only what comes of it is tried here."""
    with history.recording(system_actor(row.alliance), "test.remove", row):
        history.remove(row)


def stored(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("kind", REMOVE)
def test_what_was_removed_comes_back_as_it_was(kind, rows, admin):
    row = rows[kind]
    before = {f.attname: getattr(stored(row), f.attname) for f in row._meta.concrete_fields}
    REMOVE[kind](admin, row)
    assert stored(row).removed_at is not None
    restore_row(admin, stored(row))
    after = {f.attname: getattr(stored(row), f.attname) for f in row._meta.concrete_fields}
    assert after == before | {"version": before["version"] + 2}
    acts = Event.objects.filter(object_id=str(row.pk)).order_by("-at").values_list("act", flat=True)
    name = KINDS[type(row)].name
    assert {f"{name}.remove", f"{name}.restore"} <= set(acts)


@pytest.mark.parametrize("kind", RIVALS)
def test_what_has_taken_its_place_keeps_it(kind, rows, admin):
    row, (take_the_place, sentence) = rows[kind], RIVALS[kind]
    REMOVE[kind](admin, row)
    rival = take_the_place(admin, rows | {"seat": rows["appointment"].seat})
    with pytest.raises(history.Refused, match=f"{sentence}.*Rett det som gjelder nå"):
        restore_row(admin, stored(row))
    assert stored(row).removed_at is not None
    put_in_bin(rival)
    restore_row(admin, stored(row))


@pytest.mark.parametrize(("kind", "above"), ABOVE)
def test_it_stays_below_what_lies_in_the_bin_itself(kind, above, rows, admin):
    row = rows[kind]
    REMOVE[kind](admin, row)
    parent = getattr(row, above)
    put_in_bin(parent)
    with pytest.raises(history.Refused, match=r"ligger i papirkurven og må hentes tilbake først") as refused:
        restore_row(admin, stored(row))
    assert f"«{parent}»" in str(refused.value)
    assert stored(row).removed_at is not None


def test_a_right_of_a_body_that_lies_in_the_bin_stays_there(secretary, steering_group, executives):
    right = steering_group.rights.get()
    bodies.remove_right(secretary, right)
    bodies.remove_body(secretary, executives)
    with pytest.raises(history.Refused, match="«Rådmannsgruppen» ligger i papirkurven"):
        restore_row(secretary, right)


@pytest.mark.parametrize("role", MAY)
def test_who_may_bring_back_what(role, request, rows):
    actor = request.getfixturevalue(role)
    for kind in REMOVE:
        put_in_bin(rows[kind])
    order = ["seat", *(kind for kind in REMOVE if kind != "seat")]
    assert {kind for kind in order if restored(actor, stored(rows[kind]))} == MAY[role]


def restored(actor, row) -> bool:
    try:
        restore_row(actor, row)
    except PermissionDenied:
        return False
    return True


@pytest.mark.parametrize("kind", ["chair", "rules", "contact"])
@pytest.mark.parametrize("role", MAY)
def test_who_may_remove_rules_turns_and_contacts(kind, role, request, rows):
    actor = request.getfixturevalue(role)
    if kind in MAY[role]:
        REMOVE[kind](actor, rows[kind])
    else:
        with pytest.raises(PermissionDenied):
            REMOVE[kind](actor, rows[kind])
    assert (stored(rows[kind]).removed_at is not None) is (kind in MAY[role])


@pytest.mark.parametrize("kind", ["seat", "chair", "rules", "contact"])
def test_neither_is_done_twice(kind, rows, secretary):
    stale = stored(rows[kind])
    REMOVE[kind](secretary, rows[kind])
    with pytest.raises(history.Refused, match="slettet dette i mellomtiden"):
        REMOVE[kind](secretary, stale)
    restore_row(secretary, rows[kind])
    with pytest.raises(history.Refused, match="alt hentet tilbake"):
        restore_row(secretary, rows[kind])


def test_days_that_only_touch_are_no_hindrance(rows, admin, mayor_drammen):
    old = seats.change_appointment(admin, rows["appointment"], valid_to=date(2017, 12, 31))
    seats.remove_appointment(admin, old)
    seats.appoint(admin, seat=old.seat, person=mayor_drammen.person, valid_from=date(2018, 1, 1))
    restore_row(admin, old)
    assert old.seat.appointments.present().filter(kind=AppointmentKind.MEMBER).count() == 2


def test_nobody_is_both_member_and_substitute_by_way_of_the_bin(rows, admin):
    held = rows["appointment"]
    seats.remove_appointment(admin, held)
    seats.appoint(admin, seat=held.seat, person=held.person, kind=AppointmentKind.SUBSTITUTE, substitute_order=2)
    with pytest.raises(history.Refused, match="har allerede denne plassen"):
        restore_row(admin, held)


def test_nothing_comes_back_into_a_cooperation_that_is_over(rows, admin):
    from governance.services import cooperations

    for kind in ("rules", "seat", "membership"):
        REMOVE[kind](admin, rows[kind])
    cooperations.change_cooperation(admin, rows["body"].cooperation, valid_to=date(2018, 3, 7))
    for kind in ("rules", "seat", "membership"):
        with pytest.raises(PermissionDenied, match="kan bare leses"):
            restore_row(admin, stored(rows[kind]))


def test_a_role_of_an_administrator_comes_back_and_one_always_remains(admin, alliance):
    other = with_role(make_person(alliance, "ny@test.example", "Nora", "Ny"), "administrator")
    role = admin.person.roles.get()
    people.remove_role(other, role)
    restore_row(other, role)
    people.remove_role(other, other.person.roles.get())
    assert [each.person for each in type(role).objects.of(alliance).filter(role="administrator")] == [admin.person]


def test_a_person_with_a_role_that_came_back_is_not_removed(rows, admin):
    person, role, contact = rows["person"], rows["role"], rows["contact"]
    people.remove_role(admin, role)
    organisations.remove_contact(admin, contact)
    restore_row(admin, role)
    with pytest.raises(history.Refused, match="kan ikke slettes"):
        people.remove_person(admin, Person.objects.get(pk=person.pk))
