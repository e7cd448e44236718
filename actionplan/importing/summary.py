"""The summary that `import_plan --json` prints: counts, sums and warnings in plain JSON types."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from actionplan.importing.parsed import ParsedPlan, ParsedSection


def summary(parsed: ParsedPlan) -> dict[str, Any]:
    """Sections and totals of a parsed plan. `measures` counts the filled cells of the first column, not nested ones."""
    deadlines = [activity.deadline_text for activity in parsed.activities() if activity.deadline_text]
    return {
        "year": parsed.year,
        "title": parsed.title,
        "areas": parsed.areas,
        "sections": [_section(section) for section in parsed.sections],
        "measures": sum(len(section.measures) for section in parsed.sections),
        "activities": sum(len(section.activities) for section in parsed.sections),
        "with_deadline": len(deadlines),
        "deadline_spellings": list(dict.fromkeys(deadlines)),
        "warnings": [asdict(problem) for problem in parsed.warnings],
        "errors": [asdict(problem) for problem in parsed.errors],
    }


def _section(section: ParsedSection) -> dict[str, Any]:
    return {
        "title": section.title,
        "area": section.area,
        "focus_area": section.focus_area,
        "measures": len(section.measures),
        "activities": len(section.activities),
        "amounts": [_plain(asdict(amount)) for amount in section.amounts],
        "positions": [_plain(asdict(position)) for position in section.positions],
        "reporting_lines": [asdict(line) for line in section.reporting_lines],
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Decimals as text, so that no sum is rounded on its way through JSON."""
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in values.items()}
