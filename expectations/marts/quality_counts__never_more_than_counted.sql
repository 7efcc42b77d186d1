-- A numerator lies between 0 and the denominator.
SELECT metric, form, unit, year, numerator, denominator
FROM marts.quality_counts
WHERE numerator NOT BETWEEN 0 AND denominator
