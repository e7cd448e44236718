"""What lies in the bin of the alliance: each kind of row that can be brought back is a source, from every floor.

A higher floor registers its sources in `AppConfig.ready()`. A row lies here for thirty days; after that it waits to be
erased, and is said to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.text import capfirst

from governance import clock

KEPT = timedelta(days=30)
SHOWN = 200  # of each kind; the newest first


@dataclass
class Binned:
    """One row in the bin: its words, when and by whom it was removed, and the address that brings it back."""

    row: Any
    kind: str
    words: str
    at: datetime
    restore_url: str
    asks_reason: bool = False
    by: str = ""
    reason: str = ""
    is_late: bool = False


Source = Callable[[Any], Iterable[Binned]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(actor)` yields what the actor may bring back. Registering the same source twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def binned(row, words: str, restore_url: str, *, asks_reason: bool = False) -> Binned:
    kind = capfirst(str(row._meta.verbose_name))
    return Binned(row, kind, words, row.removed_at, restore_url, asks_reason)


def whole_bin(actor) -> list[Binned]:
    """All that the actor may bring back, newest first, with who removed it."""
    found = [each for source in _sources for each in source(actor)]
    _say_who(found)
    limit = clock.now() - KEPT
    for each in found:
        each.is_late = each.at < limit
    return sorted(found, key=lambda each: each.at, reverse=True)


def _say_who(found: list[Binned]) -> None:
    """One question for each kind: the history row that the removal wrote."""
    by_model: dict[type, dict] = {}
    for each in found:
        by_model.setdefault(type(each.row), {})[each.row.pk] = each
    for model, rows in by_model.items():
        written = model.history.filter(id__in=list(rows), removed_at__isnull=False, history_date=F("removed_at"))
        for pk, at, by, reason in written.values_list("id", "removed_at", "by_name", "reason"):
            if rows[pk].at == at:
                rows[pk].by, rows[pk].reason = by, reason
