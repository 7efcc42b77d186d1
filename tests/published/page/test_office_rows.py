"""What the office's page has beside figures: consolidated tables, faults, obstacles."""

import pyarrow as pa
import pytest

from assets.published.page.payload import evidence_rows, fault_rows, table_rows
from assets.published.tables.form_figures import load_form_tables
from tests import spec
from tests.spec import drawn
from warehouse.periods import parse_period_code
from warehouse.store import Store

CATALOGUE = spec.catalogue()
NATURES = {"flow": "loudspeaker_broadcasts", "stock": "establishments", "few": "loans_granted"}
REPORTS = """
received         | unit       | period  | flow | stock | few
2023-04-16 08:00 | DK-DAPHUC  | 2023-04 | 1000 | 40    | 2
2023-05-16 08:00 | DK-DAPHUC  | 2023-05 | 1200 | 41    | 0
2023-06-16 08:00 | DK-DAPHUC  | 2023-06 | 1300 | 42    | 0
2023-06-16 08:00 | DK-HUNGDAO | 2023-06 | 7    | 9     | x
# corrects June
2023-07-20 08:00 | DK-HUNGDAO | 2023-06 | 8    | 9     | x
"""
REMARKED_REPORT = {"unit": "DK-HAITHANH", "period": "2023-06", "comm_sessions": "3"}


@pytest.fixture(scope="module")
def store(warehouse_of):
    report = REMARKED_REPORT | {"says": "obstacle: Kinh phí chậm.; proposal: Xin thêm tờ rơi."}
    return warehouse_of([*drawn(REPORTS, **NATURES), report]).store


@pytest.fixture(scope="module")
def quarter(store):
    places = {"2023-06": 0, "2023-Q2": 1, "2024-Q2": 2}
    tables = table_rows.build_table_rows(CATALOGUE, store, places, "vi")
    assert set(tables["ward"]) == {0, 1}
    return tables["ward"][1]


def row_of(table, element):
    elements = [e.element for e in CATALOGUE.forms["ward"].elements]
    return dict(
        zip(
            [*table["units"], *(area for area, _ in table["areas"])],
            table["rows"][elements.index(element)],
            strict=True,
        )
    )


def test_a_cell_is_a_number_marks_or_both(quarter):
    flow = row_of(quarter, "loudspeaker_broadcasts")
    assert flow["DK-DAPHUC"] == 3500
    assert flow["DK-HUNGDAO"] == [8, "pr"]
    assert flow["DK-ANHDUNG"] == "x"
    assert flow["DK"] == [3508, "pr"]
    assert row_of(quarter, "establishments")["DK-DAPHUC"] == 42
    assert row_of(quarter, "loans_granted")["DK-DAPHUC"] == [2, "c"]


def test_the_page_and_the_workbook_have_the_same_tables(store, quarter):
    tables = load_form_tables(store, CATALOGUE, parse_period_code("2023-Q2"))
    (ward,) = [table for table in tables if table.form.form == "ward"]
    assert quarter["reported"] == [ward.owed_count - len(ward.missing_reports), ward.owed_count]
    assert len(quarter["missing"]) == len(ward.missing_reports) > 0
    assert "Phường Anh Dũng, tháng 06/2023" in quarter["missing"]
    for row, cells in zip(ward.rows, quarter["rows"], strict=True):
        expected = [
            [c.value, c.marks] if c.marks and c.value is not None else c.marks or c.value
            for c in (*row.unit_cells, *row.area_cells)
        ]
        assert cells == expected


def test_elements_are_named_in_order_with_their_unit(quarter):
    facts = table_rows.build_element_facts(CATALOGUE, "vi")["ward"]
    assert len(facts["elements"]) == len(quarter["rows"])
    element = ["Số lượt phát trên loa truyền thanh", "lượt", 0, "loudspeaker_broadcasts"]
    assert element in facts["elements"]
    assert quarter["areas"] == [["DK", "Quận Dương Kinh"]]


def fault(code, unit=None, period=None):
    place = {"code": code, "unit": unit, "period": period}
    return place | dict.fromkeys(("submission", "severity", "message_vi", "remedy_vi"), "-")


def test_faults_are_counted_by_code_unit_and_period():
    faults = [fault("E-NEG-001", "DK-ANHDUNG", "2023-06")] * 2 + [fault("E-FORM-001")]
    with Store(":memory:") as store:
        store.create_table("core.findings")
        rows = [row | {"severity": "error"} for row in faults]
        store.append_rows("core.findings", pa.Table.from_pylist(rows))
        fault_counts = fault_rows.build_fault_rows(store)
    assert fault_counts == [
        ["E-FORM-001", "", "", 1],
        ["E-NEG-001", "DK-ANHDUNG", "2023-06", 2],
    ]
    codes = fault_rows.describe_fault_codes(fault_counts, "vi")
    assert list(codes) == ["E-FORM-001", "E-NEG-001"]
    assert codes["E-NEG-001"] == "«…» là số âm (…)."


def test_the_quality_of_the_hub_stands_with_its_counts():
    place = {"form": "ward", "unit": "DK", "level": "district", "year": 2023}
    usual = place | {"units_divergent": 0, "null_reason": None}
    measured = {"value": 0.75, "numerator": 3.0, "denominator": 4.0}
    rows = [
        usual | measured | {"metric": "timeliness"},
        usual | measured | {"metric": "extreme_outliers"},
        usual | measured | {"metric": "timeliness", "unit": "HP"},
        usual | {"metric": "days_to_mend", "null_reason": "not_mended"},
    ]
    with Store(":memory:") as store:
        store.create_table("marts.quality_metrics")
        store.append_rows("marts.quality_metrics", pa.Table.from_pylist(rows))
        counts = evidence_rows.build_quality_counts(store, "DK")
    assert counts == {"ward timeliness 2023": [3, 4]}


def test_obstacles_stand_with_unit_period_and_the_missing_reply(store):
    assert fault_rows.build_obstacle_rows(store) == [
        ["DK-HAITHANH", "2023-06", "obstacle", "Kinh phí chậm.", "", ""],
        ["DK-HAITHANH", "2023-06", "proposal", "Xin thêm tờ rơi.", "", ""],
    ]
