"""Sheets drawn as text for the tests of layouts, by the parser of the benchmark."""

import io
from functools import lru_cache

import xlsxwriter

from benchmarks.drawn_workbooks import DrawnWorkbook, draw_workbooks, parse_workbooks
from tests import spec
from warehouse.forms.layouts.accepting import AnsweredProposal
from warehouse.forms.layouts.layout_building import LayoutOrigin, build_layout
from warehouse.forms.layouts.office_layout import OfficeLayout
from warehouse.forms.layouts.proposing import LayoutProposer
from warehouse.forms.layouts.sheet_titles import KnownNames, read_strange_sheet
from warehouse.forms.reading.labels import LabelIndex
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
KNOWN = KnownNames(CATALOGUE, LabelIndex(CATALOGUE))
PROPOSER = LayoutProposer(CATALOGUE)
COURT = """== court | DK-TA | 2023-Q3 | court.xlsx
TAND quận
Quý III/2023

TT | Nội dung | Quý II | Quý III | Luỹ kế
1 | Án vào sổ | 4 | 9 #cases_accepted | 20
2 | Án xử xong | 3 | 7 #cases_tried | 15
3 | Người bị xử | 5 | 12 #defendants_tried | 24
4 | Đi xử xa | 0 | 1 #mobile_trials | 2
"""

FIRST_QUARTER = COURT.replace("Quý III/2023", "Quý I/2023").replace(
    "| Quý II | Quý III |", "| Quý IV | Quý I |"
)
"""The same sheet of another quarter, whose heads name the quarter before and its own."""


def draw(text: str) -> DrawnWorkbook:
    """Draw the only workbook of a text."""
    (workbook,) = parse_workbooks(text)
    return workbook


@lru_cache(maxsize=1)
def office_workbooks() -> tuple[DrawnWorkbook, ...]:
    """Return the workbooks as twelve offices type them."""
    return tuple(draw_workbooks())


def answer(workbook: DrawnWorkbook) -> AnsweredProposal:
    """Return the answer of a hub that knows what its office means."""
    cells = {element: cell for element, (cell, _) in workbook.figures.items()}
    period = parse_period_code(workbook.period)
    return AnsweredProposal(workbook.form, workbook.unit, period, 1, cells)


def accept(workbook: DrawnWorkbook) -> OfficeLayout:
    """Return the layout of a workbook as its office means it."""
    origin = LayoutOrigin(
        f"{workbook.unit}-{workbook.form}-1", "0" * 64, workbook.file_name, "Hoa", "2024-01-02"
    )
    strange = read_strange_sheet(workbook.build_sheet())
    return build_layout(answer(workbook), strange, CATALOGUE.forms[workbook.form], origin)


def write_xlsx(workbook: DrawnWorkbook) -> bytes:
    """Write a drawn workbook as the office saves it."""
    return write_xlsx_sheets({"Sheet1": workbook})


def write_xlsx_sheets(drawn_sheets: dict[str, DrawnWorkbook]) -> bytes:
    """Write drawn sheets into one workbook, by name."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name, drawn in drawn_sheets.items():
            sheet = book.add_worksheet(name)
            for (top, left), (bottom, right) in drawn.merged_ranges:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(drawn.cells):
                for column, value in enumerate(cells):
                    if value != "":
                        sheet.write(row, column, value)
    return target.getvalue()
