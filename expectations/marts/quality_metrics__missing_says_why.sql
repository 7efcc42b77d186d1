-- A row has either a value or a reason why the value is missing.
SELECT metric, form, unit, year, value, null_reason
FROM marts.quality_metrics
WHERE (value IS NULL) != (null_reason IS NOT NULL)
