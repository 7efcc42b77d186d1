"""Where one figure comes from: formula, cells, reports, findings, and what is missing.

A window: it looks only at warehouse/. Open with `make notebook NAME=trace`, or run as a script; the
figure is `CHISO_FIGURE` there, as in «TT02 DK 2023-Q2».
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: con số từ đâu")


@app.cell
def _():
    import marimo as mo
    import pandas as pd
    from house_style import find_label, list_indicators, open_current, read_figure

    published = open_current()
    return find_label, list_indicators, mo, pd, published, read_figure


@app.cell
def _(find_label, list_indicators, mo, published, read_figure):
    # Without a choice: the latest complete figure of the first indicator made of cells.
    ((chosen,),) = published.query_rows(
        "SELECT v.indicator || ' ' || v.unit || ' ' || v.period FROM marts.indicator_values AS v "
        "SEMI JOIN marts.indicator_cells AS c USING (indicator, unit, period) "
        "WHERE v.value IS NOT NULL AND v.is_complete "
        "ORDER BY v.indicator, v.period DESC, v.unit LIMIT 1"
    ) or [("",)]
    code, unit, period = read_figure(chosen)
    names = list_indicators(published)
    figure = mo.ui.dropdown(names, value=find_label(names, code), label="Chỉ số / indicator")
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
    cell_table = pd.DataFrame(cells)
    cell_table.attrs["title"] = "Từng ô / the cells"
    cell_table
    return (explanation,)


@app.cell
def _(explanation, pd):
    missing = pd.DataFrame(explanation.missing_reports)
    missing.attrs["title"] = "Báo cáo còn thiếu / missing reports"
    missing
    return


@app.cell
def _(explanation, pd):
    findings = pd.DataFrame(explanation.findings)
    findings.attrs["title"] = "Điều cần xem / findings"
    findings
    return


if __name__ == "__main__":
    app.run()
