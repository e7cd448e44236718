from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.history import Refused
from governance.models import Membership, Organisation
from governance.services import organisations
from tests.cast import end, make

pytestmark = pytest.mark.django_db
WRITERS = {
    "admin": True,
    "secretary": True,
    "coordinator": False,
    "mayor_asker": False,
    "substitute": False,
    "contact_lier": False,
    "reader": False,
}


def days(first, last):
    return {"valid_from": first and date(*first), "valid_to": last and date(*last)}


@pytest.mark.parametrize(("role", "allowed"), WRITERS.items())
def test_who_may_write_organisations_and_memberships(role, allowed, request, cooperation, asker):
    actor = request.getfixturevalue(role)
    acts = [
        lambda: organisations.create_organisation(actor, name="Osloregionen"),
        lambda: organisations.change_organisation(actor, asker, note="x"),
        lambda: organisations.add_membership(actor, cooperation=cooperation, organisation=asker),
        lambda: organisations.remove_membership(actor, Membership.objects.get()),
        lambda: organisations.restore_organisation(actor, organisations.remove_organisation(actor, asker)),
    ]
    for act in acts:
        if allowed:
            act()
        else:
            with pytest.raises((PermissionDenied, Membership.DoesNotExist)):
                act()
    assert Organisation.objects.filter(name="Osloregionen").exists() is allowed


OVERLAPS = [
    ((2010, 1, 1), (2014, 12, 31), (2015, 1, 1), None, True),
    ((2010, 1, 1), (2014, 12, 31), (2014, 12, 31), None, False),
    ((2010, 1, 1), None, (2016, 1, 1), (2016, 12, 31), False),
    ((2010, 1, 1), None, None, (2009, 12, 31), True),
    ((2010, 1, 1), None, None, (2010, 1, 1), False),
    (None, None, (2016, 1, 1), None, False),
]


@pytest.mark.parametrize(("first", "last", "from_", "to", "ok"), OVERLAPS)
def test_two_memberships_never_share_a_day(first, last, from_, to, ok, secretary, cooperation, asker):
    organisations.add_membership(secretary, cooperation=cooperation, organisation=asker, **days(first, last))
    if ok:
        organisations.add_membership(secretary, cooperation=cooperation, organisation=asker, **days(from_, to))
    else:
        with pytest.raises(ValidationError, match="allerede medlem") as caught:
            organisations.add_membership(secretary, cooperation=cooperation, organisation=asker, **days(from_, to))
        assert "valid_from" in caught.value.message_dict
    assert Membership.objects.count() == 1 + ok


def test_a_change_that_makes_an_overlap_is_rolled_back(secretary, cooperation, asker):
    add = organisations.add_membership
    add(secretary, cooperation=cooperation, organisation=asker, **days((2010, 1, 1), (2014, 12, 31)))
    second = add(secretary, cooperation=cooperation, organisation=asker, **days((2015, 1, 1), None))
    with pytest.raises(ValidationError):
        organisations.change_membership(secretary, second, valid_from=date(2014, 1, 1))
    assert Membership.objects.get(pk=second.pk).valid_from == date(2015, 1, 1)


def test_a_removed_membership_is_no_hindrance(secretary, cooperation, asker):
    wrong = organisations.add_membership(secretary, cooperation=cooperation, organisation=asker)
    organisations.remove_membership(secretary, wrong)
    organisations.add_membership(secretary, cooperation=cooperation, organisation=asker)


def test_the_same_organisation_is_member_of_two_cooperations_at_once(secretary, cooperation, khs, asker):
    organisations.add_membership(secretary, cooperation=cooperation, organisation=asker)
    organisations.add_membership(secretary, cooperation=khs, organisation=asker)


def test_a_cooperation_that_is_over_is_read_only(secretary, cooperation, asker, lier):
    membership = make(asker.alliance, Membership(cooperation=cooperation, organisation=asker))
    membership.cooperation = end(cooperation, date(2018, 3, 7))  # the demo day is 8 March
    with pytest.raises(PermissionDenied, match="kan bare leses"):
        organisations.add_membership(secretary, cooperation=cooperation, organisation=lier)
    with pytest.raises(PermissionDenied, match="kan bare leses"):
        organisations.change_membership(secretary, membership, area="x")
    end(cooperation, date(2018, 3, 8))
    organisations.add_membership(secretary, cooperation=cooperation, organisation=lier)


def test_an_organisation_in_use_stays(secretary, cooperation, asker):
    organisations.add_membership(secretary, cooperation=cooperation, organisation=asker)
    with pytest.raises(Refused, match="kan ikke slettes"):
        organisations.remove_organisation(secretary, asker)


def test_a_name_is_taken_once_in_an_alliance(secretary, outsider, asker):
    organisations.create_organisation(outsider, name=asker.name)
    with pytest.raises(ValidationError, match="allerede dette navnet"):
        organisations.create_organisation(secretary, name=asker.name)


def test_nothing_reaches_into_another_alliance(secretary, outsider, cooperation):
    foreign = make(outsider.alliance, Organisation(name="Stjørdal kommune"))
    with pytest.raises(Refused, match="annen allianse"):
        organisations.add_membership(secretary, cooperation=cooperation, organisation=foreign)
    with pytest.raises(PermissionDenied, match="annen allianse"):
        organisations.change_organisation(secretary, foreign, note="x")


def test_a_person_answers_for_an_organisation_once_at_a_time(secretary, lier, contact_lier):
    with pytest.raises(ValidationError, match="allerede kontaktperson"):
        organisations.add_contact(secretary, organisation=lier, person=contact_lier.person)
    contact = lier.contacts.get()
    organisations.change_contact(secretary, contact, valid_to=date(2018, 3, 31))
    organisations.add_contact(secretary, organisation=lier, person=contact_lier.person, valid_from=date(2018, 4, 1))
