"""Which values of a unit's series are told as outliers, and what is said of them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.series import outliers
from tests.panels import list_signals, places, series_of
from tests.spec import catalogue

CODE = "W-OUTLIER-001"
WARD = catalogue().forms["ward"]


def odd(element, series):
    """Return the periods of a ward's series with a signal."""
    frame = series_of("ward", **{element: series})
    return [place.split()[1] for place in places("ward", frame, CODE)]


def test_a_digit_too_many_is_told():
    assert odd("comm_participants", [120, 140, 95, 1300, 150, 110, 130, 125]) == ["2021-04"]


def test_with_too_few_others_nothing_is_told():
    assert odd("comm_participants", [120, 140, 95, 110, 130_000]) == []


def test_a_season_is_no_outlier():
    year = [20, 20, 21, 19, 20, 22, 20, 21, 20, 19, 21]
    series = [n for december in (61, 64, 58, 66) for n in (*year, december)]
    assert odd("loudspeaker_broadcasts", series) == []


def test_one_december_is():
    series = [20, 20, 21, 19, 20, 22, 20, 21, 20, 19, 21, 61]
    assert odd("loudspeaker_broadcasts", series) == ["2021-12"]


def test_a_stock_that_moves_for_good_is_no_outlier():
    assert odd("establishments", [52] * 9 + [80] * 5) == []
    assert odd("establishments", [52] * 9 + [80] + [52] * 4) == ["2021-10"]


def test_a_cumulative_is_judged_by_its_rise_within_the_year():
    steady = [7, 15, 21, 30, 36, 44, 52, 60, 66, 75, 83, 90]
    next_year = [8, 14, 23, 29, 38, 45, 51, 61, 67, 74, 84, 91]
    assert odd("workers_reached", steady + next_year) == []
    slipped = [*next_year[:6], 510, *next_year[7:]]
    assert odd("workers_reached", steady + slipped) == ["2022-07"]


def test_the_rise_after_a_fall_is_counted_from_where_the_year_had_been():
    steady = [7, 15, 21, 30, 36, 44, 52, 60, 66, 75, 83, 90]
    assert odd("workers_reached", [*steady[:6], 5, *steady[7:]]) == []


def test_a_cumulative_that_stands_still_is_no_outlier():
    steady = [70, 150, 210, 300, 360, 440, 520, 520, 660, 750, 830, 900]
    assert odd("workers_reached", steady) == []


def test_after_a_missing_report_a_rise_is_unknown():
    steady = [7, 15, 21, 30, 36, 44, None, 52, 60, 67, 75, 83]
    assert odd("workers_reached", [*steady[:7], 520, *steady[8:]]) == []


def test_an_answer_of_yes_or_no_is_not_judged():
    assert odd("plan_in_force", [0] * 11 + [1]) == []


def test_a_report_that_is_empty_as_a_whole_is_not_told_figure_by_figure():
    busy = [21, 19, 22, 20, 18, 23, 20, 21]
    frame = series_of(
        "ward",
        comm_sessions=[*busy, 0],
        loudspeaker_broadcasts=[*reversed(busy), 0],
        online_posts=[*busy, 200],
    )
    elements = ("comm_sessions", "loudspeaker_broadcasts", "online_posts")
    assert places("ward", frame, CODE) == [f"A 2021-09 {name}" for name in elements]
    frame["online_posts"] = frame["online_posts"].replace(200, 0)
    assert places("ward", frame, CODE) == []
    assert places("ward", frame, "W-EMPTY-001") == ["A 2021-09"]


def test_it_says_what_the_other_reports_say():
    frame = series_of("ward", fines_amount=[8_500_000, 17_000_000, 0, 8_500_000, 0, 9_000_000,
                                            12_000_000, 8_500_000_000])  # fmt: skip
    (signal,) = list_signals("ward", frame, CODE)
    assert signal.element == "fines_amount"
    assert signal.submission == "A 2021-08"
    assert signal.message_values["others"] == "5"
    assert (signal.message_values["value"], signal.message_values["value_en"]) == (
        "8.500.000.000",
        "8,500,000,000",
    )
    low, high = (int(signal.message_values[name].replace(".", "")) for name in ("low", "high"))
    assert 0 < low < 8_500_000
    assert 17_000_000 < high < 8_500_000_000
    assert signal.message_values["high_en"] == f"{high:,}"
    assert signal.expected == pytest.approx(9_000_000)
    assert signal.impact == pytest.approx((8_500_000_000 - 9_000_000) / 10_500_000)


FIGURES = st.lists(st.integers(0, 400), min_size=6, max_size=14)


@settings(max_examples=30)
@given(FIGURES, st.integers(0, 400))
def test_another_unit_changes_nothing(figures, constant):
    alone = series_of("ward", comm_participants=figures)
    other = series_of("ward", comm_participants=[constant] * len(figures)).assign(unit="B")
    both = outliers.derive_columns(WARD, pd.concat([alone, other], ignore_index=True))
    pd.testing.assert_frame_equal(both[: len(alone)], outliers.derive_columns(WARD, alone))


@settings(max_examples=30)
@given(FIGURES, st.randoms())
def test_the_order_of_the_units_is_of_no_account(figures, random):
    units = [series_of("ward", comm_participants=figures[n:]).assign(unit=u)
             for n, u in enumerate("ABC")]  # fmt: skip
    expected = pd.concat([outliers.derive_columns(WARD, unit) for unit in units], ignore_index=True)
    names = [*units[0].columns, *expected.columns]
    order = random.sample(range(3), 3)
    frame = pd.concat([units[n] for n in order], ignore_index=True)
    derived_frame = pd.concat([frame, outliers.derive_columns(WARD, frame)], axis=1)
    derived_frame = derived_frame.sort_values(["unit", "step"], ignore_index=True).reindex(
        columns=names
    )
    pd.testing.assert_frame_equal(derived_frame[expected.columns], expected)
