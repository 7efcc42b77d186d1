"""A small published snapshot, drawn at random from a fixed seed: five years, every indicator.

Not the pipeline: numbers are invented so that every state a page can show occurs.
"""

from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import pyarrow as pa

from assets.charts.indicator_series import find_own_grain
from assets.definitions.publish_step import PAGE_TABLES
from assets.published.public_tables import open_public_store
from expectations.disclosure.count_table import MIN_SHOWN_COUNT
from expectations.disclosure.offered_rows import is_public_grain
from warehouse.catalogue import load_catalogue
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.periods import Grain, parse_period_code
from warehouse.store import Store

AS_OF = date(2025, 11, 20)
HOSTILE = "<img src=x onerror=alert(1)>"

# Per base period: denominator (None for a count), numerator per denominator, growth a year; any
# other indicator has a profile of its kind.
PROFILES = {
    "TT01": (6, 0.86, 0.04),
    "TT02": (180, 0.36, 0.05),
    "TT03": (3400, 0.55, 0.04),
    "TT04": (30, 44, 0.02),
    "TT05": (None, 380, 0.05),
    "LG01": (6, 0.9, 0.03),
    "LG02": (6, 2.3, 0.02),
    "LG03": (None, 6, 0.05),
    "KT01": (85, 0.25, 0.06),
    "KT02": (60, 0.14, -0.05),
    "KT03": (9, 7_400_000, 0.03),
    "KT04": (85, 0.78, 0.03),
    "KT05": (60, 0.35, 0.02),
    "DT01": (4, 0.93, 0.01),
    "DT02": (4, 1.0, 0.04),
    "DT03": (4, 0.82, 0.02),
    "DT04": (None, 8, 0.02),
    "DT05": (14, 0.03, 0.0),
    "TP01": (9, 0.8, 0.02),
    "HT01": (None, 17, 0.08),
    "YT01": (160, 0.74, 0.04),
    "YT02": (None, 31, 0.06),
    "YT03": (240, 0.06, -0.04),
    "TH01": (45, 0.4, 0.06),
    "KP01": (300_000_000, 0.45, 0.02),
    "BC01": (7, 0.97, 0.005),
    "BC02": (7, 0.88, 0.02),
}
PARTLY = ("2023-05", "2025-11")
DOUBTED = {"TT05": {"2022-06"}, "KT02": {"2024-Q2"}}
GAPS = {
    "DT01": {"2022-08", "2022-09", "2024-03"},
    "TT05": {"2023-02"},
    "TT02": {"2023-02"},
    "HT01": {"2021-Q3"},
}

# What the publication before said of these figures; None where it had none.
CHANGED = {
    ("TT05", "2023-Q2"): 990.0,
    ("TT05", "2023-06"): 330.0,
    ("KT02", "2023-Q2"): 7.5,
    ("HT01", "2024-Q3"): None,
}


def write_snapshot(path, as_of=AS_OF, synthetic=True):
    """Write the snapshot and return the catalogue it belongs to."""
    catalogue, random = load_catalogue(), Random(20250703)
    with Store(path) as store:
        create_page_tables(store, catalogue, as_of)
        rates = list(_rates(catalogue, random, as_of))
        store.append_rows("marts.reporting_rates", pa.Table.from_pylist(rates))
        store.append_rows(
            "core.submissions", pa.Table.from_pylist(_submissions(rates, random, synthetic))
        )
        values = list(_values(catalogue, random, as_of))
        store.append_rows("marts.indicator_values", pa.Table.from_pylist(values))
        store.append_rows("marts.changes", pa.Table.from_pylist(list(_changes(values))))
        public_values = [
            _hide_small(row, catalogue.indicators[row["indicator"]])
            for row in values
            if is_public_grain(catalogue.indicators[row["indicator"]], Grain(row["grain"]))
        ]
        store.append_rows("marts.public_values", pa.Table.from_pylist(public_values))
        store.append_rows("marts.quality_metrics", pa.Table.from_pylist(list(_quality(catalogue))))
    return catalogue


def create_page_tables(store, catalogue, as_of):
    """Create the tables that a page reads, empty but for those of the catalogue."""
    for name in PAGE_TABLES:
        store.create_table(name)
    for name, rows in build_catalogue_tables(catalogue, as_of).items():
        store.replace_table(name, rows)


@contextmanager
def read_public_tables(catalogue, path):
    """Open the public tables of a snapshot."""
    with (
        Store(path, read_only=True) as warehouse,
        open_public_store(catalogue, warehouse) as public_store,
    ):
        yield public_store


def _quality(catalogue):
    """Build the measures of every form, good and bad in turn; some forms returned nothing."""
    for number, (form, year, metric) in enumerate(
        product(catalogue.forms, range(2021, 2026), catalogue.metrics.values())
    ):
        is_mending = metric.metric == "days_to_mend"
        missing = is_mending and number % 5 == 0
        value = None if missing else 2.5 if is_mending else 0.96 if number % 3 else 0.5
        yield {
            "metric": metric.metric,
            "form": form,
            "unit": "DK",
            "level": "district",
            "year": year,
            "value": value,
            "met": value > metric.threshold if metric.threshold else None,
            "units_divergent": 0,
            "null_reason": "nothing_returned" if missing else None,
        }


def _values(catalogue, random, as_of):
    ward = catalogue.units["DK-DAPHUC"]
    for indicator in catalogue.indicators.values():
        base = _base(catalogue, indicator, random, as_of)
        for unit, level in (("DK", "district"), ("HP", "province"), ("DK-DAPHUC", "unit")):
            for period in catalogue.list_periods():
                coverage = catalogue.find_coverage(unit, period)
                lives = ward.exists_on(catalogue.calendar.compute_window(period)[1])
                if (coverage or (level == "unit" and lives)) and (
                    find_own_grain(catalogue, indicator).month_count <= period.grain.month_count
                ):
                    covers = coverage.covers if coverage else None
                    place = {"unit": unit, "level": level, "covers": covers}
                    row = _row(catalogue, indicator, period, base, as_of)
                    yield place | row | _aim(catalogue, indicator, place, row)


def _base(catalogue, indicator, random, as_of):
    """Map a period to (numerator, denominator, units owed, units reported); None where missing."""
    cells = {}
    for period in catalogue.list_periods(find_own_grain(catalogue, indicator)):
        owed = _units_owed(catalogue, indicator, period)
        pair = _pair(catalogue, indicator, random, period)
        missing = period.code in GAPS.get(indicator.indicator, ()) or owed == 0
        reported = owed - (period.code in PARTLY and owed > 1)
        is_due = catalogue.calendar.compute_due_date(period) < as_of
        cells[period] = None if missing or not is_due else (*pair, owed, reported)
    return cells


def _pair(catalogue, indicator, random, period):
    other_profile = (60, 0.5, 0.03) if indicator.denominator else (None, 20, 0.03)
    denominator, size, growth = PROFILES.get(indicator.indicator, other_profile)
    size *= (1 + growth) ** (period.year - 2021) * random.gauss(1, 0.12)
    if "cumulative" in _natures(catalogue, indicator):
        size *= period.number / period.grain.periods_per_year
    if denominator is None:
        return max(0, round(random.gauss(size, size**0.5))), None
    whole = max(0, round(random.gauss(denominator, denominator**0.5 / 2)))
    if indicator.indicator == "DT02":
        return (random.randint(-3, 4), whole) if period.year > 2021 else (None, None)
    part = round(size * whole)
    return (min(part, whole) if indicator.unit_vi == "%" else part), whole


def _hide_small(row, indicator):
    """Return a row, blank if it is sensitive with a small side."""
    counts = [row["numerator"], row["denominator"]]
    if None not in counts:
        counts.append(sum(counts) if indicator.kind == "change" else counts[1] - counts[0])
    is_small = any(c is not None and 1 <= abs(c) < MIN_SHOWN_COUNT for c in counts)
    if indicator.public_grain is None or not is_small:
        return row | {"suppressed": False}
    blank = dict.fromkeys(("numerator", "denominator", "value", "verdict", "null_reason"))
    return row | blank | {"suppressed": True}


def _changes(values):
    """Build changes of whole and broken numbers, of the area and a ward; one figure is new."""
    since = datetime(2025, 11, 19, 20, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    place = ("indicator", "unit", "level", "grain", "period")
    for row in values:
        old = CHANGED.get((row["indicator"], row["period"]), row["value"])
        if old != row["value"]:
            yield {
                "since": since,
                **{name: row[name] for name in place},
                "old_value": old,
                "new_value": row["value"],
                "was_complete": True,
                "is_complete": row["is_complete"],
                "because_of": "0001",
            }


def _natures(catalogue, indicator):
    return {
        catalogue.forms[t.form].get_element(t.element).nature
        for t in indicator.numerator
        if t.element
    }


def _units_owed(catalogue, indicator, period):
    forms = {t.form for t in indicator.all_terms if t.form} or {"ward", "police"}
    last_day = catalogue.calendar.compute_window(period)[1]
    return sum(u.form in forms and u.exists_on(last_day) for u in catalogue.units.values())


def _row(catalogue, indicator, period, base, as_of):
    cells = [cell for p, cell in base.items() if cell and period.contains_period(p)]
    known = [cell for cell in cells if cell[0] is not None]
    if catalogue.calendar.compute_due_date(period) >= as_of:
        known, reason = [], "not_yet_due"
    else:
        reason = "no_base_period" if cells else "not_reported"
    used = known if _natures(catalogue, indicator) <= {"flow"} else known[-1:]
    numerator = sum(cell[0] for cell in used) if used else None
    denominator = sum(cell[1] for cell in used) if used and used[0][1] is not None else None
    value = None
    if used and denominator == 0:
        reason = "no_denominator"
    elif used:
        reason, value = None, indicator.factor * numerator / (denominator or 1)
    owed = _units_owed(catalogue, indicator, period)
    missing = _missing(catalogue, indicator, period, base)
    return {
        "indicator": indicator.indicator,
        "grain": str(period.grain),
        "period": period.code,
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "is_complete": reason in (None, "no_denominator") and not missing,
        "has_doubt": any(
            period.contains_period(parse_period_code(code))
            for code in DOUBTED.get(indicator.indicator, ())
        ),
        "reports_missing": len(missing),
        "missing_reports": ", ".join(missing[:5]) or None,
        "units_owed": owed,
        "units_reported": min([owed, *(cell[3] for cell in cells)]) if known else 0,
        "null_reason": reason,
    }


def _missing(catalogue, indicator, period, base):
    """List the reports a value lacks: of every base period for a flow, the last for a state."""
    if not indicator.all_terms[0].form:
        return []
    parts = [p for p in base if period.contains_period(p)]
    parts = parts if _natures(catalogue, indicator) <= {"flow"} else parts[-1:]
    lacking = [
        (p, (_units_owed(catalogue, indicator, p) if base[p] is None else base[p][2] - base[p][3]))
        for p in parts
    ]
    return [f"{p.code} DK-{number}" for p, count in lacking for number in range(count)]


def _aim(catalogue, indicator, place, row):
    """Return the nearest target that binds, or else one to compare with; none for a part."""
    year, above = int(row["period"][:4]), catalogue.list_ancestors(place["unit"])
    distances = {unit.unit: distance for distance, unit in enumerate(above)}
    matches = [
        (t.binds == "whole" and distances[t.scope] > 0, distances[t.scope], t)
        for t in catalogue.targets
        if t.indicator == indicator.indicator
        and t.scope in distances
        and t.from_year <= year <= t.to_year
    ]
    if not matches or place["covers"] == "part":
        return {}
    is_comparison, _, target = min(matches, key=lambda one: one[:2])
    return {
        "target": target.target,
        "target_scope": target.scope,
        "target_binds": not is_comparison,
        "verdict": None if is_comparison else _verdict(catalogue, indicator, row, target.target),
    }


def _verdict(catalogue, indicator, row, target):
    if indicator.direction == "none":
        return None
    is_at_year_end = row["period"].endswith(("-12", "-Q4", "-H2")) or row["grain"] == "year"
    is_early = "cumulative" in _natures(catalogue, indicator) and not is_at_year_end
    if row["null_reason"] == "not_yet_due" or is_early:
        return "not_due"
    if row["value"] is None or not row["is_complete"] or row["has_doubt"]:
        return "not_decided"
    is_high = row["value"] >= target
    return "met" if is_high == (indicator.direction == "higher") else "not_met"


def _rates(catalogue, random, as_of):
    for unit in catalogue.units.values():
        for period in catalogue.list_periods():
            if not catalogue.owes_report(unit, period):
                continue
            due = catalogue.compute_due_date(unit.form, period)
            days = random.choices((0, 1, 3, 12, None), (86, 5, 4, 2, 3))[0]
            accepted = days is not None and due + timedelta(days=days) < as_of
            received = datetime.combine(
                due + timedelta(days=(days or 0)), time(9), ZoneInfo("Asia/Ho_Chi_Minh")
            )
            yield {
                "form": unit.form,
                "unit": unit.unit,
                "period": period.code,
                "owed": True,
                "accepted": accepted,
                "on_time": accepted and days == 0,
                "days_late": days if accepted else None,
                "due_date": due,
                "is_due": due < as_of,
                "received_at": received if accepted else None,
                "returned": due < as_of and not accepted and len(unit.unit) % 2 == 0,
            }


def _submissions(rates, random, synthetic):
    rows = []
    for rate in rates:
        if not rate["is_due"]:
            continue
        if random.random() < 0.05:
            rows.append(_submission(rate, len(rows), "returned", synthetic))
        if rate["accepted"]:
            rows.append(_submission(rate, len(rows), "accepted", synthetic))
    return rows


def _submission(rate, number, decision, synthetic):
    fallback = datetime.combine(rate["due_date"], time(8), ZoneInfo("Asia/Ho_Chi_Minh"))
    return {
        "submission": f"s{number:05d}",
        "sha256": f"{number:064x}",
        "file_name": f"{HOSTILE}.xlsx",
        "received_at": rate["received_at"] or fallback,
        "form": rate["form"],
        "unit": rate["unit"],
        "period": rate["period"],
        "revision": 1,
        "decision": decision,
        "is_accepted": decision == "accepted",
        "synthetic": synthetic,
        "errors": int(decision == "returned"),
        "warnings": 0,
    }
