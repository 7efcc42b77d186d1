"""Submissions as tables: whatever a reader gives can be written down."""

from assets.raw import register_rows
from assets.raw.inbox import Delivery
from assets.raw.submission import Submission
from tests.sent import RECEIVED, SCHOOLS
from warehouse.forms.report import Report, ReportCell, ReportCells


def test_half_a_letter_is_written_as_a_question_mark_and_the_rest_as_it_is(tmp_path):
    texts = zip(SCHOOLS, "5\ud800", strict=False)
    cells = ReportCells.from_cells(
        ReportCell(element, "D11", text, "invalid", None) for element, text in texts
    )
    report = Report("education", None, None, "Báo\ncáo", "typed", None, False, cells, ())
    table = register_rows.build_cell_table(
        [Submission("a-1", "a", Delivery(tmp_path, RECEIVED), report, ())]
    )
    assert table["raw_text"].to_pylist() == ["5", "?"]
    assert table["sheet"].to_pylist() == ["Báo\ncáo"] * 2
