"""An office's figure against the sum of the others', once the floor above has added both."""

import pandas as pd
import pytest

from expectations.series import totals
from expectations.series.series_suite import check_series
from tests.panels import drawn_panel
from tests.spec import catalogue
from warehouse.catalogue import Total
from warehouse.periods import Grain

COURT = catalogue().forms["court"]


def court_with(kind, tolerance):
    """Return the court's form with one total over a year: its cases against the procuracy's."""
    total = Total(
        element="cases_accepted",
        kind=kind,
        form="procuracy",
        other="cases_prosecuted",
        over=Grain.YEAR,
        tolerance=tolerance,
        basis="practice",
    )
    return COURT.model_copy(update={"totals": (total,)}), total


def draw_sums(total, *sums):
    """Return the panel of one report per pair of own figure and sum; a blank is not complete."""
    periods = [p.code for p in catalogue().list_periods(COURT.frequency)]
    rows = [f"TA | {periods[n]} | 20" for n in range(len(sums))]
    panel = drawn_panel("court", "\n".join(["unit | period | cases_accepted", *rows]))
    for suffix, figures in zip(
        (totals.OWN_SUFFIX, totals.SUM_SUFFIX), zip(*sums, strict=True), strict=True
    ):
        panel[total.full_name + suffix] = pd.Series(figures, dtype="float64")
    return panel.assign(
        **{
            total.full_name + totals.PERIOD_SUFFIX: "2023",
            total.full_name + totals.REPORTERS_SUFFIX: "Viện kiểm sát",
            total.full_name + totals.REPORTERS_EN_SUFFIX: "the procuracy",
        }
    )


@pytest.mark.parametrize(
    ("kind", "tolerance", "usual", "doubtful"),
    [
        ("equal", 0, [(20, 20), (0, 0)], [(19, 20), (21, 20), (1, 0)]),
        ("equal", 0.1, [(18, 20), (22, 20), (0, 0)], [(17, 20), (23, 20), (1, 0)]),
        ("at_most", 0.1, [(0, 20), (20, 20), (22, 20)], [(23, 20)]),
    ],
)
def test_a_total_lets_its_tolerance_pass_and_an_incomplete_side_says_nothing(
    kind, tolerance, usual, doubtful
):
    form, total = court_with(kind, tolerance)
    incomplete = [(None, 20), (90, None)]
    panel = draw_sums(total, *usual, *incomplete, *doubtful)
    expected_signals = list(panel["submission"])[-len(doubtful) :]
    signals = [s for s in check_series(form, panel).signals if s.code == "W-TOTAL-001"]
    assert [s.submission for s in signals] == expected_signals


@pytest.mark.parametrize(
    ("kind", "tolerance", "low", "high"),
    [("equal", 0.25, 0.75, 1.25), ("equal", 1.5, 0, 2.5), ("at_most", 0.25, 0, 1.25)],
)
def test_the_bounds_are_multiples_of_the_sum_and_never_below_nothing(kind, tolerance, low, high):
    form, total = court_with(kind, tolerance)
    (rule,) = totals.build_rules(form, draw_sums(total, (1, 2)))
    assert (rule.arguments["min_multiple"], rule.arguments["max_multiple"]) == (low, high)
    assert rule.name == f"W-TOTAL-001.cases_accepted.{total.full_name}"


def test_the_signal_names_both_sums_the_period_and_whose_they_are():
    form, total = court_with("at_most", 0.25)
    panel = draw_sums(total, (1500, 1000))
    (rule,) = totals.build_rules(form, panel)
    signal = totals.build_signal(form, rule, panel, 0)
    assert (signal.code, signal.element) == ("W-TOTAL-001", "cases_accepted")
    assert signal.submission == panel.at[0, "submission"]
    assert (signal.expected, signal.impact) == (1000, 25), "500 too many, in twenties"
    values = dict(signal.message_values)
    assert (values["own_value"], values["sum"]) == ("1.500", "1.000")
    assert (values["over"], values["over_en"]) == ("Năm 2023", "2023")
    assert (values["reporters"], values["reporters_en"]) == ("Viện kiểm sát", "the procuracy")
    assert "25" in values["tolerance"]
    assert values["is"] != values["is_en"]


@pytest.mark.parametrize(
    ("sums", "has_rule"),
    [([(1, 2)], True), ([(None, 2), (1, None)], False), ([(None, 2), (1, 1)], True)],
)
def test_a_rule_needs_a_row_with_both_sides(sums, has_rule):
    form, total = court_with("equal", 0)
    assert len(list(totals.build_rules(form, draw_sums(total, *sums)))) == has_rule


def test_a_form_without_totals_and_a_panel_without_sums_have_no_rule():
    panel = drawn_panel("court", "unit | period | cases_accepted\nTA | 2023-Q4 | 20")
    plain = COURT.model_copy(update={"totals": ()})
    assert list(totals.build_rules(plain, panel)) == []
    assert list(totals.build_rules(court_with("equal", 0)[0], panel)) == []
    assert list(totals.derive_columns(COURT, panel).columns) == []
