"""The sure lines that are looked at together, in a proposal and in its workbook."""

from openpyxl import load_workbook

from tests.warehouse.forms.layouts.drawn_sheets import CATALOGUE, PROPOSER, draw
from warehouse.forms.layouts.element_lines import CELL_COLUMN, CODE_COLUMN, SURE_COLUMN
from warehouse.forms.layouts.line_groups import doubt_lone_lines, group_sure_lines
from warehouse.forms.layouts.proposal import DOUBTFUL, SURE
from warehouse.forms.layouts.proposal_workbook import FIRST_ROW, write_proposal
from warehouse.forms.layouts.sheet_references import ANSWER_SHEET
from warehouse.forms.layouts.sheet_titles import read_strange_workbook

ROWS = (
    "Tin, bài tuyên truyền | 17",
    "Lượt phát thanh | 66",
    "Pa nô, áp phích, băng rôn | 22",
    "Lượt kiểm tra cơ sở dịch vụ văn hóa, vui chơi giải trí | 13",
    "Lượt kiểm tra cơ sở dịch vụ du lịch | 8",
)
TITLE = "== culture | DK-VHTT | 2023-Q2 | f\nPhòng VHTT\nQuý II/2023\n\nNội dung | Quý II\n"
ELEMENTS = [element.element for element in CATALOGUE.forms["culture"].elements]


def propose(rows):
    sheet = draw(TITLE + "\n".join(rows) + "\n").build_sheet()
    return PROPOSER.propose_reading([sheet]), sheet


def list_groups(rows):
    groups = group_sure_lines(propose(rows)[0])
    return [[element.element for element in group.elements] for group in groups]


def test_sure_lines_of_one_column_in_the_order_of_the_form_are_a_group():
    assert list_groups(ROWS) == [ELEMENTS[:5]]


def test_a_line_out_of_order_or_a_row_of_no_element_ends_a_group():
    assert list_groups((*ROWS[1:], ROWS[0])) == [ELEMENTS[1:5]]
    assert list_groups((*ROWS[:3], "Xăng xe, văn phòng phẩm | 4", *ROWS[3:])) == [ELEMENTS[:3]]


def test_a_doubtful_line_is_in_no_group_and_fewer_than_three_are_none():
    proposal, _ = propose((*ROWS[:4], "Lượt kiểm tra cơ sở dịch vụ du lịch | 8000"))
    doubtful = {e.element for e in proposal.elements if e.sure == DOUBTFUL}
    (group,) = group_sure_lines(proposal)
    assert doubtful
    assert doubtful.isdisjoint(e.element for e in group.elements)
    assert list_groups(ROWS[:2]) == []


def test_a_line_that_leads_by_little_is_sure_in_a_group_only():
    for rows, sureness in ((ROWS, SURE), (ROWS[:2], DOUBTFUL)):
        proposal, _ = propose(rows)
        doubted = doubt_lone_lines(proposal, set(ELEMENTS))
        assert {e.sure for e in doubted.elements if e.place} == {sureness}
        assert doubt_lone_lines(proposal, set()) == proposal


def test_the_lines_of_a_group_are_folded_and_the_group_has_a_line(tmp_path):
    proposal, sheet = propose(ROWS)
    places = read_strange_workbook([sheet])[0].places
    path = tmp_path / "proposal.xlsx"
    copied = ([sheet], places)
    write_proposal(path, CATALOGUE, proposal, copied=copied, signature=("a" * 16, "b" * 64))
    answer = load_workbook(path)[ANSWER_SHEET]
    rows = list(answer.iter_rows(min_row=FIRST_ROW + 1))
    folded = {row[0].row for row in rows if answer.row_dimensions[row[0].row].hidden}
    lines = [
        (row[CODE_COLUMN].value, row[SURE_COLUMN].value, row[CELL_COLUMN].value)
        for row in rows
        if row[SURE_COLUMN].value and row[0].row not in folded
    ]
    assert lines == [("violations_found", "không thấy", "không có"), (None, SURE, "B5 - B9")]
    assert len(folded) == len(ROWS)
