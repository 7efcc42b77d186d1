-- A metric has one value per form, unit and year.
SELECT metric, form, unit, year, count(*) AS times
FROM marts.quality_metrics
GROUP BY metric, form, unit, year
HAVING count(*) > 1
