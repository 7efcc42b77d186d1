"""A few indicators told a second time, in pandas, from the reports themselves.

Written from the meaning of flow, stock and cumulative, not from the SQL; it shares with the
product only the catalogue: which units live when, below what, and which periods fill which.
"""

from itertools import product

import pandas as pd

from tests.spec import catalogue
from warehouse.periods import Grain, list_year_periods, parse_period_code

PERIODS = [p for year in (2024, 2025) for p in list_year_periods(year)]
NATURES = {
    "loudspeaker_broadcasts": "flow",
    "comm_forms_maintained": "stock",
    "establishments": "stock",
    "establishments_inspected": "cumulative",
    "inspection_visits": "flow",
    "visits_with_violation": "flow",
}
FORMS = {
    "TT05": ["ward"],
    "KT01": ["ward"],
    "TT01": ["ward"],
    "KT02": ["ward", "inspection_team"],
}


def indicator_values(reports: list[dict], units: list[str]) -> dict[tuple, tuple]:
    """Map `(indicator, unit, period)` to numerator, denominator, value, reason, reporters."""
    latest = {(r["unit"], r["period"]): r for r in reports}
    totals = _totals(_carried(latest), latest)
    values = {}
    for indicator, unit, period in product(FORMS, units, PERIODS):
        if owing := _owing(indicator, unit, period):
            reported = {
                u
                for u, part in latest
                if u in owing and period.contains_period(parse_period_code(part))
            }
            numerator, denominator = _sides(indicator, unit, period.code, owing, totals)
            values[indicator, unit, period.code] = (
                *_value(indicator, numerator, denominator),
                len(reported),
            )
    return values


def _carried(latest: dict[tuple[str, str], dict]) -> pd.DataFrame:
    """Return the values of each unit at every period that its own periods fill."""
    reported_values = pd.DataFrame(
        [(u, e, part, int(r[e])) for (u, part), r in latest.items() for e in NATURES if r.get(e)],
        columns=["unit", "element", "part", "value"],
    )
    nested = pd.DataFrame(
        [(p.code, part.code) for p in PERIODS for g in Grain for part in p.split_into(g)],
        columns=["period", "part"],
    )
    by = (
        reported_values.merge(nested, on="part")
        .sort_values("part")
        .groupby(["unit", "element", "period"])
    )
    values = by["value"].agg(["sum", "last"]).reset_index()
    values["nature"] = values["element"].map(NATURES)
    values["value"] = values["sum"].where(values["nature"] == "flow", values["last"])
    return values


def _totals(values: pd.DataFrame, latest: dict[tuple[str, str], dict]) -> dict[tuple, int]:
    """Map `(area, form, element, period)` to the sum over its units; stocks, over living units."""
    values["form"] = [catalogue().units[u].form for u in values["unit"]]
    values["value"] = values["value"].astype(float)
    upheld = values["element"] == "comm_forms_maintained"
    values.loc[upheld, "value"] = [
        _upholds(u, p, latest)
        for u, p in zip(values["unit"][upheld], values["period"][upheld], strict=True)
    ]
    values = values.dropna(subset="value")
    values["lives"] = [_lives(u, p) for u, p in zip(values["unit"], values["period"], strict=True)]
    values = values[(values["nature"] == "flow") | values["lives"]]
    areas = [(u, a.unit) for u in set(values["unit"]) for a in catalogue().list_ancestors(u)]
    summed = values.merge(pd.DataFrame(areas, columns=["unit", "area"]), on="unit")
    return summed.groupby(["area", "form", "element", "period"])["value"].sum().to_dict()


def _upholds(unit: str, period: str, latest: dict[tuple[str, str], dict]) -> float:
    """Return 1 when each month owed shows a form of communication, 0 when one shows none."""
    owed = parse_period_code(period).split_into(Grain.MONTH)
    owed = [m for m in owed if catalogue().owes_report(catalogue().units[unit], m)]
    given = [latest.get((unit, month.code), {}).get("comm_forms_maintained") for month in owed]
    if "0" in given:
        return 0.0
    return 1.0 if all(given) else float("nan")


def _lives(unit: str, period: str) -> bool:
    return (
        catalogue()
        .units[unit]
        .exists_on(catalogue().calendar.compute_window(parse_period_code(period))[1])
    )


def _owing(indicator: str, area: str, period: object) -> set[str]:
    """Return the units below that owe a part of the period; empty if there is no value at all."""
    own = catalogue().units[area].form
    needed = [f for f in FORMS[indicator] if own in (None, f)]
    covered = own or catalogue().find_coverage(area, period)
    if not needed or not covered or not _lives(area, period.code):
        return set()
    frequencies = {f: catalogue().forms[f].frequency for f in needed}
    if not all(f.fills_grain(period.grain) for f in frequencies.values()):
        return set()
    return {
        u.unit
        for f in needed
        for u in catalogue().units_by_form[f]
        if area in {a.unit for a in catalogue().list_ancestors(u.unit)}
        and any(catalogue().owes_report(u, part) for part in period.split_into(frequencies[f]))
    }


def _sides(indicator, area, period, owing, totals) -> tuple[int | None, int | None]:
    forms = sorted({catalogue().units[u].form for u in owing})

    def total(element: str) -> int | None:
        parts = [totals.get((area, form, element, period)) for form in forms]
        return None if None in parts else sum(parts)

    match indicator:
        case "TT05":
            return total("loudspeaker_broadcasts"), None
        case "KT01":
            return total("establishments_inspected"), total("establishments")
        case "TT01":
            return total("comm_forms_maintained"), sum(_lives(u, period) for u in owing)
        case "KT02":
            return total("visits_with_violation"), total("inspection_visits")


def _value(indicator: str, numerator: int | None, denominator: int | None) -> tuple:
    if indicator == "TT05":
        return numerator, None, numerator, "not_reported" if numerator is None else None
    if numerator is None or denominator is None:
        return numerator, denominator, None, "not_reported"
    if denominator == 0:
        return numerator, denominator, None, "no_denominator"
    return numerator, denominator, 100 * numerator / denominator, None
