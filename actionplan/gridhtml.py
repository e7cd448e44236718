"""The rows of the table for editing as HTML, remembered as all rows of a plan are (planhtml.py)."""

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from actionplan.gridfacts import GridActivity, GridMeasure, GridNew, GridRow, GridSection
from actionplan.planhtml import Tools, draw_row

TEMPLATES = {
    GridActivity: "actionplan/_grid_activity.html",
    GridMeasure: "actionplan/_grid_measure.html",
    GridNew: "actionplan/_grid_new.html",
}


def grid_row(row: GridRow, tools: Tools) -> SafeString:
    """One row as it stands in the table, and as the answer when one of its cells is saved."""
    return mark_safe(_drawn(row, tools, get_language() or ""))  # noqa: S308 - our own template


def grid_rows(section: GridSection, tools: Tools) -> SafeString:
    """All rows of a section, in order."""
    language = get_language() or ""
    return mark_safe("".join(_drawn(row, tools, language) for row in section.rows))  # noqa: S308 - our own templates


def _drawn(row: GridRow, tools: Tools, language: str) -> str:
    return draw_row(TEMPLATES[type(row)], language, row=row, tools=tools)
