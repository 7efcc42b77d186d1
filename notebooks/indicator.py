"""One indicator of one place over time, with target, completeness and the change of units.

A window: it looks only at warehouse/ and opens the publication read-only, so it never blocks a
night. Open with `make notebook NAME=indicator`, or run it as a script.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: một chỉ số")


@app.cell
def _():
    import marimo as mo
    from house_style import (
        choose_finest_grain,
        choose_first,
        describe_latest,
        draw_series,
        list_indicators,
        open_current,
    )

    published = open_current()
    return (
        choose_finest_grain,
        choose_first,
        describe_latest,
        draw_series,
        list_indicators,
        mo,
        published,
    )


@app.cell
def _(choose_first, list_indicators, mo, published):
    names = list_indicators(published)
    indicator = mo.ui.dropdown(names, value=choose_first(names), label="Chỉ số / indicator")
    indicator
    return (indicator,)


@app.cell
def _(choose_first, indicator, mo, published):
    rows = published.indicator(indicator.value)
    places = dict(rows[["unit_name", "unit"]].drop_duplicates().to_numpy().tolist())
    areas = rows[rows["level"] != "unit"]
    places = dict(areas[["unit_name", "unit"]].to_numpy().tolist()) | places
    place = mo.ui.dropdown(places, value=choose_first(places, part=1), label="Địa bàn / place")
    place
    return place, rows


@app.cell
def _(choose_finest_grain, describe_latest, draw_series, place, rows):
    series = choose_finest_grain(rows[rows["unit"] == place.value])
    sentence = describe_latest(series)
    figure = draw_series(series, sentence)
    print(sentence)
    figure
    return figure, series


@app.cell
def _(series):
    # Numerator and denominator stay beside the value; a missing one says why, and a provisional
    # one which reports are missing.
    series.attrs["title"] = "Số liệu từng kỳ / the figures by period"
    series
    return


if __name__ == "__main__":
    app.run()
