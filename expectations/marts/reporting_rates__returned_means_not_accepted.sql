-- A report that stands returned has none accepted.
SELECT form, unit, period, accepted, returned
FROM marts.reporting_rates
WHERE returned AND accepted
