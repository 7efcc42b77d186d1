"""The data sheet of a template around the table: letterhead, title block, print set-up, signatures.

Called by `template` alone. Every word comes from the catalogue or from official usage.
"""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.forms.blank.report_table import REPORT_WIDTHS, write_report_table
from warehouse.forms.blank.sheet_context import FormPage, format_date
from warehouse.forms.blank.styles import estimate_row_height
from warehouse.forms.blank.unit_texts import format_document_date, format_document_number
from warehouse.forms.layout import (
    FIRST_TABLE_ROW,
    HEADER_ROW,
    LABEL_COLUMN,
    NOTE_COLUMN,
    NUMBER_COLUMN,
    OBSTACLE_CELLS,
    UNIT_COLUMN,
    VALUE_COLUMN,
    find_section_row,
)

_LEFT_COLUMNS, _RIGHT_COLUMNS = (NUMBER_COLUMN, LABEL_COLUMN), (UNIT_COLUMN, NOTE_COLUMN)
SYNTHETIC_BANNER = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI BÁO CÁO THẬT"


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
    last = _find_last_section_row(page)
    sheet.print_area(0, NUMBER_COLUMN, last + 8, NOTE_COLUMN)
    # Numbering like 1.1 is text on purpose; a text typed in place of a number stays a text.
    sheet.ignore_errors({"number_stored_as_text": f"A1:F{last + 1}"})
    form = page.form
    sheet.set_footer(f"&L&9Mẫu {form.form}, phiên bản {form.version}&R&9Trang &P/&N")
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_selection(FIRST_TABLE_ROW, VALUE_COLUMN, FIRST_TABLE_ROW, VALUE_COLUMN)


def _write_letterhead(sheet: Worksheet, page: FormPage, *, synthetic: bool) -> None:
    formats, letterhead = page.formats, page.catalogue.find_form_letterhead(page.unit, page.period)
    *above_lines, own_name = letterhead.agency_lines
    above_format = "office_strong" if letterhead.is_one_agency else "office"
    lines = (
        ("".join(above_lines), above_format, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "office_strong"),
        (own_name, "office_strong", "Độc lập - Tự do - Hạnh phúc", "motto"),
    )
    for row, (left_text, left_format, right_text, right_format) in enumerate(lines):
        _write_half(sheet, row, _LEFT_COLUMNS, left_text, cell_format=formats[left_format])
        _write_half(sheet, row, _RIGHT_COLUMNS, right_text, cell_format=formats[right_format])
        sheet.set_row(row, estimate_row_height(left_text, 50))
    if synthetic:
        _write_across(sheet, 2, SYNTHETIC_BANNER, formats["banner"])
    else:
        number_text, date_text = (
            format_document_number(letterhead),
            format_document_date(letterhead),
        )
        _write_half(sheet, 2, _LEFT_COLUMNS, number_text, cell_format=formats["document_number"])
        _write_half(sheet, 2, _RIGHT_COLUMNS, date_text, cell_format=formats["document_date"])
    sheet.set_row(2, 21)


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


def _write_half(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, *, cell_format: Any
) -> None:
    sheet.merge_range(row, columns[0], row, columns[1], "", cell_format)
    sheet.write_string(row, columns[0], text, cell_format)


def _find_last_section_row(page: FormPage) -> int:
    return find_section_row(page.live_checks.lines) + len(OBSTACLE_CELLS)


def _write_signatures(sheet: Worksheet, page: FormPage) -> None:
    first_row, formats = _find_last_section_row(page) + 2, page.formats
    signer_lines = page.catalogue.find_form_letterhead(page.unit, page.period).signer_lines
    for columns, titles, note in (
        (_LEFT_COLUMNS, ("NGƯỜI LẬP BIỂU",), "(Ký)"),
        (_RIGHT_COLUMNS, signer_lines, "(Ký, đóng dấu)"),
    ):
        for row, title in enumerate(titles, first_row):
            _write_half(sheet, row, columns, title, cell_format=formats["sign"])
        _write_half(sheet, first_row + len(titles), columns, note, cell_format=formats["sign_note"])
