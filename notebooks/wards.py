"""One indicator ward by ward: panels on one scale, the district in grey behind each.

A window: it looks only at warehouse/. Open with `make notebook NAME=wards`, or run as a script.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: các phường")


@app.cell
def _():
    import marimo as mo
    from house_style import (
        choose_finest_grain,
        choose_first,
        draw_panels,
        list_indicators,
        open_current,
    )

    published = open_current()
    return choose_finest_grain, choose_first, draw_panels, list_indicators, mo, published


@app.cell
def _(choose_first, list_indicators, mo, published):
    by_ward = {
        code
        for (code,) in published.query_rows(
            "SELECT DISTINCT v.indicator FROM marts.indicator_values AS v "
            "INNER JOIN catalogue.units AS u USING (unit) WHERE u.kind = 'ward'"
        )
    }
    names = {name: code for name, code in list_indicators(published).items() if code in by_ward}
    indicator = mo.ui.dropdown(names, value=choose_first(names), label="Chỉ số / indicator")
    indicator
    return (indicator,)


@app.cell
def _(choose_finest_grain, draw_panels, indicator, published):
    rows = published.indicator(indicator.value)
    wards = choose_finest_grain(rows[rows["unit_kind"] == "ward"])
    grain = wards["grain"].iloc[0]
    area = rows[(rows["level"] == "district") & (rows["grain"] == grain)].sort_values("period_end")
    figure = draw_panels(wards, area, rows.attrs["name"])
    figure
    return figure, wards


@app.cell
def _(wards):
    # The latest period of each ward as a over b: a share of few is read as a count.
    known = wards[wards["value"].notna()].sort_values("period_end")
    latest = known.groupby("unit", sort=False).tail(1)
    summary = latest[["unit_name", "period_name", "numerator", "denominator", "value"]]
    for ward in summary.itertuples():
        base = "" if ward.denominator != ward.denominator else f" trên {ward.denominator:.0f}"
        print(f"{ward.unit_name}, {ward.period_name}: {ward.numerator:.0f}{base}")
    summary.attrs["title"] = "Kỳ gần nhất của từng phường / the latest period of each ward"
    summary
    return (summary,)


if __name__ == "__main__":
    app.run()
