-- A value is there, or there is a reason why not; never both, never neither.
SELECT indicator, unit, period, value, null_reason
FROM marts.indicator_values
WHERE (value IS NULL) != (null_reason IS NOT NULL)
