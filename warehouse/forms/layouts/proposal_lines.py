"""The part of a proposal workbook about a table of many reports: arrangement and lines.

Writes the questions; `line_answers` reads the answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.catalogue import Catalogue
from warehouse.forms.layouts.proposal import SINGLE_ARRANGEMENT, Proposal, ProposedLine
from warehouse.forms.layouts.shared_tables import (
    IGNORED,
    PERIOD_ARRANGEMENTS,
    TOTAL,
    Arrangement,
    is_sheet_line,
)

ARRANGEMENT_CELL, ARRANGEMENT_ROW = "B9", 8
"""The answer on how the table lies; the row counts from 0."""
LINE_CODE = "unit:"
"""The beginning of the code of a line; to the search, `line:` would be somebody's account."""
ARRANGEMENT_NAMES = {
    SINGLE_ARRANGEMENT: "cả trang là một báo cáo",
    Arrangement.UNITS_DOWN: "mỗi dòng một đơn vị",
    Arrangement.UNITS_ACROSS: "mỗi cột một đơn vị",
    Arrangement.PERIODS_ACROSS: "một đơn vị, mỗi cột một kỳ",
    Arrangement.UNIT_A_SHEET: "mỗi trang một đơn vị",
    Arrangement.UNIT_A_SHEET_PERIODS_ACROSS: "mỗi trang một đơn vị, mỗi cột một kỳ",
}
_MEANING_NAMES = {TOTAL: "tổng", IGNORED: "bỏ qua"}
_LINES_HEAD = "Các dòng, cột hay trang: chọn ở cột C"
_MEANING_HEAD = "Là gì"
_TEXT_COLUMN, _MEANING_COLUMN, _CODE_COLUMN = 0, 2, 7
_MOST_LISTED = 250
"""Most letters of a drop-down list, by Excel's own limit."""


def format_meaning(meaning: str) -> str:
    """Format the meaning of a line for the hub: the id of a unit, «kỳ 05», «tổng», «bỏ qua»."""
    if meaning.startswith("-"):
        return f"kỳ {meaning[1:]}"
    return _MEANING_NAMES.get(meaning, meaning)


def list_meanings(line: ProposedLine, proposal: Proposal, catalogue: Catalogue) -> list[str]:
    """List the possible meanings of a line; a column of a period is of no other."""
    if is_sheet_line(line.key):
        return [*(unit.unit for unit in catalogue.units_by_form[proposal.form]), IGNORED]
    if proposal.arrangement in PERIOD_ARRANGEMENTS:
        return [*([line.key] if line.key.startswith("-") else []), TOTAL, IGNORED]
    return [*(unit.unit for unit in catalogue.units_by_form[proposal.form]), TOTAL, IGNORED]


def list_choices(choices: Sequence[str]) -> dict[str, Any]:
    """Return the drop-down of a cell; Excel only warns of another answer."""
    if len(",".join(choices)) > _MOST_LISTED:
        return {"validate": "any"}
    return {"validate": "list", "source": list(choices), "error_type": "warning"}


def write_arrangement(answer: Any, proposal: Proposal, formats: Mapping[str, Any]) -> None:
    """Write how the table lies, with the choice of a single report."""
    name = ARRANGEMENT_NAMES[proposal.arrangement]
    choices = [name, ARRANGEMENT_NAMES[SINGLE_ARRANGEMENT]]
    answer.write_string(ARRANGEMENT_ROW, 0, "Cách xếp bảng", formats["text"])
    answer.merge_range(ARRANGEMENT_ROW, 1, ARRANGEMENT_ROW, 2, name, formats["input"])
    answer.data_validation(ARRANGEMENT_CELL, list_choices(choices))


def write_lines(
    answer: Any, row: int, context: tuple[Catalogue, Proposal], formats: Mapping[str, Any]
) -> int:
    """Write the lines of a table, each with the choice of a meaning; return the next free row."""
    catalogue, proposal = context
    answer.write_string(row, _TEXT_COLUMN, _LINES_HEAD, formats["head"])
    answer.write_string(row, _MEANING_COLUMN, _MEANING_HEAD, formats["head"])
    for at, line in enumerate(proposal.lines, row + 1):
        choices = [format_meaning(m) for m in list_meanings(line, proposal, catalogue)]
        unit = catalogue.units.get(line.meaning)
        answer.write_string(at, _TEXT_COLUMN, line.text, formats["text"])
        answer.write_string(at, _TEXT_COLUMN + 1, line.cell, formats["text"])
        answer.write_string(at, _MEANING_COLUMN, format_meaning(line.meaning), formats["input"])
        answer.data_validation(at, _MEANING_COLUMN, at, _MEANING_COLUMN, list_choices(choices))
        answer.write_string(at, _MEANING_COLUMN + 3, unit.name_vi if unit else "", formats["text"])
        answer.write_string(at, _CODE_COLUMN, f"{LINE_CODE}{line.key}")
    return row + len(proposal.lines) + 2
