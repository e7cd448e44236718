"""A plan becomes a workbook: a sheet to edit, a sheet that says how, and a hidden one with what may be chosen."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from actionplan.choices import ActivityMode
from actionplan.workbook.columns import (
    CELLS,
    HIDDEN,
    LEVEL,
    MEASURE,
    SECTION,
    SHEET,
    WIDTHS,
    base_of,
    head_of,
    normal,
    seal,
)
from actionplan.workbook.tree import Tree

MORE_ROWS = 500  # below the last, where lists and formats hold for what is added
LINE = 15  # points
WRAPPED = Alignment(wrap_text=True, vertical="top")
FACE = {"name": "Calibri", "size": 11}
GREY, BOLD, WHITE = Font(color="FF5B6770", **FACE), Font(bold=True, **FACE), Font(bold=True, color="FFFFFFFF", **FACE)


def edit_workbook(plan, tree: Tree, *, responsible: Sequence[str], at: datetime) -> bytes:
    """The workbook for those who edit. `responsible` are the names that may be chosen; `at` is when the rows were read,
    so that what was added later is not taken for removed."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    names = [SECTION, *[LEVEL] * tree.levels, *CELLS, *HIDDEN]
    _heads(sheet, names, tree.levels)
    # The plan and the moment travel with the sheet, also when it is copied into another workbook.
    sheet.cell(1, names.index("key") + 1).value = f"{head_of('key')} {plan.pk}"
    sheet.cell(1, names.index("place") + 1).value = f"{head_of('place')} {at.isoformat()}"
    for number, row in enumerate(_rows(plan, tree), start=2):
        for column, (text, is_context) in enumerate(row, start=1):
            write(sheet.cell(number, column), text, GREY if is_context else None)
        fit(sheet, number, [text for text, _is_context in row[: -len(HIDDEN)]])
    last = len(tree.rows) + 1
    _hide(sheet, names)
    _lists(book, sheet, names, responsible, last + MORE_ROWS)
    finish(sheet, last, len(names) - len(HIDDEN))
    _how(book)
    return saved(book, plan)


def write(cell: Cell, text: str, font: Font | None = None) -> None:
    """Text stays text, whatever it begins with and whatever it looks like."""
    cell.alignment = WRAPPED
    cell.number_format = "@"
    if font is not None:
        cell.font = font
    if text:
        cell.value = normal(text)
        cell.data_type = "s"
        if text[0] in "=+-@":
            cell.quotePrefix = True


def fit(sheet, number: int, texts: Sequence[str]) -> None:
    """A row as high as its longest cell needs: what opens the file does not find out by itself."""
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, len(texts) + 1)]
    lines = max(
        sum(max(1, ceil(len(line) / (wide - 1))) for line in text.split("\n"))
        for text, wide in zip(texts, widths, strict=True)
    )
    sheet.row_dimensions[number].height = min(LINE * lines + 1, 409)  # the most that Excel shows


def finish(sheet, last: int, shown: int) -> None:
    """What makes a long sheet easy to read and to print."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(shown)}{max(last, 2)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def saved(book: Workbook, plan) -> bytes:
    book.properties.title = plan.title
    book.properties.creator = str(plan.cooperation)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def head(cell: Cell, text: str, width: int) -> None:
    cell.value = text
    cell.font, cell.alignment = WHITE, WRAPPED
    cell.fill = PatternFill("solid", fgColor="FF14202B")
    cell.parent.column_dimensions[cell.column_letter].width = width


def _heads(sheet, names: list[str], levels: int) -> None:
    level = 0
    for column, name in enumerate(names, start=1):
        level += name == LEVEL
        head(sheet.cell(1, column), head_of(name, level, levels if name == LEVEL else 1), WIDTHS.get(name, 12))
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"


def _rows(plan, tree: Tree) -> Iterator[list[tuple[str, bool]]]:
    """(text, whether it only says where the row stands) of each cell."""
    for place, node in enumerate(tree.rows.values(), start=1):
        own = (node.title,) if node.kind == MEASURE else ()
        levels = [(title, True) for title in node.path] + [(title, False) for title in own]
        levels += [("", False)] * (tree.levels - len(levels))
        texts = {} if own else node.texts
        row = (plan.pk, node.kind, node.key, node.version, place)
        yield [
            (tree.sections[node.section].title, True),
            *levels,
            *((texts.get(name, ""), False) for name in CELLS),
            *((str(each), False) for each in row[1:]),
            (seal(base_of(node.texts, node.partners), *row), False),
        ]


def _hide(sheet, names: list[str]) -> None:
    """The hidden columns; who shows them is told not to write there."""
    rule = DataValidation(type="custom", formula1="FALSE", allow_blank=False, showErrorMessage=True)
    rule.errorTitle = _("Ikke skriv her")
    rule.error = _("Kolonnen forteller hvilken rad i planen dette er. Skriv i de andre kolonnene.")
    for name in HIDDEN:
        letter = get_column_letter(names.index(name) + 1)
        sheet.column_dimensions[letter].hidden = True
        rule.add(f"{letter}1:{letter}{sheet.max_row + MORE_ROWS}")
    sheet.add_data_validation(rule)


def _lists(book: Workbook, sheet, names: list[str], responsible: Sequence[str], last: int) -> None:
    """Lists to choose from. A name that is not in the list may be typed; the import says whether it is known."""
    lists = book.create_sheet(_("Lister"))
    lists.sheet_state = "hidden"
    for column, (name, choices) in enumerate(
        (("mode", [str(label) for label in ActivityMode.labels]), ("responsible", responsible)), start=1
    ):
        for number, choice in enumerate(choices, start=1):
            write(lists.cell(number, column), choice)
        if choices:
            letter, own = get_column_letter(names.index(name) + 1), get_column_letter(column)
            formula = f"={_quoted(lists.title)}!${own}$1:${own}${len(choices)}"
            rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=name == "mode")
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _how(book: Workbook) -> None:
    sheet = book.create_sheet(_("Slik gjør du"))
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(how_lines(), start=1):
        write(sheet.cell(number, 1), line, BOLD if number == 1 else None)


def how_lines() -> list[str]:
    """What one may do in the workbook, in plain words."""
    return [
        _("Slik gjør du"),
        _("1. Rett i cellene på arket «{sheet}». Lagre arbeidsboken som Excel (.xlsx).").format(sheet=SHEET),
        _("2. Last den opp på siden der du hentet den. Du ser hver endring, celle for celle, før noe lagres."),
        _("Ny aktivitet: sett inn en rad under raden den skal stå etter, og skriv i «Aktivitet»."),
        _("Nytt tiltak: sett inn en rad, skriv i «Tiltak», og la «Aktivitet» stå tom."),
        _("Flytte en aktivitet: skriv navnet på det andre tiltaket på raden, eller flytt raden innenfor tiltaket."),
        _("Nytt navn på et tiltak: rett det på tiltakets egen rad. Radene under følger med."),
        _("Fjerne: slett raden. Du velger i forhåndsvisningen om den skal fjernes fra planen."),
        _("Flere samarbeidsparter: skriv navnene med komma eller semikolon mellom."),
        _("Emneord: skriv dem med semikolon mellom. Nye emneord legges til på siden «Emneord» først."),
        _("Har en annen endret den samme cellen i mellomtiden, ser du begge tekstene. Andre celler slås sammen."),
        _("Sorter og filtrer som du vil. Skjulte rader leses som de andre."),
        _("De skjulte kolonnene forteller hvilken rad som er hvilken. La dem stå."),
    ]
