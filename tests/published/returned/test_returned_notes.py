"""A returned workbook shows the unit's note with the warning, and keeps its words in our form."""

from dataclasses import replace

from openpyxl import load_workbook

from assets.published.returned.returned_workbook import write_returned_workbook
from tests.published.returned.test_returned_workbook import CATALOGUE, FINDINGS, LIST, submission

NOTE = "tăng do chiến dịch hè"
NOTED = tuple(
    replace(finding, note=NOTE) if finding.element == "comm_participants" else finding
    for finding in FINDINGS
)


def returned(tmp_path, **changes):
    path = tmp_path / "returned.xlsx"
    write_returned_workbook(CATALOGUE, submission(None, **changes), path)
    return load_workbook(path)


def test_the_note_stands_with_its_warning_only(tmp_path):
    book = returned(tmp_path, findings=NOTED)
    sheet = book["Báo cáo"]
    assert f"Ghi chú của đơn vị: «{NOTE}»" in sheet["D13"].comment.text
    assert "Ghi chú của đơn vị" not in sheet["D12"].comment.text
    rows = [
        " ".join(str(cell.value or "") for cell in row)
        for row in book[LIST].iter_rows()
        if any(str(cell.value) in {"W-RANGE-001", "E-NUM-004"} for cell in row)
    ]
    assert [NOTE in row for row in rows] == [False, True]


def test_our_form_takes_the_words_of_an_office_layout_along(tmp_path):
    obstacles = {"obstacle_1": "thiếu người", "proposal_1": "thêm người"}
    book = returned(tmp_path, notes={"comm_participants": NOTE}, obstacles=obstacles)
    texts = {cell.value for row in book["Báo cáo"].iter_rows() for cell in row}
    assert {NOTE, *obstacles.values()} <= texts
