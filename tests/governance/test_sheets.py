"""A list as a workbook: what stands in it, and how it looks on the screen and on paper."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from governance.sheets import sheet_file


def test_a_list_to_read_and_to_print():
    rows = [("Medlem", "Beløp", "Forfall"), ("Flå", 2148, date(2018, 4, 7)), ("Sum", 2148, None)]
    sheet = load_workbook(io.BytesIO(sheet_file("Krav", rows, (30, 12, 14), sum_row=True, amounts=(2,)))).active
    assert sheet.title == "Krav"
    assert [[cell.font.bold for cell in row] for row in sheet.iter_rows()] == [[True] * 3, [False] * 3, [True] * 3]
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("#,##0.00", "dd.mm.yyyy")
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [30, 12, 14]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape", 1, 0,
    )  # fmt: skip
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("typed", ["=1+1", "+47 22", "-", "@SUM(A1)", "\t=1"])
def test_what_somebody_typed_is_never_a_formula(typed):
    sheet = load_workbook(io.BytesIO(sheet_file("Deltakere", [("Navn", "Antall"), (typed, -3)], (6, 9)))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (f"'{typed}", "s")
    assert sheet["B2"].value == -3


def test_heads_alone_are_a_list_too():
    sheet = load_workbook(io.BytesIO(sheet_file("Deltakere", [("Nr.", "Navn")], (6, 32, 9)))).active
    assert [cell.value for cell in sheet[1]] == ["Nr.", "Navn"]
