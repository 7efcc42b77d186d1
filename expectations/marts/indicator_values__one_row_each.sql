-- An indicator has one value per unit and period.
SELECT indicator, unit, period, count(*) AS times
FROM marts.indicator_values
GROUP BY indicator, unit, period
HAVING count(*) > 1
