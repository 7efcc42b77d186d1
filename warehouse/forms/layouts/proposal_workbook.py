"""The workbook «Đề xuất cách đọc»: a line for each element, to be corrected and confirmed.

Writes xlsx and nothing else; bears the three marks of `proposal_marks`. `answer_workbook` reads
what the hub made of it.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from warehouse.catalogue import Catalogue
from warehouse.files.grid import Sheet
from warehouse.forms.layouts.element_lines import CODE_COLUMN, write_elements
from warehouse.forms.layouts.figure_places import FigurePlace
from warehouse.forms.layouts.proposal import (
    ABSENT,
    DOUBTFUL,
    SURE,
    Proposal,
)
from warehouse.forms.layouts.proposal_copies import write_copies, write_places
from warehouse.forms.layouts.proposal_lines import (
    list_choices,
    write_arrangement,
    write_lines,
)
from warehouse.forms.layouts.shared_tables import ONE_UNIT_ARRANGEMENTS
from warehouse.forms.layouts.sheet_references import (
    ANSWER_SHEET,
    PLACES_SHEET,
)
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.forms.proposal_marks import (
    PROPOSAL_KIND,
    PROPOSAL_PROPERTY,
    PROPOSAL_TITLE,
    SIGNATURE_PROPERTY,
    format_signature,
)
from warehouse.periods import parse_period_code

CONFIRMED = "Đúng"
UNIT_CELL, PERIOD_CELL, MONEY_CELL, CONFIRMATION_CELL = "B5", "B6", "B7", "B8"
FIRST_ROW = 10
"""The row of the first element, counted from 0."""
MONEY_UNITS = {"đồng": 1, "nghìn đồng": 10**3, "triệu đồng": 10**6, "tỷ đồng": 10**9}
_HEADS = (
    "Chỉ tiêu",
    "Mức chắc",
    "Ô (chọn, hoặc «không có»)",
    "Xem",
    "Giá trị ở ô ấy",
    "Tiêu đề dẫn đến ô",
    "Các ô khác có thể",
    "Mã",
)
_HELP = (
    "1. Xem từng dòng; dòng nào sai thì chọn ô khác ở cột C, hoặc ghi «không có»; các dòng chắc "
    "cùng cột, đúng thứ tự của biểu được gộp, mỗi nhóm một dòng ở dưới. "
    "2. Xem đơn vị, kỳ, đơn vị tính tiền. 3. Ghi «Đúng» vào ô B8, lưu, rồi bỏ tệp vào inbox/ "
    "hoặc chạy «chiso layout accept TỆP». Tệp này không phải báo cáo: không số nào ở đây được lấy."
)
_MANY_UNITS = "xem các dòng ở dưới"
_UNUSED_HEAD = "Các dòng có số mà không chỉ tiêu nào dùng"
_CHANGES_HEAD = "Khác với cách đọc đã duyệt"
_WIDTHS = (46, 11, 16, 6, 14, 60, 30)
_SURE_COLORS = {SURE: "#E2F0D9", DOUBTFUL: "#FFF2CC", ABSENT: "#F8CBAD"}
_MOST_LISTED = 250
"""Most letters of a drop-down list, by Excel's own limit."""


def write_proposal(
    path: Path,
    catalogue: Catalogue,
    proposal: Proposal,
    *,
    copied: tuple[Sequence[Sheet], Sequence[FigurePlace]],
    signature: tuple[str, str],
    changes: Sequence[str] = (),
) -> None:
    """Write the workbook.

    `copied` are the sheets and their places, `signature` the id and its mark; `changes` say how
    they differ from layouts accepted before.
    """
    import xlsxwriter

    sheets, places = copied
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        _set_properties(book, signature)
        formats = _add_formats(book)
        answer = book.add_worksheet(ANSWER_SHEET)
        write_copies(book, sheets, places)
        write_places(book.add_worksheet(PLACES_SHEET), places, formats)
        _write_titles(answer, catalogue, proposal, formats)
        form = catalogue.forms[proposal.form]
        by_address = {place.address: place for place in places}
        next_row = write_elements(answer, FIRST_ROW, proposal, (form, by_address, formats))
        if proposal.lines:
            next_row = write_lines(answer, next_row, (catalogue, proposal), formats)
        unused = [(unused.label, unused.cell) for unused in proposal.unused_rows]
        next_row = _write_block(answer, next_row, (_UNUSED_HEAD, unused), formats)
        changed = [(change, "") for change in changes]
        _write_block(answer, next_row, (_CHANGES_HEAD, changed), formats)
        _write_manifest(book.add_worksheet(MANIFEST_SHEET), signature)


def _write_manifest(hidden: Any, signature: tuple[str, str]) -> None:
    proposal_id, mark = signature
    manifest = {"kind": PROPOSAL_KIND, "id": proposal_id, "mark": mark}
    hidden.write_string(0, 0, json.dumps(manifest))
    hidden.very_hidden()


def _set_properties(book: Any, signature: tuple[str, str]) -> None:
    book.set_custom_property(PROPOSAL_PROPERTY, PROPOSAL_KIND)
    book.set_custom_property(SIGNATURE_PROPERTY, format_signature(*signature))


def _add_formats(book: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({**wrap, "bold": True, "bg_color": "#D9E1F2", "border": 1}),
        "text": book.add_format({**wrap, "border": 1}),
        "help": book.add_format(wrap),
        "input": book.add_format({**wrap, "border": 1, "bg_color": "#FFFFE0", "bold": True}),
        "link": book.add_format({"border": 1, "font_color": "blue", "underline": 1}),
        **{
            sure: book.add_format({**wrap, "border": 1, "bg_color": color})
            for sure, color in _SURE_COLORS.items()
        },
    }


def _write_titles(
    answer: Any, catalogue: Catalogue, proposal: Proposal, formats: Mapping[str, Any]
) -> None:
    form = catalogue.forms[proposal.form]
    units = [unit.unit for unit in catalogue.units_by_form.get(form.form, [])]
    period = parse_period_code(proposal.period).format_label() if proposal.period else ""
    has_unit = proposal.arrangement in ONE_UNIT_ARRANGEMENTS
    unit = proposal.unit or "" if has_unit else _MANY_UNITS
    money = {factor: name for name, factor in MONEY_UNITS.items()}
    for column, width in enumerate(_WIDTHS):
        answer.set_column(column, column, width)
    answer.set_column(CODE_COLUMN, CODE_COLUMN, 10, None, {"hidden": True})
    answer.set_landscape()
    answer.fit_to_pages(1, 0)
    answer.write_string(0, 0, PROPOSAL_TITLE, formats["title"])
    answer.merge_range(1, 0, 1, 5, _HELP, formats["help"])
    answer.set_row(1, 48)
    lines = (
        ("Biểu", f"{form.name_vi} ({form.form})", formats["text"]),
        ("Đơn vị (mã)", unit, formats["input"]),
        ("Kỳ báo cáo", period, formats["input"]),
        ("Đơn vị tiền khi trang không ghi", money.get(proposal.money_factor, ""), formats["input"]),
        ("Xác nhận: ghi «Đúng»", "", formats["input"]),
    )
    for row, (label, text, cell_format) in enumerate(lines, 3):
        answer.write_string(row, 0, label, formats["text"])
        answer.write_string(row, 1, text, cell_format)
        answer.merge_range(row, 1, row, 2, text, cell_format)
    if len(",".join(units)) <= _MOST_LISTED:
        answer.data_validation(UNIT_CELL, list_choices(units))
    answer.data_validation(MONEY_CELL, list_choices([*MONEY_UNITS]))
    answer.data_validation(CONFIRMATION_CELL, list_choices([CONFIRMED]))
    if proposal.lines:
        write_arrangement(answer, proposal, formats)
    for column, head in enumerate(_HEADS):
        answer.write_string(FIRST_ROW - 1, column, head, formats["head"])
    answer.freeze_panes(FIRST_ROW, 1)


def _write_block(
    answer: Any,
    row: int,
    block: tuple[str, Sequence[tuple[str, str]]],
    formats: Mapping[str, Any],
) -> int:
    """Write lines of two texts under a head, if there are any; return the next free row."""
    head, lines = block
    if not lines:
        return row
    answer.write_string(row, 0, head, formats["head"])
    for at, texts in enumerate(lines, row + 1):
        for column, text in enumerate(texts):
            answer.write_string(at, column, text, formats["text"])
    return row + len(lines) + 2
