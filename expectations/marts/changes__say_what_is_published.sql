-- The new value and verdict of a change are those of the published figure.
SELECT c.indicator, c.unit, c.period, c.new_value, v.value
FROM marts.changes AS c
LEFT JOIN marts.indicator_values AS v USING (indicator, unit, period)
WHERE c.new_value IS DISTINCT FROM v.value OR c.new_verdict IS DISTINCT FROM v.verdict
