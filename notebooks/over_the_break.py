"""Over the change of units: what the district and the new wards say on either side of the day.

Two stretches are never one line: the units are not the same. A window: it looks only at
warehouse/. Open with `make notebook NAME=over_the_break`, or run as a script.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: qua chỗ gãy")


@app.cell
def _():
    import marimo as mo
    from house_style import (
        choose_finest_grain,
        choose_first,
        draw_series,
        list_indicators,
        open_current,
    )

    published = open_current()
    return choose_finest_grain, choose_first, draw_series, list_indicators, mo, published


@app.cell
def _(choose_first, list_indicators, mo, published):
    names = list_indicators(published)
    indicator = mo.ui.dropdown(names, value=choose_first(names), label="Chỉ số / indicator")
    indicator
    return (indicator,)


@app.cell
def _(choose_finest_grain, draw_series, indicator, published):
    rows = published.indicator(indicator.value)
    areas = choose_finest_grain(rows[rows["level"].isin(["district", "province"])])
    figure = draw_series(areas, rows.attrs["name"])
    figure
    return areas, figure


@app.cell
def _(areas):
    # What each stretch rests on: an area, how much of it is covered, and how many reports.
    stretches = areas.groupby(["segment", "unit_name", "covers"], as_index=False).agg(
        first=("period_name", "first"),
        last=("period_name", "last"),
        mean=("value", "mean"),
        figures=("value", "count"),
        complete=("is_complete", "sum"),
    )
    for stretch in stretches.itertuples():
        print(
            f"Đoạn {stretch.segment}: {stretch.unit_name}, từ {stretch.first} đến {stretch.last}, "
            f"{stretch.figures} số liệu, {stretch.complete} kỳ đủ báo cáo."
        )
    stretches.attrs["title"] = "Từng đoạn dựa vào đâu / what each stretch rests on"
    stretches
    return (stretches,)


if __name__ == "__main__":
    app.run()
