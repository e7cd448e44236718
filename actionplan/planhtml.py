"""The rows of a plan as HTML. Each row is drawn once and remembered by all it says, so it is never out of date.

A plan has a hundred rows and is read far more often than it is changed (benchmarks: a page of remembered rows takes
a third of the time). The memory is per process and bounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionplan.choices import STATUS_SYMBOLS
from actionplan.linkfacts import LinkFacts
from actionplan.planfacts import ActivityFacts, MeasureFacts, SectionFacts
from actionplan.sidebyside import NONE, Changes, Was

REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Head:
    """A measure's cell in the read table, with how many rows and columns it covers."""

    title: str
    rows: int
    columns: int
    links: tuple[LinkFacts, ...] = ()
    level: int = 1
    word: str = ""  # what its level is called, where there are several


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a section's read table: heads over the measures, over the activity, and which others there are."""

    measures: tuple[str, ...]
    activity: str
    deadline: str
    responsible: bool
    status: bool


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A section's table: its columns, their heads, and one block of rows for each top measure."""

    columns: Columns
    head: SafeString
    body: SafeString


@lru_cache(maxsize=REMEMBERED)
def _remembered(template: str, language: str, values: tuple) -> str:
    return get_template(template).render(dict(values))


def draw_row(template: str, language: str | None = None, **values) -> str:
    """A row in the language of the page; who draws many finds that once and gives it."""
    return _remembered(template, get_language() or "" if language is None else language, tuple(values.items()))


_pieces: dict[tuple, SafeString] = {}


def remembered(template: str, key: tuple, context: dict) -> SafeString:
    """A larger piece of a page, drawn once for `key`: all it says, or ids and versions of its rows."""
    full = (template, get_language(), key)
    drawn = _pieces.get(full)
    if drawn is None:
        if len(_pieces) >= REMEMBERED:
            _pieces.clear()
        drawn = _pieces[full] = get_template(template).render(context)
    return drawn


def status_row(row, base: str, *, reports: bool) -> SafeString:
    """An activity on the status page, as text."""
    return mark_safe(draw_row("actionplan/_status_row.html", row=row, base=base, reports=reports))  # noqa: S308 - ours


@dataclass(frozen=True, slots=True)
class Ways:
    """Where rows lead beside their cases: to the same activity in other years, and for a question that is still to be
    asked to where it becomes a case. Addresses by key."""

    years: Mapping[UUID, str] = field(default_factory=dict)
    asks: Mapping[UUID, str] = field(default_factory=dict)


NOWHERE = Ways()


def read_table(section: SectionFacts, changes: Changes = NONE, ways: Ways = NOWHERE) -> ReadTable:
    """The section's table as the document has it: nested measures with the rows they cover, activities beside them.

    A row that is not what was adopted says so beside it (`changes`).
    """
    columns = _columns(section, changes.rows)
    depth = len(columns.measures)
    language = get_language() or ""
    loose = [((Head("", 1, depth),) if depth else (), activity) for activity in section.loose]
    body = [_body(loose, columns, language, changes.rows, ways)]
    words = columns.measures if depth > 1 else ("",) * depth
    body += [_body(_lines(measure, words), columns, language, changes.rows, ways) for measure in section.measures]
    head = draw_row("actionplan/_read_columns.html", language, title=section.row.title, columns=columns)
    return ReadTable(columns, mark_safe(head), mark_safe("".join(body)))  # noqa: S308 - drawn by our own templates


def _columns(section: SectionFacts, changed: dict[UUID, Was]) -> Columns:
    activities = section.activities()
    before = [changed[activity.pk] for activity in activities if activity.pk in changed]
    labels = list(section.row.level_labels or [_("Aktiviteter")])
    depth = max((measure.depth() for measure in section.measures), default=0)
    while len(labels) < depth + 1:
        labels.insert(0, _("Tiltak"))
    dated = section.row.deadline_label or any(activity.deadline_text for activity in activities)
    dated = dated or any(was.deadline for was in before)
    return Columns(
        measures=tuple(labels[:-1]) if depth else (),
        activity=labels[-1],
        deadline=(section.row.deadline_label or _("Frist")) if dated else "",
        responsible=any(each.responsible for each in (*activities, *before)),
        status=any(activity.status for activity in activities),
    )


def _lines(measure: MeasureFacts, words: tuple[str, ...], level: int = 1) -> list[tuple]:
    """(heads that begin on the row, activity or None) for each row of a measure, top down. `words` are those of its
    level and of the levels below."""
    is_leaf, columns_left = not measure.children, len(words)
    covered = columns_left if is_leaf else 1
    own = Head(measure.title, measure.height(), covered, measure.links, level, words[0])
    lines = []
    for activity in measure.activities:
        # Beside child measures, an activity of the measure itself leaves their columns empty.
        empty = () if is_leaf or columns_left < 2 else (Head("", 1, columns_left - 1),)
        lines.append(((own, *empty) if not lines else empty, activity))
    for child in measure.children:
        below = _lines(child, words[1:], level + 1)
        if not lines:
            below[0] = ((own, *below[0][0]), below[0][1])
        lines += below
    return lines or [((own,), None)]


def _body(lines: list[tuple], columns: Columns, language: str, changed: Mapping[UUID, Was], ways: Ways) -> str:
    if not lines:
        return ""
    template = "actionplan/_read_row.html"
    drawn = []
    for heads, row in lines:
        was = changed.get(row.pk) if row is not None else None
        said = {"heads": heads, "row": row, "columns": columns, "symbol": _symbol(row), "was": was}
        key = row.pk if row is not None else None
        said |= {"years_url": ways.years.get(key, ""), "ask_url": ways.asks.get(key, "")}
        drawn.append(draw_row(template, language, **said))
    return f"<tbody>{''.join(drawn)}</tbody>"


def _symbol(activity: ActivityFacts | None) -> str:
    return STATUS_SYMBOLS[activity.status] if activity is not None and activity.status else ""


def timeline_row(activity: ActivityFacts, words: tuple[str, ...], path: str = "") -> SafeString:
    """The activity with a word for each quarter it falls in; the cell says in words what its bar shows. `path`: the
    measures above it."""
    drawn = draw_row("actionplan/_timeline_row.html", row=activity, words=words, path=path, due=_("Frist"))
    return mark_safe(drawn)  # noqa: S308 - drawn by our own template


@dataclass(frozen=True, slots=True)
class Tools:
    """What may be done to the rows of an edit page: `base` is the page's address, below which each row has its own."""

    base: str
    editable: bool


def edit_activity(activity: ActivityFacts, tools: Tools, was: Was | None = None) -> SafeString:
    """An activity as text with its buttons; `was` is what was adopted, where that is something else."""
    drawn = draw_row("actionplan/_edit_activity.html", row=activity, tools=tools, was=was)
    return mark_safe(drawn)  # noqa: S308 - our own template


def edit_measure_head(key: object, title: str, word: str, tools: Tools, links: tuple[LinkFacts, ...]) -> SafeString:
    """A measure's own line with its buttons; `word` is what its level is called."""
    return mark_safe(_measure_head(key, title, word, tools, links, None))  # noqa: S308 - our own template


def edit_section_head(section: SectionFacts, tools: Tools, *, whole: bool) -> SafeString:
    """A section's own line; `whole` adds what is done to the section in the plan."""
    words = {"key": section.row.pk, "anchor": section.anchor, "title": section.row.title}
    drawn = draw_row("actionplan/_edit_section_head.html", **words, tools=tools, whole=whole)
    return mark_safe(drawn)  # noqa: S308 - our own template


def edit_rows(section: SectionFacts, tools: Tools, changes: Changes = NONE) -> SafeString:
    """The measures and activities of a section, nested, with buttons; one that is not what was adopted says so."""
    drawing = Drawing(tools, get_language() or "", changes.rows)
    loose = "" if section.measures and not section.loose else _edit_list("", section.loose, drawing)
    drawn = loose + _edit_measures(section.measures, "", section.row.word_of_level, drawing)
    return mark_safe(drawn)  # noqa: S308 - our own templates


def _measure_head(key: object, title: str, word: str, tools: Tools, links: tuple, language: str | None) -> str:
    said = {"key": key, "title": title, "word": word, "tools": tools, "links": links}
    return draw_row("actionplan/_edit_measure.html", language, **said)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What all rows of an edit page are drawn with; `changed` is what was adopted of those that are something else."""

    tools: Tools
    language: str
    changed: Mapping[UUID, Was]


def _edit_measures(measures: list[MeasureFacts], under: object, word_of, drawing: Drawing, level=1) -> str:
    if not measures:
        return ""
    drawn = "".join(_edit_measure(measure, word_of, drawing, level) for measure in measures)
    return f'<ol class="vr-lines vr-lines--measures" data-sort="tiltak" data-under="{under}">{drawn}</ol>'


def _edit_measure(measure: MeasureFacts, word_of, drawing: Drawing, level: int) -> str:
    key, tools, language = measure.pk, drawing.tools, drawing.language
    head = _measure_head(key, measure.title, word_of(level), tools, measure.links, language)
    below = _edit_list(key, measure.activities, drawing)
    children = _edit_measures(measure.children, key, word_of, drawing, level + 1)
    add = draw_row("actionplan/_add_activity.html", language, under=key, section=measure.section, tools=tools)
    return f'<li class="vr-measure" id="tiltak-{key}" data-key="{key}">{head}{below}{children}{add}</li>'


def _edit_list(under: object, activities: list[ActivityFacts], drawing: Drawing) -> str:
    template, language, tools = "actionplan/_edit_activity.html", drawing.language, drawing.tools
    drawn = "".join(
        draw_row(template, language, row=activity, tools=tools, was=drawing.changed.get(activity.pk))
        for activity in activities
    )
    return f'<ol class="vr-lines" data-sort="aktivitet" data-under="{under}">{drawn}</ol>'
