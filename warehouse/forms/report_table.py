"""The table of a template: rows, data validation, and colours driven by the checks.

Called by `report_sheet` alone; `rules` holds the checks.
"""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.catalogue import Element
from warehouse.forms.layout import (
    CHECK,
    FIRST_ROW,
    HEADER_ROW,
    LABEL,
    NOTE,
    NUMBER,
    STATUS_CELL,
    UNIT,
    VALUE,
    Line,
)
from warehouse.forms.page import Page
from warehouse.forms.prompts import validation
from warehouse.forms.rules import BROKEN, NO, SUM_BROKEN, UNUSUAL, YES
from warehouse.forms.styles import height

WIDTHS = (6, 56, 14, 17, 20, 44)
"""Width of each column of the sheet."""

_HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú")


def write_table(sheet: Worksheet, page: Page) -> None:
    """Write every row with validation and check, and the colours of broken rows."""
    for column, head in enumerate(_HEADS):
        sheet.write_string(HEADER_ROW, column, head, page.formats["head"])
    sheet.write_string(HEADER_ROW, CHECK, "Kiểm tra (không in)", page.formats["check_head"])
    sheet.set_row(HEADER_ROW, 24)
    verdicts = page.rules.verdicts()
    for line in page.rules.table:
        sheet.set_row(line.row, height(line.label, WIDTHS[LABEL] - 2 - 3 * line.depth))
        if line.element is None:
            _section(sheet, page, line)
        else:
            _line(sheet, page, line)
            sheet.write_formula(
                line.row,
                CHECK,
                page.rules.formula(line.element),
                page.formats["check"],
                verdicts[line.element.element],
            )
    _remarks(sheet, page)
    _conditions(sheet, page)


def _remarks(sheet: Worksheet, page: Page) -> None:
    prompt = "Giải thích số liệu nếu cần. Không ghi thông tin cá nhân."
    asked = {"validate": "any", "input_title": "Ghi chú", "input_message": prompt}
    sheet.data_validation(FIRST_ROW, NOTE, page.rules.table[-1].row, NOTE, asked)


def _section(sheet: Worksheet, page: Page, line: Line) -> None:
    looks = page.formats
    sheet.write_string(line.row, NUMBER, line.number, looks["section_number"])
    sheet.write_string(line.row, LABEL, line.label, looks["section"])
    for column in (UNIT, VALUE, NOTE):
        sheet.write_blank(line.row, column, None, looks["section"])


def _line(sheet: Worksheet, page: Page, line: Line) -> None:
    element, looks = line.element, page.formats
    assert element is not None
    sheet.write_string(line.row, NUMBER, line.number, looks["number"])
    sheet.write_string(line.row, LABEL, line.label, looks[f"label{min(line.depth, 2)}"])
    sheet.write_string(line.row, UNIT, element.unit, looks["unit"])
    _value(sheet, page, line.row, element)
    sheet.write_blank(line.row, NOTE, None, looks["remark"])
    sheet.data_validation(line.row, VALUE, line.row, VALUE, validation(page.rules, element))


def _value(sheet: Worksheet, page: Page, row: int, element: Element) -> None:
    value = page.rules.typed.get(element.element)
    empty = page.formats["choice" if element.is_yes_no else "value"]
    if value is None:
        sheet.write_blank(row, VALUE, None, empty)
    elif isinstance(value, str):
        plain = element.is_yes_no and value in (YES, NO)
        sheet.write_string(row, VALUE, value, empty if plain else page.formats["typed"])
    else:
        sheet.write_number(row, VALUE, value, empty)


def _conditions(sheet: Worksheet, page: Page) -> None:
    first, last, looks = FIRST_ROW, page.rules.table[-1].row, page.formats
    broken = f'LEFT(${STATUS_CELL[0]}${STATUS_CELL[1:]},1)="{BROKEN}"'
    _when(sheet, (8, NUMBER, 8, UNIT), f"=NOT({broken})", looks["good"])
    _when(sheet, (8, NUMBER, 8, UNIT), f"={broken}", looks["unusual"])
    for sign, cells, words in (
        (BROKEN, "broken", "broken_words"),
        (UNUSUAL, "unusual", "unusual_words"),
    ):
        formula = f'=LEFT($F{first + 1},1)="{sign}"'
        _when(sheet, (first, NUMBER, last, NOTE), formula, looks[cells])
        _when(sheet, (first, CHECK, last, CHECK), formula, looks[words])
    _parts_of_broken_sums(sheet, page)


def _parts_of_broken_sums(sheet: Worksheet, page: Page) -> None:
    rows = {line.element.element: line.row for line in page.rules.table if line.element}
    for part in page.form.elements:
        if part.part_of and part.parts_are == "all":
            whole, row = rows[part.part_of], rows[part.element]
            formula = f'=LEFT($F${whole + 1},{len(SUM_BROKEN)})="{SUM_BROKEN}"'
            _when(sheet, (row, VALUE, row, VALUE), formula, page.formats["broken"])


def _when(sheet: Worksheet, cells: tuple[int, int, int, int], formula: str, looks: Any) -> None:
    sheet.conditional_format(*cells, {"type": "formula", "criteria": formula, "format": looks})
