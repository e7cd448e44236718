"""Workbooks as people send them back: the one that was fetched, opened and changed with openpyxl."""

import io
import zipfile

import openpyxl

from actionplan.forms.responsible import Responsibles
from actionplan.workbook.landing import land_workbook
from actionplan.workbook.reading import read_workbook
from actionplan.workbook.tree import tree_of
from actionplan.workbook.writing import edit_workbook
from governance import clock

LIMIT = 10_000_000


def fetched(plan, actor) -> bytes:
    names = [label for _name, rows in Responsibles(actor).groups() for _key, label in rows]
    return edit_workbook(plan, tree_of(plan, actor), responsible=names, at=clock.now())


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def merged(data: bytes, areas: list[str]) -> bytes:
    """The workbook with these areas of the plan told to be one cell each, as a hand would write it."""
    told, stream = "".join(f'<mergeCell ref="{area}"/>' for area in areas), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", f"</sheetData><mergeCells>{told}</mergeCells>".encode())
            made.writestr(name, part)
    return stream.getvalue()


class Sheet:
    """The sheet of the plan, by the heads of its columns."""

    def __init__(self, data: bytes):
        self.book = opened(data)
        self.sheet = self.book["Plan"]

    def column(self, head: str) -> int:
        heads = [str(cell.value or "") for cell in self.sheet[1]]
        return next(n for n, each in enumerate(heads, start=1) if each == head or each.startswith(f"{head} "))

    def activity(self, title: str) -> int:
        column = self.column("Aktivitet")
        return next(n for n in range(2, self.sheet.max_row + 1) if self.sheet.cell(n, column).value == title)

    def measure(self, title: str) -> int:
        own, column = self.column("Tiltak"), self.column("Aktivitet")
        cell = self.sheet.cell
        return next(
            n for n in range(2, self.sheet.max_row + 1) if cell(n, own).value == title and not cell(n, column).value
        )

    def put(self, number: int, head: str, value) -> None:
        self.sheet.cell(number, self.column(head)).value = value

    def get(self, number: int, head: str):
        return self.sheet.cell(number, self.column(head)).value

    def insert(self, after: int, **values) -> int:
        self.sheet.insert_rows(after + 1)
        for head, value in values.items():
            self.put(after + 1, head.replace("_", " "), value)
        return after + 1

    def bytes(self) -> bytes:
        return saved(self.book)


def landed(actor, plan, data: bytes):
    return land_workbook(actor, plan, read_workbook(data, "plan.xlsx", LIMIT))
