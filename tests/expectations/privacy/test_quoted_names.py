"""A name of a person is never quoted from a row that nobody knows; other labels stay as typed."""

import pytest

from expectations.privacy.quoted_names import HIDDEN_NAME, mask_names, mask_quoted_names
from warehouse.finding_draft import FindingDraft
from warehouse.forms.report import FileReading, Report, ReportCells


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Nguyễn Văn Tèo", HIDDEN_NAME),
        ("Số vụ | Trần Thị Bưởi | Số án", f"Số vụ | {HIDDEN_NAME} | Số án"),
        ("«Lê Văn Cam» (B7); «Phạm Thị Đào» (B8)", f"«{HIDDEN_NAME}» (B7); «{HIDDEN_NAME}» (B8)"),
        ("Số vụ án thụ lý", "Số vụ án thụ lý"),
        ("", ""),
    ],
)
def test_names_are_hidden(text, masked):
    assert mask_names(text) == masked


def test_the_findings_that_quote_labels_are_masked_and_no_others():
    quoting = FindingDraft("W-ROW-002", cell="B7", observed="Nguyễn Văn Tèo")
    candidates = {"candidates": "«Nguyễn Văn Tèo» (B7)"}
    missing = FindingDraft("E-MISS-003", "cases_tried", message_values=candidates)
    other = FindingDraft("E-UNIT-001", observed="Nguyễn Văn Tèo")
    report = Report(
        "court", None, None, "BC", "typed", None, False, ReportCells(), (quoting, missing)
    )
    unknown = FindingDraft("E-FORM-001", observed="Nguyễn Văn Tèo | 12")
    reading = mask_quoted_names(FileReading((report,), (unknown, other)))
    assert [d.observed for d in reading.drafts] == [f"{HIDDEN_NAME} | 12", "Nguyễn Văn Tèo"]
    drafts = reading.reports[0].drafts
    assert [d.observed for d in drafts] == [HIDDEN_NAME, ""]
    assert drafts[1].message_values == {"candidates": f"«{HIDDEN_NAME}» (B7)"}


def test_a_reading_without_such_findings_is_left_alone():
    reading = FileReading((), (FindingDraft("E-UNIT-001", observed="x"),))
    assert mask_quoted_names(reading) is reading
