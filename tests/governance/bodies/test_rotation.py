"""The next turn to lead, proposed from the table."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from governance.bodies.rotation import proposal, round_the_table, usual_length
from governance.history import Refused
from governance.models import ChairRotation, Event, Organisation, Seat
from governance.services import seats
from governance.services.rotation import take_proposal
from tests.cast import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(alliance, steering_group, asker, drammen, lier):
    for place, organisation in enumerate((lier, asker, drammen)):
        make(alliance, Seat(body=steering_group, on_behalf_of=organisation, position=place))
    return steering_group


def chair(body, organisation, first, last):
    return make(body.alliance, ChairRotation(body=body, organisation=organisation, valid_from=first, valid_to=last))


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([], 12),
        ([(date(2017, 7, 1), date(2018, 12, 31))], 18),
        ([(date(2015, 1, 1), date(2015, 12, 31)), (date(2016, 1, 1), date(2017, 6, 30))], 18),
        (
            [(date(2013, 1, 1), date(2013, 12, 31)), (date(2014, 1, 1), date(2014, 12, 31)),
             (date(2015, 1, 1), date(2016, 6, 30))],
            12,
        ),
        ([(date(2016, 1, 1), None)], 12),
    ],
)  # fmt: skip
def test_a_turn_lasts_as_long_as_the_turns_do(periods, months):
    assert usual_length([ChairRotation(valid_from=first, valid_to=last) for first, last in periods]) == months


@pytest.mark.parametrize(
    ("last", "names"),
    [("Bærum", ["Lier", "Asker", "Bærum"]), ("Asker", ["Bærum", "Lier", "Asker"]), ("Kongsberg", ["Lier", "Asker"])],
)
def test_the_lead_goes_round_the_table(last, names):
    order = [Organisation(name=name) for name in ("Lier", "Asker", "Bærum")]
    after = next((each for each in order if each.name == last), Organisation(name=last))
    turns = round_the_table(order, after, date(2018, 8, 31), 6, len(names))
    assert [turn.organisation.name for turn in turns] == names
    assert (turns[0].valid_from, turns[0].valid_to) == (date(2018, 8, 31), date(2019, 2, 27))
    assert turns[1].valid_from == date(2019, 2, 28)


def test_the_proposal_is_taken_with_one_act(admin, table, asker, drammen, lier):
    chair(table, asker, date(2017, 7, 1), date(2018, 12, 31))
    found = proposal(admin, table)
    assert [turn.organisation for turn in found.turns] == [drammen, lier, asker]
    made = take_proposal(admin, table, seen=found.seen, count=3)
    assert [(row.organisation, row.valid_from, row.valid_to) for row in made] == [
        (drammen, date(2019, 1, 1), date(2020, 6, 30)),
        (lier, date(2020, 7, 1), date(2021, 12, 31)),
        (asker, date(2022, 1, 1), date(2023, 6, 30)),
    ]
    assert Event.objects.filter(act="chair.propose", rows=3).count() == 1


def test_a_table_that_was_changed_beyond_the_next_turn_is_seen_too(admin, table, asker, lier):
    chair(table, asker, date(2017, 7, 1), date(2018, 12, 31))
    seen = proposal(admin, table).seen
    seats.change_seat(admin, Seat.objects.get(body=table, on_behalf_of=lier), may_vote=False)
    with pytest.raises(Refused, match="i mellomtiden"):
        take_proposal(admin, table, seen=seen, count=2)


def test_a_proposal_that_is_no_longer_right_is_refused(admin, table, asker, drammen):
    first = chair(table, asker, date(2017, 7, 1), date(2018, 12, 31))
    seen = proposal(admin, table).seen
    seats.change_chair_period(admin, first, valid_to=date(2018, 11, 30))
    with pytest.raises(Refused, match="i mellomtiden"):
        take_proposal(admin, table, seen=seen)
    assert ChairRotation.objects.count() == 1


def test_nothing_is_proposed_without_a_turn_or_after_one_without_end(admin, table, asker):
    assert proposal(admin, table) is None
    chair(table, asker, date(2017, 7, 1), None)
    found = proposal(admin, table)
    assert (found.open_ended, found.turns) == (True, ())
    with pytest.raises(Refused, match="ingen lederperiode"):
        take_proposal(admin, table, seen=found.seen)


@pytest.mark.parametrize("role", ["coordinator", "mayor_asker", "reader", "outsider"])
def test_others_take_no_proposal(role, request, admin, table, asker):
    chair(table, asker, date(2017, 7, 1), date(2018, 12, 31))
    seen = proposal(admin, table).seen
    with pytest.raises(PermissionDenied):
        take_proposal(request.getfixturevalue(role), table, seen=seen)
