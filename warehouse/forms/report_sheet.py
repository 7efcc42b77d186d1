"""The data sheet of a template around the table: letterhead, title block, print set-up, signatures.

Called by `template` alone. Every word comes from the catalogue or from official usage.
"""

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.forms.layout import FIRST_ROW, HEADER_ROW, LABEL, NOTE, NUMBER, UNIT, VALUE
from warehouse.forms.page import Page, day
from warehouse.forms.report_table import WIDTHS, write_table
from warehouse.forms.styles import height

_BANNER = "DỮ LIỆU GIẢ LẬP – KHÔNG PHẢI BÁO CÁO THẬT"


def write_report(sheet: Worksheet, page: Page, *, synthetic: bool) -> None:
    """Write the whole data sheet."""
    _set_up(sheet, page)
    _letterhead(sheet, page, synthetic=synthetic)
    _title_block(sheet, page)
    write_table(sheet, page)
    _signatures(sheet, page)


def _set_up(sheet: Worksheet, page: Page) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(left=0.7, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(HEADER_ROW)
    sheet.freeze_panes(FIRST_ROW, NUMBER)
    last = page.rules.table[-1].row
    sheet.print_area(0, NUMBER, last + 8, NOTE)
    # Numbering like 1.1 is text on purpose; a text typed in place of a number stays a text.
    sheet.ignore_errors({"number_stored_as_text": f"A1:F{last + 1}"})
    form = page.form
    sheet.set_footer(f"&L&9Mẫu {form.form}, phiên bản {form.version}&R&9Trang &P/&N")
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_selection(FIRST_ROW, VALUE, FIRST_ROW, VALUE)


def _letterhead(sheet: Worksheet, page: Page, *, synthetic: bool) -> None:
    names = [official_name(u.name_vi).upper() for u in page.catalogue.ancestors(page.unit)[:2]]
    looks = page.formats
    above = names[1] if len(names) > 1 else ""
    sheet.merge_range(0, NUMBER, 0, LABEL, "", looks["office"])
    sheet.write_string(0, NUMBER, above, looks["office"])
    sheet.merge_range(1, NUMBER, 1, LABEL, "", looks["office_strong"])
    sheet.write_string(1, NUMBER, names[0], looks["office_strong"])
    sheet.merge_range(
        0, UNIT, 0, NOTE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", looks["office_strong"]
    )
    sheet.merge_range(1, UNIT, 1, NOTE, "Độc lập - Tự do - Hạnh phúc", looks["motto"])
    sheet.set_row(1, height(names[0], 50))
    if synthetic:
        sheet.merge_range(2, NUMBER, 2, NOTE, _BANNER, looks["banner"])
    sheet.set_row(2, 21 if synthetic else 9)


def official_name(name: str) -> str:
    """Remove «(mới)» from a unit's name: the official name has no such mark."""
    return re.sub(r"\s*\([^)]*\)$", "", name)


def _title_block(sheet: Worksheet, page: Page) -> None:
    looks, (opens, closes) = page.formats, page.window
    _across(sheet, 3, page.form.name_vi.upper(), looks["title"])
    sheet.set_row(3, height(page.form.name_vi, 80, 15) + 6)
    _across(sheet, 4, page.catalogue.programme.name_vi, looks["subtitle"])
    labels = (("Đơn vị báo cáo:", page.catalogue.units[page.unit].name_vi),)
    for row, (label, answer) in enumerate((*labels, ("Kỳ báo cáo:", page.period.label("vi"))), 5):
        sheet.write_string(row, LABEL, label, looks["label"])
        sheet.merge_range(row, UNIT, row, NOTE, "", looks["answer"])
        sheet.write_string(row, UNIT, answer, looks["answer"])
    _across(
        sheet,
        7,
        f"Số liệu từ ngày {day(opens)} đến ngày {day(closes)}. Hạn gửi: ngày {day(page.due)}",
        looks["window"],
    )
    sheet.merge_range(8, NUMBER, 8, UNIT, "", looks["status"])
    sheet.write_formula(
        8, NUMBER, page.rules.status_formula(), looks["status"], page.rules.status()
    )
    if any(e.is_money for e in page.form.elements):
        sheet.merge_range(8, VALUE, 8, NOTE, "ĐVT tiền: đồng", looks["note"])
    for row, points in ((4, 18), (5, 18), (6, 18), (7, 20), (8, 21)):
        sheet.set_row(row, points)


def _across(sheet: Worksheet, row: int, text: str, looks: Any) -> None:
    sheet.merge_range(row, NUMBER, row, NOTE, "", looks)
    sheet.write_string(row, NUMBER, text, looks)


def _signatures(sheet: Worksheet, page: Page) -> None:
    row, looks = page.rules.table[-1].row + 2, page.formats
    left = (NUMBER, LABEL)
    right = (UNIT, NOTE)
    for at, (columns, text, look) in enumerate(
        (
            (right, "…………, ngày …… tháng …… năm ……", "sign_note"),
            (left, "NGƯỜI LẬP BIỂU", "sign"),
            (right, "THỦ TRƯỞNG ĐƠN VỊ", "sign"),
            (left, "(Ký)", "sign_note"),
            (right, "(Ký, đóng dấu)", "sign_note"),
        )
    ):
        sheet.merge_range(
            row + (at + 1) // 2, columns[0], row + (at + 1) // 2, columns[1], text, looks[look]
        )
