"""Members from the reference list: made once, dated by the municipality's own life, found again by name."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.history import Refused
from governance.lifespans import municipalities_on
from governance.models import County, Event, Membership, Municipality, Organisation
from governance.services import cooperations, organisations
from governance.services.joining import join_from_reference

pytestmark = pytest.mark.django_db
LAST_OF_2019 = date(2019, 12, 31)


@pytest.fixture
def buskerud():
    return County.objects.create(number="06", name="Buskerud")


@pytest.fixture
def pick(buskerud):
    """`pick("Lier", valid_to=...)`: one municipality of the list as the service takes it."""

    def one(name, number="0626", county=buskerud, **period):
        row = Municipality.objects.create(number=number, name=name, county=county, **period)
        day = period.get("valid_to") or date(2026, 1, 1)
        return next(each for each in municipalities_on(day) if each.row == row)

    return one


def join(actor, cooperation, *municipalities, first_day=None, counties=()):
    return join_from_reference(
        actor, cooperation=cooperation, municipalities=municipalities, counties=counties, first_day=first_day
    )


def test_organisation_and_membership_come_from_the_list(secretary, cooperation, pick, buskerud):
    joined = join(secretary, cooperation, pick("Hole"), counties=[buskerud], first_day=date(2003, 10, 1))
    hole, county = joined.new
    assert (hole.name, hole.short_name, hole.kind) == ("Hole kommune", "Hole", "municipality")
    assert (county.name, county.kind, county.county) == ("Buskerud fylkeskommune", "county", buskerud)
    assert set(Membership.objects.values_list("valid_from", "valid_to")) == {(date(2003, 10, 1), None)}
    assert Event.objects.filter(act="membership.join").count() == 1


def test_the_same_twice_changes_nothing(secretary, cooperation, pick):
    hole = pick("Hole")
    join(secretary, cooperation, hole)
    again = join(secretary, cooperation, hole, first_day=date(2010, 1, 1))
    assert (again.new, [each.name for each in again.already]) == ((), ["Hole kommune"])
    assert Membership.objects.count() == 1
    assert Event.objects.filter(act="membership.join").count() == 1


def test_one_that_was_merged_is_a_member_until_then(secretary, cooperation, pick):
    royken = pick("Røyken", "0627", valid_to=LAST_OF_2019)
    join(secretary, cooperation, royken, first_day=date(2010, 1, 1))
    membership = Membership.objects.get()
    assert (membership.valid_from, membership.valid_to) == (date(2010, 1, 1), LAST_OF_2019)


def test_one_that_had_ended_before_is_refused_and_nobody_joins(secretary, cooperation, pick):
    royken = pick("Røyken", "0627", valid_to=LAST_OF_2019)
    with pytest.raises(ValidationError) as refused:
        join(secretary, cooperation, pick("Hole"), royken, first_day=date(2020, 1, 1))
    assert "Røyken" in refused.value.message_dict["first_day"][0]
    assert not Membership.objects.exists()


def test_one_that_began_later_is_a_member_from_then(secretary, cooperation, pick):
    ny = pick("Ny", "0699", valid_from=date(2024, 1, 1))
    join(secretary, cooperation, ny, first_day=date(2010, 1, 1))
    assert Membership.objects.get().valid_from == date(2024, 1, 1)


def test_an_organisation_typed_by_hand_is_the_one_meant(secretary, cooperation, asker, pick):
    joined = join(secretary, cooperation, pick("Asker", "0220"))
    assert joined.new == (asker,)
    asker.refresh_from_db()
    assert asker.municipality.number == "0220"


def test_one_in_the_bin_comes_back(secretary, cooperation, asker, pick):
    organisations.remove_organisation(secretary, asker)
    join(secretary, cooperation, pick("Asker", "0220"))
    asker.refresh_from_db()
    assert asker.removed_at is None


def test_two_of_one_name_are_two_organisations(secretary, cooperation, pick):
    other = County.objects.create(number="05", name="Oppland")
    join(secretary, cooperation, pick("Nes", "0616"), pick("Nes", "0599", other))
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Nes kommune", "Nes kommune (Oppland)"}


def test_only_those_who_edit_may(reader, cooperation, pick):
    with pytest.raises(PermissionDenied):
        join(reader, cooperation, pick("Hole"))
    assert not Organisation.objects.exists()


def test_nobody_joins_what_is_dissolved(admin, secretary, cooperation, pick):
    cooperations.change_cooperation(admin, cooperation, valid_to=date(2017, 12, 31))
    with pytest.raises((PermissionDenied, Refused)):
        join(secretary, cooperation, pick("Hole"))
    assert not Membership.objects.exists()
