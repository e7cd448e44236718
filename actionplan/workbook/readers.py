"""The plan as a plain workbook for whoever reads it: no keys, nothing to send back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook

from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts
from actionplan.workbook.columns import CELLS, LEVEL, SECTION, SHEET, WIDTHS, head_of, text_of
from actionplan.workbook.writing import finish, fit, head, saved, write


def readers_workbook(plan, sections: list[SectionFacts]) -> bytes:
    """A row for each activity, and for each measure that has none, with all it stands under."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    levels = max([1, *(root.depth() for section in sections for root in section.measures)])
    measures = [(head_of(LEVEL, level, levels), WIDTHS[LEVEL]) for level in range(1, levels + 1)]
    cells = [(head_of(name), WIDTHS[name]) for name in CELLS]
    heads = [(_("Innsatsområde"), 24), (head_of(SECTION), WIDTHS[SECTION]), *measures, *cells, (_("Status"), 18)]
    for column, (text, width) in enumerate(heads, start=1):
        head(sheet.cell(1, column), text, width)
    number = 1
    for section in sections:
        for path, activity in _rows(section):
            number += 1
            above = [section.area.name, section.row.title, *path, *[""] * (levels - len(path))]
            for column, text in enumerate([*above, *_texts(activity)], start=1):
                write(sheet.cell(number, column), text)
            fit(sheet, number, [*above, *_texts(activity)])
    finish(sheet, number, len(heads))
    return saved(book, plan)


def _texts(activity: ActivityFacts | None) -> list[str]:
    if activity is None:
        return []
    return [*(text_of(activity, name) for name in CELLS), activity.status_label]


def _rows(section: SectionFacts) -> Iterator[tuple[list[str], ActivityFacts | None]]:
    def below(measure: MeasureFacts, path: list[str]):
        path = [*path, measure.title]
        yield from ((path, each) for each in measure.activities)
        if not measure.activities and not measure.children:
            yield path, None
        for child in measure.children:
            yield from below(child, path)

    yield from (([], each) for each in section.loose)
    for root in section.measures:
        yield from below(root, [])
