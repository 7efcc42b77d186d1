"""The layout of the template: rows, columns, numbering, addresses, and the cells for remarks.

Pure values derived from the catalogue. `template` writes the cells; `live_checks` holds the checks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from warehouse.catalogue import Element, Form
from warehouse.forms.remark import OBSTACLE, PROPOSAL, Remark

REPORT_SHEET = "Báo cáo"
INSTRUCTION_SHEET = "Hướng dẫn"
FAULT_LIST_SHEET = "LOI_CAN_SUA"
"""The sheet added in front by a return; a received file may hold the sheet of a former return."""
UNIT_CELL, PERIOD_CELL, STATUS_CELL = "C6", "C7", "A9"
HEADER_ROW = 9
FIRST_TABLE_ROW = HEADER_ROW + 1
NUMBER_COLUMN, LABEL_COLUMN, UNIT_COLUMN, VALUE_COLUMN, NOTE_COLUMN, CHECK_COLUMN = range(6)
"""Columns of the table, counted from 0."""

OBSTACLE_TITLE = "Khó khăn, vướng mắc; đề xuất, kiến nghị"
OBSTACLE_LABELS = {OBSTACLE: "Khó khăn, vướng mắc", PROPOSAL: "Đề xuất, kiến nghị"}
OBSTACLE_CELLS = (f"{OBSTACLE}_1", f"{OBSTACLE}_2", f"{PROPOSAL}_1", f"{PROPOSAL}_2")
"""The cells of the section below the table, in order; each name begins with the kind."""

_FORM_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row of the table: an element, or the heading of a section when `element` is None.

    `row` counts from 0; `depth` is the level of a part below the whole.
    """

    row: int
    number: str
    label: str
    depth: int = 0
    element: Element | None = None


def list_form_lines(form: Form) -> list[FormLine]:
    """List the rows of a form's table in order, numbered in the manner of offices.

    Sections take Roman numerals and restart the count; a part directly below the whole is 1.1.
    """
    return list(_number_lines(form))


def map_value_cells(lines: list[FormLine]) -> dict[str, str]:
    """Map every element to the address of the value cell."""
    return {line.element.element: f"D{line.row + 1}" for line in lines if line.element}


def find_note_cell(value_cell: str) -> str:
    """Return the cell of the note beside a value cell of our layout."""
    return f"E{value_cell[1:]}"


def find_label_cell(value_cell: str) -> str:
    """Return the cell of the label to the left of a value cell of our layout."""
    return f"B{value_cell[1:]}"


def find_section_row(lines: list[FormLine]) -> int:
    """Return the row, counted from 0, of the heading above the obstacles."""
    return lines[-1].row + 2


def map_obstacle_cells(lines: list[FormLine]) -> dict[str, str]:
    """Map every name of `OBSTACLE_CELLS` to its address below the table."""
    first_row = find_section_row(lines) + 2
    return {name: f"C{row}" for row, name in enumerate(OBSTACLE_CELLS, first_row)}


def get_obstacle_kind(name: str) -> str:
    """Return the kind of remark that a cell of `OBSTACLE_CELLS` holds."""
    return name.rpartition("_")[0]


def map_obstacles(remarks: Iterable[Remark]) -> dict[str, str]:
    """Map the cells of obstacles and proposals to the words of a report, as far as they fit."""
    texts: dict[str, str] = {}
    for remark in remarks:
        names = (name for name in OBSTACLE_CELLS if get_obstacle_kind(name) == remark.kind)
        if name := next((name for name in names if name not in texts), None):
            texts[name] = remark.text
    return texts


def _number_lines(form: Form) -> Iterator[FormLine]:
    row, sections = FIRST_TABLE_ROW, 0
    counters: list[int] = [0]
    path: list[str] = []
    for element in form.elements:
        if element.section_vi:
            sections, counters, path = sections + 1, [0], []
            yield FormLine(row, format_roman_section(sections), element.section_vi)
            row += 1
        # A part separated from the whole by other rows gets a number of the upper level.
        path = path[: path.index(element.part_of) + 1] if element.part_of in path else []
        counters = [*counters, 0][: len(path) + 1]
        counters[-1] += 1
        number = ".".join(str(n) for n in counters)
        yield FormLine(row, number, element.name_vi, len(path), element)
        path = [*path, element.element]
        row += 1


def format_roman_section(number: int) -> str:
    """Format a number as `IV` for 4; a form has few sections."""
    text = ""
    for value, letters in _FORM_NUMERALS:
        text += letters * (number // value)
        number %= value
    return text
