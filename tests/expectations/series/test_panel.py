"""The values in force as a wide frame: a row per report, by unit and then by time."""

import pandas as pd

from expectations.series.panel import build_panel, read_figure
from tests.panels import drawn_panel
from tests.spec import catalogue

COURT = catalogue().forms["court"]
PERIODS = [period.code for period in catalogue().list_periods(COURT.frequency)]

PANEL = drawn_panel(
    "court",
    """
    unit | period  | accepted | tried
    B    | 2022-Q1 | 5        | 4
    A    | 2023-Q1 | 9        |
    A    | 2022-Q4 | 7        | 0
    B    | 2021-Q1 |          | 2
    """,
    accepted="cases_accepted",
    tried="cases_tried",
)


def test_reports_stand_by_unit_and_then_in_the_order_of_time():
    assert list(PANEL["submission"]) == ["A 2022-Q4", "A 2023-Q1", "B 2021-Q1", "B 2022-Q1"]


def test_a_step_is_the_place_of_the_period_and_a_missing_report_leaves_a_gap():
    assert [PERIODS[step] for step in PANEL["step"]] == list(PANEL["period"])
    assert list(PANEL["step"].diff())[1] == 1
    assert PANEL["step"].iloc[3] - PANEL["step"].iloc[2] == 4


def test_every_element_is_a_column_in_the_forms_order_whether_reported_or_not():
    names = [element.element for element in COURT.elements]
    assert list(PANEL.columns) == ["unit", "step", "period", "submission", *names]
    assert PANEL["defendants_tried"].isna().all()
    assert {str(PANEL[name].dtype) for name in names} == {"float64"}


def test_what_was_not_reported_is_null_and_zero_is_a_value():
    tried = PANEL.set_index("submission")["cases_tried"]
    assert tried["A 2022-Q4"] == 0
    assert pd.isna(tried["A 2023-Q1"])


def test_a_form_without_a_report_has_an_empty_panel():
    values = pd.DataFrame(columns=["unit", "period", "submission", "element", "value"])
    panel = build_panel(COURT, PERIODS, values)
    assert len(panel) == 0
    assert "cases_tried" in panel


def test_a_figure_is_read_by_row_and_column():
    assert read_figure(PANEL, 1, "cases_accepted") == 9.0
    assert isinstance(read_figure(PANEL, 3, "cases_accepted"), float)
