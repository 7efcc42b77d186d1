-- The reports on which an indicator of a unit or area rests and which were not accepted, those of
-- the year before included: every report of a period for a flow; for a state, only those of units
-- that exist on the period's last day, and only the last one unless every report must show it.
SELECT
    f.indicator,
    a.area AS unit,
    now_.period,
    r.form,
    r.unit AS reporting_unit,
    r.period AS reported_period
FROM marts.reporting_rates AS r
INNER JOIN catalogue.nesting AS n ON n.part = r.period
INNER JOIN catalogue.indicator_forms AS f ON f.form = r.form
INNER JOIN catalogue.periods AS then_ ON then_.period = n.period
INNER JOIN catalogue.units AS u ON u.unit = r.unit
INNER JOIN catalogue.periods AS now_
    ON now_.within_year = then_.within_year AND now_.year - then_.year BETWEEN 0 AND f.years_back
INNER JOIN catalogue.ancestors AS a ON a.unit = r.unit
WHERE NOT r.accepted AND (
    f.has_flow
    OR (f.needs_last_report AND n.is_last)
    OR (f.needs_every_report AND u.valid_to >= then_.window_end)
)
