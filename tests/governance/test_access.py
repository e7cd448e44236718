"""Who asks, and may they: the actor of each role, in at most three queries, and the reasons for no."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from governance.access import Allowed, Denied, allow, declared_acts, load_actor, may, require, system_actor
from governance.choices import AppointmentKind, Role
from governance.models import (
    AllianceRole,
    Appointment,
    GoverningBody,
    Organisation,
    OrganisationContact,
    Person,
    Seat,
)
from tests.cast import act_as, make, make_person, with_role

pytestmark = pytest.mark.django_db
CAST = [
    "admin",
    "secretary",
    "coordinator",
    "mayor_asker",
    "mayor_drammen",
    "substitute",
    "chief_executive",
    "contact_lier",
    "reader",
]


def test_an_actor_is_loaded_in_at_most_three_queries(
    django_assert_max_num_queries, admin, steering_group, executives, asker, drammen, khs
):
    person = admin.person
    for organisation in (asker, drammen):
        make(person.alliance, OrganisationContact(organisation=organisation, person=person))
        seat = make(person.alliance, Seat(body=executives, on_behalf_of=organisation))
        make(person.alliance, Appointment(seat=seat, person=person))
    make(person.alliance, AllianceRole(person=person, role=Role.COORDINATOR, cooperation=khs))
    with django_assert_max_num_queries(3):
        actor = load_actor(person.alliance, person.user)
        assert len(actor.organisations) == 2
    assert actor.roles == {(Role.ADMINISTRATOR, None), (Role.COORDINATOR, khs.pk)}
    assert actor.seats == {executives.pk}
    assert actor.bodies == {executives.pk, steering_group.pk}  # the executives attend the steering group


def test_strangers_and_visitors_are_unknown(alliance, outsider):
    stranger = load_actor(alliance, outsider.user)
    visitor = load_actor(alliance, AnonymousUser())
    assert not stranger.is_known
    assert not visitor.is_known
    assert (visitor.user_id, visitor.name) == (None, "")
    assert stranger.user == outsider.user


# role: known, staff, edits everything, administrator
SHAPES = {
    "admin": (True, True, True, True),
    "secretary": (True, True, True, False),
    "coordinator": (True, True, False, False),
    "mayor_asker": (True, False, False, False),
    "substitute": (False, False, False, False),
    "chief_executive": (True, False, False, False),
    "contact_lier": (True, False, False, False),
    "reader": (True, False, False, False),
}


@pytest.mark.parametrize(("role", "shape"), SHAPES.items())
def test_what_a_role_makes_of_a_person(role, shape, request):
    actor = request.getfixturevalue(role)
    assert (actor.is_known, actor.is_staff, actor.edits_everything, actor.is_administrator) == shape


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (None, None, True),
        (date(2018, 3, 8), date(2018, 3, 8), True),
        (date(2018, 3, 9), None, False),
        (None, date(2018, 3, 7), False),
    ],
)
def test_roles_seats_and_contacts_hold_from_their_first_to_their_last_day(
    first, last, held, alliance, cooperation, steering_group, lier
):
    person = make_person(alliance, "ny@test.example", "Nils", "Ny")
    period = {"valid_from": first, "valid_to": last}
    make(alliance, AllianceRole(person=person, role=Role.READER, **period))
    seat = make(alliance, Seat(body=steering_group, on_behalf_of=lier))
    make(alliance, Appointment(seat=seat, person=person, **period))
    make(alliance, OrganisationContact(organisation=lier, person=person, **period))
    actor = act_as(person)
    assert (bool(actor.roles), bool(actor.seats), bool(actor.organisations)) == (held, held, held)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.RECEIVER])
def test_who_reads_what_is_addressed_to_her_is_no_reader_of_the_rest(
    role, alliance, cooperation, asker, steering_group
):
    """An auditor or an external receiver (docs/house.md): published things, and nothing of the register."""
    actor = with_role(make_person(alliance, "ny@test.example", "Nils", "Ny"), role)
    assert not actor.is_known
    for rows in (Organisation.objects, Person.objects, GoverningBody.objects):
        assert not rows.visible_to(actor).exists()
    both = with_role(actor.person, Role.READER)
    assert both.is_known
    assert Organisation.objects.visible_to(both).exists()


def test_the_bin_of_one_cooperation_is_not_that_of_another(
    alliance, khs, coordinator, secretary, steering_group, asker
):
    from governance.services import bodies, organisations

    own = make(alliance, GoverningBody(cooperation=khs, slug="khs-eiere", name="KHS-eiere", kind="network"))
    for body in (own, steering_group):
        bodies.remove_body(secretary, body)
    organisations.remove_organisation(secretary, asker)
    assert set(GoverningBody.objects.in_bin(secretary)) == {own, steering_group}
    assert list(GoverningBody.objects.in_bin(coordinator)) == [own]
    assert not Organisation.objects.in_bin(coordinator).exists()


def test_a_seat_that_is_over_gives_nothing(alliance, steering_group, lier):
    person = make_person(alliance, "ny@test.example", "Nils", "Ny")
    seat = make(alliance, Seat(body=steering_group, on_behalf_of=lier, valid_to=date(2018, 3, 7)))
    make(alliance, Appointment(seat=seat, person=person))
    assert not act_as(person).is_known


def test_a_substitute_who_is_not_called_reads_no_papers(alliance, executives, lier):
    person = make_person(alliance, "ny@test.example", "Nils", "Ny")
    seat = make(alliance, Seat(body=executives, on_behalf_of=lier))
    substitute = Appointment(seat=seat, person=person, kind=AppointmentKind.SUBSTITUTE, substitute_order=1)
    make(alliance, substitute)
    assert act_as(person).bodies == frozenset()


def test_a_secretariat_of_one_cooperation_edits_that_one_alone(alliance, cooperation, khs, steering_group):
    person = make_person(alliance, "khs@test.example", "Knut", "Khs")
    make(alliance, AllianceRole(person=person, role=Role.SECRETARIAT, cooperation=khs))
    actor = act_as(person)
    assert not actor.edits_everything
    assert actor.edits(khs.pk)
    assert not actor.edits(cooperation.pk)
    assert may(actor, "body.edit", khs)
    assert not may(actor, "body.edit", cooperation)
    assert not may(actor, "body.edit", steering_group)


def test_no_comes_with_the_reason(reader, outsider, alliance, asker):
    assert may(reader, "organisation.edit", asker) == Denied("Bare sekretariatet kan gjøre dette.")
    assert may(reader, "role.edit").reason == "Bare en administrator kan gjøre dette."
    assert may(outsider, "organisation.edit", asker).reason == "Dette hører til en annen allianse."
    stranger = load_actor(alliance, outsider.user)
    assert may(stranger, "organisation.edit", asker).reason.startswith("Du må være med i alliansen")
    assert may(None, "organisation.edit", asker).reason.startswith("Du må være med i alliansen")


def test_yes_is_truthy_and_require_says_no_aloud(secretary, reader, asker):
    assert may(secretary, "organisation.edit", asker) == Allowed()
    require(secretary, "organisation.edit", asker)
    with pytest.raises(PermissionDenied, match="Bare sekretariatet"):
        require(reader, "organisation.edit", asker)


def test_an_act_nobody_declared_is_a_mistake_in_the_code(admin):
    with pytest.raises(KeyError):
        may(admin, "organisation.paint")
    with pytest.raises(ValueError, match="declared twice"):
        allow("organisation.edit")
    assert "organisation.edit" in declared_acts()


def test_the_system_may_everything_in_one_alliance(alliance, outsider):
    actor = system_actor(alliance, "Import")
    assert actor.name == "Import"
    assert actor.is_known
    assert may(actor, "role.edit")
    foreign = make(outsider.alliance, Organisation(name="Stjørdal kommune"))
    assert not may(actor, "organisation.edit", foreign)


@pytest.mark.parametrize("role", CAST)
def test_nobody_sees_rows_of_another_alliance(role, request, outsider):
    make(outsider.alliance, Organisation(name="Stjørdal kommune"))
    actor = request.getfixturevalue(role)
    assert not Organisation.objects.visible_to(actor).filter(alliance=outsider.alliance).exists()


def test_what_lies_in_the_bin_is_not_seen(admin, asker):
    from governance.services import organisations

    assert asker in Organisation.objects.visible_to(admin)
    organisations.remove_organisation(admin, asker)
    assert asker not in Organisation.objects.visible_to(admin)
    assert list(Organisation.objects.filter(alliance=admin.alliance).removed()) == [asker]
    assert not Organisation.objects.visible_to(None).exists()
