"""Lists ask the database as often for thirty rows as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import (
    AllianceRole,
    Appointment,
    AttendanceRight,
    ChairRotation,
    Cooperation,
    GoverningBody,
    Meeting,
    Membership,
    Municipality,
    Organisation,
    OrganisationContact,
    Person,
    Population,
    Seat,
)
from tests.cast import make
from tests.governance.register import SQUARE

pytestmark = pytest.mark.django_db


def add(register, number):
    """One more of every kind of row."""
    alliance, body = register["body"].alliance, register["body"]
    like = Municipality.objects.get(number="0220")
    municipality = Municipality.objects.create(
        number=f"{number:04}", name=f"Kommune {number}", county=like.county, border=SQUARE
    )
    Population.objects.create(municipality=municipality, year=2017, inhabitants=1000)
    organisation = make(
        alliance, Organisation(name=f"Organisasjon {number}", municipality=municipality, kind="municipality")
    )
    make(alliance, Membership(cooperation=body.cooperation, organisation=organisation, valid_from=date(2000, 1, 1)))
    partner = make(alliance, Organisation(name=f"Partner {number}"))
    other = make(alliance, Cooperation(slug=f"samarbeid-{number}", name=f"Samarbeid {number}"))
    make(alliance, Membership(cooperation=other, organisation=register["organisation"]))
    person = make(
        alliance, Person(given_name="Nils", family_name=f"Nummer {number}", organisation=register["organisation"])
    )
    below = make(
        alliance, GoverningBody(cooperation=other, slug=f"organ-{number}", name=f"Organ {number}", kind="board")
    )
    make(alliance, GoverningBody(cooperation=other, slug=f"under-{number}", name="Under", kind="board", parent=below))
    seat = make(alliance, Seat(body=body, on_behalf_of=organisation))
    make(alliance, Appointment(seat=seat, person=person, valid_from=date(2016, 1, 1)))
    old = {"valid_from": date(2012, 1, 1), "valid_to": date(2015, 12, 31)}
    make(alliance, Appointment(seat=seat, person=register["person"], **old))
    make(alliance, Appointment(seat=seat, person=register["person"], kind="substitute", substitute_order=1))
    own_seat = make(alliance, Seat(body=below, on_behalf_of=register["organisation"]))
    make(alliance, Appointment(seat=own_seat, person=register["person"]))
    make(alliance, AttendanceRight(body=body, attending_body=below))
    make(alliance, ChairRotation(body=body, organisation=partner, valid_from=date(1900 + number, 1, 1)))
    make(alliance, OrganisationContact(organisation=register["organisation"], person=person))
    make(alliance, AllianceRole(person=register["person"], role="reader", cooperation=other))
    make(alliance, Meeting(body=below, day=date(2018, 3, 20)))
    make(alliance, Meeting(body=body, day=date(2018, 3, 20)))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("my_page", None),
        ("member_list", None),
        ("member_detail", "organisation"),
        ("body_list", None),
        ("body_detail", "body"),
        ("person_list", None),
        ("person_detail", "person"),
        ("cooperation_list", None),
    ],
)
def test_as_many_queries_for_thirty_rows_as_for_one(name, row, register, admin, client_of):
    arguments = [register[row].slug if row == "body" else register[row].pk] if row else []
    url = reverse(f"governance:{name}", args=["vestregionen", *arguments])
    client = client_of(admin)

    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert client.get(url).status_code == 200
        return len(taken)

    add(register, 1)
    one = queries()
    for number in range(2, 31):
        add(register, number)
    assert queries() == one
