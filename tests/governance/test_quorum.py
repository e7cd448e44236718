"""How many seats must take part: at least the share, whatever decimals it is stored with."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.room.quorum import Quorum, needed_of, share_of


@pytest.mark.parametrize(
    ("seats", "share", "needed"),
    [
        (15, "0.5", 8),  # kommuneloven 1992 § 33: at least half
        (16, "0.5", 8),
        (17, "0.500", 9),
        (1, "0.5", 1),
        (0, "0.5", 0),
        (15, "0.667", 10),  # two thirds, and not 11
        (17, "0.667", 12),
        (15, "0.333", 5),
        (15, "0.75", 12),
        (16, "0.51", 9),  # more than half
        (100, "0.51", 51),
        (15, "1", 15),
        (15, "0", 0),
    ],
)
def test_the_least_number_of_seats(seats, share, needed):
    assert needed_of(seats, Decimal(share)) == needed


@given(seats=st.integers(0, 500), thousandths=st.integers(0, 1000))
def test_it_is_the_least_number_that_is_the_share(seats, thousandths):
    share = Decimal(thousandths) / 1000
    needed, meant = needed_of(seats, share), share_of(share)
    assert abs(meant - Fraction(thousandths, 1000)) < Fraction(1, 2000)
    assert 0 <= needed <= seats
    assert needed >= seats * meant
    assert needed == 0 or needed - 1 < seats * meant


@pytest.mark.parametrize(("present", "holds", "lacking"), [(7, False, 1), (8, True, 0), (9, True, 0), (0, False, 8)])
def test_whether_enough_take_part(present, holds, lacking):
    quorum = Quorum(seats=15, present=present, needed=8)
    assert (quorum.holds, quorum.lacking) == (holds, lacking)
