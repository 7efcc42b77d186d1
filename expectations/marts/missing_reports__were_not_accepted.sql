-- A missing report is owed and was not accepted.
SELECT m.indicator, m.unit, m.period, m.reporting_unit, m.reported_period
FROM marts.missing_reports AS m
LEFT JOIN marts.reporting_rates AS r
    ON r.form = m.form AND r.unit = m.reporting_unit AND r.period = m.reported_period
WHERE r.accepted IS NOT false
