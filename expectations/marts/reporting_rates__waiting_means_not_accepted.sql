-- A report that waits for its reading is not accepted.
SELECT form, unit, period, accepted, waiting_days_late
FROM marts.reporting_rates
WHERE accepted AND waiting_days_late IS NOT NULL
