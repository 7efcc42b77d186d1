"""How far the figures can be trusted: findings by code and unit, and who reports how late.

A window: it looks only at warehouse/. Open with `make notebook NAME=quality`, or run as a script.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: chất lượng số liệu")


@app.cell
def _():
    import marimo as mo
    import plotly.graph_objects as go
    from house_style import BEFORE_BREAK, LAYOUT, open_current

    published = open_current()
    return BEFORE_BREAK, LAYOUT, go, mo, published


@app.cell
def _(published):
    findings = published.findings()
    by_code = (
        findings.groupby(["code", "severity"], as_index=False)
        .agg(findings=("finding", "count"), units=("unit", "nunique"), example=("message", "first"))
        .sort_values(["findings", "code"], ascending=[False, True])
    )
    print(f"{len(findings)} điều cần xem, {by_code['code'].nunique()} mã.")
    by_code.attrs["title"] = "Điều cần xem theo mã / findings by code"
    by_code
    return by_code, findings


@app.cell
def _(findings):
    by_unit = findings.pivot_table(
        index="unit_name", columns="severity", values="finding", aggfunc="count", fill_value=0
    )
    by_unit.attrs["title"] = "Điều cần xem theo đơn vị / findings by unit"
    by_unit
    return (by_unit,)


@app.cell
def _(BEFORE_BREAK, LAYOUT, go, published):
    owed = published.reporting().query("owed and is_due")
    rates = owed.groupby("unit_name", as_index=False).agg(
        owed=("owed", "sum"), on_time=("on_time", "sum"), accepted=("accepted", "sum")
    )
    rates["share_on_time"] = 100 * rates["on_time"] / rates["owed"]
    rates = rates.sort_values(["share_on_time", "unit_name"])
    worst = rates.iloc[0]
    print(
        f"Nộp đúng hạn ít nhất: {worst['unit_name']}, "
        f"{worst['on_time']} trên {worst['owed']} báo cáo."
    )
    figure = go.Figure(
        go.Bar(
            x=rates["share_on_time"],
            y=rates["unit_name"],
            orientation="h",
            marker={"color": BEFORE_BREAK},
            text=[f"{row.on_time} trên {row.owed}" for row in rates.itertuples()],
        ),
        layout={**LAYOUT, "title": "Báo cáo nộp đúng hạn, %", "height": 28 * len(rates) + 160},
    )
    figure
    return figure, rates


if __name__ == "__main__":
    app.run()
