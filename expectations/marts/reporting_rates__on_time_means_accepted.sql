-- A report in time has come, and is no days late; only one that has come is late by some days.
SELECT form, unit, period, accepted, on_time, days_late
FROM marts.reporting_rates
WHERE on_time AND (NOT accepted OR days_late > 0)
    OR accepted = (days_late IS NULL)
