"""The first sheet of a returned workbook: every fault with cell and remedy.

Wording and looks of this sheet only. Every text is written as text, whatever it begins with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from assets.published.returned.sender_faults import SEVERITY_LABELS, ReturnedFault
from assets.published.returned.sender_workbook import (
    CELL_ADDRESS,
    remove_control_characters,
    write_text,
)
from warehouse.forms.blank import styles
from warehouse.forms.layout import FAULT_LIST_SHEET

_LIST_FILLS = {"error": styles.ERROR_FILL, "warning": styles.WARNING_FILL}
_HIDDEN_TEXTS = {"E-PII-001": "(không hiển thị)"}
"""Codes of findings whose cell text is never shown."""
_LIST_COLUMNS = (
    ("TT", 6),
    ("Mức độ", 18),
    ("Mã", 14),
    ("Ô cần sửa", 14),
    ("Chỉ tiêu", 28),
    ("Đang ghi", 16),
    ("Sai gì", 42),
    ("Cách sửa", 42),
    ("Ô đã gửi", 16),
)
_LIST_INSTRUCTIONS = {
    "original": (
        "Bấm vào địa chỉ ở cột «Ô cần sửa» để đến ô đó; đưa chuột vào ô tô màu để xem lời giải "
        "thích. Sửa xong, lưu lại và gửi chính tệp này; màu và trang này không cần xóa.",
        "Click an address to go to the cell, mend it, save, and send this very file again.",
    ),
    "template": (
        "Số liệu đã gửi được chép sang mẫu chuẩn trong tệp này. Bấm vào địa chỉ ở cột «Ô cần sửa» "
        "để đến ô đó, sửa, lưu lại và gửi chính tệp này; màu và trang này không cần xóa.",
        "Your figures were copied into our form in this file. Click an address, mend the cell, "
        "save, and send this very file.",
    ),
    "refused": (
        "Tệp có dữ liệu cá nhân nên bị từ chối, chờ 7 ngày trong refused/ rồi bị xóa. Xóa những "
        "chỗ ghi dưới đây (cả trang ẩn, chú thích, thuộc tính), chỉ để lại số lượng, rồi gửi lại.",
        "The file carries personal data: it was refused and waits seven days in refused/. Delete "
        "what the places below hold (hidden sheets, comments, properties too); send counts only.",
    ),
    "list": (
        "Sửa tệp gốc theo cột «Cách sửa» rồi gửi lại, hoặc dùng mẫu trống do hệ thống phát hành.",
        "Mend your file as said below and send it again, or use the blank form we hand out.",
    ),
}

_CORRECTION_TITLE = ("BÁO CÁO CẦN SỬA", "Report to be corrected")
_LIST_TITLES = {
    "original": _CORRECTION_TITLE,
    "template": _CORRECTION_TITLE,
    "list": _CORRECTION_TITLE,
    "refused": ("BÁO CÁO BỊ TỪ CHỐI: CÓ DỮ LIỆU CÁ NHÂN", "Refused: it carries personal data"),
    "unknown": ("BÁO CÁO CHƯA NHẬN DIỆN ĐƯỢC", "The report was not recognised"),
}


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The heading above the list: `about` names form, unit, period and file where known.

    `kind` is original, template, list or refused: the content of the workbook beside the list.
    `unknown_parts` maps each unrecognised part to its possible values.
    """

    about: Sequence[str]
    kind: str
    unknown_parts: Mapping[str, str]


def write_fault_list(
    workbook: Workbook, heading: ListHeading, faults: Sequence[ReturnedFault]
) -> None:
    """Put the list in front of all sheets and open the workbook on the list."""
    sheet = workbook.create_sheet(FAULT_LIST_SHEET, 0)
    columns = _LIST_COLUMNS if any(fault.sent_address for fault in faults) else _LIST_COLUMNS[:-1]
    _prepare_list_sheet(sheet, columns)
    row = _write_heading(sheet, heading, faults, len(columns)) + 1
    for column, (title, _) in enumerate(columns, 1):
        cell = sheet.cell(row, column)
        _write_cell(cell, title, Font(name=styles.FORM_FONT, size=12, bold=True), centre=True)
        cell.fill = _build_list_fill(styles.HEAD_FILL)
    sheet.row_dimensions[row].height = 26
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    for number, fault in enumerate(faults, 1):
        _write_fault_row(sheet, row + number, (number, fault), len(columns))
    # Sheets selected together are edited together: select only the list.
    workbook.active = 0
    for other_sheet in workbook.worksheets:
        other_sheet.sheet_view.tabSelected = other_sheet is sheet


def _prepare_list_sheet(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    for column, (_, width) in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    sheet.sheet_properties.tabColor = "C00000"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.oddFooter.right.text = "Trang &P/&N"


def _write_heading(
    sheet: Worksheet, heading: ListHeading, faults: Sequence[ReturnedFault], columns: int
) -> int:
    """Write the heading above the table; return the last row used."""
    row = 0
    for row, (text, font, fill) in enumerate(_list_heading_rows(heading, faults), 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        cell = sheet.cell(row, 1)
        _write_cell(cell, text, font, boxed=False)
        if fill:
            cell.fill = _build_list_fill(fill)
        width = sum(width for _, width in _LIST_COLUMNS[:columns])
        sheet.row_dimensions[row].height = (
            styles.estimate_row_height(text, width, int(font.size)) + 2
        )
    return row + 1


def _list_heading_rows(
    heading: ListHeading, faults: Sequence[ReturnedFault]
) -> Iterator[tuple[str, Font, str | None]]:
    vi, en = _LIST_INSTRUCTIONS[heading.kind]
    title, title_en = _LIST_TITLES["unknown" if heading.unknown_parts else heading.kind]
    ink = styles.ERROR_INK.removeprefix("#")
    grey = styles.GREY.removeprefix("#")
    yield title, Font(name=styles.FORM_FONT, size=16, bold=True, color=ink), None
    yield title_en, Font(name=styles.FORM_FONT, size=11, italic=True, color=grey), None
    if heading.about:
        about = "   |   ".join(heading.about)
        yield about, Font(name=styles.FORM_FONT, size=12, bold=True), None
    yield (
        _summarize_faults(faults),
        Font(name=styles.FORM_FONT, size=12, bold=True),
        _choose_worst_fill(faults),
    )
    for part_name, choices in heading.unknown_parts.items():
        yield f"Chưa rõ {part_name}. {choices}", Font(name=styles.FORM_FONT, size=12), None
    yield vi, Font(name=styles.FORM_FONT, size=12), None
    yield en, Font(name=styles.FORM_FONT, size=11, italic=True, color=grey), None


def _summarize_faults(faults: Sequence[ReturnedFault]) -> str:
    labels = {"error": "lỗi phải sửa", "warning": "cảnh báo cần xem lại", "note": "ghi chú"}
    counts = {s: sum(fault.severity == s for fault in faults) for s in labels}
    return "; ".join(f"{n} {labels[s]}" for s, n in counts.items() if n) or "Không có lỗi"


def _choose_worst_fill(faults: Sequence[ReturnedFault]) -> str | None:
    return next((_LIST_FILLS[f.severity] for f in faults if f.severity in _LIST_FILLS), None)


def _write_fault_row(
    sheet: Worksheet, row: int, numbered_fault: tuple[int, ReturnedFault], columns: int
) -> None:
    number, fault = numbered_fault
    texts = (
        (str(number), ""),
        SEVERITY_LABELS[fault.severity],
        (fault.code, ""),
        (fault.cell_address, ""),
        (fault.label, ""),
        (_HIDDEN_TEXTS.get(fault.code, fault.observed or "(trống)"), ""),
        fault.messages_with_note,
        (fault.remedy_vi, fault.remedy_en),
        (fault.sent_address, ""),
    )[:columns]
    row_height = 0.0
    for column, ((vi, en), (_, width)) in enumerate(zip(texts, _LIST_COLUMNS, strict=False), 1):
        cell = sheet.cell(row, column)
        _write_cell(
            cell, vi, Font(name=styles.FORM_FONT, size=12), english=en, centre=column in (1, 3, 4)
        )
        text_height = styles.estimate_row_height(vi, width - 2) + (
            styles.estimate_row_height(en, width - 2, 11) if en else 0
        )
        row_height = max(row_height, text_height)
    sheet.row_dimensions[row].height = row_height
    if fault.severity in _LIST_FILLS:
        sheet.cell(row, 2).fill = _build_list_fill(_LIST_FILLS[fault.severity])
    _link_cell(sheet.cell(row, 4), fault)


def _link_cell(cell: Cell, fault: ReturnedFault) -> None:
    """Make an address a link if this workbook has the cell."""
    names = cell.parent.parent.sheetnames
    if fault.sheet in names and fault.sheet and CELL_ADDRESS.fullmatch(fault.cell or ""):
        name = fault.sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{fault.cell}")
        cell.font = Font(
            name=styles.FORM_FONT, size=12, underline="single", color="0563C1", bold=True
        )


def _write_cell(
    cell: Cell,
    text: str,
    font: Font,
    *,
    english: str = "",
    centre: bool = False,
    boxed: bool = True,
) -> None:
    if english:
        small = InlineFont(
            rFont=styles.FORM_FONT, sz=11, i=True, color=styles.GREY.removeprefix("#")
        )
        cell.value = CellRichText(
            remove_control_characters(text),
            TextBlock(small, f"\n{remove_control_characters(english)}"),
        )
        cell.data_type = "s"
    else:
        write_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(
        wrap_text=True,
        vertical="center",
        horizontal="center" if centre else "left",
        indent=1 if boxed and not centre else 0,
    )
    if boxed:
        side = Side("thin", color=styles.BORDER_COLOUR.removeprefix("#"))
        cell.border = Border(side, side, side, side)


def _build_list_fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour.removeprefix("#"))
