"""A quantity that may be negative, in drawn series: its size counts, not its sign."""

import pytest

from expectations.series.series_suite import check_series
from tests.panels import panel_of
from tests.spec import catalogue, catalogue_with_signed

WARD = catalogue().forms["ward"]
MONTHS = [period.code for period in catalogue().list_periods(WARD.frequency)]
FLOW, STOCK = "online_posts", "volunteers"


def list_signal_months(code, *only, **series):
    """List the months, from 1, with a signal of the code; `only` or all series are signed."""
    reports = [
        {"unit": "A", "period": month, **{name: str(value) for name, value in values.items()}}
        for month, values in zip(
            MONTHS,
            (dict(zip(series, row, strict=True)) for row in zip(*series.values(), strict=True)),
            strict=False,
        )
    ]
    signed = catalogue_with_signed(*(only or series)).forms["ward"]
    signals = check_series(signed, panel_of("ward", reports)).signals
    return [MONTHS.index(s.submission.split()[1]) + 1 for s in signals if s.code == code]


CHANGES = [-12, 9, -10, 11, -8, 12, -11, 10]


@pytest.mark.parametrize("far", [-400, 400])
def test_a_figure_far_below_or_above_the_others_is_an_outlier(far):
    assert list_signal_months("W-OUTLIER-001", **{FLOW: [*CHANGES, far]}) == [9]


def test_a_negative_figure_like_the_others_is_usual():
    assert list_signal_months("W-OUTLIER-001", **{FLOW: [*CHANGES, -12]}) == []


@pytest.mark.parametrize(
    ("stocks", "months"),
    [([-100, -120], []), ([-100, -151], [2]), ([-100, 100], [2]), ([-100, -40], [2])],
)
def test_a_stock_below_zero_jumps_by_its_size(stocks, months):
    assert list_signal_months("W-JUMP-001", **{STOCK: stocks}) == months


def test_figures_that_cancel_are_events():
    busy = [21, 19, 22, 20, 18, 23, 20, 21, 19]
    both = {FLOW: [*busy, -5], "comm_sessions": [*busy, 5]}
    assert list_signal_months("W-EMPTY-001", FLOW, **both) == []
    none = {FLOW: [*busy, 0], "comm_sessions": [*busy, 0]}
    assert list_signal_months("W-EMPTY-001", FLOW, **none) == [10]


def test_equal_reports_of_negative_figures_are_a_copy():
    one, other = [-731, -420, -666, -519], [-515, -388, -702, -640]
    series = {FLOW: [*one, one[0]], "comm_sessions": [*other, other[0]]}
    series |= {"comm_participants": [-801, -933, -777, -845, -801]}
    assert list_signal_months("W-COPY-001", **series) == [5]
