"""The «Hướng dẫn» sheet: filling rules, due date, meaning of signs, meaning of each row.

Called by `template` alone; derived from the catalogue, in Vietnamese and English.
"""

from xlsxwriter.worksheet import Worksheet

from warehouse.catalogue import Form
from warehouse.forms.blank.live_checks import COMPLETE_TEXT, state_rule
from warehouse.forms.blank.prompts import NATURE_PROMPTS, state_relations
from warehouse.forms.blank.sheet_context import FormPage
from warehouse.forms.blank.styles import estimate_row_height
from warehouse.forms.blank.unit_texts import state_deadline
from warehouse.forms.layout import FormLine

_INSTRUCTION_WIDTHS = (6, 46, 14, 20, 40, 38, 18)
_INSTRUCTION_HEADS = (
    "TT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Cách tính",
    "Quy tắc",
    "Tiếng Anh",
    "Căn cứ",
)
_FILLING_RULES = (
    (
        "Chỉ nhập ở cột «Số liệu»; cột «Ghi chú» để giải thích số liệu; dưới bảng ghi khó khăn, "
        "vướng mắc và đề xuất, kiến nghị. Các ô khác được khóa (không mật khẩu).",
        "Type figures in their column, explain them in the notes, and write obstacles and "
        "proposals below the table; the rest is locked, without a password.",
    ),
    (
        "Ghi chú và khó khăn không nói về riêng ai: viết «một nạn nhân nữ, dưới 18 tuổi» thay cho "
        "tên. Chỗ còn ngờ là nói về một người thì cả tệp bị từ chối.",
        "Notes and obstacles point to no one: write «a female victim under 18» in place of a "
        "name. A passage that may point to a person has the whole file refused.",
    ),
    (
        "Ghi số nguyên, không kèm đơn vị tính, không viết «khoảng», «hơn», «gần». "
        "Tiền ghi đủ đồng, không tính theo nghìn hay triệu.",
        "Whole numbers only, no units, no approximations; money in full đồng.",
    ),
    (
        "Ô nền vàng phải có số liệu; không phát sinh thì ghi 0. Ô trắng viền chấm được để trống; "
        "ô trống là không có số liệu, không phải là 0.",
        "A yellow cell needs an entry: 0 when nothing happened. A white cell with a dotted border "
        "may stay blank; blank means no figure, and not 0.",
    ),
    (
        f"Xem cột «Kiểm tra» và sửa cho đến khi đầu trang báo «{COMPLETE_TEXT}».",
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


def write_instructions(sheet: Worksheet, page: FormPage) -> None:
    """Write the whole sheet."""
    _set_up_instructions(sheet, page)
    row = _write_deadline(sheet, page)
    row = _write_filling_rules(sheet, page, row)
    row = _write_sign_meanings(sheet, page, row)
    _write_definitions(sheet, page, row)


def _set_up_instructions(sheet: Worksheet, page: FormPage) -> None:
    for column, width in enumerate(_INSTRUCTION_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&9Mẫu {page.form.form}, phiên bản {page.form.version}&R&9Trang &P/&N")
    sheet.ignore_errors({"number_stored_as_text": "A1:A200"})
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_deadline(sheet: Worksheet, page: FormPage) -> int:
    unit = page.catalogue.units[page.unit]
    sheet.write_string(0, 0, f"HƯỚNG DẪN: {page.form.name_vi.upper()}", page.formats["title_left"])
    sheet.set_row(0, 27)
    deadline = state_deadline(page.catalogue, unit, page.form.form, page.period)
    _write_text_pair(sheet, page, 1, deadline)
    return 3


def _write_filling_rules(sheet: Worksheet, page: FormPage, row: int) -> int:
    sheet.write_string(row, 0, "1. Cách điền / How to fill", page.formats["heading"])
    for row, texts in enumerate(_FILLING_RULES, row + 1):  # noqa: B020  the row goes on from the heading
        _write_text_pair(sheet, page, row, texts)
    return row + 2


def _write_text_pair(sheet: Worksheet, page: FormPage, row: int, texts: tuple[str, str]) -> None:
    for (first, last), text, format_name in (
        ((0, 4), texts[0], "words"),
        ((5, 6), texts[1], "words_en"),
    ):
        sheet.merge_range(row, first, row, last, "", page.formats[format_name])
        sheet.write_string(row, first, text, page.formats[format_name])
    sheet.set_row(
        row,
        max(
            estimate_row_height(texts[0], sum(_INSTRUCTION_WIDTHS[:5])),
            estimate_row_height(texts[1], sum(_INSTRUCTION_WIDTHS[5:]), 11),
        ),
    )


def _write_sign_meanings(sheet: Worksheet, page: FormPage, row: int) -> int:
    sheet.write_string(row, 0, "2. Ý nghĩa các dấu / What signs mean", page.formats["heading"])
    for signs, vi, en in _list_sign_meanings(page.form):
        row += 1
        sign_text = "hoặc ".join(f"«{sign}» " for sign in signs).strip()
        _write_text_pair(sheet, page, row, (f"{sign_text}: {vi}.", f"{en}."))
    return row + 2


def _list_sign_meanings(form: Form) -> list[tuple[tuple[str, ...], str, str]]:
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
            "chưa có số liệu; ở ô phải ghi thì báo cáo sẽ bị trả lại để bổ sung",
            "No figure yet: where one is required the report will be returned",
        ),
    )
    return [meaning for meaning in meanings if meaning[0]]


def _write_definitions(sheet: Worksheet, page: FormPage, row: int) -> None:
    sheet.write_string(row, 0, "3. Các chỉ tiêu / Data elements", page.formats["heading"])
    sheet.repeat_rows(row + 1)
    sheet.set_row(row + 1, 21)
    for column, head in enumerate(_INSTRUCTION_HEADS):
        sheet.write_string(row + 1, column, head, page.formats["head"])
    for definition_row, line in enumerate(page.live_checks.lines, row + 2):
        _write_definition(sheet, page, definition_row, line)


def _write_definition(sheet: Worksheet, page: FormPage, row: int, line: FormLine) -> None:
    element, formats = line.element, page.formats
    if element is None:
        sheet.set_row(row, 19)
        sheet.write_string(row, 0, line.number, formats["section_number"])
        sheet.write_string(row, 1, line.label, formats["section"])
        for column in range(2, len(_INSTRUCTION_HEADS)):
            sheet.write_blank(row, column, None, formats["section"])
        return
    optional_rule = [] if element.required else ["Được để trống"]
    relations = state_relations(page.live_checks, element)
    rule_text = "\n".join([state_rule(element), *optional_rule, *relations])
    cells = (
        (line.number, "cell_centre"),
        (line.label, "cell"),
        (element.unit, "cell_centre"),
        (NATURE_PROMPTS[element.nature], "cell"),
        (rule_text, "cell"),
        (element.name_en, "cell_en"),
        (element.basis, "cell"),
    )
    for column, (text, format_name) in enumerate(cells):
        sheet.write_string(row, column, text, formats[format_name])
    heights = (
        estimate_row_height(text, w - 1, 11)
        for (text, _), w in zip(cells, _INSTRUCTION_WIDTHS, strict=True)
    )
    sheet.set_row(row, max(heights))
