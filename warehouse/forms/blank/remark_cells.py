"""The cells for words of a template: the notes beside the table, obstacles and proposals below it.

Called by `template` alone. Each cell takes a text up to the limit of `remark`.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from warehouse.forms.blank.sheet_context import FormPage
from warehouse.forms.layout import (
    FIRST_TABLE_ROW,
    LABEL_COLUMN,
    NOTE_COLUMN,
    NUMBER_COLUMN,
    OBSTACLE_CELLS,
    OBSTACLE_LABELS,
    OBSTACLE_TITLE,
    UNIT_COLUMN,
    find_section_row,
    get_obstacle_kind,
)
from warehouse.forms.remark import NOTE, get_length_limit

_ROW_HEIGHT = 48
_PROMPT = "Không ghi tên, điện thoại, địa chỉ: viết «một nạn nhân nữ, dưới 18 tuổi» thay cho tên."
_NOTE_TITLE = "Ghi chú"


def write_remarks(
    sheet: Worksheet, page: FormPage, notes: Mapping[str, str], obstacles: Mapping[str, str]
) -> None:
    """Write the cells of notes and the section of obstacles, with the texts given."""
    _write_notes(sheet, page, notes)
    _write_section(sheet, page, obstacles)


def _write_notes(sheet: Worksheet, page: FormPage, notes: Mapping[str, str]) -> None:
    for line in page.live_checks.lines:
        if line.element is not None:
            note = notes.get(line.element.element)
            _write_cell(sheet, (line.row, NOTE_COLUMN), note, page.formats["remark"])
    last_row = page.live_checks.lines[-1].row
    sheet.data_validation(
        FIRST_TABLE_ROW, NOTE_COLUMN, last_row, NOTE_COLUMN, _build_validation(NOTE, _NOTE_TITLE)
    )


def _write_section(sheet: Worksheet, page: FormPage, obstacles: Mapping[str, str]) -> None:
    first_row, formats = find_section_row(page.live_checks.lines), page.formats
    sheet.merge_range(first_row, NUMBER_COLUMN, first_row, NOTE_COLUMN, "", formats["section"])
    sheet.write_string(first_row, NUMBER_COLUMN, OBSTACLE_TITLE, formats["section"])
    for row, name in enumerate(OBSTACLE_CELLS, first_row + 1):
        kind = get_obstacle_kind(name)
        label = OBSTACLE_LABELS[kind]
        sheet.set_row(row, _ROW_HEIGHT)
        sheet.write_string(row, NUMBER_COLUMN, name.rpartition("_")[2], formats["number"])
        sheet.write_string(row, LABEL_COLUMN, label, formats["label0"])
        sheet.merge_range(row, UNIT_COLUMN, row, NOTE_COLUMN, "", formats["remark"])
        _write_cell(sheet, (row, UNIT_COLUMN), obstacles.get(name), formats["remark"])
        sheet.data_validation(row, UNIT_COLUMN, row, UNIT_COLUMN, _build_validation(kind, label))


def _write_cell(sheet: Worksheet, place: tuple[int, int], text: str | None, style: Any) -> None:
    if text:
        sheet.write_string(*place, text, style)
    else:
        sheet.write_blank(*place, None, style)


def _build_validation(kind: str, title: str) -> dict[str, Any]:
    limit = get_length_limit(kind)
    return {
        "validate": "length",
        "criteria": "<=",
        "value": limit,
        "input_title": title,
        "input_message": f"Tối đa {limit} ký tự. {_PROMPT}",
        "error_title": "Quá dài",
        "error_message": f"Ghi tối đa {limit} ký tự.",
    }
