"""Rows of a plan moved to another measure or section, as one change; and the way back, which is a move as well."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import Activity, Measure
from actionplan.services.bulk import PLACE, Stale, names_of, together
from actionplan.services.changing import changing, claim_measure
from actionplan.services.measures import move_measure
from actionplan.services.oldplaces import keep_old_places
from actionplan.services.ordering import renumber, siblings
from governance import history
from governance.services.claims import claim

ACT = "activity.move_many"
MODELS = (Measure, Activity)


def move_many(actor, plan, chosen, *, section, above=None, before=None, reason: str = "", at=None):
    """Move activities and measures under a measure, or straight into a section; before the row `before`, else last.
    Returns the key of the change. Raises as `change_many`, and ValidationError for a measure put below itself."""
    with together(actor, ACT, plan, chosen, fields=PLACE, reason=reason, at=at) as (change, rows):
        before = _staying(before, {row.pk for row in rows})
        for row in rows:
            if isinstance(row, Measure):
                move_measure(actor, row, section=section, parent=above, before=before, reason=reason)
        if activities := [row for row in rows if isinstance(row, Activity)]:
            _move_activities(actor, plan, activities, section, above, before)
        return change.id if change.rows else None


def _move_activities(actor, plan, rows: list, section, measure, before) -> None:
    """All at once, so that many cost little more than one. The right to the rows was asked for when they were read."""
    if section.plan_id != plan.pk:
        raise ValidationError(_("Aktiviteten kan bare flyttes innenfor samme plan."))
    section.plan = plan
    claim(actor, "row.edit", section)
    claim_measure(actor, section, measure, field="measure")
    moved = {row.pk for row in rows}
    place = Activity(section=section, measure=measure, alliance_id=plan.alliance_id)
    others = [row for row in siblings(place) if row.pk not in moved]
    keys = [row.pk for row in others]
    index = keys.index(before.pk) if before is not None and before.pk in keys else len(others)
    where = {"section": section, "measure": measure}
    history.save_each(
        (row, {"position": number} | (where if row.pk in moved else {}))
        for number, row in enumerate([*others[:index], *rows, *others[index:]], 1)
    )


def _staying(before, moved: set):
    """The row before which they land, or the next below it that is not moved itself."""
    if before is None or before.pk not in moved:
        return before
    below = list(siblings(before))
    index = next(place for place, row in enumerate(below) if row.pk == before.pk)
    return next((row for row in below[index:] if row.pk not in moved), None)


def undo_move(actor, event, plan, *, reason: str = ""):
    """Put all that a move moved back where it was, in the order it had. Returns the key of the change.

    Raises Stale with the names of rows that somebody has moved since, and Refused where a row stood in what lies in the
    bin.
    """
    with changing(actor, ACT, plan, permission="plan.work", reason=reason) as change:
        for model in MODELS:
            _put_back(actor, plan, _Moved(actor, model, event))
        return change.id


class _Moved:
    """The rows of one model that a move wrote: as they were before, as it left them, and as they are stored. Also
    those in the bin, which stay below what they hung under."""

    def __init__(self, actor, model, event):
        self.model = model
        self.parents = ("section_id", "measure_id" if model is Activity else "parent_id")
        rows = list(model.history.filter(alliance=actor.alliance, change_id=event.pk).order_by("version"))
        first = {row.id: row.version for row in reversed(rows)}
        earlier = model.history.filter(id__in=list(first), version__in={version - 1 for version in first.values()})
        self.before = {row.id: row for row in earlier if row.version == first[row.id] - 1}
        self.after = {row.id: row for row in rows}
        self.stored = {row.pk: row for row in model.objects.filter(pk__in=list(first), alliance_id=actor.alliance.pk)}

    def place(self, row) -> tuple:
        return tuple(getattr(row, name) for name in self.parents)

    def moved_since(self) -> list:
        """Rows that hang elsewhere now, or stand in another order."""
        found = [row for pk, row in self.stored.items() if self.place(row) != self.place(self.after[pk])]
        for place in {self.place(row) for row in self.stored.values()}:
            there = [pk for pk, row in self.stored.items() if self.place(row) == place and row.removed_at is None]
            now, left = (sorted(there, key=lambda pk: rows[pk].position) for rows in (self.stored, self.after))
            found += [self.stored[one] for one, other in zip(now, left, strict=True) if one != other]
        return found

    def old_parents(self, pk) -> dict:
        """The keys of the parents it had, where they differ."""
        before = self.before[pk]
        if self.place(before) == self.place(self.after[pk]):
            return {}
        return {name: getattr(before, name) for name in self.parents}

    def old_position(self, row) -> int:
        return self.before[row.pk].position if row.pk in self.before else row.position


def _put_back(actor, plan, moved: _Moved) -> None:
    if since := moved.moved_since():
        raise Stale(_("{rows} er flyttet etterpå, og kan ikke flyttes tilbake samlet.").format(rows=names_of(since)))
    seen = [*moved.before.values(), *moved.after.values()]
    for section in plan.sections.present().filter(pk__in={row.section_id for row in seen}).order_by("pk"):
        section.plan = plan
        claim(actor, "row.edit", section)
    rows = [(row, moved.old_parents(pk)) for pk, row in moved.stored.items()]
    keep_old_places(rows)
    history.save_each(rows)
    stored = moved.model.objects.present().filter(pk__in=list(moved.stored))
    for row in {moved.place(row): row for row in stored}.values():
        renumber(sorted(siblings(row), key=moved.old_position))
