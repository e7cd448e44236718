"""The rows of the table for editing as HTML, remembered as all rows of a plan are (planhtml.py)."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from actionplan.gridfacts import GridActivity, GridMeasure, GridNew, GridRow, GridSection
from actionplan.planhtml import Tools, draw_row
from actionplan.sidebyside import NONE, Changes, Was

TEMPLATES = {
    GridActivity: "actionplan/_grid_activity.html",
    GridMeasure: "actionplan/_grid_measure.html",
    GridNew: "actionplan/_grid_new.html",
}


def grid_row(row: GridRow, tools: Tools, was: Was | None = None) -> SafeString:
    """One row as it stands in the table, and as the answer when one of its cells is saved; `was` is what was adopted of
    an activity that is something else now."""
    return mark_safe(_drawn(row, tools, get_language() or "", was))  # noqa: S308 - our own template


def grid_rows(section: GridSection, tools: Tools, changes: Changes = NONE) -> SafeString:
    """All rows of a section, in order."""
    language = get_language() or ""
    drawn = (_drawn(row, tools, language, _was(row, changes)) for row in section.rows)
    return mark_safe("".join(drawn))  # noqa: S308 - our own templates


def _was(row: GridRow, changes: Changes) -> Was | None:
    return changes.rows.get(row.facts.pk) if isinstance(row, GridActivity) else None


def _drawn(row: GridRow, tools: Tools, language: str, was: Was | None) -> str:
    values = {"was": was} if isinstance(row, GridActivity) else {}
    return draw_row(TEMPLATES[type(row)], language, row=row, tools=tools, **values)
