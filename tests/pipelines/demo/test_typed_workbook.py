"""What is typed in an office's own layout is read back as it was meant."""

import unicodedata
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.demo.report_values import draw_report_values
from pipelines.demo.typed_report import ExtraRow, OfficeStyle, TypedReport
from pipelines.demo.typed_workbook import SYNTHETIC_LINE, write_typed_reports
from tests import spec
from warehouse.files.formats.workbook import Workbook
from warehouse.forms.report_reader import ReportReader
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()


@lru_cache(maxsize=1)
def figures():
    return draw_report_values(CATALOGUE, 2021)


REPORTS = st.deferred(lambda: st.sampled_from(sorted(figures())))
READER = ReportReader(CATALOGUE)
RECEIVED = date(2026, 1, 5)

STYLES = st.builds(
    OfficeStyle,
    two_columns=st.booleans(),
    column_numbers=st.booleans(),
    sections=st.booleans(),
    dashes=st.booleans(),
    money_unit=st.sampled_from([1, 1000]),
    as_text=st.booleans(),
    dash_for_zero=st.booleans(),
    nfd=st.booleans(),
    old_tones=st.booleans(),
    phrasing=st.integers(0, 11),
    sheet=st.sampled_from(["Sheet1", "Báo cáo", "BC"]),
)


def typed(unit, period, **how):
    values = figures()[unit, period]
    return TypedReport(CATALOGUE.units[unit].form, unit, parse_period_code(period), values, **how)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("typed") / "report.xlsx"


@settings(max_examples=60)
@given(REPORTS, STYLES)
def test_every_layout_is_read_back(path, report, style):
    unit, period = report
    placed = write_typed_reports(CATALOGUE, [typed(unit, period)], style, path)
    reading = READER.read_reports(path.read_bytes(), RECEIVED)

    (read_report,) = reading.reports
    assert (read_report.unit, read_report.period, read_report.layout) == (unit, period, "typed")
    assert read_report.synthetic
    assert read_report.drafts == ()
    assert {c.element: c.value for c in read_report.cells} == figures()[report]
    assert placed == {(unit, c.element): (read_report.sheet, c.cell) for c in read_report.cells}


def sheet(path, name="Sheet1"):
    return Workbook(path.read_bytes()).load_sheet(name)


def rows(path, first, last):
    return [[str(cell) for cell in row] for row in sheet(path).cells[first:last]]


def test_the_usual_layout_looks_like_this(path):
    write_typed_reports(CATALOGUE, [typed("DK-YT", "2023-Q2")], OfficeStyle(money_unit=1000), path)
    assert rows(path, 0, 6) == [
        ["PHÒNG Y TẾ VÀ TRUNG TÂM Y TẾ QUẬN DƯƠNG KINH", "", "",
         "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""],
        ["Số:      /BC", "", "", "Độc lập - Tự do - Hạnh phúc", "", ""],
        ["", "", "", "", "", ""],
        ["BÁO CÁO", "", "", "", "", ""],
        ["Kết quả công tác phòng, chống mại dâm Quý II/2023", "", "", "", "", ""],
        ["DỮ LIỆU GIẢ LẬP", "", "", "", "", ""],
    ]  # fmt: skip
    assert rows(path, 7, 12) == [
        ["TT", "Nội dung", "Đơn vị tính", "Kết quả thực hiện", "", "Ghi chú"],
        ["", "", "", "Trong kỳ", "Lũy kế từ đầu năm", ""],
        ["1.0", "2.0", "3.0", "4.0", "5.0", "6.0"],
        ["1.0", "Số nhân viên cơ sở phải khám định kỳ trong quý", "người", "667.0", "", ""],
        ["2.0", "- Số nhân viên đã khám định kỳ trong quý", "người", "551.0", "", ""],
    ]


def test_a_cumulative_figure_stands_in_the_second_column_where_there_is_one(path):
    report = typed("DK-YT", "2023-Q2")
    two = write_typed_reports(CATALOGUE, [report], OfficeStyle(), path)
    assert two["DK-YT", "harm_reduction_clients"] == ("Sheet1", "E17")
    assert sheet(path).get_value("D17") == ""
    one = write_typed_reports(CATALOGUE, [report], OfficeStyle(two_columns=False), path)
    assert one["DK-YT", "harm_reduction_clients"] == ("Sheet1", "D17")
    assert sheet(path).get_value("D8") == "Số liệu"


def test_sections_are_numbered_in_roman_and_restart_the_order(path):
    write_typed_reports(CATALOGUE, [typed("DK-YT", "2023-Q2")], OfficeStyle(sections=True), path)
    assert [row[:2] for row in rows(path, 10, 16)] == [
        ["I", "Khám sức khỏe định kỳ"],
        ["1.0", "Số nhân viên cơ sở phải khám định kỳ trong quý"],
        ["2.0", "- Số nhân viên đã khám định kỳ trong quý"],
        ["II", "Xét nghiệm"],
        ["1.0", "Số lượt xét nghiệm STI"],
        ["2.0", "- Số lượt dương tính STI"],
    ]


def test_money_is_typed_in_what_the_line_above_the_table_says(path):
    placed = write_typed_reports(
        CATALOGUE, [typed("DK-TCKH", "2023-H1")], OfficeStyle(money_unit=1000), path
    )
    budget = figures()["DK-TCKH", "2023-H1"]["budget_allocated"]
    assert sheet(path).get_value("F7") == "ĐVT tiền: 1000 đồng"
    assert sheet(path).get_value(placed["DK-TCKH", "budget_allocated"][1]) == budget / 1000
    odd = TypedReport(
        "finance", "DK-TCKH", parse_period_code("2023-H1"), {"budget_allocated": 1500}
    )
    with pytest.raises(ValueError, match="budget_allocated is not a multiple of 1000"):
        write_typed_reports(CATALOGUE, [odd], OfficeStyle(money_unit=1000), path)


def test_numbers_as_text_have_thousands_dots_and_a_leading_zero(path):
    figures = {"exam_workers_due": 1234, "exam_workers_done": 8, "sti_tests": 0}
    report = TypedReport("health", "DK-YT", parse_period_code("2023-Q2"), figures)
    write_typed_reports(CATALOGUE, [report], OfficeStyle(as_text=True, dash_for_zero=True), path)
    assert [sheet(path).get_value(cell) for cell in ("D11", "D12", "D13", "D14")] == [
        "1.234", "08", "-", "",
    ]  # fmt: skip


def test_letters_as_other_machines_and_older_typists_write_them(path):
    report = typed("DK-HOANGHIA", "2023-06")
    write_typed_reports(CATALOGUE, [report], OfficeStyle(old_tones=True, nfd=True), path)
    office, header = sheet(path).get_value("A1"), sheet(path).get_value("E9")
    assert not unicodedata.is_normalized("NFC", office)
    assert unicodedata.normalize("NFC", office) == "UBND PHƯỜNG HOÀ NGHĨA"
    assert unicodedata.normalize("NFC", header) == "Luỹ kế từ đầu năm"


def test_several_units_share_a_workbook_a_sheet_each(path):
    three = [typed(unit, "2023-07") for unit in ("DK-HAITHANH", "DK-TANTHANH", "DK-HUNGDAO")]
    placed = write_typed_reports(CATALOGUE, three, OfficeStyle(), path)
    assert Workbook(path.read_bytes()).sheet_names == ["Hải Thành", "Tân Thành", "Hưng Đạo"]
    assert placed["DK-TANTHANH", "comm_sessions"] == ("Tân Thành", "D11")
    reports = READER.read_reports(path.read_bytes(), RECEIVED).reports
    assert [report.unit for report in reports] == [report.unit for report in three]


def test_a_unit_whose_plain_name_is_taken_signs_with_its_alias(path):
    write_typed_reports(CATALOGUE, [typed("HP-HUNGDAO", "2025-08")], OfficeStyle(), path)
    assert sheet(path).get_value("A1") == "UBND PHƯỜNG HƯNG ĐẠO"


def test_what_is_told_to_be_typed_is_typed(path):
    figures = {"cases_prosecuted": "khoảng 300", "accused_prosecuted": None}
    row = ExtraRow("cases_prosecuted", "Số hộ văn hóa", "hộ", 7)
    report = TypedReport(
        "procuracy",
        "DK-VKS",
        parse_period_code("2023-Q2"),
        figures,
        unit_title="PHÒNG TỔNG HỢP",
        period_title="tháng 13",
        extra_rows=(row,),
    )
    write_typed_reports(CATALOGUE, [report], OfficeStyle(), path)
    assert sheet(path).get_value("A1") == "PHÒNG TỔNG HỢP"
    assert sheet(path).get_value("A5").endswith("tháng 13")
    assert [row[1:4] for row in rows(path, 10, 13)] == [
        ["Số vụ truy tố", "vụ", "khoảng 300"],
        ["Số hộ văn hóa", "hộ", "7.0"],
        ["Số bị can bị truy tố", "bị can", ""],
    ]


def test_a_report_that_is_not_synthetic_does_not_say_so(path):
    write_typed_reports(CATALOGUE, [typed("DK-VKS", "2023-Q2")], OfficeStyle(synthetic=False), path)
    assert SYNTHETIC_LINE not in [cell for row in sheet(path).cells for cell in row]


def test_the_same_report_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_typed_reports(CATALOGUE, [typed("DK-VKS", "2023-Q2")], OfficeStyle(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
