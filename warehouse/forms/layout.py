"""The layout of the template: rows, columns, numbering, addresses.

Pure values derived from the catalogue. `template` writes the cells; `rules` holds the checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.catalogue import Element, Form

SHEET = "Báo cáo"
INSTRUCTIONS = "Hướng dẫn"
UNIT_CELL, PERIOD_CELL, STATUS_CELL = "C6", "C7", "A9"
HEADER_ROW = 9
FIRST_ROW = HEADER_ROW + 1
NUMBER, LABEL, UNIT, VALUE, NOTE, CHECK = range(6)
"""Columns of the table, counted from 0."""

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: an element, or the heading of a section when `element` is None.

    `row` counts from 0; `depth` is the level of a part below the whole.
    """

    row: int
    number: str
    label: str
    depth: int = 0
    element: Element | None = None


def lines(form: Form) -> list[Line]:
    """List the rows of a form's table in order, numbered in the manner of offices.

    Sections take Roman numerals and restart the count; a part directly below the whole is 1.1.
    """
    return list(_numbered(form))


def value_cells(table: list[Line]) -> dict[str, str]:
    """Map every element to the address of the value cell."""
    return {line.element.element: f"D{line.row + 1}" for line in table if line.element}


def _numbered(form: Form) -> Iterator[Line]:
    row, sections = FIRST_ROW, 0
    count: list[int] = [0]
    path: list[str] = []
    for element in form.elements:
        if element.section_vi:
            sections, count, path = sections + 1, [0], []
            yield Line(row, roman(sections), element.section_vi)
            row += 1
        # A part separated from the whole by other rows gets a number of the upper level.
        path = path[: path.index(element.part_of) + 1] if element.part_of in path else []
        count = [*count, 0][: len(path) + 1]
        count[-1] += 1
        number = ".".join(str(n) for n in count)
        yield Line(row, number, element.name_vi, len(path), element)
        path = [*path, element.element]
        row += 1


def roman(number: int) -> str:
    """Format a number as `IV` for 4; a form has few sections."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
