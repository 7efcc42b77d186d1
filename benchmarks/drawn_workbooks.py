"""Workbooks as offices type them, drawn as text: one cell between two bars.

`#element` after a figure is the label of the set: the element that the office means; `=number`
after it is the value where the unit of money or a word is not the figure itself. `<` joins a cell
to its left neighbour, `^` to the one above. A line `== form | unit | period | file` opens a
workbook.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.files.grid import Sheet, format_address

FOLDER = Path(__file__).parent / "office_workbooks"
_LABELLED = re.compile(r"(?P<text>.*?)\s*#(?P<element>\w+)(?:=(?P<value>\d+))?$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class DrawnWorkbook:
    """A workbook of the set: the sheet, and what its office means by it."""

    form: str
    unit: str
    period: str
    file_name: str
    cells: list[list[object]] = field(default_factory=list)
    merged_ranges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    figures: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By element, the address of the figure and its value."""

    def build_sheet(self) -> Sheet:
        """Build the sheet as the reader of files returns it."""
        return Sheet("Sheet1", True, self.cells, self.merged_ranges)


def draw_workbooks(folder: Path = FOLDER) -> list[DrawnWorkbook]:
    """Parse every drawn workbook of a folder, file by file."""
    return [
        workbook
        for path in sorted(folder.glob("*.txt"))
        for workbook in parse_workbooks(path.read_text(encoding="utf-8"))
    ]


def parse_workbooks(text: str) -> list[DrawnWorkbook]:
    """Parse the drawn workbooks of a text."""
    workbooks = []
    for part in re.split(r"(?m)^== ", text)[1:]:
        head, *lines = part.splitlines()
        form, unit, period, file_name = (piece.strip() for piece in head.split("|"))
        workbook = DrawnWorkbook(form, unit, period, file_name)
        _fill_cells(workbook, [[cell.strip() for cell in line.split("|")] for line in lines])
        workbooks.append(workbook)
    return workbooks


def _fill_cells(workbook: DrawnWorkbook, drawn: list[list[str]]) -> None:
    width = max(map(len, drawn))
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(drawn):
        cells: list[object] = []
        for column, cell in enumerate(line + [""] * (width - len(line))):
            if cell in ("<", "^"):
                beside = (row, column - 1) if cell == "<" else (row - 1, column)
                joined[row, column] = joined.get(beside, beside)
                cells.append("")
            else:
                cells.append(_read_cell(workbook, cell, format_address(row, column)))
        workbook.cells.append(cells)
    ranges: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), anchor in joined.items():
        bottom, right = ranges.get(anchor, anchor)
        ranges[anchor] = (max(bottom, row), max(right, column))
    workbook.merged_ranges.extend(ranges.items())


def _read_cell(workbook: DrawnWorkbook, cell: str, address: str) -> object:
    match = _LABELLED.fullmatch(cell)
    text = match["text"] if match else cell
    value = float(text) if _NUMBER.fullmatch(text) and not re.fullmatch(r"\d\.\d", text) else text
    if match and isinstance(value, str) and _NUMBER.fullmatch(text):
        value = float(text)
    if match:
        figure = int(match["value"]) if match["value"] else int(float(text))
        workbook.figures[match["element"]] = (address, figure)
    return value
