"""Reports typed by hand in an office's own layout: a workbook of one or several reports.

Writes the given content, faults included, and decides nothing. May call `warehouse`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipelines.demo import wording
from warehouse.catalogue import Catalogue, Element
from warehouse.periods import Period

SYNTHETIC = "DỮ LIỆU GIẢ LẬP"
"""The line under the title that marks the figures as invented."""

MADE = datetime(2021, 1, 1, tzinfo=UTC)
"""The creation date of all workbooks: a constant, so that the bytes stay the same."""

Cell = int | str | None
"""The content of a cell: a number, a text exactly as typed, or nothing."""
Address = tuple[str, str]
"""Sheet and cell."""

_FIRST_ROW = 7
_COLUMNS = (5, 62, 13, 16, 19, 12)
_WRAPS_FROM = 66


@dataclass(frozen=True, slots=True)
class TypedStyle:
    """The habits of an office.

    `money_unit` is the unit of money amounts and must divide every amount. `as_text` types
    `05` and `1.234` as texts; `phrasing` picks among the names of a unit and a period.
    """

    two_columns: bool = True
    column_numbers: bool = True
    sections: bool = False
    dashes: bool = True
    money_unit: int = 1
    as_text: bool = False
    dash_for_zero: bool = False
    nfd: bool = False
    old_tones: bool = False
    phrasing: int = 0
    sheet: str = "Sheet1"
    synthetic: bool = True


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A foreign or repeated row, typed below another row."""

    below: str
    label: str
    unit: str
    value: Cell


@dataclass(frozen=True, slots=True)
class Typed:
    """A report to type: identity, figures, and titles in place of the usual titles."""

    form: str
    unit: str
    period: Period
    values: Mapping[str, Cell]
    unit_title: str | None = None
    period_title: str | None = None
    extra: tuple[ExtraRow, ...] = ()


def write_typed(
    catalogue: Catalogue, reports: Sequence[Typed], style: TypedStyle, path: Path
) -> dict[tuple[str, str], Address]:
    """Write a workbook, a sheet for each report.

    Returns:
        The place of each figure: (unit, element) to sheet and cell.
    """
    placed: dict[tuple[str, str], Address] = {}
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": MADE})
        for report in reports:
            name = style.sheet
            if len(reports) > 1:
                name = wording.short_name(catalogue.units[report.unit])
            page = _Page(book.add_worksheet(name), catalogue, style, _formats(book))
            for element, cell in page.write(report).items():
                placed[report.unit, element] = (name, cell)
    return placed


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    letters = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    boxed = letters | {"border": 1, "text_wrap": True}
    return {
        "plain": book.add_format(letters),
        "centre": book.add_format(letters | {"align": "center"}),
        "bold": book.add_format(letters | {"align": "center", "bold": True, "text_wrap": True}),
        "italic": book.add_format(letters | {"italic": True, "align": "right"}),
        "head": book.add_format(boxed | {"align": "center", "bold": True}),
        "box": book.add_format(boxed),
        "order": book.add_format(boxed | {"align": "center"}),
        "number": book.add_format(boxed | {"align": "right", "num_format": "#,##0"}),
        "section": book.add_format(boxed | {"bold": True, "text_wrap": False}),
    }


class _Page:
    """A sheet, written from the top down."""

    def __init__(
        self, sheet: Worksheet, catalogue: Catalogue, style: TypedStyle, formats: dict[str, Format]
    ) -> None:
        self._sheet = sheet
        self._catalogue = catalogue
        self._style = style
        self._formats = formats
        self._row = _FIRST_ROW
        self._cells: dict[str, str] = {}

    def write(self, report: Typed) -> dict[str, str]:
        for column, width in enumerate(_COLUMNS):
            self._sheet.set_column(column, column, width)
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._title(report)
        self._header()
        self._table(report)
        self._foot()
        return self._cells

    def _text(self, row: int, columns: tuple[int, int], text: str, look: str) -> None:
        text = wording.old_tones(text) if self._style.old_tones else text
        text = wording.decomposed(text) if self._style.nfd else text
        first, last = columns
        if first == last:
            self._sheet.write_string(row, first, text, self._formats[look])
        else:
            self._sheet.merge_range(row, first, row, last, text, self._formats[look])

    def _title(self, report: Typed) -> None:
        style, unit = self._style, self._catalogue.units[report.unit]
        form = self._catalogue.forms[report.form]
        office = report.unit_title or wording.own_name(self._catalogue, unit, style.phrasing)
        when = report.period_title or wording.period_words(report.period, style.phrasing)
        self._text(0, (0, 2), office, "bold")
        self._text(0, (3, 5), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
        self._text(1, (0, 0), "Số:      /BC", "plain")
        self._text(1, (3, 5), "Độc lập - Tự do - Hạnh phúc", "bold")
        self._text(3, (0, 5), "BÁO CÁO", "bold")
        self._text(4, (0, 5), f"Kết quả công tác {self._subject()} {when}", "bold")
        if style.synthetic:
            self._text(5, (0, 5), SYNTHETIC, "centre")
        if style.money_unit != 1 and any(e.is_money for e in form.elements):
            self._text(6, (5, 5), f"ĐVT tiền: {style.money_unit} đồng", "italic")

    def _subject(self) -> str:
        """Cut `phòng, chống mại dâm` out of `Chương trình phòng, chống mại dâm giai đoạn ...`."""
        name = self._catalogue.programme.name_vi
        return name.removeprefix("Chương trình ").split(" giai đoạn ")[0]

    def _header(self) -> None:
        row, heads = self._row, ["TT", "Nội dung", "Đơn vị tính", "Số liệu", "", "Ghi chú"]
        for column, head in enumerate(heads):
            if self._style.two_columns and column in (3, 4):
                continue
            self._sheet.merge_range(row, column, row + 1, column, "", self._formats["head"])
            self._text(row, (column, column), head, "head")
        if self._style.two_columns:
            self._text(row, (3, 4), "Kết quả thực hiện", "head")
            self._text(row + 1, (3, 3), "Trong kỳ", "head")
            self._text(row + 1, (4, 4), "Lũy kế từ đầu năm", "head")
        self._row += 2
        if self._style.column_numbers:
            for column in range(6):
                self._sheet.write_number(self._row, column, column + 1, self._formats["head"])
            self._row += 1

    def _table(self, report: Typed) -> None:
        number = section = 0
        for element in self._catalogue.forms[report.form].elements:
            if self._style.sections and element.section_vi:
                section, number = section + 1, 0
                self._section(wording.roman(section), element.section_vi)
            number += 1
            column = 4 if self._style.two_columns and element.nature == "cumulative" else 3
            self._cells[element.element] = xl_rowcol_to_cell(self._row, column)
            self._line(number, self._label(element), element.unit, column)
            self._figure(column, self._as_typed(element, report.values.get(element.element)))
            for extra in (row for row in report.extra if row.below == element.element):
                number += 1
                self._line(number, extra.label, extra.unit, 3)
                self._figure(3, extra.value)

    def _section(self, numeral: str, title: str) -> None:
        self._text(self._row, (0, 0), numeral, "section")
        self._text(self._row, (1, 1), title, "section")
        for column in range(2, 6):
            self._sheet.write_blank(self._row, column, None, self._formats["section"])
        self._row += 1

    def _line(self, number: int, label: str, unit: str, column: int) -> None:
        if len(label) > _WRAPS_FROM:
            self._sheet.set_row(self._row, 32)
        self._sheet.write_number(self._row, 0, number, self._formats["order"])
        self._text(self._row, (1, 1), label, "box")
        self._text(self._row, (2, 2), unit, "box")
        for other in {3, 4, 5} - {column}:
            self._sheet.write_blank(self._row, other, None, self._formats["box"])

    def _figure(self, column: int, value: Any) -> None:
        self._sheet.write(self._row, column, value, self._formats["number"])
        self._row += 1

    def _label(self, element: Element) -> str:
        return f"- {element.name_vi}" if self._style.dashes and element.part_of else element.name_vi

    def _as_typed(self, element: Element, value: Cell) -> Cell:
        style = self._style
        if value is None or isinstance(value, str):
            return value
        if element.is_yes_no:
            return "Có" if value else "Không"
        if element.is_money:
            value, rest = divmod(value, style.money_unit)
            if rest:
                raise ValueError(f"{element.element} is not a multiple of {style.money_unit}")
        if value == 0 and style.dash_for_zero:
            return "-"
        return wording.dotted(value) if style.as_text else value

    def _foot(self) -> None:
        day = self._catalogue.calendar.month_starts_on_day
        if day > 1:
            window = f"từ ngày {day} tháng trước đến ngày {day - 1} tháng báo cáo"
            self._text(self._row + 1, (0, 5), f"Ghi chú: số liệu tính {window}.", "plain")
        self._text(self._row + 3, (4, 4), "TM. ĐƠN VỊ BÁO CÁO", "centre")
        self._text(self._row + 4, (4, 4), "(Ký tên, đóng dấu)", "centre")
