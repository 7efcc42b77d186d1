"""A stock far from what the unit reported before, in drawn series."""

import pytest

from expectations.series.jumps import CHANGE_SUFFIX, build_rules, build_signal, derive_columns
from expectations.series.panel import build_panel
from expectations.series.series_suite import check_series
from tests import spec
from tests.panels import drawn_panel, series_of
from warehouse.periods import Grain

CATALOGUE = spec.catalogue()
WARD = CATALOGUE.forms["ward"]
MONTHS = [p.code for p in CATALOGUE.list_periods(Grain.MONTH)]


def jumps(*stocks, element="volunteers"):
    """Return the months, from 1, in which the drawn stock jumps; None is a month without report."""
    import pandas as pd

    reported_stocks = [(MONTHS[n], value) for n, value in enumerate(stocks) if value is not None]
    values = pd.DataFrame(
        {
            "unit": "DK-DAPHUC",
            "period": [month for month, _ in reported_stocks],
            "submission": [month for month, _ in reported_stocks],
            "element": element,
            "value": [value for _, value in reported_stocks],
        }
    )
    signals = check_series(WARD, build_panel(WARD, MONTHS, values)).signals
    return [(MONTHS.index(s.submission) + 1, s.expected) for s in signals if "JUMP" in s.code]


@pytest.mark.parametrize(
    ("stocks", "expected_months"),
    [
        ([100, 150, 200], []),
        ([100, 151], [(2, 100)]),
        ([100, 49], [(2, 100)]),
        ([100, 10, 100, 100], [(2, 100)]),  # the way back is no jump
        ([100, 200, 200, 200], [(2, 100)]),
        ([3, 8], []),  # below ten counts as ten
        ([3, 9], [(2, 3)]),
        ([0, 0, 5], []),
        ([0, 40], [(2, 0)]),
        ([100, None, 10], [(3, 100)]),
        ([100, None, None, 10], []),  # what stood so long ago tells nothing
        ([100], []),
    ],
)
def test_a_jump_is_told_once(stocks, expected_months):
    assert jumps(*stocks) == expected_months


def test_flows_and_yes_or_no_do_not_jump():
    assert jumps(1, 60, element="comm_sessions") == []
    assert jumps(0, 1, 0, 1, element="plan_in_force") == []


def derive(*stocks):
    """Return the changes of the drawn stock, report by report, each to two digits."""
    panel = series_of("ward", volunteers=stocks, comm_sessions=[5] * len(stocks))
    changes = derive_columns(WARD, panel)["volunteers" + CHANGE_SUFFIX]
    return [None if change != change else round(float(change), 2) for change in changes]


@pytest.mark.parametrize(
    ("stocks", "changes"),
    [
        ([100], [None]),
        ([100, 150], [None, 0.5]),
        ([100, 50, 100], [None, 0.5, 0.0]),  # against the nearer or the further report
        ([100, 50, 60], [None, 0.5, 0.2]),
        ([0, 5], [None, 0.5]),  # in tens at the least
        ([100, None, 120], [None, None, 0.2]),  # the cell was blank
        ([100, None, None, 120], [None, None, None, None]),
    ],
)
def test_the_change_is_the_smaller_of_two_and_reaches_over_one_report(stocks, changes):
    assert derive(*stocks) == changes


def test_a_report_of_another_unit_is_no_earlier_report():
    panel = drawn_panel(
        "ward",
        """
        unit | period  | volunteers
        A    | 2022-01 | 100
        B    | 2022-02 | 10
        B    | 2022-05 | 90
        """,
    )
    changes = derive_columns(WARD, panel)["volunteers" + CHANGE_SUFFIX]
    assert changes.isna().all(), "three months back is too long ago"


def test_the_signal_names_the_report_before_with_the_figure():
    panel = series_of("ward", volunteers=[100, None, 10], comm_sessions=[5] * 3)
    with_changes = panel.assign(**derive_columns(WARD, panel))
    (rule,) = [r for r in build_rules(WARD, with_changes) if r.element == "volunteers"]
    signal = build_signal(WARD, rule, panel, 2)
    assert (signal.submission, signal.expected) == (panel.at[2, "submission"], 100)
    assert dict(signal.message_values) == {
        "earlier": "Tháng 01/2021",
        "earlier_en": "January 2021",
        "other_value": "100",
    }
