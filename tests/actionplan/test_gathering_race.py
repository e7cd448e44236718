"""The last places wanted by many at once, each in her own transaction: every place is given once, nobody is lost."""

import pytest

from actionplan.models import Gathering, SignUp
from actionplan.services import signups
from governance.access import system_actor
from tests.actionplan.test_gatherings import TODAY, outside, plan_one
from tests.racing import at_once

MANY = 6


def fresh(gathering) -> Gathering:
    """The row as a request of its own reads it."""
    return Gathering.objects.select_related("alliance", "cooperation").get(pk=gathering.pk)


def states(gathering) -> list[str]:
    return list(SignUp.objects.filter(gathering=gathering).order_by("number").values_list("state", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_the_last_place_one_gets_it(alliance, cooperation):
    row = plan_one(alliance, cooperation, audience="public", capacity=2)
    outside(row, "Anne")
    errors = at_once(*(lambda n=n: outside(fresh(row), f"G{n}") for n in range(MANY)))
    assert errors == []
    assert states(row) == ["placed", "placed", *["waiting"] * (MANY - 1)]


@pytest.mark.django_db(transaction=True)
def test_the_same_address_at_once_stands_once(alliance, cooperation):
    row = plan_one(alliance, cooperation, audience="public", capacity=2)
    assert at_once(*(lambda: outside(fresh(row), "Anne") for _time in range(MANY))) == []
    assert states(row) == ["placed"]


@pytest.mark.django_db(transaction=True)
def test_places_given_up_at_once_go_to_those_who_waited_longest(alliance, cooperation):
    row = plan_one(alliance, cooperation, audience="public", capacity=2)
    guests = [outside(row, f"G{n}") for n in range(5)]
    actor = system_actor(alliance)

    def leave(guest):
        own = SignUp.objects.select_related("gathering__alliance", "gathering__cooperation").get(pk=guest.pk)
        signups.take_off(actor, own)

    assert at_once(*(lambda guest=guest: leave(guest) for guest in guests[:2])) == []
    assert states(row) == ["withdrawn", "withdrawn", "placed", "placed", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_who_is_ticked_while_she_is_taken_off_is_on_the_roll_or_off_the_list(alliance, cooperation):
    row = plan_one(alliance, cooperation, day=TODAY, audience="public")
    actor = system_actor(alliance)

    def read(guest) -> SignUp:
        return SignUp.objects.select_related("gathering__alliance", "gathering__cooperation").get(pk=guest.pk)

    for number in range(MANY):
        guest = outside(row, f"G{number}")
        ticked, taken = read(guest), read(guest)  # as both pages showed her
        at_once(
            lambda ticked=ticked: signups.tick(actor, ticked, attended=True),
            lambda taken=taken: signups.take_off(actor, taken),
        )
        assert (read(guest).state, read(guest).attended) in (("walked_in", True), ("placed", True))
