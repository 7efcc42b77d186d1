"""Of a count cell only figures and harmless words are stored; the sender sees the cell again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assets.intake import ingest_inbox
from assets.published.report_returns import return_reports
from assets.raw.masking import is_harmless_text, mask_reading, mask_text
from tests.sent import CATALOGUE, RECEIVED, new_home, register_of, schools, send
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import FileReading, Report, ReportCell, ReportCells

STORY = "sẽ hỏi lại thầy hiệu phó rồi điền"


@pytest.mark.parametrize(
    "text",
    ["hai mươi", "khoảng 20 người", "12 người (nữ 3)", "1.234,5", "#REF!", "chưa có số liệu", ""],
)
def test_figures_and_words_of_counting_may_stay(text):
    assert is_harmless_text(text)


@pytest.mark.parametrize(
    "text",
    [STORY, "xem Hoa", "0912 345 678", "anh Ba", "12 (Lan)", "031085001234", "chưa có " * 20],
)
def test_any_other_word_is_masked(text):
    assert not is_harmless_text(text)


@given(st.text(min_size=1, max_size=60))
def test_a_masked_text_leaves_nothing_in_the_reading(text):
    cells = ReportCells.from_cells([ReportCell("schools", "D11", text, "unreadable", None)])
    draft = FindingDraft("E-NUM-001", "schools", None, "D11", text, {"other_value": text})
    report = Report("education", None, None, "BC", "typed", None, False, cells, (draft,))
    (masked,) = mask_reading(FileReading((report,))).reports
    stays = is_harmless_text(text)
    assert masked.cells.raw_text == ((text if stays else mask_text(text)),)
    if not stays:
        assert masked.drafts[0].observed == mask_text(text)
        assert masked.drafts[0].message_values["other_value"] == mask_text(text)


def test_the_register_never_learns_the_text_and_the_sender_sees_it_again(tmp_path):
    home = new_home(tmp_path)
    send(home.inbox_folder / "a.xlsx", schools(), {"D12": STORY}, at=RECEIVED)
    with register_of(home) as register:
        ingest_inbox(home, CATALOGUE, register)
        (name,) = [name for name in return_reports(home, CATALOGUE, register) if "xlsx" in name]
        assert register.query_rows("SELECT raw_text FROM raw.cells WHERE cell = 'D12'") == [
            (mask_text(STORY),)
        ]
        (finding,) = register.query_rows(
            "SELECT observed, message_vi, message_en FROM raw.findings WHERE cell = 'D12'"
        )
    assert finding[0] == mask_text(STORY)
    assert not any(STORY in text for text in finding)
    assert STORY.encode() not in home.register_file.read_bytes()
    returned_book = load_workbook(home.returned_folder / name)
    assert returned_book["Báo cáo"]["D12"].value == STORY
