"""Reports typed by hand in an office's own layout: a workbook of one or several reports.

Writes the given content, faults included, and decides nothing. May call `warehouse`.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipelines.demo import office_wording
from pipelines.demo.typed_report import CellAddress, OfficeStyle, TypedReport, TypedValue
from warehouse.catalogue import Catalogue, Element

SYNTHETIC_LINE = "DỮ LIỆU GIẢ LẬP"
"""The line under the title that marks the figures as invented."""

CREATED_AT = datetime(2021, 1, 1, tzinfo=UTC)
"""The creation date of all workbooks: a constant, so that the bytes stay the same."""


_FIRST_ROW = 7
_COLUMN_WIDTHS = (5, 62, 13, 16, 19, 12)
_WRAP_LENGTH = 66


def write_typed_reports(
    catalogue: Catalogue, reports: Sequence[TypedReport], style: OfficeStyle, path: Path
) -> dict[tuple[str, str], CellAddress]:
    """Write a workbook, a sheet for each report.

    Returns:
        The place of each figure: (unit, element) to sheet and cell.
    """
    addresses: dict[tuple[str, str], CellAddress] = {}
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED_AT})
        for report in reports:
            sheet_name = style.sheet
            if len(reports) > 1:
                sheet_name = office_wording.shorten_unit_name(catalogue.units[report.unit])
            page = _TypedSheet(
                book.add_worksheet(sheet_name), catalogue, style, _create_formats(book)
            )
            for element, cell in page.write_report(report).items():
                addresses[report.unit, element] = (sheet_name, cell)
    return addresses


def _create_formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base_format = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    box_format = base_format | {"border": 1, "text_wrap": True}
    return {
        "plain": book.add_format(base_format),
        "centre": book.add_format(base_format | {"align": "center"}),
        "bold": book.add_format(base_format | {"align": "center", "bold": True, "text_wrap": True}),
        "italic": book.add_format(base_format | {"italic": True, "align": "right"}),
        "head": book.add_format(box_format | {"align": "center", "bold": True}),
        "box": book.add_format(box_format),
        "order": book.add_format(box_format | {"align": "center"}),
        "number": book.add_format(box_format | {"align": "right", "num_format": "#,##0"}),
        "section": book.add_format(box_format | {"bold": True, "text_wrap": False}),
    }


class _TypedSheet:
    """A sheet, written from the top down."""

    def __init__(
        self, sheet: Worksheet, catalogue: Catalogue, style: OfficeStyle, formats: dict[str, Format]
    ) -> None:
        self._sheet = sheet
        self._catalogue = catalogue
        self._style = style
        self._formats = formats
        self._row = _FIRST_ROW
        self._cells: dict[str, str] = {}

    def write_report(self, report: TypedReport) -> dict[str, str]:
        for column, width in enumerate(_COLUMN_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._write_title(report)
        self._write_header()
        self._write_table(report)
        self._write_foot()
        return self._cells

    def _write_text(self, row: int, columns: tuple[int, int], text: str, format_name: str) -> None:
        text = office_wording.apply_old_tones(text) if self._style.old_tones else text
        text = office_wording.decompose_text(text) if self._style.nfd else text
        first, last = columns
        if first == last:
            self._sheet.write_string(row, first, text, self._formats[format_name])
        else:
            self._sheet.merge_range(row, first, row, last, text, self._formats[format_name])

    def _write_title(self, report: TypedReport) -> None:
        style, unit = self._style, self._catalogue.units[report.unit]
        form = self._catalogue.forms[report.form]
        office = report.unit_title or office_wording.format_letterhead_name(
            self._catalogue, unit, style.phrasing
        )
        period_title = report.period_title or office_wording.format_report_period(
            report.period, style.phrasing
        )
        self._write_text(0, (0, 2), office, "bold")
        self._write_text(0, (3, 5), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
        self._write_text(1, (0, 0), "Số:      /BC", "plain")
        self._write_text(1, (3, 5), "Độc lập - Tự do - Hạnh phúc", "bold")
        self._write_text(3, (0, 5), "BÁO CÁO", "bold")
        self._write_text(
            4, (0, 5), f"Kết quả công tác {self._shorten_programme_name()} {period_title}", "bold"
        )
        if style.synthetic:
            self._write_text(5, (0, 5), SYNTHETIC_LINE, "centre")
        if style.money_unit != 1 and any(e.is_money for e in form.elements):
            self._write_text(6, (5, 5), f"ĐVT tiền: {style.money_unit} đồng", "italic")

    def _shorten_programme_name(self) -> str:
        """Cut `phòng, chống mại dâm` out of `Chương trình phòng, chống mại dâm giai đoạn ...`."""
        name = self._catalogue.programme.name_vi
        return name.removeprefix("Chương trình ").split(" giai đoạn ")[0]

    def _write_header(self) -> None:
        row, headings = self._row, ["TT", "Nội dung", "Đơn vị tính", "Số liệu", "", "Ghi chú"]
        for column, heading in enumerate(headings):
            if self._style.two_columns and column in (3, 4):
                continue
            self._sheet.merge_range(row, column, row + 1, column, "", self._formats["head"])
            self._write_text(row, (column, column), heading, "head")
        if self._style.two_columns:
            self._write_text(row, (3, 4), "Kết quả thực hiện", "head")
            self._write_text(row + 1, (3, 3), "Trong kỳ", "head")
            self._write_text(row + 1, (4, 4), "Lũy kế từ đầu năm", "head")
        self._row += 2
        if self._style.column_numbers:
            for column in range(6):
                self._sheet.write_number(self._row, column, column + 1, self._formats["head"])
            self._row += 1

    def _write_table(self, report: TypedReport) -> None:
        number = section = 0
        for element in self._catalogue.forms[report.form].elements:
            if self._style.sections and element.section_vi:
                section, number = section + 1, 0
                self._write_section(
                    office_wording.format_section_number(section), element.section_vi
                )
            number += 1
            column = 4 if self._style.two_columns and element.nature == "cumulative" else 3
            self._cells[element.element] = xl_rowcol_to_cell(self._row, column)
            label = report.labels.get(element.element) or self._format_label(element)
            self._write_line(number, label, element.unit, column)
            self._write_figure(
                column, self._format_value(element, report.values.get(element.element))
            )
            for extra in (
                row for row in report.extra_rows if row.previous_element == element.element
            ):
                number += 1
                self._write_line(number, extra.label, extra.unit, 3)
                self._write_figure(3, extra.value)

    def _write_section(self, numeral: str, title: str) -> None:
        self._write_text(self._row, (0, 0), numeral, "section")
        self._write_text(self._row, (1, 1), title, "section")
        for column in range(2, 6):
            self._sheet.write_blank(self._row, column, None, self._formats["section"])
        self._row += 1

    def _write_line(self, number: int, label: str, unit: str, column: int) -> None:
        if len(label) > _WRAP_LENGTH:
            self._sheet.set_row(self._row, 32)
        self._sheet.write_number(self._row, 0, number, self._formats["order"])
        self._write_text(self._row, (1, 1), label, "box")
        self._write_text(self._row, (2, 2), unit, "box")
        for other_column in {3, 4, 5} - {column}:
            self._sheet.write_blank(self._row, other_column, None, self._formats["box"])

    def _write_figure(self, column: int, value: Any) -> None:
        self._sheet.write(self._row, column, value, self._formats["number"])
        self._row += 1

    def _format_label(self, element: Element) -> str:
        return f"- {element.name_vi}" if self._style.dashes and element.part_of else element.name_vi

    def _format_value(self, element: Element, value: TypedValue) -> TypedValue:
        style = self._style
        if value is None or isinstance(value, str):
            return value
        if element.is_yes_no:
            return "Có" if value else "Không"
        if element.is_money:
            value, remainder = divmod(value, style.money_unit)
            if remainder:
                raise ValueError(f"{element.element} is not a multiple of {style.money_unit}")
        if value == 0 and style.dash_for_zero:
            return "-"
        return office_wording.format_hand_typed_number(value) if style.as_text else value

    def _write_foot(self) -> None:
        day = self._catalogue.calendar.month_starts_on_day
        if day > 1:
            window = f"từ ngày {day} tháng trước đến ngày {day - 1} tháng báo cáo"
            self._write_text(self._row + 1, (0, 5), f"Ghi chú: số liệu tính {window}.", "plain")
        self._write_text(self._row + 3, (4, 4), "TM. ĐƠN VỊ BÁO CÁO", "centre")
        self._write_text(self._row + 4, (4, 4), "(Ký tên, đóng dấu)", "centre")
