"""Who looks like the same human, and what becomes of the two."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplan.models import Position
from governance.choices import Role
from governance.history import Refused
from governance.models import Appointment, Event, NoticeChoice, Person, SavedView
from governance.people.duplicates import likely_pairs
from governance.people.names import alike, key, nearest, phone_key, split_name
from governance.services import people, personmerge, savedviews, seats
from tests.cast import make, make_person, seat_person, with_role

pytestmark = pytest.mark.django_db


def person(alliance, given="Kari", family="Nordmann", **values):
    return make(alliance, Person(given_name=given, family_name=family, **values))


@pytest.mark.parametrize(
    ("one", "other", "same", "near"),
    [
        (("Kari", "Nordmann"), ("Nordmann", "Kari"), True, True),
        (("Åse", "Bø"), ("Aase", "Bö"), True, True),
        (("Anne-Lise", "Berg"), ("Anne Lise", "Berg"), True, True),
        (("Kari", "Nilsen"), ("Kari", "Nielsen"), False, True),
        (("Kari", "Nordmann"), ("Kari Marie", "Nordmann"), False, True),
        (("Kari", "Nilsen"), ("Kari", "Olsen"), False, False),
        (("Kari", "Nilsen"), ("Per", "Nilsen"), False, False),
    ],
)
def test_names_that_are_the_same_or_near(one, other, same, near):
    assert (key(*one) == key(*other)) is same
    assert alike(key(*one), key(*other)) is near


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Kari Nordmann", "Kari", "Nordmann"),
        ("Nordmann, Kari Anne", "Kari Anne", "Nordmann"),
        ("Willem  van der Berg", "Willem", "van der Berg"),
        ("Madonna", "", "Madonna"),
    ],
)
def test_a_name_is_split(written, given, family):
    assert split_name(written) == (given, family)


@pytest.mark.parametrize(
    ("written", "digits"),
    [("+47 920 00 000", "92000000"), ("0047 92000000", "92000000"), ("920 00 000", "92000000"), ("112", "")],
)
def test_numbers_are_compared_by_their_digits(written, digits):
    assert phone_key(written) == digits


def test_the_nearest_names():
    assert nearest("Barum", ["Bærum kommune", "Asker kommune"]) == ["Bærum kommune"]
    assert nearest("Zzz", ["Asker kommune"]) == []


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({}, {}, ["samme navn"]),
        ({"family": "Nilsen"}, {"family": "Nielsen"}, ["nesten samme navn"]),
        ({"email": "k@a.no"}, {"given": "Per", "family": "Ås", "email": "K@a.no"}, ["samme e-postadresse"]),
        ({"phone": "92000000"}, {"family": "Ås", "phone": "+47 920 00 000"}, ["samme telefonnummer"]),
        ({"email": "k@a.no"}, {"email": "k@a.no"}, ["samme navn", "samme e-postadresse"]),
        ({}, {"given": "Per", "family": "Ås"}, None),
    ],
)
def test_pairs_that_look_alike(one, other, reasons, admin):
    person(admin.alliance, **one), person(admin.alliance, **other)
    pairs = likely_pairs(admin)
    assert ([str(reason) for reason in pairs[0].reasons] if pairs else None) == reasons


def test_who_was_told_apart_is_not_shown_again(admin):
    one, other = person(admin.alliance), person(admin.alliance)
    personmerge.tell_apart(admin, one, other)
    personmerge.tell_apart(admin, other, one)
    assert likely_pairs(admin) == []
    person(admin.alliance)
    assert len(likely_pairs(admin)) == 2


def test_pairs_of_another_alliance_stay_there(admin, outsider):
    person(admin.alliance), person(outsider.alliance)
    assert likely_pairs(admin) == likely_pairs(outsider) == []


@pytest.fixture
def two(admin, steering_group, asker, lier, cooperation):
    """One with a seat, and the same human with a login, a seat, a post and a case-free past."""
    kept = person(admin.alliance, email="kari@test.example")
    gone = make_person(admin.alliance, "kari.n@test.example", "Kari", "Nordman", title="Ordfører", organisation=asker)
    seat_person(steering_group, kept, asker)
    seat_person(steering_group, gone, lier)
    make(admin.alliance, Position(cooperation=cooperation, title="Leder", holder=gone))
    return kept, gone


def test_all_of_the_one_moves_to_the_other_in_one_change(admin, two):
    kept, gone = two
    personmerge.merge_persons(admin, kept, gone, reason="Samme person")
    for row in (kept, gone):
        row.refresh_from_db()
    assert {row.person for row in Appointment.objects.all()} == {kept}
    assert Position.objects.get().holder == kept
    assert (kept.email, kept.title, kept.user.email) == ("kari@test.example", "Ordfører", "kari.n@test.example")
    assert (gone.merged_into, gone.user, gone.removed_at is None) == (kept, None, False)
    changes = {row.history.first().change_id for row in (kept, gone, Position.objects.get())}
    assert changes == {Event.objects.get(act="person.merge").change_id}


def test_what_each_has_once_is_kept_as_she_had_it(admin, alliance):
    kept, gone = person(alliance), person(alliance)
    make(alliance, NoticeChoice(person=kept, event="a", mode="never"))
    for event in ("a", "b"):
        make(alliance, NoticeChoice(person=gone, event=event, mode="now"))
    personmerge.merge_persons(admin, kept, gone)
    chosen = NoticeChoice.objects.filter(person=kept).values_list("event", "mode")
    assert set(chosen) == {
        ("a", "never"),
        ("b", "now"),
    }


def test_the_same_held_twice_becomes_one_period(admin, steering_group, asker):
    kept, gone = person(admin.alliance), person(admin.alliance)
    seat = seats.add_seat(admin, body=steering_group, on_behalf_of=asker)
    first = seats.appoint(
        admin, seat=seat, person=kept, kind="substitute", substitute_order=1, valid_from=date(2015, 1, 1)
    )
    seats.appoint(admin, seat=seat, person=gone, kind="substitute", substitute_order=2, valid_to=date(2017, 1, 1))
    people.give_role(admin, person=kept, role="reader")
    people.give_role(admin, person=gone, role="reader", valid_from=date(2019, 1, 1))
    personmerge.merge_persons(admin, kept, gone)
    first.refresh_from_db()
    assert list(Appointment.objects.present()) == [first]
    assert (first.valid_from, first.valid_to) == (None, None)
    assert [role.valid_from for role in kept.roles.present()] == [None]


def test_a_move_that_a_rule_forbids_stops_all_of_it(admin, steering_group, asker, two):
    kept, gone = two
    seat = Appointment.objects.get(person=kept).seat
    seats.appoint(admin, seat=seat, person=gone, kind="substitute", substitute_order=1)
    with pytest.raises(Refused, match="har allerede denne plassen"):
        personmerge.merge_persons(admin, kept, gone)
    gone.refresh_from_db()
    assert gone.merged_into is None
    assert Position.objects.get().holder == gone


def test_two_logins_are_not_made_one(admin, alliance):
    one, other = (make_person(alliance, f"{n}@test.example", "Kari", "Nordmann") for n in "ab")
    with pytest.raises(Refused, match="Begge har innlogging"):
        personmerge.merge_persons(admin, one, other)
    with pytest.raises(Refused, match="to forskjellige"):
        personmerge.merge_persons(admin, one, one)


def test_the_secretariat_merges_who_has_no_login(secretary, two):
    with pytest.raises(Refused, match="Bare en administrator"):
        personmerge.merge_persons(secretary, *two)
    one, other = person(secretary.alliance), person(secretary.alliance)
    assert personmerge.merge_persons(secretary, one, other) == one


@pytest.mark.parametrize("role", ["coordinator", "mayor_asker", "reader", "outsider"])
def test_others_neither_merge_nor_tell_apart(role, request, two):
    actor = request.getfixturevalue(role)
    for act in (personmerge.merge_persons, personmerge.tell_apart):
        with pytest.raises(PermissionDenied):
            act(actor, *two)


def test_one_who_was_merged_comes_back_without_the_pointer(admin, alliance):
    one, other = person(alliance), person(alliance)
    personmerge.merge_persons(admin, one, other)
    people.restore_person(admin, other)
    assert (other.removed_at, other.merged_into) == (None, None)


def test_two_who_both_open_the_register_with_a_view_are_merged(alliance, admin):
    for given, name in (("Kari", "Mine"), ("Kåre", "Andres")):
        owner = with_role(make_person(alliance, f"{name.lower()}@test.example", given, "By"), Role.READER)
        savedviews.save_view(owner, register="saker", name=name, query="ar=2018", is_default=True)
    kept, gone = (each.person for each in SavedView.objects.order_by("-name"))
    Person.objects.filter(pk=gone.pk).update(user=None)
    personmerge.merge_persons(admin, kept, Person.objects.get(pk=gone.pk))
    views = SavedView.objects.filter(person=kept).order_by("name")
    assert [(each.name, each.is_default) for each in views] == [("Andres", False), ("Mine", True)]


def test_a_second_default_view_is_refused_in_a_sentence(secretary):
    for name in ("A", "B"):
        savedviews.save_view(secretary, register="saker", name=name, query="ar=2018")
    first, second = SavedView.objects.order_by("name")
    SavedView.objects.filter(pk=first.pk).update(is_default=True)
    second.is_default = True
    with pytest.raises(ValidationError, match="alt en visning som registeret åpner med"):
        second.validate_constraints()
