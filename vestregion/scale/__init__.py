"""Many alliances with many years, made in bulk to measure how the pages bear them. Invented, and marked as demo.

The same numbers give the same rows, and a year is the same whether others lie before it or not. Every constraint of
the database holds, each row has its first history row, the search knows every text, and number series stand where the
numbers end, so that people may go on working in what was made.

The first alliance of a run is made row by row; the years of the others are copied from it within the database, with
keys of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

PREFIX = "skala-"
TODAY = date(2018, 3, 8)  # the demo day of every synthetic alliance; its year is the last one made
CASES, MEMBERS = 54, 15  # cases a year (more than a page of the list shows), municipalities in an alliance


@dataclass(frozen=True)
class Size:
    """How much is made in each alliance."""

    years: int
    activities: int
    attendees: int


def login_of(number: int, *, mayor: bool = False) -> str:
    """The login of an alliance's secretary, or of its first mayor; neither has a password."""
    return f"{'ordforer' if mayor else 'sekretariat'}@{PREFIX}{number}.example"


def seed(alliances: int, size: Size, tell: Callable[[str], None] = lambda line: None) -> int:
    """Add the alliances numbered 1 to `alliances` that are not there yet, each whole or not at all.

    Returns how many rows were made, without their history and the index of the search.
    """
    from governance.models import Alliance
    from vestregion.scale.copying import TextCopies
    from vestregion.scale.filling import Filling

    rows, mould, texts = 0, None, TextCopies()
    for number in range(1, alliances + 1):
        if Alliance.objects.filter(slug=f"{PREFIX}{number}").exists():
            continue
        with transaction.atomic():
            filling = Filling(number)
            filling.write(size, mould)
            texts.write(filling, mould)
        mould = mould or filling
        rows += filling.store.rows
        tell(f"{filling.alliance.slug}: {filling.store.rows} rows")
    return rows
