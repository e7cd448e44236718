"""Two people changed the same row: what only one of them touched is kept, what both touched is a clash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class FieldClash:
    """One field that two people changed: the value both started from, theirs (now stored) and mine."""

    name: str
    label: str
    base: Any
    theirs: Any
    mine: Any


class Clash(Exception):
    """A stale save in which at least one field was changed by both. Nothing is written."""

    def __init__(self, current, fields: Sequence[FieldClash], merged: Mapping[str, Any]):
        self.current = current
        self.fields = fields
        self.merged = merged
        names = ", ".join(f"«{f.label[:1].upper()}{f.label[1:]}»" for f in fields)
        super().__init__(
            _("Noen andre har endret {fields} mens du skrev. Sammenlign tekstene, og lagre på nytt.").format(
                fields=names
            )
        )


def differs(current, name: str, value) -> bool:
    """Whether the field holds another value; a relation is compared by its key, which needs no question."""
    f = current._meta.get_field(name)
    return getattr(current, f.attname) != (getattr(value, "pk", value) if f.is_relation else value)


def merge(current, fields: Mapping[str, Any], base_version: int | None) -> dict[str, Any]:
    """Of `fields`, those to write to the stored row when they were typed from `base_version` of it.

    Raises Clash, or ValidationError when that version is not in the history.
    """
    if base_version is None or base_version == current.version:
        return dict(fields)
    base = type(current).history.filter(id=current.pk, version=base_version).order_by("-history_date").first()
    if base is None:
        raise ValidationError(_("Siden du startet fra, finnes ikke lenger. Last siden på nytt."))
    wanted, clashes = {}, []
    for name, mine in fields.items():
        f = current._meta.get_field(name)
        start, theirs = getattr(base, f.attname), getattr(current, f.attname)
        my_value = mine.pk if f.is_relation and mine is not None else mine
        if my_value in (start, theirs):
            continue
        if theirs == start:
            wanted[name] = mine
        else:
            clashes.append(FieldClash(name, str(f.verbose_name), start, theirs, mine))
    if clashes:
        raise Clash(current, clashes, wanted)
    return wanted
