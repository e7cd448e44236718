"""Two people changed the same row: what only one of them touched is kept, what both touched is a clash."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class BaseVersion(int):
    """The version that a page was made from. After a clash also which fields she has seen both texts of, and in which
    version the other stood: of those the next save is compared with that one, of all the rest still with the first."""

    seen: int | None = None
    settled: frozenset[str] = frozenset()

    @classmethod
    def after(cls, base: int, seen: int, settled: Iterable[str]) -> "BaseVersion":
        version = cls(base)
        version.seen, version.settled = seen, frozenset(settled)
        return version

    def written(self) -> str:
        """As a page keeps it: "12", or "12;15:note,title"."""
        return f"{int(self)};{self.seen}:{','.join(sorted(self.settled))}" if self.settled else str(int(self))


def version_beside(base_version: int, name: str) -> int:
    """The version that a field is compared with."""
    settled = isinstance(base_version, BaseVersion) and name in base_version.settled
    return base_version.seen if settled else int(base_version)


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
    past = {int(base_version): _past(current, int(base_version))}
    wanted, clashes = {}, []
    for label, names in _choices(current, fields):
        version = version_beside(base_version, names[0])
        if version not in past:
            past[version] = _past(current, version)
        start, theirs = ([getattr(row, _column(current, name)) for name in names] for row in (past[version], current))
        mine = [_key(current, name, fields[name]) for name in names]
        if mine in (start, theirs):
            continue
        if theirs == start:
            wanted |= {name: fields[name] for name in names}
        else:
            clashes.append(FieldClash(names[0], label, *map(_chosen, (start, theirs, mine))))
    if clashes:
        raise Clash(current, clashes, wanted)
    return wanted


def _past(current, version: int):
    """The row as it stood in a version."""
    row = type(current).history.filter(id=current.pk, version=version).order_by("-history_date").first()
    if row is None:
        raise ValidationError(_("Siden du startet fra, finnes ikke lenger. Last siden på nytt."))
    return row


def _choices(current, fields: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """(label, names) of what is chosen as one: each field by itself, and columns of which only one is filled
    (`ONE_CHOICE` of the model: label -> names) together."""
    rest = list(fields)
    for label, names in getattr(current, "ONE_CHOICE", {}).items():
        together = [name for name in names if name in fields]
        if together:
            yield str(label), together
            rest = [name for name in rest if name not in together]
    for name in rest:
        yield str(current._meta.get_field(name).verbose_name), [name]


def _column(current, name: str) -> str:
    return current._meta.get_field(name).attname


def _key(current, name: str, value):
    return value.pk if current._meta.get_field(name).is_relation and value is not None else value


def _chosen(values: list):
    return next((value for value in values if value is not None), None)
