"""The «Hướng dẫn» sheet: filling rules, due date, meaning of signs, meaning of each row.

Called by `template` alone; derived from the catalogue, in Vietnamese and English.
"""

from xlsxwriter.worksheet import Worksheet

from warehouse.catalogue import Form
from warehouse.forms.layout import Line
from warehouse.forms.page import Page, day
from warehouse.forms.prompts import NATURES, relation_words
from warehouse.forms.rules import COMPLETE, rule_words
from warehouse.forms.styles import height

_WIDTHS = (6, 46, 14, 20, 40, 38, 18)
_HEADS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Cách tính", "Quy tắc", "Tiếng Anh", "Căn cứ")
_HOW = (
    (
        "Chỉ nhập vào ô nền vàng ở cột «Số liệu»; cột «Ghi chú» để giải thích. "
        "Các ô khác được khóa (không mật khẩu).",
        "Type only in the yellow cells; the rest is locked, without a password.",
    ),
    (
        "Ghi số nguyên, không kèm đơn vị tính, không viết «khoảng», «hơn», «gần». "
        "Tiền ghi đủ đồng, không tính theo nghìn hay triệu.",
        "Whole numbers only, no units, no approximations; money in full đồng.",
    ),
    (
        "Chỉ tiêu nào cũng phải có số liệu; không phát sinh thì ghi 0.",
        "Every row needs an entry; write 0 when nothing happened.",
    ),
    (
        f"Xem cột «Kiểm tra» và sửa cho đến khi đầu trang báo «{COMPLETE}».",
        "Mend what the check column says until the status line is green.",
    ),
    (
        "Không đổi tên trang, không thêm, xóa dòng hay cột; gửi nguyên tệp .xlsx này.",
        "Do not rename sheets or add or delete rows; send this very file.",
    ),
    (
        "Chỉ gửi số lượng. Báo cáo có thông tin cá nhân (tên người, số giấy tờ, điện thoại, "
        "nơi ở) sẽ bị từ chối và không được lưu.",
        "Counts only. A report with personal data is refused and not kept.",
    ),
)


def write_instructions(sheet: Worksheet, page: Page) -> None:
    """Write the whole sheet."""
    _set_up(sheet, page)
    row = _deadline(sheet, page)
    row = _how(sheet, page, row)
    row = _signs(sheet, page, row)
    _definitions(sheet, page, row)


def _set_up(sheet: Worksheet, page: Page) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&9Mẫu {page.form.form}, phiên bản {page.form.version}&R&9Trang &P/&N")
    sheet.ignore_errors({"number_stored_as_text": "A1:A200"})
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _deadline(sheet: Worksheet, page: Page) -> int:
    opens, closes = page.window
    unit = page.catalogue.units[page.unit]
    sheet.write_string(0, 0, f"HƯỚNG DẪN: {page.form.name_vi.upper()}", page.formats["title_left"])
    sheet.set_row(0, 27)
    _pair(
        sheet,
        page,
        1,
        (
            f"{unit.name_vi}, {page.period.label('vi').lower()}: tính từ ngày {day(opens)} "
            f"đến hết ngày {day(closes)}; gửi chậm nhất ngày {day(page.due)}.",
            f"{unit.name_en}, {page.period.label('en')}: events from {opens} to {closes}; "
            f"due by the end of {page.due}.",
        ),
    )
    return 3


def _how(sheet: Worksheet, page: Page, row: int) -> int:
    sheet.write_string(row, 0, "1. Cách điền / How to fill", page.formats["heading"])
    for row, words in enumerate(_HOW, row + 1):  # noqa: B020  the row goes on from the heading
        _pair(sheet, page, row, words)
    return row + 2


def _pair(sheet: Worksheet, page: Page, row: int, words: tuple[str, str]) -> None:
    for (first, last), text, look in (((0, 4), words[0], "words"), ((5, 6), words[1], "words_en")):
        sheet.merge_range(row, first, row, last, "", page.formats[look])
        sheet.write_string(row, first, text, page.formats[look])
    sheet.set_row(
        row, max(height(words[0], sum(_WIDTHS[:5])), height(words[1], sum(_WIDTHS[5:]), 11))
    )


def _signs(sheet: Worksheet, page: Page, row: int) -> int:
    sheet.write_string(row, 0, "2. Ý nghĩa các dấu / What signs mean", page.formats["heading"])
    for signs, vi, en in _meanings(page.form):
        row += 1
        shown = "hoặc ".join(f"«{sign}» " for sign in signs).strip()
        _pair(sheet, page, row, (f"{shown}: {vi}.", f"{en}."))
    return row + 2


def _meanings(form: Form) -> list[tuple[tuple[str, ...], str, str]]:
    marks = form.marks
    meanings = (
        (marks.zero, "không phát sinh, tính là 0", "None happened: counted as 0"),
        (
            marks.not_applicable,
            "không áp dụng với đơn vị, không tính vào số liệu",
            "Does not apply to the unit: not counted",
        ),
        (
            (*marks.missing, "ô trống"),
            "chưa có số liệu, báo cáo sẽ bị trả lại để bổ sung",
            "No figure yet: the report will be returned",
        ),
    )
    return [meaning for meaning in meanings if meaning[0]]


def _definitions(sheet: Worksheet, page: Page, row: int) -> None:
    sheet.write_string(row, 0, "3. Các chỉ tiêu / Data elements", page.formats["heading"])
    sheet.repeat_rows(row + 1)
    sheet.set_row(row + 1, 21)
    for column, head in enumerate(_HEADS):
        sheet.write_string(row + 1, column, head, page.formats["head"])
    for at, line in enumerate(page.rules.table, row + 2):
        _definition(sheet, page, at, line)


def _definition(sheet: Worksheet, page: Page, row: int, line: Line) -> None:
    element, looks = line.element, page.formats
    if element is None:
        sheet.set_row(row, 19)
        sheet.write_string(row, 0, line.number, looks["section_number"])
        sheet.write_string(row, 1, line.label, looks["section"])
        for column in range(2, len(_HEADS)):
            sheet.write_blank(row, column, None, looks["section"])
        return
    rule = "\n".join([rule_words(element), *relation_words(page.rules, element)])
    cells = (
        (line.number, "cell_centre"),
        (line.label, "cell"),
        (element.unit, "cell_centre"),
        (NATURES[element.nature], "cell"),
        (rule, "cell"),
        (element.name_en, "cell_en"),
        (element.basis, "cell"),
    )
    for column, (text, look) in enumerate(cells):
        sheet.write_string(row, column, text, looks[look])
    needed = (height(text, w - 1, 11) for (text, _), w in zip(cells, _WIDTHS, strict=True))
    sheet.set_row(row, max(needed))
