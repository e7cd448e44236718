"""A filled register for tests of pages: members, bodies, seats, people, and every address of the register."""

from datetime import date

import pytest

from governance.choices import AppointmentKind
from governance.models import (
    AllianceRole,
    AttendanceRight,
    Case,
    ChairRotation,
    County,
    Membership,
    Municipality,
    OrganisationContact,
    Person,
    Population,
    ProcedureRules,
    Seat,
    StandingItem,
)
from tests.cast import make

SQUARE = {"type": "MultiPolygon", "coordinates": [[[[10.0, 59.8], [10.2, 59.8], [10.2, 59.9], [10.0, 59.8]]]]}


def _case(alliance, cooperation) -> Case:
    return make(alliance, Case(cooperation=cooperation, title="Reformen", year=2018, sequence=900))


@pytest.fixture
def register(alliance, cooperation, khs, steering_group, executives, asker, drammen, lier, mayor_asker, substitute):
    """Every kind of row of the register, once; `urls()` gives name -> (arguments, kind of page)."""
    county = County.objects.create(number="02", name="Akershus")
    municipality = Municipality.objects.create(number="0220", name="Asker", county=county, border=SQUARE)
    Population.objects.create(municipality=municipality, year=2017, inhabitants=60781)
    from governance import history
    from governance.access import system_actor

    with history.recording(system_actor(alliance), "test.change", asker):
        history.save(asker, {"municipality": municipality})
    membership = make(alliance, Membership(cooperation=cooperation, organisation=asker, valid_from=date(1992, 1, 1)))
    person = make(alliance, Person(given_name="Nils", family_name="Ny"))
    seat = Seat.objects.get(body=steering_group, on_behalf_of=asker)
    return {
        "organisation": asker,
        "membership": membership,
        "person": person,
        "seat": seat,
        "appointment": seat.appointments.get(kind=AppointmentKind.MEMBER),
        "contact": make(alliance, OrganisationContact(organisation=lier, person=person)),
        "role": make(alliance, AllianceRole(person=person, role="reader")),
        "rules": ProcedureRules.objects.get(body=steering_group),
        "right": make(alliance, AttendanceRight(body=steering_group, who="Fylkesmannen")),
        "standing": make(alliance, StandingItem(body=steering_group, case=_case(alliance, cooperation))),
        "chair": make(alliance, ChairRotation(body=steering_group, organisation=drammen, valid_from=date(2017, 7, 1))),
        "body": steering_group,
        "cooperation": khs,
    }


READ = {
    "my_page": None,
    "member_list": None,
    "member_detail": "organisation",
    "body_list": None,
    "body_detail": "body",
    "person_list": None,
    "person_detail": "person",
    "cooperation_list": None,
}
# Pages for those who edit: name -> the row in the address. Those of a body have the body's slug first.
EDIT = {
    "member_create": None,
    "member_edit": "organisation",
    "member_remove": "organisation",
    "member_join": "organisation",
    "member_contact_create": "organisation",
    "member_membership_edit": "membership",
    "member_membership_remove": "membership",
    "member_contact_edit": "contact",
    "member_contact_remove": "contact",
    "body_create": None,
    "body_edit": "body",
    "body_remove": "body",
    "body_rules_create": "body",
    "body_rules_edit": "rules",
    "body_rules_remove": "rules",
    "body_right_create": "body",
    "body_right_edit": "right",
    "body_right_remove": "right",
    "body_template": "body",
    "body_standing_create": "body",
    "body_standing_edit": "standing",
    "body_standing_remove": "standing",
    "body_chair_create": "body",
    "body_chair_edit": "chair",
    "body_chair_remove": "chair",
    "seat_create": "body",
    "seat_edit": "seat",
    "seat_remove": "seat",
    "seat_appoint": "seat",
    "seat_holder_edit": "appointment",
    "seat_holder_end": "appointment",
    "seat_holder_remove": "appointment",
    "person_create": None,
    "person_edit": "person",
    "person_remove": "person",
}
ADMIN = {
    "person_login": "person",
    "person_role_create": "person",
    "person_role_edit": "role",
    "person_role_remove": "role",
    "cooperation_create": None,
    "cooperation_edit": "cooperation",
}
BELOW_BODY = {"rules", "right", "standing", "chair", "seat", "appointment"}
