"""Sheets of a workbook with one marked-up table each: the page, the frame, and tables of texts.

After the UK Analysis Function: a table has a name and a header row, and no merged cell. Knows the
look of workbooks and nothing of figures. May call the floors below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.forms.blank.styles import estimate_row_height

_PAPER_A4 = 9
_TEXT_SIZE = 11
_CELL_MARGIN = 3


@dataclass(frozen=True, slots=True)
class TableFrame:
    """A table's name, the row of the header (from 0), and the headers."""

    name: str
    header_row: int
    headers: Sequence[str]


def set_up_page(sheet: Worksheet) -> None:
    """Set a sheet to A4 landscape, as wide as a page, without gridlines."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)


def mark_up_table(sheet: Worksheet, frame: TableFrame, row_count: int, head_format: Any) -> None:
    """Mark rows up as a table with a header, as screen readers need it."""
    sheet.add_table(
        frame.header_row,
        0,
        frame.header_row + row_count,
        len(frame.headers) - 1,
        {
            "name": frame.name,
            "style": None,
            "autofilter": False,
            "columns": [{"header": h, "header_format": head_format} for h in frame.headers],
        },
    )


def write_text_table(
    sheet: Worksheet,
    frame: TableFrame,
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    *,
    formats: dict[str, Any],
    format_names: Sequence[str],
) -> None:
    """Write a table of texts; `format_names` names the format of each column."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    mark_up_table(sheet, frame, len(rows), formats["head"])
    sheet.set_row(frame.header_row, _estimate_height(frame.headers, widths))
    for row, texts in enumerate(rows, start=frame.header_row + 1):
        for column, (text, name) in enumerate(zip(texts, format_names, strict=True)):
            sheet.write_string(row, column, text, formats[name])
        sheet.set_row(row, _estimate_height(texts, widths))


def _estimate_height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Estimate the height of a row; an indented cell has less room than the column."""
    cells = zip(texts, widths, strict=True)
    return max(estimate_row_height(t, w - _CELL_MARGIN, _TEXT_SIZE) for t, w in cells)
