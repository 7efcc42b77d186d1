"""Drawn panels: the values in force of a form's units as a table in, what a family tells out.

A column is `unit`, `period` or an element; a blank cell is no value.
"""

import pandas as pd

from expectations.series.panel import build_panel
from expectations.series.series_suite import check_series
from expectations.series.signal import Signal
from tests.spec import catalogue, drawn


def drawn_panel(form: str, text: str, **elements: str) -> pd.DataFrame:
    """Build the panel of the drawn reports; a report that is not drawn is missing."""
    return panel_of(form, drawn(text, **elements))


def panel_of(form: str, reports: list[dict[str, str]]) -> pd.DataFrame:
    """Build the panel of these reports; unit and period name a report."""
    values = pd.DataFrame(
        [
            (row["unit"], row["period"], f"{row['unit']} {row['period']}", element, float(value))
            for row in reports
            for element, value in row.items()
            if element not in ("unit", "period") and value
        ],
        columns=["unit", "period", "submission", "element", "value"],
    )
    stated = catalogue().forms[form]
    periods = [period.code for period in catalogue().list_periods(stated.frequency)]
    return build_panel(stated, periods, values)


def series_of(form: str, **elements: list[int | None]) -> pd.DataFrame:
    """Build the panel of one unit with these values from the first period on."""
    stated = catalogue().forms[form]
    periods = [period.code for period in catalogue().list_periods(stated.frequency)]
    length = len(next(iter(elements.values())))
    rows = [
        {"unit": "A", "period": periods[n]}
        | {name: "" if s[n] is None else str(s[n]) for name, s in elements.items()}
        for n in range(length)
    ]
    return panel_of(form, rows)


def list_signals(form: str, frame: pd.DataFrame, code: str) -> list[Signal]:
    """List the signals of one code over a panel."""
    signals = check_series(catalogue().forms[form], frame).signals
    return [signal for signal in signals if signal.code == code]


def places(form: str, frame: pd.DataFrame, code: str) -> list[str]:
    """List the places of the signals of one code: unit, period and, if any, element."""
    signals = list_signals(form, frame, code)
    return sorted(" ".join(filter(None, (s.submission, s.element))) for s in signals)
