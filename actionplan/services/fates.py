"""What becomes of the activities of a section next year: chosen row by row, before the plan is taken on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import Fate
from actionplan.models import Activity, ActivityFate
from governance import history
from governance.merging import FieldClash
from governance.services.claims import claim, keep

NO_CHOICE = 0  # base version of a form that was made before there was a choice
FIELDS = ("fate", "title", "deadline_text", "grounds")
BLANK = {"title": "", "deadline_text": "", "grounds": ""}


def choose_fate(actor, activity: Activity, *, base_version=None, at=None, **values) -> ActivityFate:
    """Choose what becomes of an activity: `fate`, and where it is asked for `title`, `deadline_text` and `grounds`.

    `base_version` 0 says that there was no choice when the form was made. Raises Clash, and ValidationError per field.
    """
    values = BLANK | values
    with history.recording(actor, "activity.choose_fate", activity, at=at):
        keep(activity.section.plan, weak=True)
        claim(actor, "activity.choose_fate", activity, weak=True)
        need_texts(values)
        row = ActivityFate.objects.present().filter(activity=activity).first()
        if row is None:
            return history.create(ActivityFate(activity=activity, **values))
        if base_version == NO_CHOICE:
            _refuse_other(row, values)
        return history.save(row, values, base_version=base_version or None)


def choose_fates(actor, place, chosen: Iterable[tuple[Activity, Mapping[str, Any]]], *, at=None) -> None:
    """Choose for several activities of a section or a plan as one change: all or none. Raises as `choose_fate`."""
    with history.recording(actor, "activity.choose_fate", place, at=at):
        for activity, values in chosen:
            choose_fate(actor, activity, **values)


def need_texts(values: Mapping[str, Any]) -> None:
    """One that is changed has a new text, and one that is split has two. Raises ValidationError."""
    lines = [line for line in values["title"].splitlines() if line.strip()]
    if values["fate"] == Fate.CHANGED and not lines:
        raise ValidationError({"title": _("Skriv den nye teksten.")})
    if values["fate"] == Fate.SPLIT and len(lines) < 2:
        raise ValidationError({"title": _("Skriv hver ny aktivitet på en egen linje, minst to.")})


def _refuse_other(row: ActivityFate, values: dict) -> None:
    """Two chose for the first time at once: equal choices are one, others are shown to who came last."""
    other = [name for name in FIELDS if getattr(row, name) != values[name]]
    if other:
        named = {name: str(row._meta.get_field(name).verbose_name) for name in other}
        clashes = [FieldClash(name, named[name], "", getattr(row, name), values[name]) for name in other]
        raise history.Clash(row, clashes, {})
