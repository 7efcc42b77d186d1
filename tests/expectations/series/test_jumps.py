"""A stock far from what the unit reported before, in drawn series."""

import pytest

from expectations.series.panel import build_panel
from expectations.series.series_suite import check_series
from tests import spec
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
