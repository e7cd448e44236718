"""What hangs on a row as a list of others: partners of an activity, tags of a case."""

from governance import history


def set_list(rows, name: str, chosen, make, *, base=None) -> bool:
    """Let the list be `chosen`: add those that are new with `make(each)`, and put those that are gone in the bin.
    Returns whether anything changed. `rows` are the ones stored, `name` the relation to what is chosen.

    With `base` (the keys a page was made from) only what was added and taken away there is done, so that what others
    added meanwhile stays. Call inside `history.recording`, with the row that the list hangs on held.
    """
    # In no order: a model's own would join what the row hangs under.
    now = {getattr(row, f"{name}_id"): row for row in rows.order_by()}
    wanted = {each.pk: each for each in chosen}
    base = set(now) if base is None else set(base)
    gone = [row for key, row in now.items() if key in base and key not in wanted]
    new = [each for key, each in wanted.items() if key not in now and key not in base]
    for row in gone:
        history.remove(row)
    for each in new:
        history.create(make(each))
    return bool(gone or new)
