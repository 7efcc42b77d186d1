"""Explore the published warehouse: one indicator over time, and where one number came from.

A window: it looks only at warehouse/ and opens the publication read-only, so it never blocks a
night. Open with `.venv/bin/marimo edit notebooks/explore.py`, or run it as a script.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số")


@app.cell
def _():
    import os
    from pathlib import Path

    import marimo as mo
    import plotly.graph_objects as go

    from warehouse.home import Home
    from warehouse.store import Store

    home = Home(Path(os.environ.get("CHISO_HOME", "data")))
    warehouse = Store(home.snapshot_file, read_only=True)
    return go, mo, warehouse


@app.cell
def _(mo, warehouse):
    names = dict(
        warehouse.query_rows(
            "SELECT indicator || ' · ' || name_vi, indicator FROM catalogue.indicators"
        )
    )
    indicator = mo.ui.dropdown(names, value=next(iter(names)), label="Chỉ số / indicator")
    indicator
    return (indicator,)


@app.cell
def _(indicator, warehouse):
    # Numerator and denominator stay beside the value; a missing one says why, and a provisional
    # one which reports are missing.
    values = warehouse.query_frame(
        """
        SELECT unit, level, covers, grain, period, window_end, value, numerator, denominator,
            is_complete, has_doubt, missing_reports, target, target_binds, verdict, units_reported,
            units_owed, null_reason
        FROM marts.indicator_values
        INNER JOIN catalogue.periods USING (period, grain)
        WHERE indicator = $indicator AND level != 'unit'
        ORDER BY unit, grain, window_end
        """,
        {"indicator": indicator.value},
    )
    values
    return (values,)


@app.cell
def _(go, indicator, values):
    figure = go.Figure(layout={"title": indicator.selected_key, "separators": ",."})
    quarterly_values = values[values["grain"] == "quarter"]
    for unit, series in quarterly_values.groupby("unit"):
        firm = series["is_complete"] & ~series["has_doubt"]
        figure.add_scatter(
            x=series["window_end"],
            y=series["value"],
            name=unit,
            mode="lines+markers",
            marker={"symbol": ["circle" if is_firm else "circle-open" for is_firm in firm]},
        )
    figure
    return


@app.cell
def _(mo, warehouse):
    # Every number can be followed to its file, sheet and cell, and to what it said before.
    lineage = warehouse.query_frame(
        """
        SELECT o.unit, o.period, o.element, o.value,
            timezone(m.time_zone, o.known_from) AS known_from,
            timezone(m.time_zone, o.known_to) AS known_to,
            s.file_name, o.sheet, o.cell, o.raw_text
        FROM core.observations AS o
        CROSS JOIN catalogue.moment AS m
        INNER JOIN core.submissions AS s USING (submission)
        WHERE o.known_to IS NOT NULL
        ORDER BY o.known_from DESC
        LIMIT 50
        """
    )
    mo.vstack([mo.md("### Số liệu đã được đính chính / figures since corrected"), lineage])
    return


if __name__ == "__main__":
    app.run()
