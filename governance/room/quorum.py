"""Whether enough of a body take part for it to resolve anything: asked case by case, never once for the whole meeting.

kommuneloven 1992 § 33 and 2018 § 11-9: at least half of the members are present while a case is treated, and vote. A
body with rules of its own may have another share (`ProcedureRules.quorum_share`).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

LARGEST = 12  # a share is stored with three decimals, and 0.667 means two thirds; no statutes speak of thirteenths
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats may vote in a case, how many of them take part in it, and how many must."""

    seats: int
    present: int
    needed: int

    @property
    def holds(self) -> bool:
        return self.present >= self.needed

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.present)


def share_of(stored: Decimal) -> Fraction:
    """The share that is meant by one stored with three decimals: 0.667 is two thirds, 0.51 is 51 of 100."""
    exact = Fraction(str(stored))
    plain = exact.limit_denominator(LARGEST)
    return plain if round(plain, DECIMALS) == exact else exact


def needed_of(seats: int, share: Decimal) -> int:
    """The least number of seats that is the share of them: 8 of 15 for a half, 10 of 15 for two thirds."""
    return ceil(seats * share_of(share))
