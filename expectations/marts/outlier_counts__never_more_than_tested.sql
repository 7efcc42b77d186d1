-- There are never more outliers than tested values.
SELECT metric, form, unit, year, numerator, denominator
FROM marts.outlier_counts
WHERE numerator > denominator
