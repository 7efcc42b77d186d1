"""The sums compared by totals across forms, added as columns to a form's panel.

Adds up the values in force and marks a side with missing reports; makes no judgement.
"""

from typing import TYPE_CHECKING

from expectations.series.totals import (
    OWN_SUFFIX,
    PERIOD_SUFFIX,
    REPORTERS_EN_SUFFIX,
    REPORTERS_SUFFIX,
    SUM_SUFFIX,
)
from warehouse.catalogue import Form, Total
from warehouse.store import Store

if TYPE_CHECKING:
    import pandas as pd

# A flow needs every report of the period, a stock or a cumulative figure only the last report.
_TOTAL_SIDES = """
    WITH unit_values AS (
        SELECT
            u.unit,
            u.form || '.' || e.element AS figure,
            n.period,
            sum(o.value) AS value,
            count(o.value) = count(*) AS is_complete,
            arg_max(o.submission, n.position) AS submission
        FROM catalogue.units AS u
        JOIN catalogue.elements AS e USING (form)
        JOIN catalogue.form_periods AS f
            ON f.form = u.form AND f.window_end BETWEEN u.reports_from AND u.valid_to
        JOIN catalogue.nesting AS n ON n.part = f.period AND (e.nature = 'flow' OR n.is_last)
        JOIN catalogue.periods AS p ON p.period = n.period AND p.grain = $over
        LEFT JOIN core.observations AS o
            ON o.form = u.form AND o.unit = u.unit AND o.period = f.period
            AND o.element = e.element AND o.known_to IS NULL
        WHERE figure IN ($own, $other)
        GROUP BY ALL),

    others AS (
        SELECT
            a.area,
            t.period,
            CASE WHEN bool_and(t.is_complete) THEN sum(t.value) END AS value,
            string_agg(u.name_vi, ', ' ORDER BY u.unit) AS reporters,
            string_agg(u.name_en, ', ' ORDER BY u.unit) AS reporters_en
        FROM unit_values AS t
        JOIN catalogue.ancestors AS a USING (unit)
        JOIN catalogue.units AS u USING (unit)
        WHERE t.figure = $other
        GROUP BY a.area, t.period)

    SELECT h.submission, h.value::DOUBLE, o.value::DOUBLE, h.period, o.reporters, o.reporters_en
    FROM unit_values AS h
    JOIN catalogue.ancestors AS a ON a.unit = h.unit AND a.distance = 1
    JOIN others AS o ON o.area = a.area AND o.period = h.period
    WHERE h.figure = $own AND h.is_complete
"""


def add_total_columns(store: Store, form: Form, panel: "pd.DataFrame") -> "pd.DataFrame":
    """Add both sides of every total of the form to the panel."""
    for total in form.totals:
        panel = panel.merge(_query_total_sides(store, form, total), on="submission", how="left")
    return panel


def _query_total_sides(store: Store, form: Form, total: Total) -> "pd.DataFrame":
    total_sides = store.query_frame(
        _TOTAL_SIDES,
        {
            "own": f"{form.form}.{total.element}",
            "other": f"{total.form}.{total.other}",
            "over": str(total.over),
        },
    )
    column_names = [
        total.full_name + suffix
        for suffix in (OWN_SUFFIX, SUM_SUFFIX, PERIOD_SUFFIX, REPORTERS_SUFFIX, REPORTERS_EN_SUFFIX)
    ]
    return total_sides.set_axis(["submission", *column_names], axis=1)
