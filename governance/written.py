"""What one act wrote, told once inside its transaction to what is derived from rows and must be true with them, such as
the index of the search. Listeners write no tenant row; announcements.py is for acts that follow acts.
"""

from collections.abc import Callable, Iterable, Set
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# (model, key, names of the changed fields; None for a new row)
Written = list[tuple[type, Any, frozenset[str] | None]]
_listeners: list[Callable[[Written], None]] = []
_followers: list[Callable[[Any], None]] = []
_together: ContextVar[Written | None] = ContextVar("together", default=None)


def listen(listener: Callable[[Written], None]) -> None:
    """Let `listener(written)` be called at the end of each recording that wrote anything. For AppConfig.ready()."""
    if listener not in _listeners:
        _listeners.append(listener)


def follow(follower: Callable[[Any], None]) -> None:
    """Let `follower(change)` be called at the end of each recording that wrote anything, also of those told together:
    for what is said of one change (live/pulses.py). For AppConfig.ready()."""
    if follower not in _followers:
        _followers.append(follower)


def tell_change(change) -> None:
    tell(change.told)
    for follower in _followers:
        follower(change)


def note(written: Written, rows: Iterable, names: Set[str] | None) -> None:
    written += [(type(row), row.pk, None if names is None else frozenset(names)) for row in rows]


def tell(written: Written) -> None:
    if (waiting := _together.get()) is not None:
        waiting += written
        return
    for listener in _listeners:
        listener(written)


@contextmanager
def together():
    """Tell once, at the end, what all the acts inside wrote: for much that is written at once in one transaction, and
    whose index nobody reads before it is committed. An error inside tells nothing."""
    token = _together.set([])
    try:
        yield
        written = _together.get()
    finally:
        _together.reset(token)
    tell(written)


def values_of(row) -> dict[str, Any]:
    return {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields}


def differing(row, before: dict[str, Any]) -> set[str]:
    """Names of the fields that are not as `values_of` said."""
    return {name for name, value in values_of(row).items() if value != before[name]}
