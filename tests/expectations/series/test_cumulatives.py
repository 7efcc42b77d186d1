"""A year-to-date figure never falls within a year, whatever came when."""

import pytest

from expectations.series.cumulatives import build_rules, build_signal, derive_columns
from tests.panels import drawn_panel
from tests.spec import catalogue, drawn

WARD = catalogue().forms["ward"]

SENT = """
submission | received         | unit       | period  | reached
a1         | 2023-01-16 08:00 | DK-DAPHUC  | 2023-01 | 10
a3         | 2023-03-16 08:00 | DK-DAPHUC  | 2023-03 | 9
b2         | 2023-02-16 08:00 | DK-HUNGDAO | 2023-02 | 10
b1         | 2023-03-01 08:00 | DK-HUNGDAO | 2023-01 | 12
c1         | 2023-01-16 08:00 | DK-ANHDUNG | 2023-01 | 20
c2         | 2023-02-16 08:00 | DK-ANHDUNG | 2023-02 | 15
c1b        | 2023-02-20 08:00 | DK-ANHDUNG | 2023-01 | 14
d12        | 2023-12-16 08:00 | DK-TANTHANH| 2023-12 | 90
d1         | 2024-01-16 08:00 | DK-TANTHANH| 2024-01 | 3
"""


def test_a_fall_is_told_of_what_is_in_force(warehouse_of):
    rebuilt_warehouse = warehouse_of(drawn(SENT, reached="workers_reached"))
    rebuilt_warehouse.shows(
        "core.signals",
        # a: over a missing month; b: once the earlier one came late; c: mended; d: a new year
        """
        submission | element         | code             | expected | observed
        a3         | workers_reached | W-CUMULATIVE-001 | 10       | 9
        b2         | workers_reached | W-CUMULATIVE-001 | 12       | 10
        """,
        submission=["a1", "a3", "b1", "b2", "c1", "c2", "c1b", "d12", "d1"],
    )


def derive(*reports):
    """Return the panel of one unit's year-to-date figures, with the figures before them."""
    rows = [f"A | {period} | {value}" for period, value in reports]
    panel = drawn_panel(
        "ward", "\n".join(["unit | period | reached", *rows]), reached="workers_reached"
    )
    return panel.join(derive_columns(WARD, panel))


@pytest.mark.parametrize(
    ("reports", "figures_before"),
    [
        ([("2023-01", 10), ("2023-02", 12), ("2023-03", 12)], [None, 10, 12]),
        ([("2023-01", 10), ("2023-04", 9)], [None, 10]),  # whatever is missing between
        ([("2023-01", 10), ("2023-02", ""), ("2023-03", 9)], [None, 10]),
        ([("2023-12", 90), ("2024-01", 3)], [None, None]),  # each year begins anew
    ],
)
def test_the_figure_before_is_the_last_one_known_of_the_year(reports, figures_before):
    figures = derive(*reports)["workers_reached__before"]
    assert [None if f != f else f for f in figures] == figures_before


def test_a_rule_needs_two_reports_of_a_year():
    one_each = derive(("2023-12", 90), ("2024-01", 3))
    assert list(build_rules(WARD, one_each)) == []
    both = derive(("2023-11", 80), ("2023-12", 90))
    assert [rule.code for rule in build_rules(WARD, both)] == ["W-CUMULATIVE-001"]


def test_the_signal_expects_the_figure_before():
    panel = derive(("2023-01", 10), ("2023-02", 4))
    (rule,) = build_rules(WARD, panel)
    signal = build_signal(WARD, rule, panel, 1)
    assert (signal.submission, signal.element) == ("A 2023-02", "workers_reached")
    assert (signal.expected, dict(signal.message_values)) == (10, {"other_value": "10"})
