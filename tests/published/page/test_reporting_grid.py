"""The grid and the counts of reports, from a handful of reports owed."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from assets.owed_reports import OwedReport
from assets.published.page.page_texts import PageWording
from assets.published.page.reporting_grid import (
    build_reporting_grid,
    find_latest_month,
    list_reporting_units,
)
from tests import spec
from warehouse.periods import parse_period_code
from warehouse.store import Store

CATALOGUE = spec.catalogue()
VI = PageWording("vi")
ACCEPTED = {"accepted": True, "on_time": True, "days_late": 0}
LATE = {"accepted": True, "on_time": False, "days_late": 3}


def owed(unit, period, *, is_due=True, accepted=False, on_time=False, days_late=None):
    form = CATALOGUE.units[unit].form
    due = CATALOGUE.compute_due_date(form, parse_period_code(period))
    return OwedReport(
        unit, form, parse_period_code(period), accepted, on_time, days_late, due, is_due
    )


@pytest.fixture
def store_of(tmp_path):
    def build(rates=(), submissions=()):
        with Store(tmp_path / "snapshot.duckdb") as store:
            for name, rows in (
                ("marts.reporting_rates", rates),
                ("core.submissions", submissions),
            ):
                store.create_table(name)
                if rows:
                    store.append_rows(name, pa.Table.from_pylist(list(rows)))
        return Store(tmp_path / "snapshot.duckdb", read_only=True)

    return build


def rate(unit, period, *, accepted=True):
    return {
        "form": CATALOGUE.units[unit].form,
        "unit": unit,
        "period": period,
        "owed": True,
        "accepted": accepted,
        "on_time": accepted,
        "days_late": 0 if accepted else None,
        "due_date": CATALOGUE.compute_due_date(
            CATALOGUE.units[unit].form, parse_period_code(period)
        ),
        "is_due": True,
        "returned": False,
    }


def returned(number, unit, period, decision="returned"):
    return {
        "submission": f"s{number}",
        "sha256": f"{number:064x}",
        "file_name": "a.xlsx",
        "received_at": datetime(2024, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        "form": CATALOGUE.units[unit].form,
        "unit": unit,
        "period": period,
        "decision": decision,
        "is_accepted": decision == "accepted",
        "synthetic": False,
    }


def test_units_are_the_hubs_own_and_those_they_passed_into():
    units = [unit.unit for unit in list_reporting_units(CATALOGUE)]
    assert {"DK-DAPHUC", "DK-CA", "HP-HUNGDAO", "HP-DOSON"} <= set(units)
    assert not {"VN", "HP", "DK"} & set(units)


@pytest.mark.parametrize(
    ("report", "state"),
    [
        (owed("DK-CA", "2024-01", **ACCEPTED), "on_time"),
        (owed("DK-CA", "2024-01", **LATE), "late"),
        (owed("DK-CA", "2024-01"), "missing"),
        (owed("DK-CA", "2024-01", is_due=False), "pending"),
        (replace(owed("DK-CA", "2024-01"), returned=True), "returned"),
        (replace(owed("DK-CA", "2024-01", is_due=False), returned=True), "returned"),
    ],
)
def test_what_became_of_a_report(report, state):
    assert report.report_state == state


def test_the_grid_ends_with_the_half_year_of_the_latest_report_due():
    grid = build_reporting_grid(
        CATALOGUE, [owed("DK-CA", "2024-08"), owed("DK-YT", "2024-Q3", is_due=False)]
    )
    assert (grid.months[0].code, grid.months[-1].code) == ("2023-07", "2024-12")
    assert len(grid.months) == 18


def test_a_quarterly_report_spans_its_months_and_what_is_not_owed_is_one_blank():
    reports = [owed("DK-CA", "2024-08"), owed("DK-YT", "2024-Q3")]
    rows = {unit.unit: spans for unit, spans in build_reporting_grid(CATALOGUE, reports).rows}
    assert [(s.months, s.owed_report) for s in rows["DK-YT"]] == [
        (12, None),
        (3, reports[1]),
        (3, None),
    ]
    assert [(s.months, s.owed_report) for s in rows["DK-CA"]] == [
        (13, None),
        (1, reports[0]),
        (4, None),
    ]
    assert list(rows) == ["DK-CA", "DK-YT"]


def test_units_that_still_owe_come_first():
    reports = [owed("DK-CA", "2025-05"), owed("HP-DOSON", "2025-12")]
    rows = build_reporting_grid(CATALOGUE, reports).rows
    assert [unit.unit for unit, _ in rows] == ["HP-DOSON", "DK-CA"]


def test_without_a_report_due_there_is_no_grid():
    assert build_reporting_grid(CATALOGUE, [owed("DK-CA", "2024-08", is_due=False)]).rows == ()
    assert find_latest_month([owed("DK-CA", "2024-08")]) is None


def test_data_reach_to_the_last_month_an_accepted_report_covers():
    reports = [owed("DK-CA", "2024-08", **ACCEPTED), owed("DK-YT", "2024-Q3", **ACCEPTED)]
    assert find_latest_month([*reports, owed("DK-CA", "2024-11")]).code == "2024-09"


def test_data_never_reach_to_a_month_that_is_not_due_because_one_report_came_early():
    reports = [
        owed("DK-CA", "2024-08", **ACCEPTED),
        owed("DK-CA", "2024-09", is_due=False, **ACCEPTED),
        owed("DK-YT", "2024-Q4", is_due=False, **ACCEPTED),
    ]
    assert find_latest_month(reports).code == "2024-08"
    assert find_latest_month(reports[1:]) is None
