"""Bodies from templates: seats for the members of today, rules and rights with them, and nothing twice."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.bodies.templates import BY_KEY, TEMPLATES
from governance.choices import BodyKind, DecisionMethod, OrganisationKind, ProcedureAct
from governance.models import AttendanceRight, Event, GoverningBody, Membership, Organisation, ProcedureRules, Seat
from governance.numberforms import validate_number_format
from governance.services import bodies
from governance.services.body_templates import Wanted, make_bodies
from tests.cast import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(alliance, cooperation, asker, drammen):
    """Two municipalities, a county council, and a university that has no seat; Lier has left."""
    county = make(alliance, Organisation(name="Buskerud fylkeskommune", kind=OrganisationKind.COUNTY))
    university = make(alliance, Organisation(name="Høgskolen", kind=OrganisationKind.EDUCATION))
    for each in (asker, drammen, county, university):
        make(alliance, Membership(cooperation=cooperation, organisation=each))
    gone = make(alliance, Organisation(name="Lier kommune", kind=OrganisationKind.MUNICIPALITY))
    make(alliance, Membership(cooperation=cooperation, organisation=gone, valid_to=date(2015, 12, 31)))


def ask(actor, cooperation, *keys, **changed):
    wanted = []
    for key in keys:
        template = BY_KEY[key]
        values = {"name": template.name, "number_format": template.number_format} | changed.get(key, {})
        wanted.append(Wanted(template, **values))
    return make_bodies(actor, cooperation=cooperation, wanted=wanted)


SEATS = {
    "assembly": ["Asker: Ordfører", "Drammen: Ordfører", "Buskerud: Fylkesordfører"],
    "council": [
        *("Asker: Ordfører", "Asker: Opposisjon", "Drammen: Ordfører", "Drammen: Opposisjon"),
        *("Buskerud: Fylkesordfører", "Buskerud: Opposisjon"),
    ],
    "steering": ["Asker: Ordfører", "Drammen: Ordfører", "Buskerud: Fylkesordfører"],
    "executives": ["Asker: Kommunedirektør", "Drammen: Kommunedirektør", "Buskerud: Fylkeskommunedirektør"],
    "secretariat": [],
    "networks": [],
    "forums": [],
}


@pytest.mark.parametrize("key", SEATS)
def test_every_template_gives_its_seats_and_rules(secretary, cooperation, members, key):
    (body,) = ask(secretary, cooperation, key).new
    seats = Seat.objects.filter(body=body).order_by("position")
    assert [f"{seat.on_behalf_of.name.split()[0]}: {seat.title}" for seat in seats] == SEATS[key]
    assert ProcedureRules.objects.filter(body=body).exists() == bool(BY_KEY[key].rules)
    assert body.kind == BY_KEY[key].kind
    assert all(seat.history.count() == 1 for seat in seats)


def test_a_board_has_a_seat_for_each_area(secretary, cooperation, members):
    (body,) = ask(secretary, cooperation, "board", board={"areas": ("Nord", "Sør")}).new
    seats = Seat.objects.filter(body=body).values_list("area", "title", "on_behalf_of")
    assert sorted(seats) == [("Nord", "Styremedlem", None), ("Sør", "Styremedlem", None)]


def test_executives_prepare_for_the_leading_body_and_speak_there_without_a_vote(secretary, cooperation, members):
    council, executives, office = ask(secretary, cooperation, "council", "executives", "secretariat").new
    assert (executives.prepares_for, office.parent) == (council, council)
    right = AttendanceRight.objects.get(body=council, attending_body=executives)
    assert (right.may_attend, right.may_speak, right.may_propose, right.may_vote) == (True, True, True, False)
    rules = ProcedureRules.objects.get(body=executives)
    assert (rules.law, rules.decision_method) == (ProcedureAct.OWN, DecisionMethod.CONSENSUS)


def test_the_same_form_twice_makes_nothing_twice(secretary, cooperation, members):
    ask(secretary, cooperation, "council", "networks", networks={"name": "Nettverk for helse"})
    again = ask(secretary, cooperation, "council", "networks", networks={"name": "Nettverk for helse"})
    assert again.new == ()
    assert [body.name for body in again.already] == ["Regionrådet", "Nettverk for helse"]
    assert (GoverningBody.objects.count(), Seat.objects.count()) == (2, 6)
    assert Event.objects.filter(act="body.from_templates").count() == 1


def test_another_kind_of_the_same_name_is_refused_and_none_is_made(secretary, cooperation, members):
    ask(secretary, cooperation, "council")
    with pytest.raises(ValidationError) as refused:
        ask(secretary, cooperation, "secretariat", "steering", steering={"name": "Regionrådet"})
    assert "steering-name" in refused.value.message_dict
    assert GoverningBody.objects.count() == 1


@pytest.mark.parametrize(("name", "slug"), [("Nytt", "nytt-2"), ("Regionrådet", "regionradet-2"), ("山", "organ")])
def test_the_address_is_free_and_allowed(secretary, alliance, cooperation, members, name, slug):
    gone = GoverningBody(cooperation=cooperation, name="Råd", slug="regionradet", kind=BodyKind.COUNCIL)
    bodies.remove_body(secretary, make(alliance, gone))
    (body,) = ask(secretary, cooperation, "forums", forums={"name": name}).new
    assert body.slug == slug


def test_a_wrong_number_format_makes_no_body(secretary, cooperation, members):
    with pytest.raises(ValidationError):
        ask(secretary, cooperation, "secretariat", "council", council={"number_format": "{dag}"})
    assert not GoverningBody.objects.exists()


def test_readers_may_not(reader, cooperation, members):
    with pytest.raises(PermissionDenied):
        ask(reader, cooperation, "council")


def test_every_template_is_right():
    assert len(BY_KEY) == len(TEMPLATES)
    for template in TEMPLATES:
        validate_number_format(template.number_format)
        ProcedureRules(**template.rules).clean_fields(exclude=["alliance", "body"])
