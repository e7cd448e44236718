"""The standing cast: one small alliance, its bodies, and a person for each role. No random names.

Every member of the cast is an `Actor`; `client_of(actor)` is a logged-in test client. `other_alliance` and `outsider`
are there so that every test can ask what a stranger sees.
"""

from datetime import date

import pytest

from governance import history
from governance.access import Actor, load_actor, system_actor
from governance.choices import AppointmentKind, BodyKind, OrganisationKind, Role, SeatRole
from governance.models import (
    Alliance,
    AllianceRole,
    Appointment,
    AttendanceRight,
    Cooperation,
    GoverningBody,
    Organisation,
    OrganisationContact,
    Person,
    ProcedureRules,
    Seat,
    User,
)

DEMO_DAY = date(2018, 3, 8)


def make_alliance(slug: str, name: str) -> Alliance:
    alliance = Alliance(slug=slug, name=name, is_demo=True, demo_day=DEMO_DAY)
    with history.recording(Actor(alliance=alliance, label="Test", is_system=True), "alliance.create", alliance):
        return history.create(alliance)


def make(alliance: Alliance, row):
    """Store one row of the alliance through the single writer."""
    with history.recording(system_actor(alliance, "Test"), "test.create", row):
        return history.create(row)


def end(cooperation: Cooperation, last_day: date) -> Cooperation:
    """Give the cooperation a last day."""
    with history.recording(system_actor(cooperation.alliance, "Test"), "test.end", cooperation):
        return history.save(cooperation, {"valid_to": last_day})


def make_person(alliance: Alliance, email: str, given: str, family: str, **values) -> Person:
    user = User.objects.create_user(email, "et-langt-testpassord")
    return make(alliance, Person(user=user, given_name=given, family_name=family, email=email, is_demo=True, **values))


def act_as(person: Person) -> Actor:
    return load_actor(person.alliance, person.user)


def with_role(person: Person, role: Role, cooperation=None) -> Actor:
    make(person.alliance, AllianceRole(person=person, role=role, cooperation=cooperation))
    return act_as(person)


@pytest.fixture
def alliance(db) -> Alliance:
    return make_alliance("vestregionen", "Vestregionen")


@pytest.fixture
def cooperation(alliance) -> Cooperation:
    return make(
        alliance, Cooperation(slug="vestregionen", name="Vestregionen", is_main=True, valid_from=date(1992, 1, 1))
    )


@pytest.fixture
def khs(alliance, cooperation) -> Cooperation:
    return make(alliance, Cooperation(slug="khs", name="Kommunehelsesamarbeidet", short_name="KHS"))


def _municipality(alliance, name) -> Organisation:
    return make(alliance, Organisation(name=f"{name} kommune", short_name=name, kind=OrganisationKind.MUNICIPALITY))


@pytest.fixture
def asker(alliance) -> Organisation:
    return _municipality(alliance, "Asker")


@pytest.fixture
def drammen(alliance) -> Organisation:
    return _municipality(alliance, "Drammen")


@pytest.fixture
def lier(alliance) -> Organisation:
    return _municipality(alliance, "Lier")


@pytest.fixture
def steering_group(alliance, cooperation) -> GoverningBody:
    body = make(
        alliance,
        GoverningBody(
            cooperation=cooperation,
            slug="styringsgruppen",
            name="Styringsgruppen",
            kind=BodyKind.STEERING,
            number_format="{seq:02}/{year}",
        ),
    )
    make(alliance, ProcedureRules(body=body, law="1992", notice_days=7))
    return body


@pytest.fixture
def executives(alliance, cooperation, steering_group) -> GoverningBody:
    body = make(
        alliance,
        GoverningBody(
            cooperation=cooperation,
            slug="radmannsgruppen",
            name="Rådmannsgruppen",
            kind=BodyKind.EXECUTIVES,
            prepares_for=steering_group,
        ),
    )
    make(alliance, AttendanceRight(body=steering_group, attending_body=body, may_speak=True, may_propose=True))
    return body


def seat_person(body, person, organisation, *, role=SeatRole.MEMBER, kind=AppointmentKind.MEMBER, order=None) -> Actor:
    seat = Seat.objects.of(body.alliance).filter(body=body, on_behalf_of=organisation).first()
    if seat is None:
        seat = make(body.alliance, Seat(body=body, on_behalf_of=organisation, role=role))
    make(body.alliance, Appointment(seat=seat, person=person, kind=kind, substitute_order=order))
    return act_as(person)


@pytest.fixture
def admin(alliance, cooperation) -> Actor:
    return with_role(make_person(alliance, "admin@test.example", "Anna", "Admin"), Role.ADMINISTRATOR)


@pytest.fixture
def secretary(alliance, cooperation) -> Actor:
    return with_role(make_person(alliance, "sekretar@test.example", "Sara", "Sekretær"), Role.SECRETARIAT)


@pytest.fixture
def coordinator(alliance, khs) -> Actor:
    """Coordinator in KHS: staff, but no editor; edits the sections whose leading post she holds."""
    return with_role(make_person(alliance, "koordinator@test.example", "Kari", "Koordinator"), Role.COORDINATOR, khs)


@pytest.fixture
def mayor_asker(alliance, steering_group, asker) -> Actor:
    return seat_person(steering_group, make_person(alliance, "asker@test.example", "Olav", "Ordfører"), asker)


@pytest.fixture
def mayor_drammen(alliance, steering_group, drammen) -> Actor:
    person = make_person(alliance, "drammen@test.example", "Dina", "Drammen")
    return seat_person(steering_group, person, drammen, role=SeatRole.LEADER)


@pytest.fixture
def substitute(alliance, steering_group, asker, mayor_asker) -> Actor:
    """A substitute who has not been called: reads nothing of the body's papers."""
    person = make_person(alliance, "vara@test.example", "Vera", "Vara")
    return seat_person(steering_group, person, asker, kind=AppointmentKind.SUBSTITUTE, order=1)


@pytest.fixture
def chief_executive(alliance, executives, asker) -> Actor:
    """Member of the chief executives' group; attends the steering group without a vote."""
    return seat_person(executives, make_person(alliance, "radmann@test.example", "Roar", "Rådmann"), asker)


@pytest.fixture
def contact_lier(alliance, lier) -> Actor:
    person = make_person(alliance, "lier@test.example", "Liv", "Lier")
    make(alliance, OrganisationContact(organisation=lier, person=person))
    return act_as(person)


@pytest.fixture
def reader(alliance, cooperation) -> Actor:
    return with_role(make_person(alliance, "leser@test.example", "Lars", "Leser"), Role.READER)


@pytest.fixture
def other_alliance(db) -> Alliance:
    return make_alliance("vaernesregionen", "Værnesregionen")


@pytest.fixture
def outsider(other_alliance) -> Actor:
    """Secretary of another alliance: a stranger here."""
    make(other_alliance, Cooperation(slug="vaernesregionen", name="Værnesregionen", is_main=True))
    person = make_person(other_alliance, "fremmed@test.example", "Frode", "Fremmed")
    return with_role(person, Role.SECRETARIAT)


@pytest.fixture
def client_of():
    """`client_of(actor)`: a test client logged in as the actor; `client_of(None)` is anonymous."""
    from django.test import Client

    def make_client(actor: Actor | None) -> Client:
        client = Client()
        if actor is not None and actor.user is not None:
            client.force_login(actor.user)
        return client

    return make_client
