"""Two who write the same for the first time: there is no earlier version to merge from."""

from collections.abc import Iterable, Mapping
from typing import Any

from governance import history
from governance.merging import FieldClash, differs

NOTHING = 0  # base version of a form that was made before there was a row


def refuse_other(row, values: Mapping[str, Any], names: Iterable[str]) -> None:
    """Equal choices are one, others are shown to who came last. Raises Clash."""
    other = [name for name in names if name in values and differs(row, name, values[name])]
    if other:
        named = {name: str(row._meta.get_field(name).verbose_name) for name in other}
        clashes = [FieldClash(name, named[name], "", getattr(row, name), values[name]) for name in other]
        raise history.Clash(row, clashes, {})
