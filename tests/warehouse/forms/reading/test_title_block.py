"""The lines above a table: period and unit."""

from datetime import date

import pytest

from tests import spec
from warehouse.files.grid import Sheet
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.title_block import find_period, find_unit, list_title_texts

CATALOGUE = spec.catalogue()
LABELS = LabelIndex(CATALOGUE)
WARD = CATALOGUE.forms["ward"]


def placed(*lines):
    return [(f"A{number}", line) for number, line in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("lines", "period", "code"),
    [
        (("BÁO CÁO", "Kết quả tháng 05 năm 2023"), "2023-05", None),
        (("BÁO CÁO tháng 5/2023", "Kế hoạch năm 2023"), "2023-05", None),
        (("Dương Kinh, ngày 16 tháng 6 năm 2023", "Báo cáo tháng 5/2023"), "2023-05", None),
        (("BÁO CÁO", "Kết quả Quý II/2023"), "2023-Q2", "E-PERIOD-002"),
        (("BÁO CÁO", "tháng 5/2023", "tháng 6/2023"), None, "E-PERIOD-005"),
        (("BÁO CÁO", "Kết quả công tác"), None, "E-PERIOD-001"),
    ],
)
def test_the_period(lines, period, code):
    title_period, doubts = find_period(WARD, placed(*lines))
    assert (title_period and title_period.code) == period
    assert [d.code for d in doubts] == ([code] if code else [])


def test_a_name_that_moved_means_the_unit_living_then():
    title = placed("UBND PHƯỜNG HƯNG ĐẠO")
    before, _ = find_unit(WARD, title, LABELS, date(2025, 6, 14))
    after, _ = find_unit(WARD, title, LABELS, date(2025, 7, 14))
    assert (before.unit, after.unit) == ("DK-HUNGDAO", "HP-HUNGDAO")


def test_a_unit_that_is_gone_is_named_with_the_doubt():
    unit, doubts = find_unit(WARD, placed("UBND PHƯỜNG ANH DŨNG"), LABELS, date(2025, 8, 14))
    assert unit.unit == "DK-ANHDUNG"
    assert [(d.code, d.cell) for d in doubts] == [("E-PERIOD-003", "A1")]


def test_an_unknown_unit_is_blamed_on_the_office_line():
    title = placed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND phường Đa Phúk", "BÁO CÁO")
    unit, doubts = find_unit(WARD, title, LABELS, date(2023, 5, 14))
    assert unit is None
    assert [(d.code, d.cell, d.observed) for d in doubts] == [
        ("E-UNIT-001", "A2", "UBND phường Đa Phúk")
    ]


def test_title_cells_are_texts_above_the_table_with_their_address():
    sheet = Sheet("BC", True, [["UBND", "", 5.0], ["", "BÁO CÁO", ""], ["TT", "Nội dung", ""]])
    assert list_title_texts(sheet, 2) == [("A1", "UBND"), ("B2", "BÁO CÁO")]
