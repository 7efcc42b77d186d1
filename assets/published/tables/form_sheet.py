"""A form's sheet of the consolidated workbook: title, completeness, and the table.

A mark is part of a cell's number format: what is shown has the mark, the value is a number. May
call the floors below.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assets.published.table_sheets import TableFrame, mark_up_table, set_up_page
from assets.published.tables.form_figures import ConsolidatedTable, FigureCell, FigureRow
from assets.published.tables.table_texts import (
    ALL_REPORTED,
    MARKS_ARE_EXPLAINED,
    NO_AREA_TOTAL,
    SOME_MISSING,
)
from warehouse.catalogue import Catalogue, Element
from warehouse.forms.blank.styles import BORDER_COLOUR, FORM_FONT, HEAD_FILL, estimate_row_height
from warehouse.periods import Period

HEADER_ROW = 5
_CELL = {
    "font_name": FORM_FONT,
    "font_size": 11,
    "border": 1,
    "border_color": BORDER_COLOUR,
    "valign": "vcenter",
}


def write_form_sheet(
    workbook: Workbook,
    catalogue: Catalogue,
    numbered_table: tuple[int, Period, ConsolidatedTable],
    formats: dict[str, Any],
) -> None:
    """Write the sheet `Bảng n` of a form."""
    number, period, table = numbered_table
    sheet = workbook.add_worksheet(f"Bảng {number}")
    writer = _FigureFormats(workbook)
    columns = list(_list_columns(catalogue, table))
    _write_title(
        sheet, numbered_table, (formats["title_left"], writer.line(), writer.plain()), columns
    )
    frame = TableFrame(f"Bang{number}", HEADER_ROW, [header for header, _ in columns])
    mark_up_table(sheet, frame, len(table.rows), formats["head"])
    for column, (_, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    header_heights = (estimate_row_height(header, width) for header, width in columns)
    sheet.set_row(HEADER_ROW, max(header_heights))
    section: str | None = "" if table.has_sections else None
    for position, row in enumerate(table.rows, start=1):
        section = row.element.section_vi or section
        _write_row(sheet, HEADER_ROW + position, (position, row, section), writer)
    _set_up_sheet(sheet, number, period)


def _list_columns(catalogue: Catalogue, table: ConsolidatedTable) -> Iterator[tuple[str, int]]:
    """List the header and the width of each column; a header occurs once."""
    yield "TT", 5
    if table.has_sections:
        yield "Mục", 24
    yield from (("Chỉ tiêu", 46), ("ĐVT", 11))
    for unit in table.units:
        yield unit.name_vi, 17
    for area in table.areas:
        yield f"Tổng: {area.get_name('vi') or catalogue.units[area.area].name_vi}", 16
    if table.areas:
        yield "Đơn vị đã báo cáo", 12
    yield "Element", 40


def _write_title(
    sheet: Worksheet,
    numbered_table: tuple[int, Period, ConsolidatedTable],
    line_formats: tuple[Any, Any, Any],
    columns: Sequence[tuple[str, int]],
) -> None:
    """Write the title, and above the table who reported and where the marks are explained."""
    number, period, table = numbered_table
    title_format, line_format, plain_format = line_formats
    title_vi = f"Bảng {number}. {table.form.name_vi} – {period.format_label('vi')}"
    title_en = f"Table {number}. {table.form.name_en} – {period.format_label('en')}"
    sheet.write_string(0, 0, title_vi, title_format)
    sheet.write_string(1, 0, title_en, line_format)
    width = sum(width for _, width in columns)
    key_text = MARKS_ARE_EXPLAINED if table.areas else f"{NO_AREA_TOTAL} {MARKS_ARE_EXPLAINED}"
    for row, text in enumerate((_describe_completeness(table), key_text), start=2):
        sheet.merge_range(row, 0, row, len(columns) - 1, text, plain_format)
        sheet.set_row(row, estimate_row_height(text, width, 11))


def _describe_completeness(table: ConsolidatedTable) -> str:
    """Describe how many reports are in, and name each missing report."""
    owed, missing = table.owed_count, table.missing_reports
    if not missing:
        return ALL_REPORTED.format(owed=owed)
    names = [f"{unit.name_vi} {period.format_label('vi').lower()}" for unit, period in missing]
    return SOME_MISSING.format(accepted=owed - len(missing), owed=owed, missing=", ".join(names))


def _write_row(
    sheet: Worksheet,
    row: int,
    numbered_row: tuple[int, FigureRow, str | None],
    writer: "_FigureFormats",
) -> None:
    """Write a row of the table; without a section the table has no such column."""
    number, figures, section = numbered_row
    element = figures.element
    sheet.write_number(row, 0, number, writer.text("center"))
    if section is not None:
        sheet.write_string(row, 1, section, writer.text(indent=1))
    column = 1 if section is None else 2
    label_format = writer.text(indent=3 if element.part_of else 1)
    sheet.write_string(row, column, element.name_vi, label_format)
    sheet.write_string(row, column + 1, element.unit, writer.text("center"))
    column += 2
    for cells, bold in ((figures.unit_cells, False), (figures.area_cells, True)):
        for cell in cells:
            _write_figure(sheet, (row, column), cell, writer.figure(cell, element, bold=bold))
            column += 1
    if figures.area_cells:
        sheet.write_string(row, column, figures.reported, writer.text("center"))
        column += 1
    sheet.write_string(row, column, element.name_en, writer.text(indent=1))
    texts = ((element.name_vi, 46), (section or "", 22), (element.name_en, 38))
    sheet.set_row(row, max(estimate_row_height(text, width, 11) for text, width in texts) + 2)


def _write_figure(
    sheet: Worksheet, place: tuple[int, int], cell: FigureCell, cell_format: Any
) -> None:
    if cell.value is None:
        sheet.write_string(*place, f"[{cell.marks}]", cell_format)
    else:
        sheet.write_number(*place, cell.value, cell_format)


def _set_up_sheet(sheet: Worksheet, number: int, period: Period) -> None:
    set_up_page(sheet)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(HEADER_ROW)
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    label = period.format_label("vi")
    sheet.set_footer(f"&L&9Bảng {number} – {label}&R&9Trang &P/&N")


class _FigureFormats:
    """The cell formats of a workbook's figures, each added once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[Any, ...], Any] = {}

    def line(self) -> Any:
        """Return the format of a line running over the columns beside."""
        return self._add(border=0, italic=True)

    def plain(self) -> Any:
        """Return the format of a text outside the table."""
        return self._add(border=0, text_wrap=True, valign="top")

    def text(self, align: str = "left", indent: int = 0) -> Any:
        """Return the format of a text cell."""
        return self._add(align=align, indent=indent, text_wrap=True)

    def figure(self, cell: FigureCell, element: Element, *, bold: bool) -> Any:
        """Return the format of a figure, with the marks behind the number."""
        has_mark = cell.marks and cell.value is not None
        marks = f' "{_format_marks(cell.marks)}"' if has_mark else ""
        number = f"#,##0{marks}"
        if element.is_yes_no and not bold:
            number = f'[=1]"Có"{marks};[=0]"Không"{marks};{number}'
        fill = {"bg_color": HEAD_FILL} if bold else {}
        return self._add(num_format=number, align="right", indent=1, bold=bold, **fill)

    def _add(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_CELL, **properties})
        return self._formats[key]


def _format_marks(marks: Sequence[str]) -> str:
    return " ".join(f"[{mark}]" for mark in marks)
