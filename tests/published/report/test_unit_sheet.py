"""The sheet back to a unit: its own figures, what was late or missing, and what it may see."""

from datetime import date

import pytest

from assets.published.report.pdf_report import build_sheet_pdf
from assets.published.report.unit_sheet import MOST_QUESTIONS, SHEET_COLUMNS, compose_unit_sheet
from tests import spec
from tests.spec import drawn
from warehouse.periods import parse_period_code

RANGES = ", ".join(
    f"W-RANGE-001 in {element}"
    for element in (
        "loudspeaker_broadcasts",
        "establishments",
        "commitments_signed",
        "comm_sessions",
        "comm_participants",
        "leaflets",
        "inspection_visits",
    )
)
SENT = f"""
received         | unit       | period  | found | loudspeaker_broadcasts | establishments | commitments_signed
2022-04-16 08:00 | DK-DAPHUC  | 2022-04 |       | 2                      | 4              | 1
2022-05-16 08:00 | DK-DAPHUC  | 2022-05 |       | 2                      | 4              | 1
2022-06-16 08:00 | DK-DAPHUC  | 2022-06 |       | 2                      | 4              | 1
2023-04-16 08:00 | DK-DAPHUC  | 2023-04 |       | 5                      | 4              | 2
2023-05-26 08:00 | DK-DAPHUC  | 2023-05 |       | 6                      | 4              | 2
2023-06-16 08:00 | DK-HUNGDAO | 2023-06 | {RANGES} | 6                   | 4              | 2
"""  # noqa: E501 - drawn
COURT = """
received         | unit  | period  | cases_accepted | cases_tried
2023-06-16 08:00 | DK-TA | 2023-Q2 | 6              | 3
"""


@pytest.fixture(scope="module")
def store(warehouse_of):
    return warehouse_of(drawn(SENT) + drawn(COURT), date(2023, 8, 1)).store


def compose(store, unit, period="2023-Q2"):
    composed = compose_unit_sheet(store, spec.catalogue(), unit, parse_period_code(period))
    assert composed
    return composed[0]


def read_rows(sheet):
    """Return the rows by the code behind the name."""
    return {row[0][-5:-1]: dict(zip(SHEET_COLUMNS, row, strict=True)) for row in sheet.rows}


def test_a_unit_sees_what_it_reported_beside_its_own_last_year(store):
    row = read_rows(compose(store, "DK-DAPHUC"))["TT05"]
    assert (row["Kỳ này"], row["Cùng kỳ năm trước"]) == ("11 [p]", "6")
    row = read_rows(compose(store, "DK-DAPHUC", "2023-05"))["KT04"]
    assert (row["Kỳ này"], row["Cùng kỳ năm trước"]) == ("50,0\u00a0% (2/4)", "25,0\u00a0% (1/4)")


def test_late_and_missing_reports_are_named_and_the_missing_ones_are_a_task(store):
    sheet = compose(store, "DK-DAPHUC")
    assert sheet.addressee == "Ủy ban nhân dân phường Đa Phúc"
    assert sheet.reports == (
        "Đã nhận đúng hạn: tháng 04/2023.",
        "Đã nhận, trễ 10 ngày: tháng 05/2023.",
        "Chưa nhận: tháng 06/2023.",
    )
    assert sheet.tasks == ("Gửi báo cáo tháng 06/2023 (hạn 16/06/2023).",)


def test_a_year_of_reports_takes_a_line_for_each_state(warehouse_of):
    months = "received | unit | period | loudspeaker_broadcasts\n" + "\n".join(
        f"2023-{month:02d}-16 08:00 | DK-DAPHUC | 2023-{month:02d} | 5" for month in range(1, 12)
    )
    store = warehouse_of(drawn(months), date(2024, 2, 1)).store
    sheet = compose(store, "DK-DAPHUC", "2023")
    on_time, missing = sheet.reports
    assert on_time.startswith("Đã nhận đúng hạn: tháng 01/2023, tháng 02/2023, ")
    assert missing == "Chưa nhận: tháng 12/2023."


def test_a_hidden_count_of_the_district_is_not_given_to_a_unit(store):
    own = read_rows(compose(store, "DK-TA"))["TP01"]
    assert (own["Kỳ này"], own["Cả quận"]) == ("50,0\u00a0% (3/6)", "–")
    public_row = read_rows(compose(store, "DK-DAPHUC", "2023-05"))["BC01"]
    assert public_row["Cả quận"].endswith("/7)"), "a share of few, with the numbers"


def test_open_questions_are_tasks_and_those_that_do_not_fit_are_counted(store):
    tasks = compose(store, "DK-HUNGDAO", "2023-06").tasks
    assert len(tasks) == MOST_QUESTIONS + 1
    assert tasks[0] == "sai W-RANGE-001 sửa W-RANGE-001"
    assert tasks[-1].startswith("Còn 2 điều khác")
    quarter = compose(store, "DK-HUNGDAO").tasks
    assert "Tháng 06/2023: sai W-RANGE-001 sửa W-RANGE-001" in quarter, "of which month"


def test_a_unit_that_owes_nothing_gets_no_sheet(store):
    period = parse_period_code("2023-05")
    assert compose_unit_sheet(store, spec.catalogue(), "DK-TA", period) is None


def test_the_page_has_the_same_bytes_each_time(store):
    composed = compose_unit_sheet(
        store, spec.catalogue(), "DK-HUNGDAO", parse_period_code("2023-06")
    )
    assert build_sheet_pdf(*composed) == build_sheet_pdf(*composed)
    assert b"/Type/Pages/Count 1/" in build_sheet_pdf(*composed)
