"""Which rows of the sensitive indicators are offered, and which counts each of them tells."""

import pytest

from expectations.disclosure.count_families import CountFamily, ElementTraits, list_count_families
from expectations.disclosure.offered_rows import (
    build_geography,
    build_offered_rows,
    find_family,
    find_row_cells,
    is_public_grain,
    list_sensitive_indicators,
)
from expectations.disclosure.year_counts import CountCell
from tests import spec
from warehouse.periods import Grain

CATALOGUE = spec.catalogue()
FAMILIES = list_count_families(CATALOGUE.indicators, CATALOGUE.forms)
DISTRICT = build_geography(CATALOGUE, {"DK"})


def with_grain(grain):
    return CATALOGUE.indicators["DT02"].model_copy(update={"public_grain": grain})


@pytest.mark.parametrize(
    ("declared", "public"),
    [
        (Grain.MONTH, "month quarter half_year nine_months year"),
        (Grain.QUARTER, "quarter half_year nine_months year"),
        (Grain.HALF_YEAR, "half_year year"),
        (Grain.NINE_MONTHS, "nine_months"),
        (Grain.YEAR, "year"),
        (None, "month quarter half_year nine_months year"),
    ],
)
def test_the_declared_grain_and_what_it_fills_leave_the_house(declared, public):
    assert [g.value for g in Grain if is_public_grain(with_grain(declared), g)] == public.split()


def test_sensitive_indicators_are_listed_in_the_catalogues_order():
    codes = list_sensitive_indicators(CATALOGUE)
    assert codes == [code for code in CATALOGUE.indicators if code in codes]
    assert {"DT02", "YT02"} <= set(codes)
    assert "TT01" not in codes


def test_an_area_has_the_reporting_units_below_it_at_any_depth():
    geography = build_geography(CATALOGUE, {"DK", "HP", "DK-CA"})
    assert {"DK-DAPHUC", "DK-CA"} <= set(geography.list_members("DK"))
    assert "HP-DOSON" not in geography.list_members("DK")
    assert {"DK-DAPHUC", "HP-DOSON"} <= set(geography.list_members("HP"))
    assert not {"DK", "HP"} & {m for area in ("DK", "HP") for m in geography.list_members(area)}
    assert list(geography.list_members("DK-CA")) == ["DK-CA"]


def test_an_area_that_no_row_is_of_is_not_expanded():
    assert list(DISTRICT.members) == ["DK"]


@pytest.mark.parametrize(
    ("unit", "period", "adds_up"),
    [
        ("DK-DAPHUC", "2021-01", True),
        ("DK-DAPHUC", "2025-06", True),  # ends on 14 June
        ("DK-DAPHUC", "2025-07", False),
        ("DK-DAPHUC", "2025", False),
        ("HP-DOSON", "2025-06", False),
        ("HP-DOSON", "2025-07", True),
    ],
)
def test_a_stock_counts_while_the_unit_exists_at_the_periods_end(unit, period, adds_up):
    assert DISTRICT.adds_up(unit, period) is adds_up


def cells_of(code, period, area="DK"):
    """Return the counts of a row as `family/year: item period`, with the area apart."""
    cells = find_row_cells(CATALOGUE.indicators[code], FAMILIES, (code, area, period))
    assert {cell.unit for _, cell in cells} == {area}
    return [f"{family}/{year}: {cell.item} {cell.period}" for (family, year), cell in cells]


def test_a_change_tells_the_count_of_both_years():
    name = "police.criminal_cases"
    assert cells_of("DT02", "2024-H1") == [
        f"{name}/2024: {name} 2024-H1",
        f"{name}/2023: {name} 2023-H1",
    ]


def test_a_share_tells_part_and_whole_of_one_family():
    assert cells_of("YT03", "2024-9M") == [
        "health.sti_positive/2024: health.sti_positive 2024-9M",
        "health.sti_positive/2024: health.sti_tests 2024-9M",
    ]


def test_a_cumulative_count_is_told_at_the_end_of_the_period():
    name = "health.harm_reduction_clients"
    assert cells_of("YT02", "2024-H1") == [f"{name}/2024: {name} 2024-Q2"]
    assert cells_of("YT02", "2024") == [f"{name}/2024: {name} 2024-Q4"]


def test_the_family_of_a_sum_is_that_of_its_elements():
    families = [
        CountFamily(
            name, {name: ElementTraits("flow", Grain.MONTH, is_sensitive=True), other: None}
        )
        for name, other in (("a.x", "a.y"), ("b.x", "b.y"))
    ]
    assert find_family(families, "b.x+b.y").name == "b.x"
    assert find_family(families, "a.y").name == "a.x"


def offered(*keys, bases):
    rows = build_offered_rows(CATALOGUE, FAMILIES, keys, bases=bases, geography=DISTRICT)
    return [row.key for row in rows]


def reported(year, *months, item="police.criminal_cases"):
    return {CountCell(item, "DK-CA", f"{year}-{month:02d}"): 9 for month in months}


HALF = ("DT02", "DK", "2024-H1")
CASES = "police.criminal_cases"


def test_a_row_is_offered_when_every_count_of_it_was_reported():
    both = {(CASES, 2024): reported(2024, 1, 2), (CASES, 2023): reported(2023, 5)}
    assert offered(HALF, bases=both) == [HALF]
    assert offered(HALF, bases={(CASES, 2024): reported(2024, 1, 2)}) == []
    assert offered(HALF, bases={}) == []


def test_reports_outside_the_period_do_not_make_a_row():
    late = {(CASES, 2024): reported(2024, 7), (CASES, 2023): reported(2023, 5)}
    assert offered(HALF, bases=late) == []


def test_a_row_of_a_finer_grain_is_not_offered():
    both = {(CASES, 2024): reported(2024, 1), (CASES, 2023): reported(2023, 1)}
    keys = [("DT02", "DK", period) for period in ("2024-01", "2024-Q1", "2024-H1", "2024")]
    assert offered(*keys, bases=both) == keys[2:]


def test_a_row_carries_its_counts():
    both = {(CASES, 2024): reported(2024, 1), (CASES, 2023): reported(2023, 1)}
    (row,) = build_offered_rows(CATALOGUE, FAMILIES, [HALF], bases=both, geography=DISTRICT)
    assert row.cells == find_row_cells(CATALOGUE.indicators["DT02"], FAMILIES, HALF)
