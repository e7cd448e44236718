"""A plan table becomes a tree of measures with activities. A blank measure cell continues the one above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionplan.deadlines import hint
from actionplan.importing.blocks import Row, Table
from actionplan.importing.columns import MOSTLY, Columns, deadline_share, find_columns, width
from actionplan.importing.parsed import ParsedActivity, ParsedMeasure, ParsedSection, Problem, warning
from actionplan.importing.vocabulary import MODES, is_action_head, is_head_row
from actionplan.wording import gettext as _
from actionplan.wording import ngettext

MAX_MEASURE = 500  # characters that a measure's title may have
MAX_TITLE = 2000
MAX_DEADLINE = 80
_QUESTION_STARTS = "Ønskes|Ønsker|Skal|Bør|Kan|Er|Har|Vil|Hva|Hvordan|Hvem|Hvilke|Hvor|Når|Gir|Må|Trengs"
_TWO_ITEMS = re.compile(rf"[a-zæøå0-9)]\s(?:{_QUESTION_STARTS})\s[^.?]{{0,300}}\?$|\?\s[A-ZÆØÅ]")
_SENTENCES = re.compile(r"[a-zæøå)\d]{2}[.!]\s[A-ZÆØÅ0-9]")  # "inkl. KS" is rare enough in a title
_ITEM = re.compile(r"[•▪◦●·]\s+")  # how an item of a list begins in a cell
_POSTPONED = re.compile(
    r"\b(?:utsatt|utsettes|utsettast|flyttet)\s+til\s+(?P<to>Q[1-4](?:\s*-\s*\d{2,4})?|[\w.]+)", re.I
)


def is_action_table(table: Table, year: int) -> bool:
    """Whether a table lists measures or activities: by its heads, or without heads by a column of deadlines."""
    filled = [row for row in table.rows if not row.is_empty]
    if not filled:
        return False
    if is_head_row(filled[0]):
        return any(is_action_head(row) for row in filled)
    columns = width(filled)
    return columns >= 2 and any(deadline_share(filled, index, year) >= MOSTLY for index in range(1, columns))


def segments(table: Table) -> Iterator[tuple[Row | None, list[Row], list[Row]]]:
    """(head, body, repeated heads) for each run of rows under one head; a head repeated over a page break is no row."""
    head: Row | None = None
    body: list[Row] = []
    repeats: list[Row] = []
    for row in table.rows:
        if not is_head_row(row):
            body.append(row)
        elif head is not None and _same(head, row):
            repeats.append(row)
        else:
            if any(not each.is_empty for each in body):
                yield head, body, repeats
            head, body, repeats = row, [], []
    if any(not row.is_empty for row in body):
        yield head, body, repeats


def _same(head: Row, row: Row) -> bool:
    return [cell.strip().casefold() for cell in head.cells] == [cell.strip().casefold() for cell in row.cells]


def read_table(table: Table, section: ParsedSection, year: int) -> list[Problem]:
    """Adds the table's measures and activities to the section. Returns what was odd."""
    problems: list[Problem] = []
    for head, body, repeats in segments(table):
        for row in repeats:
            message = _("Titlene over kolonnene gjentas midt i tabellen. Raden er ikke lest som en aktivitet.")
            problems.append(warning(row, "repeated_head", message, " | ".join(filter(None, row.cells))))
        problems += _Segment(section, find_columns(head, body, year), year).read(body)
    return problems


class _Segment:
    """Reads the rows under one head. `open` is the chain of measures that a blank cell continues."""

    def __init__(self, section: ParsedSection, columns: Columns, year: int):
        self.section, self.columns, self.year = section, columns, year
        self.problems = list(columns.problems)
        self.open = _last_chain(section.measures)
        self.joined = self.repeated = 0
        self.above: dict[int, str] = {}  # what stands in each column of the row above
        if not section.level_labels:
            section.level_labels = columns.level_labels
            section.deadline_label = columns.heads[columns.deadline] if columns.deadline is not None else ""

    def read(self, body: Sequence[Row]) -> list[Problem]:
        filled = [index for index, row in enumerate(body) if not row.is_empty]
        if self.open and self.columns.measures and not body[filled[0]].cells[0].strip():
            message = _("Tabellen begynner med et tomt tiltak. Radene er lagt til tiltaket over.")
            self.problems.append(warning(body[filled[0]], "continued_table", message, self.open[-1].title))
        for row in body[: filled[-1] + 1]:
            self.row(row)
        self.summarise(body[filled[0]])
        return self.problems

    def row(self, row: Row) -> None:
        if row.is_empty:
            message = _("Tabellen har en tom rad inni seg. Den er hoppet over; radene under hører til samme tabell.")
            self.problems.append(warning(row, "blank_row", message))
            return
        row = self.filled_down(row)
        for level, index in enumerate(self.columns.measures):
            self.measure(row, level, self.cell(row, index))
        if items := self.items(row):
            self.list(row, items)
            return
        title = self.cell(row, self.columns.activity)
        deadline = self.cell(row, self.columns.deadline)
        if title:
            self.activity(row, title, deadline)
            return
        self.tell_beside(row)
        if deadline:
            message = _("Raden har fristen «{deadline}», men ingen aktivitet. Skriv inn aktiviteten.").format(
                deadline=deadline
            )
            self.problems.append(warning(row, "deadline_without_activity", message, deadline))

    def filled_down(self, row: Row) -> Row:
        """A cell that reaches down over several rows says the same of all of them; measures go on by themselves."""
        measures = {*self.columns.measures, self.columns.activity}
        cells = [
            self.above.get(index, "") if index in row.goes_on and index not in measures else cell
            for index, cell in enumerate(row.cells)
        ]
        self.above = dict(enumerate(cells))
        return replace(row, cells=tuple(cells))

    def items(self, row: Row) -> list[str]:
        """The items of a list in the cell of the activity; none where the cell is no list of two or more."""
        index = self.columns.activity
        lines = [
            line.strip() for line in (row.cells[index] if index < len(row.cells) else "").split("\n") if line.strip()
        ]
        marked = [line for line in lines if _ITEM.match(line)]
        return [_ITEM.sub("", line) for line in lines] if len(marked) > 1 and len(marked) >= len(lines) - 1 else []

    def list(self, row: Row, items: list[str]) -> None:
        """Each item is an activity of its own; a line over the list says what they have in common, and is read with
        each. Deadlines belong to the items one by one where there are as many."""
        lead = items.pop(0) if not _ITEM.match(row.cells[self.columns.activity].strip()) else ""
        index = self.columns.deadline
        deadlines = row.cells[index].split("\n") if index is not None and index < len(row.cells) else []
        deadlines = [_ITEM.sub("", each.strip()) for each in deadlines if each.strip()]
        shared = "" if len(deadlines) == len(items) else " ".join(deadlines)
        message = _("Cellen har en liste med {count} punkter. Hvert punkt er lest som en aktivitet.")
        self.problems.append(warning(row, "list_items", message.format(count=len(items)), lead))
        for number, item in enumerate(items):
            title = f"{lead} {item}" if lead.endswith(":") else item
            self.activity(row, title, shared or (deadlines[number] if deadlines else ""))
        if lead and not lead.endswith(":"):
            self.section.activities[-len(items)].extra[_("Over listen")] = lead

    def tell_beside(self, row: Row) -> None:
        """What a row without an activity says in columns that only activities have."""
        known = {*self.columns.measures, self.columns.activity, self.columns.deadline}
        rest = [
            text for index, text in enumerate(row.cells) if index not in known and index not in row.goes_on and text
        ]
        if rest:
            message = _("Raden har ingen aktivitet, så dette er ikke tatt med. Skriv inn aktiviteten.")
            self.problems.append(warning(row, "text_without_activity", message, " | ".join(rest)))

    def measure(self, row: Row, level: int, title: str) -> None:
        if not title:
            return
        same = next((each for each in self.open if each.level == level), None)
        if same is not None and same.title == title:
            self.repeated += 1
            return
        self.open = [each for each in self.open if each.level < level]
        measure = ParsedMeasure(title, level, row.number, row.place)
        (self.open[-1].children if self.open else self.section.measures).append(measure)
        self.open.append(measure)
        if len(title) > MAX_MEASURE:
            message = _("Tiltaket har {count} tegn. Det kan ha høyst {max_measure}; kort det ned i filen.").format(
                count=len(title), max_measure=MAX_MEASURE
            )
            self.problems.append(Problem(row.number, "error", "measure_too_long", message, title[:200], row.place))

    def activity(self, row: Row, title: str, deadline: str) -> None:
        columns = self.columns
        activity = ParsedActivity(
            title=title,
            deadline_text=deadline,
            row=row.number,
            place=row.place,
            measure_path=tuple(measure.title for measure in self.open),
            is_question=title.endswith("?") or title.casefold().startswith("spørsmål:"),
            responsible=self.cell(row, columns.responsible),
            **self.own_fields(row),
            extra={columns.heads[index] or f"kolonne {index + 1}": self.cell(row, index) for index in columns.extra},
        )
        self.mind_mode(row, activity)
        for label, text in row.aside:
            activity.extra[label] = f"{activity.extra[label]} {text}" if label in activity.extra else text
        activity.extra = {head: text for head, text in activity.extra.items() if text}
        if columns.measures and not self.open:
            message = _("Aktiviteten står uten tiltak. Skriv tiltaket i første kolonne, eller behold den uten.")
            self.problems.append(warning(row, "activity_without_measure", message, title))
        if self.open:
            self.open[-1].activities.append(activity)
        self.section.activities.append(activity)
        self.problems += [*_title_problems(row, title, deadline), *self.deadline_problems(row, deadline)]

    def own_fields(self, row: Row) -> dict:
        """What columns with a field of their own say of an activity."""
        texts = {name: self.cell(row, self.columns.own.get(name)) for name in ("steered_by", "note")}
        tags = self.cell(row, self.columns.own.get("tags")).split(";")
        partners = self.cell(row, self.columns.own.get("partners")).split(",")
        lists = {"tags": tags, "partners": partners}
        return texts | {name: tuple(filter(None, map(str.strip, each))) for name, each in lists.items()}

    def mind_mode(self, row: Row, activity: ParsedActivity) -> None:
        """How the activity is done; words we have no such way for stay in the note."""
        index = self.columns.own.get("mode")
        said = self.cell(row, index)
        activity.mode = MODES.get(said.casefold(), "")
        activity.is_question = activity.mode == "question" or (activity.is_question and not activity.mode)
        if said and not activity.mode:
            activity.extra[self.columns.heads[index]] = said

    def deadline_problems(self, row: Row, deadline: str) -> Iterator[Problem]:
        if self.columns.deadline is None:
            return
        if not deadline:
            yield warning(
                row, "deadline_missing", _("Aktiviteten har ingen frist. Skriv en frist, eller la den stå tom.")
            )
        elif len(deadline) > MAX_DEADLINE:
            message = _("Fristen har {count} tegn. Den kan ha høyst {max_deadline}; kort den ned i filen.").format(
                count=len(deadline), max_deadline=MAX_DEADLINE
            )
            yield Problem(row.number, "error", "deadline_too_long", message, deadline[:200], row.place)
        else:
            suggestion = hint(deadline, self.year)
            if suggestion:
                message = _("Fristen «{deadline}» er ikke forstått. Den beholdes som tekst.").format(deadline=deadline)
                yield warning(row, "deadline_not_understood", f"{message} {suggestion}", deadline)

    def cell(self, row: Row, index: int | None) -> str:
        """A cell's text; soft line breaks become blanks, bold marks go. Both are reported."""
        text = row.cells[index] if index is not None and index < len(row.cells) else ""
        if "**" in text:
            message = _("Teksten har merker for fet skrift (**). Merkene er tatt bort, ordene er de samme.")
            self.problems.append(warning(row, "bold_marks", message, text))
            text = text.replace("**", "")
        lines = [_ITEM.sub("", line.strip()) for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and index == self.columns.activity and any(line[0].isupper() for line in lines[1:]):
            message = _(
                "Cellen har flere linjer som kan være flere aktiviteter. De er lest som én; del raden om det er feil."
            )
            self.problems.append(warning(row, "two_items", message, text))
        elif len(lines) > 1:
            self.joined += 1
        return " ".join(lines)

    def summarise(self, first: Row) -> None:
        """One warning for what is harmless but many: joined lines and names filled down."""
        if self.joined:
            message = ngettext(
                "Én celle har linjeskift inni teksten. Linjene er satt sammen med mellomrom.",
                "{count} celler har linjeskift inni teksten. Linjene er satt sammen med mellomrom.",
                self.joined,
            ).format(count=self.joined)
            self.problems.append(warning(first, "joined_lines", message))
        if self.repeated:
            message = _(
                "Samme tiltak står på flere rader etter hverandre. Det er lest som ett tiltak med flere aktiviteter."
            )
            self.problems.append(warning(first, "repeated_measure", message))


def _title_problems(row: Row, title: str, deadline: str) -> Iterator[Problem]:
    if len(title) > MAX_TITLE:
        message = _("Aktiviteten har {count} tegn. Den kan ha høyst {max_title}; kort den ned i filen.").format(
            count=len(title), max_title=MAX_TITLE
        )
        yield Problem(row.number, "error", "activity_too_long", message, title[:200], row.place)
    elif not any("\n" in cell for cell in row.cells) and _TWO_ITEMS.search(title):
        message = _("Raden ser ut til å holde to punkter. De er lest som én aktivitet; del raden om det er feil.")
        yield warning(row, "two_items", message, title)
    elif _SENTENCES.search(title) and not title.endswith("?"):
        message = _(
            "Aktiviteten har flere setninger. Noe av teksten kan være status; flytt den til merknaden om det er slik."
        )
        yield warning(row, "several_sentences", message, title)
    if postponed := _POSTPONED.search(title):
        message = _("Teksten sier at aktiviteten er utsatt til «{to}», men fristen er «{deadline}».").format(
            to=postponed.group("to"), deadline=deadline
        )
        yield warning(row, "postponed_in_text", message, title)


def empty_measures(measures: Sequence[ParsedMeasure]) -> Iterator[ParsedMeasure]:
    """Measures, at any level, that have neither activities nor measures below them."""
    for measure in measures:
        if not measure.activities and not measure.children:
            yield measure
        yield from empty_measures(measure.children)


def _last_chain(measures: list[ParsedMeasure]) -> list[ParsedMeasure]:
    chain: list[ParsedMeasure] = []
    while measures:
        chain.append(measures[-1])
        measures = measures[-1].children
    return chain
