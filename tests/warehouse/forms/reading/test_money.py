"""The unit money is counted in: wherever it is stated, and never guessed."""

import pytest

from tests.warehouse.forms.typed_files import as_xlsx, codes, only, values
from warehouse.forms.reading.money import UNKNOWN_FACTOR, find_table_unit, parse_factors

TITLE = ("PHÒNG TÀI CHÍNH - KẾ HOẠCH QUẬN DƯƠNG KINH", "BÁO CÁO", "6 tháng đầu năm 2023")
LABELS = (
    "Kinh phí được bố trí trong năm",
    "Kinh phí đã thực hiện (lũy kế từ đầu năm)",
    "Tài trợ, huy động khác (lũy kế từ đầu năm)",
)


def report(over="", unit="", head="Số liệu", figures=("5", "4", "0")):
    """Read a report with figures in D7 to D9 and the unit of the table in A5."""
    rows = [("1", label, unit, f) for label, f in zip(LABELS, figures, strict=True)]
    grid = [*((line,) for line in TITLE), (), (over,), ("TT", "Nội dung", "ĐVT", head), *rows]
    return only(as_xlsx(grid))


def spent(report):
    return values(report)["budget_spent"]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("ĐVT: 1000 đồng", [1000]),
        ("ĐVT tiền: 1000 đồng", [1000]),
        ("Đơn vị tính: 1.000 đồng", [1000]),
        ("Đơn vị tính: nghìn đồng", [1000]),
        ("(ĐVT: ngàn đồng)", [1000]),
        ("ĐVT: ngàn đ", [1000]),
        ("ĐVT: 1000đ", [1000]),
        ("Đơn vị: 1.000 VNĐ", [1000]),
        ("Đơn vị tính: triệu đồng", [10**6]),
        ("ĐVT: trđ", [10**6]),
        ("Đvt: tr.đ", [10**6]),
        ("Đơn vị tính: 1.000.000 đồng", [10**6]),
        ("Don vi tinh: Trieu dong", [10**6]),
        ("ĐVT: tỷ đồng", [10**9]),
        ("ĐVT: tỉ đồng", [10**9]),
        ("ĐVT: đồng", [1]),
        ("ĐVT: người; tiền: triệu đồng", [10**6]),
        ("ĐVT: đồng; ĐVT: triệu đồng", [1, 10**6]),
        ("Đơn vị tính: trăm nghìn đồng", [UNKNOWN_FACTOR]),
        ("ĐVT: 1000 USD", [UNKNOWN_FACTOR]),
        ("ĐVT: 1000¹ đồng", [UNKNOWN_FACTOR]),
        ("ĐVT: 1٠٠٠ đồng", [UNKNOWN_FACTOR]),
        ("ĐVT: １０００ đồng", [1000]),
        ("Đơn vị tính: người", []),
        ("Đơn vị tính: lao động", []),
        ("Đơn vị báo cáo: UBND phường Đồng Tâm", []),
        ("Kết quả tháng 5/2023", []),
    ],
)
def test_what_a_line_over_the_table_states(line, stated):
    assert parse_factors(line) == stated


def test_two_money_units_are_a_doubt_not_a_choice():
    unit, doubts = find_table_unit([("A1", "ĐVT: 1000 đồng"), ("A2", "ĐVT: triệu đồng")])
    assert unit is None
    assert [(d.code, d.cell) for d in doubts] == [("E-MONEY-001", "A2")]


@pytest.mark.parametrize(
    "where",
    [
        {"over": "ĐVT: triệu đồng"},
        {"unit": "triệu đồng"},
        {"unit": "Trđ"},
        {"over": "ĐVT: đồng", "unit": "triệu đồng"},
        {"over": "ĐVT: triệu đồng", "unit": "đồng"},
        {"head": "Số liệu (triệu đồng)"},
        {"head": "Số liệu, tr.đ"},
        {"head": "Thực hiện\n1.000.000 đ"},
        {"head": "Số liệu triệu đồng"},
        {"over": "ĐVT: triệu đồng", "head": "Số liệu (theo hợp đồng)"},
    ],
)
def test_it_counts_wherever_it_is_stated(where):
    typed_report = report(**where)
    assert (spent(typed_report), typed_report.drafts) == (4_000_000, ())


@pytest.mark.parametrize(
    ("where", "code", "cells"),
    [
        ({"over": "ĐVT: 1000 USD"}, "E-MONEY-002", ["A5"]),
        ({"unit": "USD"}, "E-MONEY-002", ["D7", "D8"]),
        ({"over": "ĐVT: triệu đồng", "head": "Số liệu (đồng)"}, "E-MONEY-001", ["D7", "D8"]),
    ],
)
def test_what_is_not_sure_is_a_doubt_and_zero_is_zero_in_any_unit(where, code, cells):
    assert codes(report(**where)) == [(code, cell) for cell in cells]


def test_a_fraction_of_an_unsure_unit_is_not_blamed_on_the_fraction():
    typed_report = report(over="ĐVT: triệu đồng", head="Số liệu (đồng)", figures=("5", "4,5", "0"))
    assert codes(typed_report) == [("E-MONEY-001", "D7"), ("E-MONEY-001", "D8")]
