"""Every measure of data quality: for units and areas, against thresholds, and why there is none."""

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from tests.spec import catalogue, drawn

MONTHS = [f"{month:02d}" for month in range(1, 13)]
WARDS = [unit.unit for unit in catalogue().units_by_form["ward"] if unit.parent == "DK"]


def year(unit, code, values):
    """Draw a year's reports by month, each the day after its window; `.` is no report."""
    return [
        {"unit": unit, "period": f"{code}-{month}", "comm_sessions": value}
        for month, value in zip(MONTHS, values.split(), strict=True)
        if value != "."
    ]


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    return warehouse_of(
        [
            *year("DK-DAPHUC", 2023, "5 5 5 5 5 5 5 5 5 5 5 5"),
            *year("DK-DAPHUC", 2024, "5 5 5 5 5 5 5 5 5 5 5 90"),
            *year("DK-HUNGDAO", 2023, "5 5 5 5 5 5 5 5 5 5 5 ."),
            *year("DK-HUNGDAO", 2024, "5 5 5 . . . . . . . . ."),
            *year("DK-ANHDUNG", 2024, "5 5 5 5 5 5 5 5 5 5 5 90"),
        ]
    )


def test_counts_add_over_the_units_of_an_area_and_are_judged_there_too(warehouse):
    warehouse.shows(
        "marts.quality_metrics",
        """
        metric              | unit       | level    | year | numerator | denominator | value    | threshold | met | units_divergent
        report_completeness | DK-DAPHUC  | unit     | 2023 | 12        | 12          | 1        | 0.9       | yes | 0
        report_completeness | DK-HUNGDAO | unit     | 2023 | 11        | 12          | 0.916667 | 0.9       | yes | 0
        report_completeness | DK-ANHDUNG | unit     | 2023 | 0         | 12          | 0        | 0.9       | no  | 1
        report_completeness | DK         | district | 2023 | 23        | 72          | 0.319444 | 0.9       | no  | 4
        timeliness          | DK         | district | 2023 | 23        | 72          | 0.319444 | 0.75      | no  | 4
        timeliness          | DK-DAPHUC  | unit     | 2023 | 12        | 12          | 1        | 0.75      | yes | 0
        timeliness          | DK-HUNGDAO | unit     | 2023 | 11        | 12          | 0.916667 | 0.75      | yes | 0
        timeliness          | DK-ANHDUNG | unit     | 2023 | 0         | 12          | 0        | 0.75      | no  | 1
        """,  # noqa: E501
        form="ward",
    )


def test_a_share_without_a_threshold_has_no_verdict(warehouse):
    warehouse.shows(
        "marts.quality_metrics",
        """
        metric               | unit       | year | numerator | denominator | value | threshold | met
        consistent_reporting | DK-DAPHUC  | 2023 | 1         | 1           | 1     |           |
        consistent_reporting | DK-HUNGDAO | 2023 | 0         | 1           | 0     |           |
        consistent_reporting | DK         | 2023 | 1         | 2           | 0.5   |           |
        """,
        form="ward",
    )


def test_a_unit_is_divergent_by_the_number_of_its_outliers_and_an_area_has_its_divergent_units(
    warehouse,
):
    warehouse.shows(
        "marts.quality_metrics",
        """
        metric            | unit       | year | numerator | denominator | met | units_divergent
        extreme_outliers  | DK-DAPHUC  | 2024 | 1         | 12          | no  | 1
        extreme_outliers  | DK-ANHDUNG | 2024 | 1         | 12          | no  | 1
        extreme_outliers  | DK-DAPHUC  | 2023 | 0         | 12          | yes | 0
        extreme_outliers  | DK-ANHDUNG | 2023 |           |             |     | 0
        extreme_outliers  | DK         | 2024 | 2         | 24          |     | 2
        extreme_outliers  | DK         | 2023 | 0         | 23          |     | 0
        moderate_outliers | DK-DAPHUC  | 2024 | 1         | 12          | yes | 0
        moderate_outliers | DK-ANHDUNG | 2024 | 1         | 12          | yes | 0
        moderate_outliers | DK-DAPHUC  | 2023 | 0         | 12          | yes | 0
        moderate_outliers | DK-ANHDUNG | 2023 |           |             |     | 0
        moderate_outliers | DK         | 2024 | 2         | 24          |     | 0
        moderate_outliers | DK         | 2023 | 0         | 23          |     | 0
        """,
        form="ward",
    )


def test_completeness_of_a_unit_is_held_against_that_of_the_area_and_the_area_against_itself(
    warehouse,
):
    # the district: 27 of 72 reports in 2024, 23 in 2023, none in the two years before
    warehouse.shows(
        "marts.quality_metrics",
        """
        metric                 | unit       | year | numerator | denominator | value    | met
        completeness_over_time | DK         | 2024 | 0.375     | 0.106481    | 3.52174  | no
        completeness_over_time | DK-DAPHUC  | 2024 | 1         | 0.333333    | 3        | yes
        completeness_over_time | DK-HUNGDAO | 2024 | 0.25      | 0.305556    | 0.818182 | no
        """,
        form="ward",
    )


@pytest.mark.parametrize(
    ("reports", "as_of", "reasons"),
    [
        (
            [],
            date(2021, 1, 10),
            {"report_completeness": "not_yet_due", "extreme_outliers": "not_yet_due"},
        ),
        (
            [],
            date(2021, 3, 1),
            {
                "report_completeness": None,
                "consistent_reporting": "not_reported",
                "extreme_outliers": "not_reported",
                "consistency_over_time": "not_reported",
                "first_pass_acceptance": "not_reported",
                "days_to_mend": "nothing_returned",
                "completeness_over_time": "no_base_period",
            },
        ),
        (
            [{"unit": "DK-DAPHUC", "period": "2021-01", "comm_sessions": "3"}],
            date(2021, 3, 1),
            {
                "consistent_reporting": None,
                "extreme_outliers": "series_too_short",
                "related_elements": "nothing_to_compare",
                "consistency_over_time": "part_of_year",
            },
        ),
        (
            [{"unit": "DK-DAPHUC", "period": "2021-01", "comm_sessions": "3"}],
            date(2022, 3, 1),
            {"consistency_over_time": "no_base_period"},
        ),
        (
            [
                {
                    "unit": "DK-DAPHUC",
                    "period": "2021-01",
                    "comm_sessions": "3",
                    "found": "E-NUM-001",
                }
            ],
            date(2021, 3, 1),
            {"days_to_mend": "not_mended", "first_pass_acceptance": None},
        ),
    ],
    ids=["early", "silent", "short", "first", "returned"],
)
def test_a_missing_value_says_why(warehouse_of, reports, as_of, reasons):
    rows = warehouse_of(reports, as_of).store.query_rows(
        "SELECT metric, null_reason FROM marts.quality_metrics "
        "WHERE unit = 'DK-DAPHUC' AND year = 2021"
    )
    assert len(rows) == len(catalogue().metrics)
    assert {metric: why for metric, why in rows if metric in reasons} == reasons


def test_the_days_to_mend_are_a_median(warehouse_of):
    reports = drawn(
        """
        received         | unit       | period  | found     | comm_sessions
        2023-01-16 08:00 | DK-HUNGDAO | 2023-01 | E-NUM-001 | 1
        2023-01-20 08:00 | DK-HUNGDAO | 2023-01 |           | 3
        2023-02-16 08:00 | DK-DAPHUC  | 2023-02 | E-NUM-001 | 1
        2023-02-17 08:00 | DK-DAPHUC  | 2023-02 |           | 1
        2023-03-17 08:00 | DK-ANHDUNG | 2023-03 | E-NUM-001 | 1
        """
    )
    warehouse_of(reports).shows(
        "marts.quality_metrics",
        """
        metric       | form | unit | year | numerator | denominator | value | met
        days_to_mend | ward | DK   | 2023 | 2         | 3           | 2.5   |
        """,
    )


def test_what_is_measured_and_against_what_is_the_catalogues(warehouse_of):
    lenient = catalogue().metrics["timeliness"].model_copy(update={"threshold": 0.25})
    stated = replace(catalogue(), metrics={"timeliness": lenient})
    warehouse = warehouse_of(year("DK-DAPHUC", 2023, "5 5 5 . . . . . . . . ."), stated=stated)
    warehouse.shows(
        "marts.quality_metrics",
        """
        metric     | form | unit      | year | value | threshold | met
        timeliness | ward | DK-DAPHUC | 2023 | 0.25  | 0.25      | yes
        """,
    )
    metrics = warehouse.store.query_rows("SELECT DISTINCT metric FROM marts.quality_metrics")
    assert metrics == [("timeliness",)]


# A second telling, from the reports themselves.


def twin(reports):
    """Map `(metric, unit, year)` to numerator and denominator, for wards with all reports due."""
    all_reports = pd.DataFrame(reports).assign(
        year=lambda d: d["period"].str[:4].astype(int),
        value=lambda d: pd.to_numeric(d["comm_sessions"]),
        good=lambda d: d["found"] == "",
    )
    good = all_reports[all_reports["good"]].drop_duplicates(["unit", "period"], keep="last")
    first = all_reports.drop_duplicates(["unit", "period"], keep="first")
    area = {unit: [unit, "DK"] for unit in WARDS}
    metrics = {}
    for unit in (*WARDS, "DK"):
        below = [ward for ward in WARDS if unit in area[ward]]
        for code in (2023, 2024):
            here = good[good["unit"].isin(below) & (good["year"] == code)]
            sent = first[first["unit"].isin(below) & (first["year"] == code)]
            z = here.groupby("unit")["value"].transform(lambda v: (v - v.mean()).abs() / v.std())
            months = here.groupby("unit").size()
            tested = here["unit"].map((months - 1) / months**0.5 > 2)
            metrics["report_completeness", unit, code] = (len(here), 12 * len(below))
            metrics["consistent_reporting", unit, code] = ((months == 12).sum(), len(months))
            metrics["first_pass_acceptance", unit, code] = (sent["good"].sum(), len(sent))
            metrics["moderate_outliers", unit, code] = ((z[tested] > 2).sum(), tested.sum())
    return metrics


def test_the_twin_finds_the_same(warehouse_of):
    chance = random.Random(5)
    reports = [
        {
            "submission": f"{unit}-{code}-{month}-{turn}",
            "received": f"2025-01-{turn + 10} 08:00",
            "unit": unit,
            "period": f"{code}-{month}",
            "comm_sessions": str(int(chance.expovariate(0.1))),
            "found": "E-NUM-001" if chance.random() < 0.2 else "",
        }
        for unit in WARDS
        for code in (2023, 2024)
        for month in MONTHS
        for turn in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 2)) if unit != WARDS[0] else 1)
    ]
    expected = twin(reports)
    rows = warehouse_of(reports).store.query_rows(
        "SELECT metric, unit, year, coalesce(numerator, 0), coalesce(denominator, 0) "
        "FROM marts.quality_metrics WHERE form = 'ward'"
    )
    metrics = {(m, u, y): (n, d) for m, u, y, n, d in rows if (m, u, y) in expected}
    assert metrics == {key: (float(n), float(d)) for key, (n, d) in expected.items()}
