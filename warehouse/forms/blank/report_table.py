"""The table of a template: rows, data validation, and colours driven by the checks.

Called by `report_sheet` alone; `live_checks` holds the checks.
"""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.catalogue import Element
from warehouse.forms.blank.live_checks import BROKEN_SIGN, BROKEN_SUM_TEXT, NO, UNUSUAL_SIGN, YES
from warehouse.forms.blank.prompts import build_validation
from warehouse.forms.blank.sheet_context import FormPage
from warehouse.forms.blank.styles import estimate_row_height
from warehouse.forms.layout import (
    CHECK_COLUMN,
    FIRST_TABLE_ROW,
    HEADER_ROW,
    LABEL_COLUMN,
    NOTE_COLUMN,
    NUMBER_COLUMN,
    STATUS_CELL,
    UNIT_COLUMN,
    VALUE_COLUMN,
    FormLine,
)

REPORT_WIDTHS = (6, 56, 14, 17, 20, 44)
"""Width of each column of the sheet."""

_REPORT_HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")


def write_report_table(sheet: Worksheet, page: FormPage) -> None:
    """Write every row with validation and check, and the colours of broken rows."""
    for column, head in enumerate(_REPORT_HEADS):
        sheet.write_string(HEADER_ROW, column, head, page.formats["head"])
    sheet.write_string(HEADER_ROW, CHECK_COLUMN, "Kiểm tra (không in)", page.formats["check_head"])
    sheet.set_row(HEADER_ROW, 24)
    verdicts = page.live_checks.evaluate_rows()
    for line in page.live_checks.lines:
        sheet.set_row(
            line.row,
            estimate_row_height(line.label, REPORT_WIDTHS[LABEL_COLUMN] - 2 - 3 * line.depth),
        )
        if line.element is None:
            _write_section(sheet, page, line)
        else:
            _write_line(sheet, page, line)
            sheet.write_formula(
                line.row,
                CHECK_COLUMN,
                page.live_checks.build_row_formula(line.element),
                page.formats["check"],
                verdicts[line.element.element],
            )
    _add_conditional_formats(sheet, page)


def _write_section(sheet: Worksheet, page: FormPage, line: FormLine) -> None:
    formats = page.formats
    sheet.write_string(line.row, NUMBER_COLUMN, line.number, formats["section_number"])
    sheet.write_string(line.row, LABEL_COLUMN, line.label, formats["section"])
    for column in (UNIT_COLUMN, VALUE_COLUMN, NOTE_COLUMN):
        sheet.write_blank(line.row, column, None, formats["section"])


def _write_line(sheet: Worksheet, page: FormPage, line: FormLine) -> None:
    element, formats = line.element, page.formats
    assert element is not None
    sheet.write_string(line.row, NUMBER_COLUMN, line.number, formats["number"])
    sheet.write_string(line.row, LABEL_COLUMN, line.label, formats[f"label{min(line.depth, 2)}"])
    sheet.write_string(line.row, UNIT_COLUMN, element.unit, formats["unit"])
    _write_value(sheet, page, line.row, element)
    sheet.data_validation(
        line.row, VALUE_COLUMN, line.row, VALUE_COLUMN, build_validation(page.live_checks, element)
    )


def _write_value(sheet: Worksheet, page: FormPage, row: int, element: Element) -> None:
    value = page.live_checks.values.get(element.element)
    kind = "choice" if element.is_yes_no else "value"
    input_format = page.formats[kind if element.required else f"{kind}_optional"]
    if value is None:
        sheet.write_blank(row, VALUE_COLUMN, None, input_format)
    elif isinstance(value, str):
        is_choice = element.is_yes_no and value in (YES, NO)
        sheet.write_string(
            row, VALUE_COLUMN, value, input_format if is_choice else page.formats["typed"]
        )
    else:
        sheet.write_number(row, VALUE_COLUMN, value, input_format)


def _add_conditional_formats(sheet: Worksheet, page: FormPage) -> None:
    first, last, formats = FIRST_TABLE_ROW, page.live_checks.lines[-1].row, page.formats
    broken = f'LEFT(${STATUS_CELL[0]}${STATUS_CELL[1:]},1)="{BROKEN_SIGN}"'
    _add_condition(sheet, (8, NUMBER_COLUMN, 8, UNIT_COLUMN), f"=NOT({broken})", formats["good"])
    _add_condition(sheet, (8, NUMBER_COLUMN, 8, UNIT_COLUMN), f"={broken}", formats["unusual"])
    for sign, row_format, check_format in (
        (BROKEN_SIGN, "broken", "broken_words"),
        (UNUSUAL_SIGN, "unusual", "unusual_words"),
    ):
        formula = f'=LEFT($F{first + 1},1)="{sign}"'
        _add_condition(
            sheet, (first, NUMBER_COLUMN, last, NOTE_COLUMN), formula, formats[row_format]
        )
        _add_condition(
            sheet, (first, CHECK_COLUMN, last, CHECK_COLUMN), formula, formats[check_format]
        )
    _mark_parts_of_broken_sums(sheet, page)


def _mark_parts_of_broken_sums(sheet: Worksheet, page: FormPage) -> None:
    rows = {line.element.element: line.row for line in page.live_checks.lines if line.element}
    for part in page.form.elements:
        if part.part_of and part.parts_are == "all":
            whole, row = rows[part.part_of], rows[part.element]
            formula = f'=LEFT($F${whole + 1},{len(BROKEN_SUM_TEXT)})="{BROKEN_SUM_TEXT}"'
            _add_condition(
                sheet, (row, VALUE_COLUMN, row, VALUE_COLUMN), formula, page.formats["broken"]
            )


def _add_condition(
    sheet: Worksheet, cells: tuple[int, int, int, int], formula: str, cell_format: Any
) -> None:
    sheet.conditional_format(
        *cells, {"type": "formula", "criteria": formula, "format": cell_format}
    )
