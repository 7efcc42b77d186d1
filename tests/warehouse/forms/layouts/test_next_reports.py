"""The next report of each office: read in its cells with rows inserted, and never read wrongly."""

import copy
import re

import pytest

from tests.warehouse.forms.layouts.drawn_sheets import KNOWN, accept, office_workbooks
from warehouse.files.grid import format_address, parse_address
from warehouse.forms.layouts.figure_places import list_figure_places
from warehouse.forms.layouts.layout_reading import read_by_layouts

_LABEL_START = re.compile(r"\W*(?:trong đó:?\s*)?", re.IGNORECASE)
_NEW_LABEL = "việc mới phát sinh"


def read_values(workbook, layout):
    """Return what is read, by element: the cell and the value; None if nothing is read."""
    reports = read_by_layouts([workbook.build_sheet()], [layout], KNOWN)
    if not reports:
        return None
    (report,) = reports
    return {cell.element: (cell.cell, cell.value) for cell in report.cells}


def raise_figures(workbook):
    """Return the next report: every plain figure of the office is another one."""
    later = copy.deepcopy(workbook)
    for element, (address, value) in workbook.figures.items():
        row, column = parse_address(address)
        if workbook.cells[row][column] == value:
            later.cells[row][column] = value + 7
            later.figures[element] = (address, value + 7)
    return later


def insert_row(workbook, row, cells):
    """Insert a row: what stands below moves down, a merged range around it grows."""
    workbook.cells.insert(row, cells)
    workbook.merged_ranges[:] = [
        ((top + (top >= row), left), (bottom + (bottom >= row), right))
        for (top, left), (bottom, right) in workbook.merged_ranges
    ]
    for element, (address, value) in workbook.figures.items():
        at, column = parse_address(address)
        workbook.figures[element] = (format_address(at + (at >= row), column), value)


def insert_new_line(workbook):
    """Insert a line of the office's own beside the last line with a figure of the form."""
    row = max(parse_address(address)[0] for address, _ in workbook.figures.values())
    first = min(
        column
        for at, column in (parse_address(a) for a, _ in workbook.figures.values())
        if at == row
    )
    line = list(workbook.cells[row])
    labels = [c for c in range(first) if isinstance(line[c], str) and len(line[c]) > 4]
    if not labels:
        return
    start = _LABEL_START.match(line[labels[0]])[0]
    line[labels[0]] = f"{start}{_NEW_LABEL}"
    insert_row(workbook, row, line)


def list_figure_columns(workbook):
    return sorted({parse_address(address)[1] for address, _ in workbook.figures.values()})


@pytest.mark.parametrize("workbook", office_workbooks(), ids=lambda w: w.file_name)
def test_other_numbers_and_two_rows_inserted_are_read_in_their_cells(workbook):
    layout, later = accept(workbook), raise_figures(workbook)
    insert_row(later, 0, ["Số 12/BC"])
    insert_new_line(later)
    values = read_values(later, layout)
    assert {e: f for e, f in values.items() if e in later.figures} == later.figures
    assert later.figures != workbook.figures


@pytest.mark.parametrize("workbook", office_workbooks(), ids=lambda w: w.file_name)
def test_two_columns_exchanged_are_read_under_their_heads_or_not_at_all(workbook):
    layout, later = accept(workbook), raise_figures(workbook)
    if any(left != right for (_, left), (_, right) in later.merged_ranges):
        later.merged_ranges[:] = [m for m in later.merged_ranges if m[0][1] == m[1][1]]
    for column in list_figure_columns(workbook):
        exchanged = copy.deepcopy(later)
        for cells in exchanged.cells:
            if column + 1 < len(cells):
                cells[column], cells[column + 1] = cells[column + 1], cells[column]
        values = read_values(exchanged, layout) or {}
        for element, (_, value) in later.figures.items():
            assert values.get(element, (None, value))[1] in (value, None), (column, element)


@pytest.mark.parametrize("workbook", office_workbooks(), ids=lambda w: w.file_name)
def test_a_head_renamed_is_not_read(workbook):
    layout, count = accept(workbook), 0
    columns = list_figure_columns(workbook)
    first = min(parse_address(address)[0] for address, _ in workbook.figures.values())
    for row in range(first):
        for column in columns:
            head = workbook.cells[row][column] if column < len(workbook.cells[row]) else ""
            if isinstance(head, str) and head in list_heads(workbook):
                renamed = copy.deepcopy(workbook)
                renamed.cells[row][column] = "Chỉ tiêu giao bổ sung"
                assert read_values(renamed, layout) is None, head
                count += 1
    assert count or not any(layout.heads)


def list_heads(workbook):
    """Return the texts over the figures of a workbook."""
    places = list_figure_places(workbook.build_sheet())
    return {text for place in places for text in place.column_path}
