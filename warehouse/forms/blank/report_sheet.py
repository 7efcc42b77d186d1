"""The data sheet of a template around the table: letterhead, title block, print set-up, signatures.

Called by `template` alone. Every word comes from the catalogue or from official usage.
"""

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.forms.blank.report_table import REPORT_WIDTHS, write_report_table
from warehouse.forms.blank.sheet_context import FormPage, format_date
from warehouse.forms.blank.styles import estimate_row_height
from warehouse.forms.layout import (
    FIRST_TABLE_ROW,
    HEADER_ROW,
    LABEL_COLUMN,
    NOTE_COLUMN,
    NUMBER_COLUMN,
    UNIT_COLUMN,
    VALUE_COLUMN,
)

_SYNTHETIC_BANNER = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI BÁO CÁO THẬT"


def write_report_sheet(sheet: Worksheet, page: FormPage, *, synthetic: bool) -> None:
    """Write the whole data sheet."""
    _set_up_report_sheet(sheet, page)
    _write_letterhead(sheet, page, synthetic=synthetic)
    _write_title_block(sheet, page)
    write_report_table(sheet, page)
    _write_signatures(sheet, page)


def _set_up_report_sheet(sheet: Worksheet, page: FormPage) -> None:
    for column, width in enumerate(REPORT_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(left=0.7, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(HEADER_ROW)
    sheet.freeze_panes(FIRST_TABLE_ROW, NUMBER_COLUMN)
    last = page.live_checks.lines[-1].row
    sheet.print_area(0, NUMBER_COLUMN, last + 8, NOTE_COLUMN)
    # Numbering like 1.1 is text on purpose; a text typed in place of a number stays a text.
    sheet.ignore_errors({"number_stored_as_text": f"A1:F{last + 1}"})
    form = page.form
    sheet.set_footer(f"&L&9Mẫu {form.form}, phiên bản {form.version}&R&9Trang &P/&N")
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_selection(FIRST_TABLE_ROW, VALUE_COLUMN, FIRST_TABLE_ROW, VALUE_COLUMN)


def _write_letterhead(sheet: Worksheet, page: FormPage, *, synthetic: bool) -> None:
    office_names = [
        format_official_name(u.name_vi).upper()
        for u in page.catalogue.list_ancestors(page.unit)[:2]
    ]
    formats = page.formats
    parent_name = office_names[1] if len(office_names) > 1 else ""
    sheet.merge_range(0, NUMBER_COLUMN, 0, LABEL_COLUMN, "", formats["office"])
    sheet.write_string(0, NUMBER_COLUMN, parent_name, formats["office"])
    sheet.merge_range(1, NUMBER_COLUMN, 1, LABEL_COLUMN, "", formats["office_strong"])
    sheet.write_string(1, NUMBER_COLUMN, office_names[0], formats["office_strong"])
    sheet.merge_range(
        0,
        UNIT_COLUMN,
        0,
        NOTE_COLUMN,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        formats["office_strong"],
    )
    sheet.merge_range(
        1, UNIT_COLUMN, 1, NOTE_COLUMN, "Độc lập - Tự do - Hạnh phúc", formats["motto"]
    )
    sheet.set_row(1, estimate_row_height(office_names[0], 50))
    if synthetic:
        sheet.merge_range(2, NUMBER_COLUMN, 2, NOTE_COLUMN, _SYNTHETIC_BANNER, formats["banner"])
    sheet.set_row(2, 21 if synthetic else 9)


def format_official_name(name: str) -> str:
    """Remove «(mới)» from a unit's name: the official name has no such mark."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


def _write_title_block(sheet: Worksheet, page: FormPage) -> None:
    formats, (opens, closes) = page.formats, page.period_window
    _write_across(sheet, 3, page.form.name_vi.upper(), formats["title"])
    sheet.set_row(3, estimate_row_height(page.form.name_vi, 80, 15) + 6)
    _write_across(sheet, 4, page.catalogue.programme.name_vi, formats["subtitle"])
    labels = (("Đơn vị báo cáo:", page.catalogue.units[page.unit].name_vi),)
    for row, (label, answer) in enumerate(
        (*labels, ("Kỳ báo cáo:", page.period.format_label("vi"))), 5
    ):
        sheet.write_string(row, LABEL_COLUMN, label, formats["label"])
        sheet.merge_range(row, UNIT_COLUMN, row, NOTE_COLUMN, "", formats["answer"])
        sheet.write_string(row, UNIT_COLUMN, answer, formats["answer"])
    _write_across(
        sheet,
        7,
        f"Số liệu từ ngày {format_date(opens)} đến ngày {format_date(closes)}. Hạn gửi: ngày "
        f"{format_date(page.due_date)}",
        formats["window"],
    )
    sheet.merge_range(8, NUMBER_COLUMN, 8, UNIT_COLUMN, "", formats["status"])
    sheet.write_formula(
        8,
        NUMBER_COLUMN,
        page.live_checks.build_status_formula(),
        formats["status"],
        page.live_checks.evaluate_status(),
    )
    if any(e.is_money for e in page.form.elements):
        sheet.merge_range(8, VALUE_COLUMN, 8, NOTE_COLUMN, "ĐVT tiền: đồng", formats["note"])
    for row, points in ((4, 18), (5, 18), (6, 18), (7, 20), (8, 21)):
        sheet.set_row(row, points)


def _write_across(sheet: Worksheet, row: int, text: str, cell_format: Any) -> None:
    sheet.merge_range(row, NUMBER_COLUMN, row, NOTE_COLUMN, "", cell_format)
    sheet.write_string(row, NUMBER_COLUMN, text, cell_format)


def _write_signatures(sheet: Worksheet, page: FormPage) -> None:
    row, formats = page.live_checks.lines[-1].row + 2, page.formats
    left_columns = (NUMBER_COLUMN, LABEL_COLUMN)
    right_columns = (UNIT_COLUMN, NOTE_COLUMN)
    for index, (columns, text, format_name) in enumerate(
        (
            (right_columns, "…………, ngày …… tháng …… năm ……", "sign_note"),
            (left_columns, "NGƯỜI LẬP BIỂU", "sign"),
            (right_columns, "THỦ TRƯỞNG ĐƠN VỊ", "sign"),
            (left_columns, "(Ký)", "sign_note"),
            (right_columns, "(Ký, đóng dấu)", "sign_note"),
        )
    ):
        sheet.merge_range(
            row + (index + 1) // 2,
            columns[0],
            row + (index + 1) // 2,
            columns[1],
            text,
            formats[format_name],
        )
