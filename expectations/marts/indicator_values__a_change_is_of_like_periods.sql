-- A change is published only where both years are of the same units and months.
SELECT v.indicator, v.unit, v.period, v.value
FROM marts.indicator_values AS v
INNER JOIN marts.unlike_periods AS u USING (indicator, unit, period)
WHERE v.value IS NOT NULL
