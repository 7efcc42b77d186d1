"""The data behind the page's script: rows as short as can be, periods, Tết, units of an area."""

from datetime import date

import pandas as pd
import pytest

from assets.charts.chart_areas import find_chart_areas
from assets.published.page.payload import catalogue_facts
from assets.published.page.payload.figure_rows import group_figures
from assets.published.page.payload.page_payload import pack_payload, unpack_payload
from assets.published.page.reporting_grid import list_reporting_units
from tests import spec
from warehouse.catalogue import load_catalogue

CATALOGUE = spec.catalogue()
WHOLE = {
    "indicator": "TT02",
    "unit": "DK",
    "period": "2023-Q2",
    "numerator": 281,
    "denominator": 949,
    "value": 29.6,
    "is_complete": True,
    "has_doubt": False,
    "reports_missing": 0,
    "missing_reports": None,
    "target": 50.0,
    "target_scope": "DK",
    "target_binds": True,
    "verdict": "not_due",
    "units_owed": 6,
    "units_reported": 6,
    "null_reason": None,
    "suppressed": False,
    "is_public": True,
}
PLACE = [period.code for period in CATALOGUE.list_periods()].index("2023-Q2")
NO_VALUE = {"numerator": None, "denominator": None, "value": None, "verdict": None, "target": None}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [PLACE, 281, 949, "", "", 6, 6, "not_due", 50]),
        ({"target": None, "verdict": None}, [PLACE, 281, 949, "", "", 6, 6]),
        (
            {"target_binds": False, "target_scope": "VN", "verdict": None, "target": 70.5},
            [PLACE, 281, 949, "", "", 6, 6, "", 70.5, "*"],
        ),
        (
            {"is_complete": False, "has_doubt": True, "is_public": False, "verdict": None}
            | {"target": None, "reports_missing": 1, "missing_reports": "2023-04 DK-CA"},
            [PLACE, 281, 949, "p?c", "", 6, 6, "", None, "", 1, "2023-04 DK-CA"],
        ),
        (NO_VALUE | {"suppressed": True}, [PLACE, None, None, "c", "suppressed", 6, 6]),
        (
            NO_VALUE | {"null_reason": "not_reported", "units_owed": 0, "units_reported": 0},
            [PLACE, None, None, "", "nobody_owes"],
        ),
        (NO_VALUE | {"null_reason": "open_doubt"}, [PLACE, None, None, "", "open_doubt", 6, 6]),
    ],
)
def test_a_row_holds_what_is_known_and_nothing_behind_it(changes, expected):
    frame = pd.DataFrame([WHOLE | changes]).astype(object)
    assert group_figures(CATALOGUE, [frame], "vi") == {"TT02": {"DK": [expected]}}


def test_a_target_of_another_area_is_named():
    frame = pd.DataFrame([WHOLE | {"target_binds": False, "target_scope": "HP"}])
    (row,) = group_figures(CATALOGUE, [frame], "en")["TT02"]["DK"]
    assert row[9] == "Hai Phong City"


def test_tet_falls_into_the_month_of_the_reports():
    """22 January 2023 belongs to the report of February, which begins on 15 January."""
    assert catalogue_facts.build_new_year_months(load_catalogue()) == {
        2021: 2,
        2022: 2,
        2023: 2,
        2024: 2,
        2025: 2,
    }
    assert load_catalogue().calendar.list_new_year_days({2023, 2025}) == [
        date(2023, 1, 22),
        date(2025, 1, 29),
    ]


def test_periods_say_whether_they_are_over():
    periods = catalogue_facts.build_period_facts(CATALOGUE, date(2023, 7, 1), "vi")
    assert {code: is_over for code, *_, is_over in periods if code in ("2023-Q2", "2023-Q3")} == {
        "2023-Q2": 1,
        "2023-Q3": 0,
    }


def test_what_came_after_the_district_is_named_by_what_it_covers():
    catalogue = load_catalogue()
    areas = find_chart_areas(catalogue)
    facts = catalogue_facts.build_unit_facts(areas, list_reporting_units(catalogue), "vi")
    assert [(u, f["name"]) for u, f in facts.items() if f["kind"] == "area"] == [
        ("DK", "Quận Dương Kinh"),
        ("HP", "3 phường mới thuộc địa bàn quận Dương Kinh cũ"),
    ]
    assert facts["HP"]["from"] == "2025-07-01"
    assert facts["DK-DAPHUC"]["kind"] == "ward"


def test_a_formula_is_written_without_the_codes_of_its_elements():
    facts = {f["code"]: f for f in catalogue_facts.build_indicator_facts(load_catalogue(), "vi")}
    assert "`" not in "".join(f["formula"] for f in facts.values())
    assert facts["TT05"]["formula"] == "«Số lượt phát trên loa truyền thanh»"
    assert facts["TT02"]["cumulative"] == 1
    assert {f["group"] for f in facts.values()} >= {"Tuyên truyền", "Kiểm tra cơ sở"}
    assert "Khác" not in {f["group"] for f in facts.values()}


def test_packed_data_come_out_as_they_went_in_and_always_the_same():
    payload = {"lang": "vi", "figures": {"TT02": {"DK": [[1, 2, None, "p"]]}}}
    assert unpack_payload(pack_payload(payload)) == payload
    assert pack_payload(payload) == pack_payload(dict(payload))
