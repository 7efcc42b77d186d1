-- A returned report is not accepted.
SELECT form, unit, period, accepted, returned
FROM marts.reporting_rates
WHERE returned AND accepted
