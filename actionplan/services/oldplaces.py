"""Rows of a plan that are about to stand as they stood before: what they will point to is there, and is held."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from actionplan.models import Measure
from governance import history
from governance.services.claims import keep_above

SECTION = "section_id"
ABOVE = ("measure_id", "parent_id")  # the measure a row hangs under


def keep_old_places(rows: Iterable[tuple[Any, Mapping[str, Any]]]) -> None:
    """Hold what each row will point to by the values it had (column -> value) and does not point to now; of a row that
    comes back from the bin, all of it. The plan is held.

    Raises Refused where any of it lies in the bin, or where a measure stands in another section than the row will.
    """
    there = [(row, was) for row, was in rows if was.get("removed_at", row.removed_at) is None]
    anew = [(row, _newly(row, was)) for row, was in there]
    sections = [(row, {name: key for name, key in points.items() if name == SECTION}) for row, points in anew]
    for each in (sections, anew):  # the section is told of before what lies in the bin with it
        keep_above([type(row)(pk=row.pk, **points) for row, points in each])
    _refuse_measure_elsewhere(there)


def _newly(row, was: Mapping[str, Any]) -> dict[str, Any]:
    """Column -> key, of what the row will point to and does not now."""
    names = [f.attname for f in row._meta.concrete_fields if f.is_relation and f.attname in was]
    return {name: was[name] for name in names if row.removed_at is not None or was[name] != getattr(row, name)}


def _refuse_measure_elsewhere(rows: list[tuple[Any, Mapping[str, Any]]]) -> None:
    wanted = {row.pk: was[SECTION] for row, was in rows if SECTION in was}
    under = [(row, was[name]) for row, was in rows for name in ABOVE if was.get(name) is not None and row.pk in wanted]
    measures = {each.pk: each for each in Measure.objects.filter(pk__in={key for _row, key in under})}
    for row, key in under:
        above = measures[key]
        if wanted.get(key, above.section_id) != wanted[row.pk]:
            sentence = _("«{above}» er flyttet til en annen del av planen, så «{row}» kan ikke settes tilbake dit.")
            raise history.Refused(sentence.format(above=above, row=row))
