"""What an area is called in the year of a plan, and what else it goes or went by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from actionplan.models import AreaName


@dataclass(frozen=True, slots=True)
class Named:
    """The name in that year, and in small words the other one: "før: Kommunereformen"; empty where there is none."""

    name: str
    other: str = ""


def name_in(year: int, own: str, told: dict | None) -> Named:
    """What the last day of the year calls an area of this name; `told` is one other name of it (`other_name`).

    A name with a period holds in that period, and the area's own before or after it; one without is only another word.
    """
    if not told or told["name"].casefold() == own.casefold():
        return Named(own)
    first, last, end = told["first"], told["last"], f"{year}-12-31"
    if not first and not last:
        return Named(own, _("også kalt {name}").format(name=told["name"]))
    if last and last < end:
        return Named(own, _("før: {name}").format(name=told["name"]))
    if first and first > end:
        return Named(own, _("senere: {name}").format(name=told["name"]))
    words = _("senere: {name}") if last else _("før: {name}")
    return Named(told["name"], words.format(name=own))


def called(section, year: int) -> dict[str, Named | None]:
    """What the areas of a section are called, by "area" and "focus_area": as they stand, where it was read without
    `other_name`."""
    found = {}
    for path in ("area", "focus_area"):
        row = getattr(section, path)
        found[path] = name_in(year, row.name, getattr(section, f"other_{path}", None)) if row is not None else None
    return found


def area_name(section, year: int) -> str:
    """The same of the area alone."""
    return name_in(year, section.area.name, getattr(section, "other_area", None)).name


def other_name(path: str, end: date) -> Subquery:
    """The other name that says most about the year that ends then, for the `path` of a section: one that holds then,
    else the last before it, else the first after it, else one without a period."""
    dated = Q(valid_from__isnull=False) | Q(valid_to__isnull=False)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=end)
    going = Q(valid_to__isnull=True) | Q(valid_to__gte=end)
    rank = Case(
        When(dated & begun & going, then=Value(0)),
        When(dated & begun, then=Value(1)),
        When(dated, then=Value(2)),
        default=Value(3),
    )
    to_come = Case(When(valid_from__gt=end, then=F("valid_from")))
    rows = AreaName.objects.present().filter(**{path: OuterRef(f"{path}_id")}).annotate(rank=rank, to_come=to_come)
    rows = rows.order_by(
        *("rank", "to_come"),
        *(F("valid_to").desc(nulls_last=True), F("valid_from").asc(nulls_first=True), "name", "pk"),
    )
    return Subquery(rows.values(told=JSONObject(name="name", first="valid_from", last="valid_to"))[:1])


def best_name(rows: Iterable[AreaName], end: date, **of) -> dict | None:
    """The same of rows at hand: the other name of the area, or focus area, that says most about the year."""
    ((name, key),) = of.items()
    mine = [row for row in rows if key is not None and getattr(row, name) == key]
    best = min(mine, key=partial(_place, end), default=None)
    if best is None:
        return None
    first, last = (day.isoformat() if day else None for day in (best.valid_from, best.valid_to))
    return {"name": best.name, "first": first, "last": last}


def _place(end: date, row: AreaName) -> tuple:
    first, last = row.valid_from or date.min, row.valid_to or date.max
    is_dated = row.valid_from is not None or row.valid_to is not None
    rank = 3 if not is_dated else 2 if first > end else 0 if last >= end else 1
    to_come = first if first > end else date.min
    ends = -(row.valid_to.toordinal()) if row.valid_to else 0  # the last to end first, those that never do last
    return rank, to_come, ends, first, row.name, row.pk.hex
