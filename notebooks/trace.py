"""Where one figure comes from: formula, cells, reports, findings, and what is missing.

A window: it looks only at warehouse/. Open with `make notebook NAME=trace`, or run as a script; the
figure is `CHISO_FIGURE` there, as in «TT02 DK 2023-Q2».
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: con số từ đâu")


@app.cell
def _():
    import os

    import marimo as mo
    import pandas as pd
    from house_style import list_indicators, open_current

    published = open_current()
    return list_indicators, mo, os, pd, published


@app.cell
def _(list_indicators, mo, os, published):
    # Without a choice: the latest complete figure of the first indicator that has one.
    ((chosen,),) = published.query_rows(
        "SELECT indicator || ' ' || unit || ' ' || period FROM marts.indicator_values "
        "WHERE value IS NOT NULL AND is_complete ORDER BY indicator, period DESC, unit LIMIT 1"
    ) or [("",)]
    code, unit, period = os.environ.get("CHISO_FIGURE", chosen).split()
    names = list_indicators(published)
    by_code = {value: name for name, value in names.items()}
    figure = mo.ui.dropdown(names, value=by_code[code], label="Chỉ số / indicator")
    place = mo.ui.text(unit, label="Đơn vị / unit")
    when = mo.ui.text(period, label="Kỳ / period")
    mo.hstack([figure, place, when])
    return figure, place, when


@app.cell
def _(figure, pd, place, published, when):
    explanation = published.explain(figure.value, place.value, when.value)
    value, cells = explanation.figure.value, explanation.cells
    said = "chưa có số liệu" if value is None else f"{value:.1f}".replace(".", ",")
    print(f"{figure.value} {place.value} {when.value}: {said}, từ {len(cells)} ô.")
    if explanation.missing_reports:
        print(f"Còn thiếu {len(explanation.missing_reports)} báo cáo.")
    pd.DataFrame(cells)
    return cells, explanation


@app.cell
def _(explanation, mo, pd):
    mo.vstack(
        [
            mo.md("### Báo cáo còn thiếu / missing reports"),
            pd.DataFrame(explanation.missing_reports),
            mo.md("### Điều cần xem / findings"),
            pd.DataFrame(explanation.findings),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
