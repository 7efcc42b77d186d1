-- No more values lie out than were tested.
SELECT metric, form, unit, year, numerator, denominator
FROM marts.outlier_counts
WHERE numerator > denominator
