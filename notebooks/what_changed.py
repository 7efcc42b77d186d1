"""What changed: since the publication before, and between any two days, because of which reports.

A window: it looks only at warehouse/. Open with `make notebook NAME=what_changed`, or run as a
script; the days are `CHISO_SINCE` and `CHISO_UNTIL` there.
"""

import marimo

app = marimo.App(width="medium", app_title="Chỉ Số: thay đổi")


@app.cell
def _():
    import os

    import marimo as mo
    from house_style import open_current

    published = open_current()
    return mo, os, published


@app.cell
def _(published):
    since_before = published.query_frame(
        """
        SELECT c.since, i.name_vi, u.name_vi AS unit_name, c.period, c.old_value, c.new_value,
            c.was_complete, c.is_complete, c.because_of
        FROM marts.changes AS c
        INNER JOIN catalogue.indicators AS i USING (indicator)
        INNER JOIN catalogue.units AS u USING (unit)
        ORDER BY i.indicator, u.unit, c.period
        """
    )
    if since_before.empty:
        print("Từ lần công bố trước: không có thay đổi, hoặc đây là lần công bố đầu tiên.")
    else:
        print(f"Từ lần công bố trước: {len(since_before)} số liệu thay đổi.")
    since_before.attrs["title"] = "Từ lần công bố trước / since the publication before"
    since_before
    return (since_before,)


@app.cell
def _(mo, os, published):
    ((today,),) = published.query_rows("SELECT as_of FROM catalogue.moment")
    since = mo.ui.text(os.environ.get("CHISO_SINCE", f"01/01/{today:%Y}"), label="Từ ngày / since")
    until = mo.ui.text(os.environ.get("CHISO_UNTIL", f"{today:%d/%m/%Y}"), label="đến / until")
    mo.hstack([since, until])
    return since, until


@app.cell
def _(published, since, until):
    import pandas as pd

    changes = published.compare_moments(since.value, until.value)
    figures = pd.DataFrame([*changes.to_dict()["figures"]])
    cells = pd.DataFrame([*changes.to_dict()["cells"]])
    print(f"Từ {since.value} đến {until.value}: {len(figures)} chỉ số, {len(cells)} ô số liệu.")
    figures.attrs["title"] = "Chỉ số / indicators"
    cells.attrs["title"] = "Ô số liệu / cells"
    figures
    return cells, figures


@app.cell
def _(cells):
    cells
    return


if __name__ == "__main__":
    app.run()
