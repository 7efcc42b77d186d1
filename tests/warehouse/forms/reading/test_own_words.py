"""Reports in an office's own words: what is read, what is asked about, and what is returned."""

import pytest

from tests.warehouse.forms.typed_files import CATALOGUE, RECEIVED, as_xlsx, codes, read, values
from warehouse.forms.hub_teaching import HubTeaching
from warehouse.forms.report_reader import ReportReader
from warehouse.forms.taught_label import TaughtLabel

COURT = ("TÒA ÁN NHÂN DÂN", "BÁO CÁO", "Quý III/2023", "", "TT|Nội dung|ĐVT|Số liệu")
OFFICE_ROWS = {
    "Số vụ án thụ lý": 9,
    "Số vụ án đã xét xử": 7,
    "Số bị cáo bị xét xử": 12,
    "Số phiên tòa lưu động": 1,
}


def sheet(rows, head=COURT):
    lines = [line.split("|") if line else [] for line in head]
    lines += [[str(n), label, "vụ", str(v)] for n, (label, v) in enumerate(rows.items(), 1)]
    return as_xlsx(lines)


def only(reading):
    (report,) = reading.reports
    return report


def rename_rows(**labels):
    """Return the rows of the court, some under another label."""
    names = dict(zip(("accepted", "tried", "defendants", "mobile"), OFFICE_ROWS, strict=True))
    return {labels.get(name, label): OFFICE_ROWS[label] for name, label in names.items()}


def test_the_words_of_an_office_are_read_without_a_doubt():
    report = only(read(sheet(OFFICE_ROWS)))
    assert (report.form, report.unit, report.period, report.drafts) == (
        "court", "DK-TA", "2023-Q3", ()
    )  # fmt: skip
    assert list(values(report).values()) == [9, 7, 12, 1]


def test_a_title_without_the_district_names_the_office():
    head = ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "6 tháng đầu năm 2023", "TT|Nội dung|ĐVT|Số liệu")
    rows = {"Kinh phí được giao": 100, "Kinh phí đã giải ngân": 90, "Kinh phí huy động khác": 0}
    assert only(read(sheet(rows, head))).unit == "DK-TCKH"


def test_a_row_nobody_knows_is_a_warning_in_its_cell_beside_what_was_read():
    report = only(read(sheet(OFFICE_ROWS | {"Số cuộc họp ba ngành": 3})))
    assert codes(report) == [("W-ROW-002", "B10")]
    assert list(values(report).values()) == [9, 7, 12, 1]


def test_where_a_required_row_is_missing_the_unknown_rows_are_offered():
    report = only(read(sheet(rename_rows(accepted="Án vào sổ", tried="Án xử xong"))))
    assert codes(report) == [
        ("E-MISS-003", "B5"), ("E-MISS-003", "B5"), ("W-ROW-002", "B6"), ("W-ROW-002", "B7")
    ]  # fmt: skip
    first = next(d for d in report.drafts if d.code == "E-MISS-003")
    assert first.element == "cases_accepted"
    assert first.message_values["candidates"] == "«Án vào sổ» (B6); «Án xử xong» (B7)"


@pytest.mark.parametrize("known", [1, 2])
def test_a_form_is_known_by_half_of_its_required_rows(known):
    foreign = {"accepted": "Án vào sổ", "tried": "Án xử xong", "defendants": "Người bị xử"}
    reading = read(sheet(rename_rows(**dict(list(foreign.items())[: 4 - known]))))
    assert bool(reading.reports) == (known == 2)
    if known == 1:
        (draft,) = reading.drafts
        assert (draft.code, draft.cell) == ("E-FORM-001", "A1")
        assert draft.observed == "Án vào sổ | Án xử xong | Người bị xử | Số phiên tòa lưu động"
        assert "«Án vào sổ»; «Án xử xong»" in draft.message_values["seen"]


def test_one_row_of_two_is_enough_below_the_name_of_the_office_alone():
    rows = {"Số vụ truy tố": 5, "Người bị đưa ra tòa": 8}
    head = ("VIỆN KIỂM SÁT NHÂN DÂN", "Quý III/2023", "TT|Nội dung|ĐVT|Số liệu")
    report = only(read(sheet(rows, head)))
    assert (report.form, report.unit) == ("procuracy", "DK-VKS")
    assert codes(report) == [("E-MISS-003", "B3"), ("W-ROW-002", "B5")]
    stranger = ("CÔNG TY HOA MAI", *head[1:])
    assert [d.code for d in read(sheet(rows, stranger)).drafts] == ["E-FORM-001"]


def test_the_rows_seen_are_listed_shortly_and_safely():
    rows = {f"Dòng lạ số {n} " + "dài " * 30: n for n in range(100)} | {"a|b\u202ec": 1}
    (draft,) = read(sheet(rows)).drafts
    assert draft.message_values["seen"].endswith("…»; +93")
    assert len(draft.message_values["seen"]) < 600
    assert len(draft.observed) <= 1000
    (draft,) = read(sheet({"ab|cd\u202eef": 1})).drafts
    assert draft.observed == "ab/cd\\u202eef"


def test_a_sheet_without_a_figure_says_so():
    (draft,) = read(as_xlsx([["Kính gửi"], ["Số vụ thụ lý"]])).drafts
    assert draft.message_values["seen"] == "không có dòng nào có số"


class TestTaught:
    LABELS = (
        TaughtLabel("Án vào sổ", "court", "cases_accepted"),
        TaughtLabel("Án xử xong", "court", "cases_tried", "DK-TA"),
        TaughtLabel("Người bị xử", "court", "defendants_tried", "DK-VKS"),
    )

    def read(self, content):
        return ReportReader(CATALOGUE, HubTeaching(self.LABELS)).read_reports(content, RECEIVED)

    def test_a_taught_row_is_read_and_noted(self):
        rows = rename_rows(accepted="Án vào sổ", tried="ÁN XỬ XONG")
        report = only(self.read(sheet(rows)))
        assert codes(report) == [("N-LABEL-001", "B6"), ("N-LABEL-001", "B7")]
        assert list(values(report).values()) == [9, 7, 12, 1]

    def test_a_label_of_another_unit_does_not_count(self):
        report = only(self.read(sheet(rename_rows(defendants="Người bị xử"))))
        assert codes(report) == [("E-MISS-003", "B5"), ("W-ROW-002", "B8")]

    def test_half_of_the_rows_may_be_taught(self):
        rows = rename_rows(accepted="Án vào sổ", tried="Án xử xong", defendants="Người bị xử")
        report = only(self.read(sheet(rows)))
        assert values(report)["cases_tried"] == 7
