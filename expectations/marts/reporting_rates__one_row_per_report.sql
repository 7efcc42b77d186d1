-- A report is owed once.
SELECT form, unit, period, count(*) AS times
FROM marts.reporting_rates
GROUP BY form, unit, period
HAVING count(*) > 1
