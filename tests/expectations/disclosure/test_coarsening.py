"""Disclosure control, at the boundary and by attack."""

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.coarsening import (
    NESTED_GRAINS,
    find_safe_grain,
    is_sensitive_indicator,
    suppress_small_counts,
)
from expectations.disclosure.count_table import MIN_SHOWN_COUNT, is_small_count
from warehouse.catalogue import load_catalogue
from warehouse.periods import Grain, list_year_periods

CATALOGUE = load_catalogue()


def rows(indicator, cells, unit="DK"):
    """Turn `{period: (numerator, denominator)}` into rows of marts.indicator_values."""
    return pd.DataFrame(
        [
            {
                "indicator": indicator,
                "unit": unit,
                "grain": grain_of(period),
                "period": period,
                "numerator": numerator,
                "denominator": denominator,
                "value": 1.0,
                "verdict": "met",
            }
            for period, (numerator, denominator) in cells.items()
        ]
    )


def grain_of(code):
    return next(str(p.grain) for p in list_year_periods(int(code[:4])) if p.code == code)


def rolled_up(year, counts):
    """Sum monthly pairs to every longer period, as flows are summed."""
    return {
        p.code: tuple(sum(c) for c in zip(*counts[p.first_month - 1 : p.last_month], strict=True))
        for p in list_year_periods(year)
    }


def suppress_rows(frame):
    return {
        r.period: None if r.suppressed else (r.numerator, r.denominator)
        for r in suppress_small_counts(frame, CATALOGUE).itertuples()
    }


@pytest.mark.parametrize(
    ("count", "small"),
    [(None, False), (0, False), (1, True), (4, True), (5, False), (6, False), (-4, True)],
)
def test_small_is_one_to_four(count, small):
    assert is_small_count(count) is small


def test_sensitive_is_whatever_rests_on_a_sensitive_element():
    sensitive_codes = {
        code
        for code, i in CATALOGUE.indicators.items()
        if is_sensitive_indicator(i, CATALOGUE.forms)
    }
    assert sensitive_codes == {"LG03", "DT02", "DT04", "DT05", "TP01", "HT01", "YT02", "YT03"}


@pytest.mark.parametrize(
    ("small_at", "grain"),
    [
        ((), Grain.MONTH),
        (("month",), Grain.QUARTER),
        (("quarter",), Grain.HALF_YEAR),
        (("month", "half_year"), Grain.YEAR),
        (("year",), Grain.YEAR),
    ],
)
def test_safe_grain_is_the_finest_with_nothing_small_from_it_on(small_at, grain):
    assert find_safe_grain(small_at) is grain


@pytest.mark.parametrize(
    ("count", "grains"),
    [
        (4, {"quarter", "half_year", "year"}),
        (5, {"month", "quarter", "half_year", "year"}),
        (6, {"month", "quarter", "half_year", "year"}),
    ],
)
def test_one_small_month_hides_all_months(count, grains):
    counts = [(count if month == 3 else 20, None) for month in range(12)]
    months = {
        p.code: (n, None)
        for p, (n, _) in zip(list_year_periods(2023, Grain.MONTH), counts, strict=True)
    }
    longer = {p.code: (60, None) for p in list_year_periods(2023) if p.grain is not Grain.MONTH}
    frame = rows("LG03", months | longer)
    assert set(suppress_small_counts(frame, CATALOGUE)["grain"]) == grains


def test_nine_months_of_a_sensitive_indicator_are_never_shown():
    frame = rows("LG03", {"2023-9M": (900, None), "2023-H1": (600, None)})
    assert list(suppress_rows(frame)) == ["2023-H1"]


@pytest.mark.parametrize(
    ("numerator", "is_visible"), [(0, True), (1, False), (4, False), (5, True), (6, True)]
)
def test_a_small_year_is_null_and_flagged_never_zero(numerator, is_visible):
    protected = suppress_small_counts(rows("DT05", {"2023": (numerator, 40)}), CATALOGUE)
    row = next(protected.itertuples())
    assert row.suppressed is not is_visible
    if is_visible:
        assert (row.numerator, row.denominator, row.value, row.verdict) == (
            numerator,
            40,
            1.0,
            "met",
        )
    else:
        assert all(pd.isna(x) for x in (row.numerator, row.denominator, row.value, row.verdict))


@pytest.mark.parametrize(("rest", "is_visible"), [(0, True), (4, False), (5, True), (6, True)])
def test_the_rest_of_a_share_counts_too(rest, is_visible):
    assert (
        suppress_rows(rows("YT03", {"2023": (40 - rest, 40)}))["2023"] is not None
    ) is is_visible


def test_the_rest_does_not_count_when_it_is_no_part():
    """Cases tried may have been accepted in an earlier quarter: no count follows."""
    assert suppress_rows(rows("TP01", {"2023": (9, 10)})) == {"2023": (9, 10)}


@pytest.mark.parametrize(
    ("change", "before", "is_visible"),
    [(2, 20, True), (-16, 20, False), (-15, 20, True), (16, 4, False), (-20, 20, True)],
)
def test_a_change_tells_both_counts_it_compares(change, before, is_visible):
    assert (
        suppress_rows(rows("DT02", {"2023": (change, before)}))["2023"] is not None
    ) is is_visible


@pytest.mark.parametrize(("growth", "grain"), [(4, "year"), (5, "half_year"), (0, "half_year")])
def test_two_cumulative_counts_tell_a_third(growth, grain):
    frame = rows(
        "YT02", {"2023-H1": (20, None), "2023-H2": (20 + growth, None), "2023": (30, None)}
    )
    assert next(iter(suppress_small_counts(frame, CATALOGUE)["grain"])) == grain


@pytest.mark.parametrize(
    ("quarter", "grains"),
    [
        (44, {"quarter"}),
        (45, {"month", "quarter"}),
        (40, {"month", "quarter"}),
    ],
)
def test_what_a_missing_month_leaves_of_its_quarter_counts_too(quarter, grains):
    months = {"2023-01": (20, None), "2023-02": (None, None), "2023-03": (20, None)}
    frame = rows("LG03", months | {"2023-Q1": (quarter, None)})
    assert set(suppress_small_counts(frame, CATALOGUE)["grain"]) == grains


def test_a_missing_base_month_does_not_tell_the_cases_of_its_month():
    """The quarter's change counts a month that has no change of its own."""
    months = {"2023-01": (10, 10), "2023-02": (None, None), "2023-03": (10, 10)}
    frame = rows("DT02", months | {"2023-Q1": (23, 20)})
    assert set(suppress_small_counts(frame, CATALOGUE)["grain"]) == {"quarter"}


def test_units_are_not_parts_of_each_other():
    frame = pd.concat(
        [rows("LG03", {"2023-01": (20, None)}), rows("LG03", {"2023-Q1": (22, None)}, unit="HP")],
        ignore_index=True,
    )
    assert set(suppress_small_counts(frame, CATALOGUE)["grain"]) == {"month", "quarter"}


def test_an_insensitive_indicator_is_left_as_it_is():
    frame = rows("TT05", {"2023-01": (1, None), "2023-9M": (2, None), "2023": (3, None)})
    protected = suppress_small_counts(frame, CATALOGUE)
    pd.testing.assert_frame_equal(protected.drop(columns="suppressed"), frame)
    assert not protected["suppressed"].any()


def test_no_rows_stay_no_rows():
    assert (
        list(
            suppress_small_counts(rows("TT05", {"2023": (1, None)}).iloc[:0], CATALOGUE)[
                "suppressed"
            ]
        )
        == []
    )


def test_rows_of_one_indicator_say_nothing_of_another():
    frame = pd.concat(
        [rows("LG03", {"2023-01": (2, None)}), rows("HT01", {"2023-01": (9, None)})],
        ignore_index=True,
    )
    assert list(suppress_small_counts(frame, CATALOGUE)["indicator"]) == ["HT01"]


PAIRS = st.integers(0, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(n, n + 9)))
MONTHS = st.lists(PAIRS, min_size=12, max_size=12)


@settings(max_examples=60)
@given(MONTHS, st.sets(st.sampled_from([p.code for p in list_year_periods(2023)]), max_size=6))
def test_nothing_shown_adds_or_subtracts_to_a_small_count(counts, missing):
    """Attack: every count shown, and every period less the parts shown of it, at each grain."""
    totals = rolled_up(2023, counts)
    cells = suppress_rows(rows("YT03", totals | dict.fromkeys(missing, (None, None))))
    grains = {grain_of(code) for code in cells}
    assert grains == {str(g) for g in NESTED_GRAINS[len(NESTED_GRAINS) - len(grains) :]}
    known = {c: cell for c, cell in cells.items() if cell is not None and not pd.isna(cell[0])}
    visible_counts = [(n, d, d - n) for n, d in known.values()]
    for whole, grain in itertools.product(known, grains):
        parts = [known[c] for c in known if grain_of(c) == grain and _inside(c, whole)]
        if parts:
            n, d = (known[whole][i] - sum(part[i] for part in parts) for i in (0, 1))
            visible_counts.append((n, d, d - n))
    assert not [
        counts for counts in visible_counts if any(1 <= count < MIN_SHOWN_COUNT for count in counts)
    ]


def _inside(short, long):
    by_code = {p.code: p for p in list_year_periods(2023)}
    return by_code[long].contains_period(by_code[short])
