-- A value is there, or there is a reason why not; never both, never neither.
SELECT metric, form, unit, year, value, null_reason
FROM marts.quality_metrics
WHERE (value IS NULL) != (null_reason IS NOT NULL)
