-- A row has either a value or a reason why the value is missing.
SELECT indicator, unit, period, value, null_reason
FROM marts.indicator_values
WHERE (value IS NULL) != (null_reason IS NOT NULL)
