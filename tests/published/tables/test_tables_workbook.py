"""The consolidated workbook: what its cells hold, which marks they bear, and its bytes."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assets.published.tables.form_figures import load_form_tables
from assets.published.tables.tables_workbook import PublishedPeriod, build_tables_workbook
from tests import spec
from tests.spec import drawn
from warehouse.periods import parse_period_code

NATURES = {
    "flow": "loudspeaker_broadcasts",
    "stock": "establishments",
    "few": "vocational_training",
}
WARDS = ("DAPHUC", "HUNGDAO", "ANHDUNG", "HAITHANH", "HOANGHIA", "TANTHANH")
MONTHS = "received | unit | period | flow | stock | few\n" + "\n".join(
    f"2023-0{month}-16 08:00 | DK-{ward} | 2023-0{month} | {1000 * month} | {10 * month} | {few}"
    for month in (4, 5, 6)
    for ward, few in zip(WARDS, (0, 1, 0, 2, 9, 0), strict=True)
    if (month, ward) != (5, "TANTHANH")
)
MORE = """
received         | unit       | period  | flow | stock | few
# corrects April
2023-07-20 08:00 | DK-DAPHUC  | 2023-04 | 4500 | 40    | 0
2025-06-16 08:00 | DK-DAPHUC  | 2025-06 | 6    | 12    | 0
2025-07-16 08:00 | HP-HUNGDAO | 2025-07 | 3    | 70    | 0
2025-08-16 08:00 | HP-HUNGDAO | 2025-08 | x    | x     | x
"""
PUBLISHED_AT = datetime(2026, 1, 10, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(drawn(MONTHS, **NATURES) + drawn(MORE, **NATURES))


def build_workbook(warehouse, code):
    period = parse_period_code(code)
    tables = load_form_tables(warehouse.store, spec.catalogue(), period)
    published = PublishedPeriod(period, PUBLISHED_AT, False)
    return build_tables_workbook(spec.catalogue(), published, tables)


@pytest.fixture(scope="module")
def quarter(warehouse):
    return build_workbook(warehouse, "2023-Q2")


def find_ward_sheet(content):
    workbook = load_workbook(BytesIO(content))
    return next(s for s in workbook if "phường" in str(s["A1"].value) and s.title != "Mục lục")


def read_table(content):
    """Return the ward sheet's cells by element and column heading."""
    sheet = find_ward_sheet(content)
    ((first, last),) = [t.ref.split(":") for t in sheet.tables.values()]
    head, *rows = sheet[first:last]
    headings = [cell.value for cell in head]
    by_name = {e.name_vi: e.element for e in spec.catalogue().forms["ward"].elements}
    column = headings.index("Chỉ tiêu")
    return {by_name[row[column].value]: dict(zip(headings, row, strict=True)) for row in rows}


def show(cell):
    """Return a cell as value and marks, as a reader sees it."""
    marks = cell.number_format.partition('"')[2].rpartition('"')[0]
    return f"{cell.value} {marks}".strip()


def test_units_stand_across_with_the_total_beside(quarter):
    row = read_table(quarter)["loudspeaker_broadcasts"]
    assert show(row["Phường Hưng Đạo"]) == "15000"
    assert show(row["Phường Đa Phúc"]) == "15500 [r]"
    assert show(row["Phường Tân Thành"]) == "10000 [p]"
    assert show(row["Tổng: Quận Dương Kinh"]) == "85500 [p] [r]"
    assert row["Đơn vị đã báo cáo"].value == "6/6"
    assert row["ĐVT"].value == "lượt"


def test_of_a_stock_the_last_report_makes_it_whole(quarter):
    row = read_table(quarter)["establishments"]
    assert show(row["Phường Tân Thành"]) == "60"
    assert show(row["Tổng: Quận Dương Kinh"]) == "360"


def test_a_small_count_about_people_is_marked_and_a_zero_is_not(warehouse):
    row = read_table(build_workbook(warehouse, "2023-06"))["vocational_training"]
    assert [show(row[f"Phường {name}"]) for name in ("Đa Phúc", "Hưng Đạo", "Hòa Nghĩa")] == [
        "0",
        "1 [c]",
        "9",
    ]


def test_what_nobody_reported_is_no_zero(quarter):
    assert show(read_table(quarter)["online_posts"]["Phường Đa Phúc"]) == "[x]"
    assert show(read_table(quarter)["online_posts"]["Tổng: Quận Dương Kinh"]) == "[x]"


def test_each_missing_report_is_named(quarter):
    text = find_ward_sheet(quarter)["A3"].value
    assert "17/18" in text
    assert "Phường Tân Thành tháng 05/2023" in text


def test_the_year_of_the_break_has_no_total_and_says_so(warehouse):
    content = build_workbook(warehouse, "2025")
    row = read_table(content)["establishments"]
    assert show(row["Phường Đa Phúc"]) == "12 [b]"
    assert not [heading for heading in row if heading.startswith("Tổng")]
    assert "[b]" in find_ward_sheet(content)["A4"].value
    august = read_table(build_workbook(warehouse, "2025-08"))["establishments"]
    assert show(august["Phường Hưng Đạo (mới)"]) == "[z]"


def test_each_form_has_a_sheet_with_one_table_without_merged_cells(quarter):
    workbook = load_workbook(BytesIO(quarter))
    assert workbook.sheetnames[:3] == ["Bìa", "Mục lục", "Ghi chú"]
    sheets = workbook.worksheets[3:]
    assert len(sheets) == sum(
        form.frequency.fills_grain(parse_period_code("2023-Q2").grain)
        for form in spec.catalogue().forms.values()
    )
    for sheet in sheets:
        ((first, _),) = [t.ref.split(":") for t in sheet.tables.values()]
        top = sheet[first].row
        assert all(merged.max_row < top for merged in sheet.merged_cells.ranges), sheet.title
    key = [cell.value for cell in workbook["Ghi chú"]["A"]]
    assert {"[x]", "[z]", "[p]", "[r]", "[c]", "[b]"} <= set(key)


@pytest.mark.parametrize(
    ("code", "author"),
    [
        ("2023-Q2", "Phòng Lao động - Thương binh và Xã hội quận"),
        ("2025-Q2", "Phòng Y tế và Trung tâm Y tế quận"),
    ],
)
def test_the_author_is_the_office_that_has_the_programme_in_the_period(warehouse, code, author):
    workbook = load_workbook(BytesIO(build_workbook(warehouse, code)))
    assert workbook.properties.creator == author


def test_equal_publications_give_equal_bytes(warehouse, quarter):
    assert build_workbook(warehouse, "2023-Q2") == quarter
