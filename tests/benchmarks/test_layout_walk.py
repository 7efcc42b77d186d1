"""The walk of the hub's officer: what is looked at and changed in a proposal."""

from openpyxl import Workbook, load_workbook

from benchmarks.drawn_workbooks import parse_workbooks
from benchmarks.layout_walk import OfficerSteps, answer_proposal
from warehouse.forms.layouts.element_lines import NO_CELL
from warehouse.forms.layouts.proposal import ABSENT, DOUBTFUL, SURE
from warehouse.forms.layouts.proposal_workbook import (
    CONFIRMATION_CELL,
    CONFIRMED,
    PERIOD_CELL,
    UNIT_CELL,
)
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET

DRAWN = parse_workbooks(
    """== court | DK-TA | 2023-Q3 | court.xlsx
Án vào sổ | 9 #cases_accepted
Án xử xong | 7 #cases_tried
Người bị xử | 12 #defendants_tried
"""
)
LINES = (
    ("cases_accepted", SURE, "B1"),
    ("cases_tried", DOUBTFUL, "B9"),
    ("defendants_tried", ABSENT, NO_CELL),
    ("mobile_trials", DOUBTFUL, "B4"),
)


def test_every_line_is_counted_and_the_wrong_ones_are_corrected(tmp_path):
    book = Workbook()
    answer = book.active
    answer.title = ANSWER_SHEET
    answer[UNIT_CELL], answer[PERIOD_CELL] = "DK-TA", ""
    for row, (element, sure, cell) in enumerate(LINES, 11):
        answer[f"B{row}"], answer[f"C{row}"], answer[f"H{row}"] = sure, cell, element
    answer["B15"], answer["C15"], answer["H15"] = SURE, "B7", "folded_element"
    answer.row_dimensions[15].hidden = True
    answer["B17"] = SURE  # the line of a group
    book.create_sheet("Bản sao")["A1"] = "Án vào sổ"
    book.save(tmp_path / "de-xuat-a.xlsx")
    (tmp_path / "inbox").mkdir()
    steps = answer_proposal(tmp_path / "de-xuat-a.xlsx", DRAWN, tmp_path / "inbox")
    counts = {"sure": 1, "groups": 1, "folded": 1, "doubtful": 2, "absent": 1}
    assert steps == OfficerSteps("court.xlsx", **counts, cells=3, titles=1)
    assert steps.seconds == 30 + 5 + 4 * 15 + 4 * 20
    answered = load_workbook(tmp_path / "inbox" / "de-xuat-a.xlsx")[ANSWER_SHEET]
    assert [answered[f"C{row}"].value for row in range(11, 15)] == ["B1", "B2", "B3", NO_CELL]
    assert answered[CONFIRMATION_CELL].value == CONFIRMED
