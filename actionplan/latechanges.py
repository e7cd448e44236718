"""What was changed in last year's plan after it was taken on, beside the rows of the draft that continue it.

The choice that was carried out remembers which version of the activity was taken; what that version said is read from
the history. Three questions whatever the number of rows, and one where nothing was changed.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from actionplan.choices import ActivityMode, Fate
from actionplan.models import ActionPlan, Activity, ActivityFate

RESPONSIBLE = ("responsible_position", "responsible_organisation", "responsible_person")
FOLLOWED = ("title", "deadline_text", "mode", "steered_by", "note", *RESPONSIBLE)
RELATED = tuple(f"continues__{name}" for name in RESPONSIBLE)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said otherwise: as it was taken on, and now."""

    label: str
    before: str
    now: str


@dataclass(slots=True)
class LateChange:
    """An activity of last year with what was changed in it since, and the rows that continue it."""

    old: Activity
    fate: ActivityFate
    changed: tuple[str, ...]
    said: tuple[Said, ...]
    rows: list[Activity] = field(default_factory=list)

    @property
    def taken(self) -> tuple[str, ...]:
        """What can be taken over: the texts of rows that split it are their own."""
        return tuple(name for name in self.changed if name != "title" or self.fate.fate != Fate.SPLIT)


def late_rows(plan: ActionPlan):
    """Rows of the plan whose activity of last year has another version than the one that was taken on."""
    return Activity.objects.of_plan(plan).filter(
        continues__removed_at__isnull=True,
        continues__fates__removed_at__isnull=True,
        continues__fates__carried_version__lt=F("continues__version"),
    )


def late_changes(plan: ActionPlan, *, only: UUID | None = None) -> list[LateChange]:
    """Every activity that was changed in what the draft has of it, in the order of the draft."""
    rows = late_rows(plan) if only is None else late_rows(plan).filter(continues=only)
    rows = list(
        rows.select_related("section", "continues__section", *RELATED).order_by("section__position", "position")
    )
    if not rows:
        return []
    keys = {row.continues_id for row in rows}
    fates = {fate.activity_id: fate for fate in ActivityFate.objects.present().filter(activity__in=keys).order_by()}
    then = _as_taken(fates)
    found: dict[UUID, LateChange] = {}
    for row in rows:
        key = row.continues_id
        if key not in found and key in then:
            found[key] = _compared(row.continues, fates[key], then[key])
        if key in found:
            found[key].rows.append(row)
    return [each for each in found.values() if each.changed]


def _as_taken(fates: dict) -> dict:
    versions = {fate.carried_version for fate in fates.values()}
    rows = Activity.history.filter(id__in=list(fates), version__in=versions).order_by()
    return {row.id: row for row in rows if row.version == fates[row.id].carried_version}


def _compared(old: Activity, fate: ActivityFate, then) -> LateChange:
    changed = tuple(name for name in FOLLOWED if _key(old, name) != _key(then, name))
    words = [_words(old, then, name) for name in changed if name not in RESPONSIBLE]
    if set(changed) & set(RESPONSIBLE):
        words.append(Said(_("Ansvarlig"), "", str(old.responsible or _("ingen"))))
    return LateChange(old, fate, changed, tuple(words))


def _key(row, name: str):
    return getattr(row, Activity._meta.get_field(name).attname)


def _words(old: Activity, then, name: str) -> Said:
    label = str(Activity._meta.get_field(name).verbose_name).capitalize()
    before, now = getattr(then, name), getattr(old, name)
    if name == "mode":
        before, now = str(ActivityMode(before).label), str(ActivityMode(now).label)
    return Said(label, before, now)
