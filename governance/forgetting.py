"""Erased is erased: what rows say of a person is written over in the rows and in all their history.

The history is otherwise never changed. What somebody has a right to see gone (personvernforordningen art. 17), or what
we promised to keep no longer, may not stand there either. That it was done, and when, is told by the act itself.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from governance import history


def forget(rows: Iterable, blank: Mapping[str, Any], told: Mapping[str, Any] | None = None) -> int:
    """Write `blank` over what rows of one model, and their history, say. `told` is what the rows say of it from now on.
    Inside the recording of the act. Returns how many rows there were."""
    rows = list(rows)
    history.save_each((row, {**blank, **(told or {})}) for row in rows)
    if rows:
        type(rows[0]).history.filter(id__in=[row.pk for row in rows]).update(**blank)
    return len(rows)
