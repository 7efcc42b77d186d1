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

from assets.published.returned_faults import SEVERITIES, Fault
from assets.published.returned_file import CELL, LIST, plain, write_text
from warehouse.forms import styles

_FILLS = {"error": styles.ERROR_FILL, "warning": styles.WARNING_FILL}
_EMPTY = {"E-PII-001": "(không hiển thị)"}
"""Codes of findings whose cell text is never shown."""
_COLUMNS = (
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
_HOW = {
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
        "Tệp có dữ liệu cá nhân nên bị từ chối và không được lưu. Xóa nội dung ở những chỗ ghi "
        "dưới đây (kể cả trang ẩn, chú thích, thuộc tính tệp), chỉ để lại số lượng, rồi gửi lại.",
        "The file carries personal data: it was refused and is not kept. Delete what stands at the "
        "places below, hidden sheets, comments and properties included, and send counts only.",
    ),
    "list": (
        "Sửa tệp gốc theo cột «Cách sửa» rồi gửi lại, hoặc dùng mẫu trống do hệ thống phát hành.",
        "Mend your file as said below and send it again, or use the blank form we hand out.",
    ),
}

_TO_MEND = ("BÁO CÁO CẦN SỬA", "Report to be corrected")
_TITLES = {
    "original": _TO_MEND,
    "template": _TO_MEND,
    "list": _TO_MEND,
    "refused": ("BÁO CÁO BỊ TỪ CHỐI: CÓ DỮ LIỆU CÁ NHÂN", "Refused: it carries personal data"),
    "unknown": ("BÁO CÁO CHƯA NHẬN DIỆN ĐƯỢC", "The report was not recognised"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading above the list: `about` names form, unit, period and file where known.

    `kind` is original, template, list or refused: the content of the workbook beside the list.
    `unknown` maps each unrecognised part to its possible values.
    """

    about: Sequence[str]
    kind: str
    unknown: Mapping[str, str]


def write_list(workbook: Workbook, heading: Heading, listed: Sequence[Fault]) -> None:
    """Put the list in front of all sheets and open the workbook on the list."""
    sheet = workbook.create_sheet(LIST, 0)
    columns = _COLUMNS if any(fault.sent for fault in listed) else _COLUMNS[:-1]
    _set_up(sheet, columns)
    row = _write_heading(sheet, heading, listed, len(columns)) + 1
    for column, (title, _) in enumerate(columns, 1):
        cell = sheet.cell(row, column)
        _write(cell, title, Font(name=styles.FONT, size=12, bold=True), centre=True)
        cell.fill = _fill(styles.HEAD_FILL)
    sheet.row_dimensions[row].height = 26
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    for number, fault in enumerate(listed, 1):
        _write_fault(sheet, row + number, (number, fault), len(columns))
    # Sheets selected together are edited together: select only the list.
    workbook.active = 0
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet


def _set_up(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
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
    sheet: Worksheet, heading: Heading, listed: Sequence[Fault], columns: int
) -> int:
    """Write the heading above the table; return the last row used."""
    row = 0
    for row, (text, font, fill) in enumerate(_heading_rows(heading, listed), 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        cell = sheet.cell(row, 1)
        _write(cell, text, font, boxed=False)
        if fill:
            cell.fill = _fill(fill)
        width = sum(width for _, width in _COLUMNS[:columns])
        sheet.row_dimensions[row].height = styles.height(text, width, int(font.size)) + 2
    return row + 1


def _heading_rows(
    heading: Heading, listed: Sequence[Fault]
) -> Iterator[tuple[str, Font, str | None]]:
    vi, en = _HOW[heading.kind]
    title, title_en = _TITLES["unknown" if heading.unknown else heading.kind]
    ink = styles.ERROR_INK.removeprefix("#")
    grey = styles.GREY.removeprefix("#")
    yield title, Font(name=styles.FONT, size=16, bold=True, color=ink), None
    yield title_en, Font(name=styles.FONT, size=11, italic=True, color=grey), None
    if heading.about:
        about = "   |   ".join(heading.about)
        yield about, Font(name=styles.FONT, size=12, bold=True), None
    yield _summary(listed), Font(name=styles.FONT, size=12, bold=True), _worst(listed)
    for what, choices in heading.unknown.items():
        yield f"Chưa rõ {what}. {choices}", Font(name=styles.FONT, size=12), None
    yield vi, Font(name=styles.FONT, size=12), None
    yield en, Font(name=styles.FONT, size=11, italic=True, color=grey), None


def _summary(listed: Sequence[Fault]) -> str:
    words = {"error": "lỗi phải sửa", "warning": "cảnh báo cần xem lại", "note": "ghi chú"}
    counts = {s: sum(fault.severity == s for fault in listed) for s in words}
    return "; ".join(f"{n} {words[s]}" for s, n in counts.items() if n) or "Không có lỗi"


def _worst(listed: Sequence[Fault]) -> str | None:
    return next((_FILLS[f.severity] for f in listed if f.severity in _FILLS), None)


def _write_fault(sheet: Worksheet, row: int, numbered: tuple[int, Fault], columns: int) -> None:
    number, fault = numbered
    texts = (
        (str(number), ""),
        SEVERITIES[fault.severity],
        (fault.code, ""),
        (fault.address, ""),
        (fault.label, ""),
        (_EMPTY.get(fault.code, fault.observed or "(trống)"), ""),
        (fault.message_vi, fault.message_en),
        (fault.remedy_vi, fault.remedy_en),
        (fault.sent, ""),
    )[:columns]
    needed = 0.0
    for column, ((vi, en), (_, width)) in enumerate(zip(texts, _COLUMNS, strict=False), 1):
        cell = sheet.cell(row, column)
        _write(cell, vi, Font(name=styles.FONT, size=12), english=en, centre=column in (1, 3, 4))
        both = styles.height(vi, width - 2) + (styles.height(en, width - 2, 11) if en else 0)
        needed = max(needed, both)
    sheet.row_dimensions[row].height = needed
    if fault.severity in _FILLS:
        sheet.cell(row, 2).fill = _fill(_FILLS[fault.severity])
    _link(sheet.cell(row, 4), fault)


def _link(cell: Cell, fault: Fault) -> None:
    """Make an address a link if this workbook has the cell."""
    names = cell.parent.parent.sheetnames
    if fault.sheet in names and fault.sheet and CELL.fullmatch(fault.cell or ""):
        name = fault.sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{fault.cell}")
        cell.font = Font(name=styles.FONT, size=12, underline="single", color="0563C1", bold=True)


def _write(
    cell: Cell,
    text: str,
    font: Font,
    *,
    english: str = "",
    centre: bool = False,
    boxed: bool = True,
) -> None:
    if english:
        small = InlineFont(rFont=styles.FONT, sz=11, i=True, color=styles.GREY.removeprefix("#"))
        cell.value = CellRichText(plain(text), TextBlock(small, f"\n{plain(english)}"))
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
        side = Side("thin", color=styles.LINE.removeprefix("#"))
        cell.border = Border(side, side, side, side)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour.removeprefix("#"))
