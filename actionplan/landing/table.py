"""A section's rows as its table will be read: measures to the left, the activity, the deadline and what it means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from actionplan.deadlines import describe, from_json
from actionplan.importing.parsed import Problem
from actionplan.landing.state import SectionLanding
from actionplan.models import Activity, Measure


@dataclass(frozen=True)
class TableRow:
    """One row. `cells` are the measures, blank where the row above says the same; without an activity `title` is empty.

    `reading` says in words what the deadline was understood as; `place` is where the row stands in the file.
    """

    cells: tuple[str, ...]
    title: str = ""
    deadline: str = ""
    reading: str = ""
    note: str = ""
    is_question: bool = False
    place: str = ""
    problems: list[Problem] = field(default_factory=list)


def table_heads(here: SectionLanding) -> list[str]:
    """Heads of the columns of measures and the activity: the document's own, as many as the rows have cells."""
    labels = here.section.level_labels
    width = _depth(here) + 1
    return labels[-width:] if len(labels) >= width else [""] * (width - len(labels)) + labels


def table_rows(here: SectionLanding, problems: Iterable[Problem] = ()) -> list[TableRow]:
    """The rows in reading order, each with the problems of its own line of the file."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.row, []).append(problem)
    width, above, rows = _depth(here), (), []
    for path, activity, source in _walk(here):
        cells = tuple(path) + ("",) * (width - len(path))
        shared = next((n for n, (one, two) in enumerate(zip(cells, above, strict=False)) if one != two), len(above))
        shown = tuple("" if n < shared else cell for n, cell in enumerate(cells))
        rows.append(_row(shown, activity, source, found.get(source.row, []) if source else []))
        above = cells
    return rows


def _row(cells: tuple[str, ...], activity: Activity | None, source, problems: list[Problem]) -> TableRow:
    if activity is None:
        return TableRow(cells)
    reading = describe(from_json(activity.deadline)) if activity.deadline_text else ""
    return TableRow(
        cells,
        activity.title,
        activity.deadline_text,
        reading if reading != activity.deadline_text else "",
        activity.note,
        activity.mode == "question",
        source.place,
        problems,
    )


def _depth(here: SectionLanding) -> int:
    return max((len(_path(measure)) for measure in here.measures), default=0)


def _path(measure: Measure | None) -> list[str]:
    return [*_path(measure.parent), measure.title] if measure is not None else []


def _walk(here: SectionLanding) -> Iterator[tuple[list[str], Activity | None, object]]:
    """(measures from the top, activity, its source); a measure with nothing under it gives a row of its own."""
    below: dict = {}
    for activity, source in zip(here.activities, here.sources, strict=True):
        below.setdefault(activity.measure_id, []).append((activity, source))
    parents = {measure.parent_id for measure in here.measures}
    for measure in here.measures:
        path = _path(measure)
        own = below.get(measure.pk, [])
        if not own and measure.pk not in parents:
            yield path, None, None
        yield from ((path, activity, source) for activity, source in own)
    yield from (([], activity, source) for activity, source in below.get(None, []))
