-- A report on time is accepted and not late, and exactly the accepted reports have days late.
SELECT form, unit, period, accepted, on_time, days_late
FROM marts.reporting_rates
WHERE on_time AND (NOT accepted OR days_late > 0)
    OR accepted = (days_late IS NULL)
