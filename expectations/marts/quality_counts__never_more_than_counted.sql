-- A share is of a whole: between none and all.
SELECT metric, form, unit, year, numerator, denominator
FROM marts.quality_counts
WHERE numerator NOT BETWEEN 0 AND denominator
