"""What becomes of the activities of a section next year: chosen row by row, before the plan is taken on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import Fate
from actionplan.models import Activity, ActivityFate
from actionplan.services.firstcome import NOTHING, refuse_other
from governance import history
from governance.services.claims import claim, keep

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
        if base_version == NOTHING:
            refuse_other(row, values, FIELDS)
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
