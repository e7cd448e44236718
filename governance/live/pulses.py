"""What has changed since a page was drawn: each change of what the page shows gets the next number, in its transaction.

The numbers of one page are given one after another: on PostgreSQL a lock is held until the end of the transaction,
whoever writes and whatever else she holds, and SQLite has one writer. So a number is seen only when all below it are,
and who asks for what is newer than n never misses one that was written before and committed later.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from governance import clock, written
from governance.composed import composed
from governance.daily import register_chore
from governance.models import Event, Pulse

KEPT = timedelta(days=1)
MOST = 300  # rows told one by one; of more, the page is read anew

# The page's kind and row, and what was written of it: [kind of row, its key, where it stands, names or None].
Told = tuple[str, UUID, list]
_sources: list[Callable[[Any], Iterable[Told]]] = []
_COLUMNS = ("id", "alliance", "kind", "key", "change_id", "at", "rows")


def start() -> None:
    """Called from AppConfig.ready()."""
    written.follow(raise_all)
    register_chore("old pulses", forget_old, _("Slett det som levende sider ikke lenger spør etter"))


def register(source: Callable[[Any], Iterable[Told]]) -> None:
    """Let `source(change)` say which live pages a change is seen on. For AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def raise_all(change) -> None:
    """Give the change its number on each page it is seen on; in the order of their keys, so that two wait in turn."""
    told = sorted((each for source in _sources for each in source(change)), key=lambda each: each[:2])
    for kind, key, rows in told:
        _raise(change, kind, key, rows if len(rows) <= MOST else None)


def _raise(change, kind: str, key: UUID, rows: list | None) -> None:
    """By hand: it is a part of every write, and an INSERT through the models costs four times as much."""
    values = (uuid4(), change.alliance.pk, kind, key, change.id, clock.now(), rows)
    fields = [Pulse._meta.get_field(name) for name in _COLUMNS]
    sent = [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]
    where = [sent[2], sent[3]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key.bytes[:8], signed=True)])
        cursor.execute(_insert(), [*sent, *where])


def _insert() -> str:
    table = Pulse._meta.db_table
    names = ", ".join(Pulse._meta.get_field(name).column for name in _COLUMNS)
    next_number = f"SELECT COALESCE(MAX(number), 0) + 1 FROM {table} WHERE kind = %s AND key = %s"  # noqa: S608 - ours
    marks = ", ".join(["%s"] * len(_COLUMNS))
    return f"INSERT INTO {table} ({names}, number) VALUES ({marks}, ({next_number}))"  # noqa: S608 - our own names


def number_of(kind: str, key: UUID) -> int:
    """The newest number; read it before what the page shows, so that nothing written in between is missed."""
    return next(iter(_newest(kind, key)), 0)


@composed()
def _newest(kind, key):
    return Pulse.objects.filter(kind=kind, key=key).order_by("-number").values_list("number", flat=True)[:1]


def since(kind: str, key: UUID, number: int) -> list[Pulse] | None:
    """What came after `number`, oldest first; None where that is no longer known."""
    newer = list(Pulse.objects.filter(kind=kind, key=key, number__gt=number))
    return None if newer and newer[0].number != number + 1 else newer


def others_of(actor, found: Iterable[Pulse]) -> list[Event]:
    """What others than she did, in the order of the pulses."""
    events = events_of(found)
    others = [events[pulse.change_id] for pulse in found if pulse.change_id in events]
    return [event for event in others if not is_hers(actor, event)]


def events_of(found: Iterable[Pulse]) -> dict[UUID, Event]:
    """The events of the changes, by their keys."""
    return Event.objects.in_bulk([pulse.change_id for pulse in found])


def is_hers(actor, event: Event) -> bool:
    return event.user_id is not None and event.user_id == actor.user_id


def forget_old() -> int:
    """Remove what is older than a day, but for the newest of each row; returns how many."""
    newest = Pulse.objects.order_by().values("kind", "key").annotate(newest=Max("number"))
    old, gone = Pulse.objects.filter(at__lt=clock.now() - KEPT), 0
    for row in newest:
        gone += old.filter(kind=row["kind"], key=row["key"], number__lt=row["newest"]).delete()[0]
    return gone
