"""Random hierarchies, mergers, corrections, late and held reports: SQL against a pandas twin.

Every unit, area and land, every length of period, today and as of past moments. The twin is written
from the meaning of the words, not from the SQL; it shares with the product the catalogue alone:
which units live when, below what, and which share of a unit belongs to which land.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import count, product
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assets.outbox.hub_corrections import CorrectedNumber, ReportedPlace, record_correction
from assets.rebuild import RAW, complete_warehouse, rebuild_warehouse
from assets.table_assets import PythonTable, SqlView, load_table_assets
from expectations.promises import load_promises
from tests.land import SHIPPED, lands
from tests.marts.test_territory_values import NATURES, PERIODS
from tests.sampling import choose_count
from warehouse.home import Home
from warehouse.schema.table import build_arrow_schema
from warehouse.schema.tables import TABLES
from warehouse.store import Store

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONTHS = [f"2022-{month:02}" for month in range(4, 11)]
"""Before and after the units change, on the first of July."""
BEGIN, TODAY = datetime(2022, 4, 1, tzinfo=ZONE), datetime(2023, 1, 20, tzinfo=ZONE)
BUILT = (
    "core.submissions",
    "core.corrections",
    "core.not_applicable",
    "core.observations",
    "marts.reporting_rates",
    "marts.reporting_coverage",
    "marts.area_values",
)
"""The tables that are filled; the views over them are asked too, all others stay empty."""
HOLD_STATES = ("waiting", "accepted", "rejected")
FIGURES = [*NATURES.values()]


@dataclass
class History:
    """Reports and corrections, each with the time at which it became known."""

    reports: list[dict] = field(default_factory=list)
    corrections: list[dict] = field(default_factory=list)


def draw_history(catalogue, chance):
    """Draw reports of the units: late, again, faulty, held; and corrections of their numbers."""
    history, names = History(), count(1)
    months = [month for month in catalogue.list_periods() if month.code in MONTHS]
    for unit, month in product(catalogue.units.values(), months):
        owes = catalogue.owes_report(unit, month)
        opens = catalogue.calendar.compute_window(month)[0]  # no report comes before
        for _ in range(chance.choice([0, 1, 1, 1, 2, 3]) if owes else 0):
            history.reports.append(
                {
                    "submission": f"s{next(names):03}",
                    "unit": unit.unit,
                    "period": month.code,
                    "received_at": datetime.combine(opens, time(), ZONE)
                    + timedelta(hours=chance.randrange(24 * 100)),
                    "state": chance.choice(["", "", "", "", "faulty", *HOLD_STATES]),
                    **{name: chance.randint(0, 3) for name in FIGURES},
                }
            )
    hours = sorted(chance.randrange(24 * 280) for _ in range(chance.randint(0, 40)))
    for hour in hours if history.reports else []:
        report, element = chance.choice(history.reports), chance.choice(FIGURES)
        history.corrections.append(
            {
                "unit": report["unit"],
                "period": report["period"],
                "element": element,
                "expected": chance.choice([report[element], report[element], 2]),
                "value": chance.choice([None, 50, 70]),
                "made_at": BEGIN + timedelta(hours=hour),
            }
        )
    return history


@pytest.fixture(scope="module", autouse=True)
def _figures_alone():
    """Fill only the tables from which figures are made, so that many histories cost little."""

    def empty(asset):
        if asset.name in BUILT or isinstance(asset, SqlView):
            return asset
        rows = build_arrow_schema(TABLES[asset.name]).empty_table()
        return PythonTable(asset.name, "", lambda _: rows, frozenset())

    assets = [empty(asset) for asset in load_table_assets()]
    models = {asset.name for asset in assets if not isinstance(asset, PythonTable)}
    models -= {"marts.territory_indicators", "marts.indicator_cells"}  # indicators are not built
    promises = [promise for promise in load_promises() if promise.table in models]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assets.rebuild.load_table_assets", lambda: assets)
        patch.setattr("assets.rebuild.load_promises", lambda: promises)
        patch.setattr("warehouse.lineage.as_of_macros.CHANGE_FUNCTIONS", ())
        yield


def write_register(history, path):
    """Write a register in the order in which the reports are drawn."""
    rows = {table: [] for table in RAW}
    for report in history.reports:
        submission, state = report["submission"], report["state"]
        rows["raw.submissions"].append(
            {
                **{key: report[key] for key in ("submission", "unit", "period", "received_at")},
                "form": "ward",
                "sha256": submission,
                "file_name": f"{submission}.xlsx",
                "synthetic": False,
                "content_sha256": str([report[name] for name in FIGURES]),
            }
        )
        rows["raw.cells"] += [
            {"submission": submission, "element": name, "state": "value", "value": report[name]}
            for name in FIGURES
        ]
        if state == "faulty":
            finding = {"code": "E-NUM-001", "severity": "error", "message_vi": "x"}
            rows["raw.findings"].append({"submission": submission, "remedy_vi": "x", **finding})
        elif state:
            hold = {"reason": "new_sender", "held_at": report["received_at"]}
            rows["raw.holds"].append({"submission": submission, **hold})
        if state in ("accepted", "rejected"):
            decision = {"verdict": state, "reason": "x", "decided_by": "x", "decided_at": TODAY}
            rows["raw.hold_decisions"].append({"submission": submission, "sequence": 1, **decision})
    with Store(path) as store:
        for table, table_rows in rows.items():
            store.create_table(table)
            schema = build_arrow_schema(TABLES[table])
            store.append_rows(table, pa.Table.from_pylist(table_rows, schema))
        for row in history.corrections:
            place = ReportedPlace("ward", row["element"], row["unit"], row["period"])
            texts = ("gõ nhầm", "sổ gốc", "canbo")
            number = CorrectedNumber(row["expected"], row["value"], *texts, row["made_at"])
            record_correction(store, place, number)


def find_numbers(history, at):
    """Return the numbers that held at a moment: unit, period, element, value."""
    stopped = ("faulty", "waiting", "rejected")
    known = pd.DataFrame(
        [r for r in history.reports if r["received_at"] <= at and r["state"] not in stopped],
        columns=["submission", "unit", "period", "received_at", "state", *FIGURES],
    )
    in_order = known.sort_values("received_at", kind="stable")
    latest = in_order.groupby(["unit", "period"]).last().reset_index()
    numbers = latest.melt(["unit", "period"], FIGURES, "element", "reported")
    corrections = pd.DataFrame(
        [c for c in history.corrections if c["made_at"] <= at],
        columns=["unit", "period", "element", "expected", "value", "made_at"],
    )
    last = corrections.groupby(["unit", "period", "element"], dropna=False).tail(1)
    merged = numbers.merge(last, how="left", on=["unit", "period", "element"])
    applies = (merged["expected"] == merged["reported"]) & merged["value"].notna()
    merged["value"] = merged["value"].where(applies, merged["reported"]).astype(float)
    return merged[["unit", "period", "element", "value"]]


def carry_numbers(numbers, catalogue):
    """Return each unit's figure of every period, by its nature, and whether it adds up."""
    natures = {element: nature for nature, element in NATURES.items()}
    placed = numbers.rename(columns={"period": "part"}).merge(PERIODS, on="part")
    groups = placed.sort_values("part").groupby(["unit", "element", "period"])
    carried = groups["value"].agg(["sum", "last"]).reset_index()
    is_flow = carried["element"].map(natures) == "flow"
    carried["value"] = carried["sum"].where(is_flow, carried["last"])
    ends = PERIODS.groupby("period")["window_end"].max()
    lives = [
        catalogue.units[unit].exists_on(ends[period])
        for unit, period in zip(carried["unit"], carried["period"], strict=True)
    ]
    carried["adds_up"] = is_flow | pd.Series(lives, dtype=bool)
    return carried


def add_areas(carried, catalogue):
    """Return the sum of each area and period that the area covers."""
    periods = {period.code: period for period in catalogue.list_periods()}
    ends = PERIODS.groupby("period")["window_end"].max()
    above = [(u, a.unit) for u in catalogue.units for a in catalogue.list_ancestors(u)[1:]]
    parts = carried[carried["adds_up"]].merge(
        pd.DataFrame(above, columns=["unit", "area"], dtype=object), on="unit"
    )
    sums = parts.groupby(["area", "element", "period"])["value"].sum()
    return {
        (area, element, period): value
        for (area, element, period), value in sums.items()
        if catalogue.find_coverage(area, periods[period])
        and catalogue.units[area].exists_on(ends[period])
    }


def add_land(carried, shares):
    """Return the sum over the land of each unit and area, each unit by its share."""
    parts = carried[carried["adds_up"]].merge(shares, on="unit")
    parts["value"] *= parts["share"]
    return parts.groupby(["territory", "element", "period"])["value"].sum(min_count=1).to_dict()


def query_figures(store, table, function, key="unit"):
    """Return the figures of a table, or of its function, by unit, element and period."""
    rows = store.query_rows(f"SELECT {key}, element, period, value FROM {table}{function}")
    return {tuple(row[:3]): row[3] for row in rows if row[3] is not None}


def compare_figures(store, history, catalogue, at, function):
    """Compare every figure of the warehouse with the twin, as known at a moment."""
    numbers = find_numbers(history, at)
    carried = carry_numbers(numbers, catalogue)
    in_force = store.query_rows(
        f"SELECT unit, element, period, value FROM core.observations{function} "
        "WHERE known_to IS NULL"
    )
    expected = {(r.unit, r.element, r.period): r.value for r in numbers.itertuples()}
    assert {tuple(row[:3]): row[3] for row in in_force} == expected
    by_unit = {(r.unit, r.element, r.period): r.value for r in carried.itertuples()}
    assert query_figures(store, "marts.element_values", function) == by_unit
    assert query_figures(store, "marts.area_values", function) == add_areas(carried, catalogue)
    shares = store.query_frame("SELECT territory, unit, share FROM catalogue.territories")
    land = add_land(carried, shares)
    figures = query_figures(store, "marts.territory_values", function)
    assert figures == pytest.approx({key: land[key] for key in figures})
    compare_indicators(store, land, function)


def compare_indicators(store, land, function):
    """Compare the indicators of the land: broadcasts, and inspected of all establishments."""
    rows = store.query_rows(
        "SELECT indicator, unit, period, numerator, denominator, value "
        f"FROM marts.territory_indicators{function} WHERE numerator IS NOT NULL"
    )
    for indicator, unit, period, numerator, denominator, value in rows:
        if indicator == "TT05":
            assert (denominator, value) == (None, numerator)
            assert numerator == pytest.approx(land[unit, NATURES["flow"], period])
        else:
            assert numerator == pytest.approx(land[unit, NATURES["cumulative"], period])
            assert denominator == pytest.approx(land[unit, NATURES["stock"], period])
            assert value == (pytest.approx(100 * numerator / denominator) if denominator else None)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=choose_count(60, 2), deadline=None, phases=[Phase.generate])
@given(lands(eras=2), st.integers(0, 1 << 30))
def test_every_figure_is_that_of_the_twin_today_and_as_of_any_moment(land, seed):
    catalogue, chance = restrict_catalogue(land.catalogue), random.Random(seed)
    history, days = draw_history(catalogue, chance), chance.sample(range(1, 280), 2)
    with TemporaryDirectory() as folder:
        home, target = Home(Path(folder)), Path(folder) / "warehouse.duckdb"
        write_register(history, home.register_file)
        built = rebuild_warehouse(home, catalogue, TODAY, target)
        assert [r.promise.name for r in built.promise_results if r.broken_count] == []
        complete_warehouse(target)
        with Store(target, read_only=True) as store:
            compare_figures(store, history, catalogue, TODAY, "")
            for day in days:
                at = BEGIN + timedelta(days=day)
                function = f"_asof(TIMESTAMPTZ '{at.isoformat()}')"
                compare_figures(store, history, catalogue, at, function)
            compare_spans(store, history, [BEGIN + timedelta(days=day) for day in days])


def compare_spans(store, history, moments):
    """Compare the times of the observations themselves: what was known at a moment."""
    for at in moments:
        rows = store.query_rows(
            "SELECT unit, element, period, value FROM core.observations "
            "WHERE known_from <= $at AND coalesce(known_to > $at, true)",
            {"at": at},
        )
        numbers = find_numbers(history, at)
        assert {tuple(row[:3]): row[3] for row in rows} == {
            (r.unit, r.element, r.period): r.value for r in numbers.itertuples()
        }
        assert len(rows) == len(numbers)


def restrict_catalogue(catalogue):
    """Return the catalogue with the ward form and two indicators of its elements alone."""
    return replace(
        catalogue,
        forms={"ward": SHIPPED.forms["ward"]},
        indicators={code: SHIPPED.indicators[code] for code in ("TT05", "KT01")},
    )
