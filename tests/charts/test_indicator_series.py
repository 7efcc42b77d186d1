"""What of the marts becomes a series: whose rows, which grain, and nothing undisclosed."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from assets.charts.area_rows import load_office_rows, load_public_rows
from assets.charts.chart_areas import ChartAreas, find_chart_areas
from assets.charts.indicator_series import build_series, find_own_grain
from tests import spec
from warehouse.periods import Grain, parse_period_code
from warehouse.schema.tables import TABLES
from warehouse.store import Store

CATALOGUE = spec.catalogue()


def row(indicator, unit, period, numerator=10, **more):
    levels = {"DK": "district", "HP": "province"}
    return {
        "indicator": indicator,
        "unit": unit,
        "level": levels.get(unit, "unit"),
        "grain": str(parse_period_code(period).grain),
        "period": period,
        "numerator": numerator,
        "denominator": None,
        "value": None if numerator is None else float(numerator),
        "is_complete": True,
        "has_doubt": False,
        "reports_missing": 0,
        "target": None,
        "verdict": None,
        "units_owed": 6,
        "units_reported": 6,
        "null_reason": None,
        "suppressed": False,
    } | more


@pytest.fixture
def series_of(tmp_path):
    def build(*rows, load_rows=load_public_rows):
        with Store(tmp_path / "snapshot.duckdb") as store:
            for table in ("marts.indicator_values", "marts.public_values"):
                store.create_table(table)
                columns = TABLES[table].columns
                is_public = table == "marts.public_values"
                table_rows = [
                    {c: v for c, v in r.items() if c in columns}
                    for r in rows
                    if not (is_public and r.get("office_only"))
                ]
                if table_rows:
                    store.append_rows(table, pa.Table.from_pylist(table_rows))
        with Store(tmp_path / "snapshot.duckdb", read_only=True) as store:
            return build_series(CATALOGUE, load_rows(CATALOGUE, store))

    return build


def test_the_hub_is_followed_by_its_parent_from_the_day_it_ends():
    areas = find_chart_areas(CATALOGUE)
    assert (areas.hub.unit, areas.successor.unit, areas.breaks_on) == ("DK", "HP", date(2025, 7, 1))


def test_a_part_of_an_area_is_called_by_the_catalogues_words():
    matches = find_chart_areas(CATALOGUE)
    assert matches.get_successor_name("vi") == "3 phường mới thuộc địa bàn quận Dương Kinh cũ"
    whole = matches.coverage.model_copy(update={"covers": "all", "name_vi": None, "name_en": None})
    coverage = tuple(whole if c.area == "HP" else c for c in CATALOGUE.coverage)
    covered = find_chart_areas(replace(CATALOGUE, coverage=coverage))
    assert covered.get_successor_name("vi") == "Thành phố Hải Phòng"


def test_a_parent_of_which_the_catalogue_says_nothing_is_not_shown():
    coverage = tuple(c for c in CATALOGUE.coverage if c.area == "DK")
    matches = find_chart_areas(replace(CATALOGUE, coverage=coverage))
    assert matches == ChartAreas(CATALOGUE.units["DK"], breaks_on=date(2025, 7, 1))
    assert matches.get_successor_name("vi") == ""


def test_a_hub_that_lives_on_has_no_successor():
    living = CATALOGUE.units["DK"].model_copy(update={"valid_to": None})
    areas = find_chart_areas(replace(CATALOGUE, units={**CATALOGUE.units, "DK": living}))
    assert areas == ChartAreas(living)


@pytest.mark.parametrize(
    ("period", "area"),
    [
        ("2025-06", "DK"),
        ("2025-07", "HP"),
        ("2025-Q2", "DK"),
        ("2025-Q3", "HP"),
        ("2025-H1", "DK"),
        ("2025", "HP"),
    ],
)
def test_a_period_counts_for_the_area_that_exists_on_its_last_day(period, area):
    assert find_chart_areas(CATALOGUE).find_area(CATALOGUE, parse_period_code(period)).unit == area


def test_the_province_is_shown_after_the_break_only_and_wards_never(series_of):
    indicator_series = series_of(
        row("TT05", "DK", "2025-06", 1),
        row("TT05", "HP", "2025-06", 2),
        row("TT05", "HP", "2025-07", 3),
        row("TT05", "DK-DAPHUC", "2025-06", 4),
    )["TT05"]
    assert [(p.period.code, p.area, p.numerator) for p in indicator_series.points] == [
        ("2025-06", "DK", 1),
        ("2025-07", "HP", 3),
    ]


@pytest.mark.parametrize(
    ("code", "grain"),
    [("TT05", "month"), ("TT04", "quarter"), ("TT03", "half_year"), ("BC01", "month")],
)
def test_own_grain_is_that_of_the_slowest_form(code, grain):
    assert find_own_grain(CATALOGUE, CATALOGUE.indicators[code]) == grain


def test_a_finer_grain_than_all_forms_report_is_not_drawn(series_of):
    indicator_series = series_of(row("TT04", "DK", "2023-01"), row("TT04", "DK", "2023-Q1"))["TT04"]
    assert indicator_series.grain is Grain.QUARTER


def test_a_sensitive_series_is_drawn_by_the_declared_grain(series_of):
    """Also while nothing of it may be shown: no figure decides on the grain."""
    rows = [row("LG03", "DK", "2023-Q1", None, suppressed=True), row("LG03", "DK", "2023-H1", 40)]
    indicator_series = series_of(*rows)["LG03"]
    assert indicator_series.grain is Grain.QUARTER
    assert [(p.numerator, p.suppressed) for p in indicator_series.points] == [(None, True)]


def test_a_suppressed_year_keeps_its_place_without_its_number(series_of):
    indicator_series = series_of(row("DT05", "DK", "2023", None, suppressed=True))["DT05"]
    (point,) = indicator_series.points
    assert point == indicator_series.years[2023]
    assert (point.suppressed, point.numerator, point.denominator, point.value) == (
        True,
        None,
        None,
        None,
    )


class TestInTheYearOfTheBreak:
    def test_the_hub_has_its_longest_period_and_the_successor_its_own(self, series_of):
        matches = series_of(
            row("TT05", "DK", "2024", 9),
            row("TT05", "DK", "2025-06", 1),
            row("TT05", "DK", "2025-Q2", 2),
            row("TT05", "DK", "2025-H1", 3),
            row("TT05", "HP", "2025-07", 4),
            row("TT05", "HP", "2025-12", 5),
            row("TT05", "HP", "2025-H2", 6),
        )["TT05"]
        years = {year: (p.period.code, p.area, p.numerator) for year, p in matches.years.items()}
        assert years == {2024: ("2024", "DK", 9), 2025: ("2025-H1", "DK", 3)}
        after = matches.after_break
        assert (after.period.code, after.area, after.numerator) == ("2025-H2", "HP", 6)

    def test_a_period_that_begins_later_is_not_the_hubs_year_so_far(self, series_of):
        matches = series_of(row("TT05", "DK", "2025-06", 1), row("TT05", "HP", "2025-07", 2))[
            "TT05"
        ]
        assert (dict(matches.years), matches.after_break) == ({}, None)

    def test_a_hub_that_lives_on_has_its_year_alone(self, series_of):
        matches = series_of(row("TT05", "DK", "2024-H1", 1), row("TT05", "DK", "2024", 2))["TT05"]
        assert {year: p.period.code for year, p in matches.years.items()} == {2024: "2024"}
        assert matches.after_break is None


def test_what_is_missing_and_whose_target_it_is_comes_with_the_point(series_of):
    incomplete = row(
        "TT05",
        "DK",
        "2023-01",
        is_complete=False,
        has_doubt=True,
        reports_missing=2,
        missing_reports="2023-01 DK-DAPHUC, 2023-01 DK-HUNGDAO",
        target=70.0,
        target_scope="VN",
        target_binds=False,
        verdict="not_decided",
    )
    (point,) = series_of(incomplete)["TT05"].points
    assert (point.is_complete, point.has_doubt, point.is_firm) == (False, True, False)
    assert (point.reports_missing, point.missing_reports) == (2, incomplete["missing_reports"])
    assert (point.target, point.target_scope, point.target_binds) == (70.0, "VN", False)
    assert point.verdict == "not_decided"


@pytest.mark.parametrize(
    ("more", "is_firm"),
    [({}, True), ({"is_complete": False}, False), ({"has_doubt": True}, False)],
)
def test_a_value_is_firm_when_whole_and_without_doubt(series_of, more, is_firm):
    (point,) = series_of(row("TT05", "DK", "2023-01", **more))["TT05"].points
    assert point.is_firm is is_firm


def test_nulls_keep_their_reason(series_of):
    missing = row("TT05", "DK", "2023-01", None, null_reason="not_reported", units_reported=0)
    indicator_series = series_of(missing)["TT05"]
    assert indicator_series.points[0].value is None
    assert indicator_series.points[0].null_reason == "not_reported"
    assert indicator_series.latest_point is None


def test_a_count_from_the_years_beginning_is_known_by_its_elements(series_of):
    indicator_series = series_of()
    assert indicator_series["TT02"].is_cumulative
    assert not indicator_series["DT01"].is_cumulative


def test_every_indicator_has_a_series_even_without_rows(series_of):
    indicator_series = series_of()
    assert list(indicator_series) == list(CATALOGUE.indicators)
    assert all(s.points == () and dict(s.years) == {} for s in indicator_series.values())


class TestOfTheOffice:
    def test_every_count_is_exact_and_says_whether_it_is_public(self, series_of):
        months = [
            row("LG03", "DK", f"2023-{m:02d}", 4 if m == 2 else 9, office_only=True)
            for m in (1, 2, 3)
        ]
        quarter = row("LG03", "DK", "2023-Q1", 22)
        year = row("DT05", "DK", "2023", 2, denominator=40, suppressed=True)
        open_year = row("TT05", "DK", "2023", 2)
        series = series_of(*months, quarter, year, open_year, load_rows=load_office_rows)
        points = {
            code: [(p.period.code, p.numerator, p.is_public) for p in series[code].points]
            for code in ("LG03", "DT05", "TT05")
        }
        assert points == {
            "LG03": [("2023-01", 9, False), ("2023-02", 4, False), ("2023-03", 9, False)],
            "DT05": [("2023", 2, False)],
            "TT05": [("2023", 2, True)],
        }


class TestOfTheDoubtsOfSensitiveData:
    """A doubt follows from counts of units and months that are not public."""

    def test_neither_doubt_nor_verdict_of_them_is_public(self, series_of):
        judged = {"has_doubt": True, "target": 5.0, "target_binds": True, "verdict": "not_decided"}
        sensitive, harmless = row("LG03", "DK", "2023", 60, **judged), row("TT05", "DK", "2023")
        series = series_of(sensitive, harmless | judged)
        (hidden,), (open_point,) = series["LG03"].points, series["TT05"].points
        assert (hidden.numerator, hidden.has_doubt, hidden.verdict) == (60, False, None)
        assert (open_point.has_doubt, open_point.verdict) == (True, "not_decided")

    def test_a_change_that_is_not_given_for_a_doubt_gives_no_side_either(self, series_of):
        doubted = row("DT02", "DK", "2023", 60, denominator=70, value=None)
        (point,) = series_of(doubted | {"has_doubt": True, "null_reason": "open_doubt"})[
            "DT02"
        ].points
        assert (point.suppressed, point.numerator, point.denominator) == (True, None, None)
        assert (point.has_doubt, point.null_reason) == (False, None)
